"""What a report says of its own figures: which year they are of, which rest on a handful of cases, which targets are held.

Only what the plan at hand has is said: the parts come from its indicators and targets.
"""

from __future__ import annotations

from halfsky.document.reading import Reading
from halfsky.method.wording.day import month_words
from halfsky.method.wording.phrase import finish, listing, paragraph, phrase
from halfsky.method.wording.piece import Field, Sentence, Slot, judged, named, sentence

PERIODS = ("maternal_year", "school_year", "term", "census", "survey")
MOST = 3
"""Names said of one kind."""


def notes(found: Reading) -> dict[str, Slot]:
    """The slots `periods`, `rare` and `held`; each empty where the plan has nothing of the kind."""
    return {"periods": _periods(found), "rare": _rare(found), "held": _held(found)}


def used(found: Reading) -> list[str]:
    """The indicators that the plan's goals are followed by, each once, in the plan's order."""
    sides = (str(row.get(side) or "") for row in found.tracks for side in ("indicator", "compare_indicator"))
    return [code for code in dict.fromkeys(sides) if code]


def _periods(found: Reading) -> Sentence:
    lang, seen = found.lang, {str(found.indicator(code).get("period") or "") for code in used(found)}
    slots = {
        "month_from": Field("period:maternal_year:from", month_words(10, lang)), "month_to": Field("period:maternal_year:to", month_words(9, lang)),
    }  # fmt: skip
    said = [phrase(lang, f"period.{one}", **slots) for one in PERIODS if one in seen]
    return sentence(finish(lang, said), judged("all:periods", ",".join(sorted(seen)))) if said else ()


def _rare(found: Reading) -> Sentence:
    lang = found.lang
    few = [code for code in used(found) if found.indicator(code).get("small_count") in (True, "yes")]
    said = []
    if few:
        names = listing([(named(f"indicator:{code}:name", found.name(code, "")),) for code in few], lang, MOST, last=True)
        said.append(finish(lang, [sentence(phrase(lang, "scope.rare", names=names), judged("all:rare", ",".join(few)))]))
    if any(one.observed_year for row in found.tracks if (one := found.subject(row)) is not None):
        said.append(finish(lang, [sentence(phrase(lang, "scope.carried"), judged("all:carried", "some"))]))
    return paragraph(lang, said)


def _held(found: Reading) -> Sentence:
    lang = found.lang
    rows = [row for row in found.tracks if (aim := found.aim(row)) is not None and aim.operator.startswith("hold")]
    if not rows:
        return ()
    names = {name: (named(f"track:{row['code']}:name", name),) for row in rows if (name := found.name(str(row["indicator"]), str(row.get("breakdown") or "")))}
    listed = listing(list(names.values()), lang, MOST, last=True)
    return sentence(phrase(lang, "scope.held", names=listed), judged("all:held", ",".join(str(row["code"]) for row in rows)))
