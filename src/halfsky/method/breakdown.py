"""A breakdown: which group a figure describes, over sex, urbanisation and age.

Each dimension defaults to ``_T`` (all). The key is the text stored with a figure: dimensions in the
order SEX, URBANISATION, AGE, those at ``_T`` left out, so that the total is the empty text. The
dimensions and their codes for sex and total follow SDMX (cross-domain code lists CL_SEX, CL_AGE).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from halfsky.method.errors import HalfskyError

TOTAL = "_T"
#: Dimensions in the order of the key.
DIMENSIONS = ("SEX", "URBANISATION", "AGE")
_CODES: dict[str, re.Pattern[str]] = {
    "SEX": re.compile(r"_T|F|M"),
    "URBANISATION": re.compile(r"_T|U|R"),
    "AGE": re.compile(r"_T|Y\d{1,3}T\d{1,3}|Y_GE\d{1,3}|Y_LE\d{1,3}"),
}


class BreakdownError(HalfskyError):
    """A text that names no breakdown."""

    messages = {
        "unknown_dimension": (
            "分组“{text}”中的维度“{dimension}”不认识，只能用 SEX、URBANISATION、AGE。",
            "The breakdown {text!r} names the dimension {dimension!r}; use SEX, URBANISATION or AGE.",
        ),
        "unknown_code": (
            "分组“{text}”中 {dimension} 的代码“{code}”不认识，例如 SEX=F、URBANISATION=R、AGE=Y35T45。",
            "The breakdown {text!r} has the code {code!r} for {dimension}; write for example SEX=F or AGE=Y35T45.",
        ),
        "repeated_dimension": (
            "分组“{text}”中维度 {dimension} 出现两次，请只写一次。",
            "The breakdown {text!r} names {dimension} twice; name it once.",
        ),
    }


@dataclass(frozen=True, slots=True, order=True)
class Breakdown:
    """A cell over sex, urbanisation and age.

    "Women's share of x" is stored at the total, with the women as numerator; "the women's rate" at
    ``SEX=F``. An indicator about women alone (screening, deliveries) has no men's counterpart and
    is stored at the total.

    >>> Breakdown(sex="F", age="Y35T45").key
    'SEX=F;AGE=Y35T45'
    """

    sex: str = TOTAL
    urbanisation: str = TOTAL
    age: str = TOTAL

    def __post_init__(self) -> None:
        for dimension, code in zip(DIMENSIONS, (self.sex, self.urbanisation, self.age), strict=True):
            if not _CODES[dimension].fullmatch(code):
                raise BreakdownError("unknown_code", text=code, dimension=dimension, code=code)

    @property
    def key(self) -> str:
        """The canonical text; empty for the total."""
        return ";".join(f"{name}={code}" for name, code in self.coordinates())

    def coordinates(self) -> tuple[tuple[str, str], ...]:
        """(dimension, code) of the dimensions that are not total, in the order of the key."""
        pairs = zip(DIMENSIONS, (self.sex, self.urbanisation, self.age), strict=True)
        return tuple((name, code) for name, code in pairs if code != TOTAL)

    @property
    def is_total(self) -> bool:
        return not self.coordinates()


def parse(text: str) -> Breakdown:
    """Read a breakdown key; dimensions may stand in any order, blanks around them are ignored.

    Raises BreakdownError for an unknown dimension or code, or a dimension named twice.

    >>> parse("URBANISATION=R; SEX=F").key
    'SEX=F;URBANISATION=R'
    """
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        dimension, _, code = (piece.strip() for piece in part.partition("="))
        if dimension not in _CODES:
            raise BreakdownError("unknown_dimension", text=text, dimension=dimension)
        if dimension in found:
            raise BreakdownError("repeated_dimension", text=text, dimension=dimension)
        if not _CODES[dimension].fullmatch(code):
            raise BreakdownError("unknown_code", text=text, dimension=dimension, code=code)
        found[dimension] = code
    return Breakdown(
        sex=found.get("SEX", TOTAL),
        urbanisation=found.get("URBANISATION", TOTAL),
        age=found.get("AGE", TOTAL),
    )
