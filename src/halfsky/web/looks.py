"""How a state looks: the class and the icon that go with its word."""

from __future__ import annotations

LOOKS: dict[str, tuple[str, str]] = {
    "met_early": ("early", "check2"),
    "met": ("met", "check"),
    "expected": ("expected", "arrow"),
    "hard": ("hard", "warn"),
    "not_met": ("notmet", "x"),
    "no_data": ("none", "blank"),
    "not_due": ("due", "clock"),
    "not_monitorable": ("nm", "slash"),
}
UNKNOWN = ("none", "blank")
