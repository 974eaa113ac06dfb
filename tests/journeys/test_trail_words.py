"""What the trail's page says: every act in words, nobody and nothing by a code."""

from __future__ import annotations

import re
from pathlib import Path

from halfsky.web.documents import ACTIONS
from halfsky.web.shell import ROLE_NAMES

SOURCE = Path(__file__).parents[2] / "src" / "halfsky"
LITERAL = re.compile(r'action="([a-z_]+\.[a-z_.]+)"')


def test_every_act_recorded_under_a_fixed_name_has_its_words():
    acts = {act for room in ("office", "cli", "upkeep") for file in (SOURCE / room).rglob("*.py") for act in LITERAL.findall(file.read_text("utf-8"))}
    assert {"people.signin", "release.freeze"} <= acts
    assert not acts - set(ACTIONS), "give each a Chinese name in web/documents.py"


def test_the_page_names_the_command_that_exists_and_whoever_was_not_signed_in():
    page = (SOURCE / "web" / "templates" / "documents" / "trail.html").read_text("utf-8")
    assert "halfsky doctor" in page and "trail verify" not in page
    assert str(ROLE_NAMES["visitor"]) == "未登录"
