"""Whether a plan is this office's own: the region that its document names, beside the office's."""

from __future__ import annotations


def of_another_place(region: str, own: str) -> bool:
    """True when a plan's ``region`` is surely not ``own``: 云泽市 beside 岢岚县.

    A name with the upper regions before it (山西省岢岚县), or without its last word (岢岚), is the same place; where one of
    the two is not known nothing can be said.
    """
    one, other = ("".join(name.split()) for name in (region, own))
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return not (long.endswith(short) or long.startswith(short))
