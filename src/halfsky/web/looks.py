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

LEVEL_LOOKS: dict[str, tuple[str, str]] = {
    "red": ("lv4", "lv4"),
    "orange": ("lv3", "lv3"),
    "yellow": ("lv2", "lv2"),
    "blue": ("lv1", "lv1"),
    "review": ("lv0", "review"),
}
NO_LEVEL = ("lv0", "lv0")
