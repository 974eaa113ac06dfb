"""The notice letter: number, addressee, facts, what is asked, due date, issuing body and date, in docx and PDF."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from halfsky.document import docx, notice, pdf
from halfsky.document.block import sentences
from halfsky.method.wording.piece import plain

LETTER = notice.Letter(
    no=3, issued=date(2025, 3, 14), area="岢岚县", addressee="岢岚县卫生健康局", indicator="适龄妇女宫颈癌人群筛查率",
    domain="妇女与健康", goal=3, goal_title="提高防治意识和能力", level="红色预警", reason="2024 年为 59.4%，方向与要求相反。",
    parts={"chance": {"target_year": "2025", "chance": "4%", "interval": "56.1 至 62.3"}}, supporting="县妇联、县财政局",
    due=date(2025, 4, 7), monitored=2024, release="2024-1", release_hash="7c1e9a42e05b00", demo=True,
)  # fmt: skip
SAID = (
    "岢岚县妇女儿童工作委员会办公室", "妇儿工委办函〔2025〕3号", "岢岚县卫生健康局：", "2024 年为 59.4%", "概率为4%", "县妇联、县财政局",
    "2025年4月7日", "2025年3月14日", "2024-1", "7c1e9a42e05b",
)  # fmt: skip


def test_the_letter_says_everything_an_owner_needs():
    text = "\n".join(plain(one) for one in sentences(notice.blocks(LETTER)))
    for words in SAID:
        assert words in text, words
    assert notice.file_name(LETTER) == "warning-notice-2025-3" and notice.number(3, 2025) == "妇儿工委办函〔2025〕3号"


def test_a_case_review_asks_for_a_review_and_for_no_names():
    text = "".join(plain(one) for one in sentences(notice.blocks(replace(LETTER, review=True))))
    assert "个案评审" in text and "不得写入个人姓名" in text and "答复我办" not in text


def test_in_docx_it_has_the_official_page_a_red_head_and_a_flush_addressee():
    opened = Document(BytesIO(docx.render(notice.blocks(LETTER), notice.meta(LETTER))))
    by_style = {paragraph.style.name: paragraph for paragraph in opened.paragraphs if paragraph.text}
    assert by_style["Masthead"].style.font.color.rgb == (0xE6, 0, 0x12) and "thickThin" in by_style["Masthead"].style.element.xml
    assert by_style["Addressee"].text == "岢岚县卫生健康局：" and by_style["Addressee"].paragraph_format.first_line_indent is None
    assert opened.sections[0].top_margin.mm == pytest.approx(37, abs=0.1)
    assert "演示数据" in opened.sections[0].header.paragraphs[0].text
    assert docx.render(notice.blocks(LETTER), notice.meta(LETTER)) == docx.render(notice.blocks(LETTER), notice.meta(LETTER))


def test_in_pdf_it_says_the_same():
    with pypdfium2.PdfDocument(pdf.render(notice.blocks(LETTER), notice.meta(LETTER))) as opened:
        text = "".join(opened[n].get_textpage().get_text_range() for n in range(len(opened)))
    assert all(words.replace(" ", "") in text.replace(" ", "").replace("\r\n", "") for words in SAID)


def test_it_can_be_written_in_english_and_without_supporting_bodies():
    text = "\n".join(plain(one) for one in sentences(notice.blocks(replace(LETTER, lang="en", supporting=""))))
    assert "Committee office letter 3 of 2025" in text and "the bodies concerned" in text and "2025-04-07" in text
