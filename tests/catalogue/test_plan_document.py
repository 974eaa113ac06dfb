"""The plan document that ships: the docx says what the text says, and the text is our own."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from docx import Document

from tools import plan_document

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src/halfsky/catalogue/plans/kelan-women-2021/document"
TEXT = (FOLDER / "kelan-women-2021.txt").read_text(encoding="utf-8")


def test_the_docx_holds_the_same_lines_as_the_text() -> None:
    paragraphs = [p.text for p in Document(str(FOLDER / "kelan-women-2021.docx")).paragraphs]
    assert paragraphs == plan_document.lines(TEXT)


def test_the_docx_in_the_catalogue_is_the_one_the_text_gives(tmp_path: Path) -> None:
    (tmp_path / "kelan-women-2021.txt").write_text(TEXT, encoding="utf-8")
    made = plan_document.write(tmp_path)
    fresh, shipped = Document(str(made)), Document(str(FOLDER / "kelan-women-2021.docx"))
    assert fresh.element.xml == shipped.element.xml
    assert plan_document.build(TEXT) == made.read_bytes()


def test_the_docx_has_the_measures_of_an_official_document() -> None:
    section = Document(str(FOLDER / "kelan-women-2021.docx")).sections[0]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)


def test_headings_stand_in_word_s_own_styles() -> None:
    document = Document(str(FOLDER / "kelan-women-2021.docx"))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["岢岚县妇女发展“十四五”规划（要点本）"] == "Title"
    assert styles["四、监测评估"] == "Heading 1"
    assert styles["（六）妇女与家庭建设"] == "Heading 2"
    assert [p.style.name for p in document.paragraphs if p.text == "主要目标："] == ["Heading 3"] * 8


def test_every_goal_and_measure_is_one_sentence() -> None:
    for line in plan_document.lines(TEXT):
        if re.match(r"^\d+\.\D", line):
            assert line.count("。") == 1, line
            assert line.endswith("。"), line


@pytest.mark.specimen
def test_no_sentence_is_taken_over_from_the_county_s_document() -> None:
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    county = "".join((folder / "kelan-women-plan-2021-2025.txt").read_text(encoding="utf-8").split())
    for line in plan_document.lines(TEXT):
        for sentence in re.split(r"[。：]", re.sub(r"^\d+\.|^（[一二三四五六七八九十]+）", "", line)):
            # Headings and the names of upper-level plans are the genre's own; a sentence of ours is not theirs.
            if len(sentence) > 16:
                assert sentence not in county, sentence
