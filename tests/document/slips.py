"""What no sentence of a report may hold, and which reports are read for it."""

from __future__ import annotations

KINDS = ("annual", "midterm_evaluation", "final", "leader", "body:health_bureau")
"""The reports whose parts the others have too; a yearbook is read by `tests/office/test_reports_add_up.py`."""
SLIPS = {
    "zh": r"，，|。。|、、|；；|，。|、。|；。|：。|，；|、和|分别为[^、和，。]{1,12}[，。]|依次为[^、和）]*）|和和|的的|均均|比比|“”|（）|\{|None|0\.00?个百分点，未达标",
    "en": r",,|\.\.(?!\.)|;;| ,| \.(?!\d)|,\.|;\.|:\.|  |\bthe the\b|\band and\b|\bof of\b|\bin in\b|“”|\(\)|\{|\bNone\b(?! of)|[a-z]\.[A-Z]|\b1 (?:goals|people|years|cases|deaths) (?!per)",
}


class Undrawn(dict[str, bytes]):
    """Every drawing is there already, and empty."""

    def __len__(self) -> int:
        return 1

    def __contains__(self, _key: object) -> bool:
        return True

    def __getitem__(self, _key: str) -> bytes:
        return b""
