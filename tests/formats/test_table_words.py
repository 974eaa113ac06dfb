"""The words of a figures table agree with the codes that ship."""

import csv
import string
from pathlib import Path

import halfsky.catalogue
from halfsky.formats.table_words import COLUMNS, FINDINGS, REASON, REQUIRED, STATUS, TEMPLATE_ZH

CODES = Path(next(iter(halfsky.catalogue.__path__))) / "codes"


def rows(name):
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_status_and_reason_that_ships_is_known_by_its_label():
    for row in rows("status.csv"):
        assert STATUS[row["label_zh"]] == row["code"]
    for row in rows("reason.csv"):
        assert REASON[row["label_zh"]] == row["code"]


def test_no_header_word_names_two_columns():
    names = [name for known in COLUMNS.values() for name in known]
    assert len(names) == len(set(names))
    assert set(REQUIRED) <= set(TEMPLATE_ZH) <= set(COLUMNS)


def test_findings_have_their_own_numbers_and_equal_places():
    numbers = [number for number, _, _ in FINDINGS.values()]
    assert len(numbers) == len(set(numbers))
    for _, zh, en in FINDINGS.values():
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (zh, en)]
        assert places[0] == places[1]
