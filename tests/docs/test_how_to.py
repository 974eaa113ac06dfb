"""The how-to of importing says the same columns, reasons and refusals as the program."""

from halfsky.formats.table_words import COLUMNS, FINDINGS, REASON, STATUS
from halfsky.office.collection.services.imports import MISSING, PROBLEMS
from tests.docs.pages import DOCS, text_of

IMPORT = text_of(DOCS / "how-to" / "import-figures.md")


def test_every_column_and_each_name_it_goes_by():
    names = [one for names in COLUMNS.values() for one in names if not one.isascii()]
    assert [one for one in [*COLUMNS, *names] if one not in IMPORT] == []


def test_every_reason_with_its_status():
    assert [reason for reason, status in MISSING.items() if f"| `{reason}` |" not in IMPORT or status not in "OML"] == []
    assert [word for word in (*REASON, *STATUS) if word and not word.isascii() and word not in IMPORT] == []


def test_every_numbered_refusal():
    assert sorted(number for number, *_ in FINDINGS.values() if number not in IMPORT) == []


def test_every_sentence_that_has_no_number():
    known = {zh.split("{")[0].rstrip("“ ，。：") for key, (zh, _en) in PROBLEMS.items() if not zh.startswith("{")}
    short = {one.split("，")[0][:8] for one in known}
    assert [one for one in short if one not in IMPORT] == []
