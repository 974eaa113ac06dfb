import pytest

from halfsky.document import outline
from halfsky.document.block import Contents, Heading, PageBreak, Paragraph, Table, Title
from halfsky.method.wording.piece import Field, plain, sentence

WORD = sentence("题")


def numbers(levels, lang="zh"):
    return [one.number for one in outline.number([Heading(level, WORD) for level in levels], lang)]


def test_chinese_numbers_by_level():
    assert numbers([1, 2, 3, 4, 4, 2, 1]) == ["一、", "（一）", "1. ", "（1）", "（2）", "（二）", "二、"]


def test_english_numbers_by_level():
    assert numbers([1, 2, 2, 1], "en") == ["1. ", "1.1 ", "1.2 ", "2. "]


@pytest.mark.parametrize(
    ("number", "told"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_numerals(number, told):
    assert outline.chinese(number) == told


def test_a_skipped_level_is_refused():
    with pytest.raises(outline.OutlineError):
        numbers([1, 3])
    with pytest.raises(ValueError, match="100"):
        outline.chinese(100)


def test_tables_are_numbered_through():
    tables = outline.number([Table(WORD, (), ()), Heading(1, WORD), Table(WORD, (), ())], "zh")
    assert [one.number for one in tables if isinstance(one, Table)] == [1, 2]


def test_an_annex_has_no_number_of_the_texts():
    blocks = [Heading(1, sentence("甲")), Heading(1, sentence("附表"), key="annex_scores"), Heading(1, sentence("乙"))]
    assert [one.number for one in outline.number(blocks, "zh")] == ["一、", "附件　", "二、"]


def test_a_heading_of_ones_own_in_an_annex_has_none_either():
    blocks = [Heading(1, WORD, key="basis"), Heading(1, WORD, key="annex_scores"), Heading(2, WORD)]
    assert [one.number for one in outline.number(blocks, "zh")] == ["一、", "附件　", ""]


def test_a_cited_table_is_cited_by_its_new_number_and_a_dash_where_it_is_gone():
    table, other = (Table(WORD, (), (), label="9-9", key=f"{outline.CITED}{code}") for code in ("a", "b"))
    cites = Paragraph((Field(table.key, "9-9"), Field(other.key, "9-9")))
    out = outline.number([Heading(1, WORD), cites, Heading(1, WORD), Table(WORD, (), (), label="9-9"), table], "zh")
    assert out[-1].label == "2-2" and [one.text for one in out[1].pieces] == ["2-2", outline.GONE]


def test_page_breaks_stand_where_they_make_sense_whatever_was_moved():
    one, two, three = (Heading(1, sentence(word), key=word) for word in ("甲", "乙", "丙"))
    head, said, turn = (Title((WORD,)), PageBreak(), Contents(2)), Paragraph(WORD), PageBreak()
    volume = (*head, one, said, turn, two, said, turn, three, said)
    assert outline.paged(volume) == volume, "a volume as it is written stays"
    moved = (*head, turn, two, said, one, turn, turn, said, three, said, turn)
    assert outline.paged(moved) == (*head, two, said, turn, one, said, turn, three, said)
    annexed = (Title((WORD,)), one, said, turn, Heading(1, WORD, key="annex_a"), said)
    assert outline.paged(annexed) == annexed and outline.paged((turn, one, said, turn, said)) == (one, said, said)


def test_a_table_seen_by_its_number_follows_when_tables_move():
    told = Paragraph(sentence("见表", outline.seen("b", "zh"), "。"))
    tables = [Table(sentence(name), (), (), key=f"{outline.SEEN}{name}") for name in ("a", "b")]
    assert plain(outline.number([told, *tables], "zh")[0].pieces) == "见表2。"
    assert plain(outline.number([told, *reversed(tables)], "zh")[0].pieces) == "见表1。"
    assert plain(outline.number([told, tables[0]], "zh")[0].pieces) == f"见表{outline.GONE}。"
