"""Tests never touch an installation of the person who runs them."""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def test_the_data_folder_of_a_test_run_is_a_temporary_one():
    assert Path(settings.HALFSKY_HOME).is_relative_to(tempfile.gettempdir())
    assert str(settings.STATIC_ROOT or "").startswith(str(settings.HALFSKY_HOME))


def test_commands_started_by_a_test_use_the_settings_of_the_product():
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "halfsky.config.settings"
    assert os.environ["HALFSKY_HOME"] == str(settings.HALFSKY_HOME)
