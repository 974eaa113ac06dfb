"""The product's settings in a data folder of the test run's own, away from any installation of this computer.

pytest-django reads the settings before any conftest, so the folder is named here. Commands that a test starts use
the product's settings again, with the HALFSKY_HOME they are given.
"""

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="halfsky-test-")
os.environ["HALFSKY_HOME"] = _HOME.name
os.environ.setdefault("HALFSKY_LANG", "zh-hans")

from halfsky.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["tests.quick.QuickArgon2"]

os.environ["DJANGO_SETTINGS_MODULE"] = "halfsky.config.settings"
