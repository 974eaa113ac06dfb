"""A sheet is frozen and says where its first row stands."""

import dataclasses

import pytest

from halfsky.formats.intake.sheet import Sheet


def test_a_sheet_is_frozen():
    sheet = Sheet("数据", (("a",),))
    assert (sheet.first_row, sheet.kind) == (1, "csv")
    with pytest.raises(dataclasses.FrozenInstanceError):
        sheet.name = "x"
