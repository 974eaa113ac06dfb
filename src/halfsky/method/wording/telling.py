"""One indicator's clauses put together as sentences, most important first.

Chinese strings the clauses of the plan on commas. English gives the value and its changes one sentence, where the figure
stands to its target another: a row of participles is no English.
"""

from __future__ import annotations

from halfsky.method.wording import clause
from halfsky.method.wording.clause import BAD, COMPARISONS, Subject
from halfsky.method.wording.phrase import finish, paragraph, phrase, words
from halfsky.method.wording.piece import Sentence, join

CHANGES = ("last", "base")
OWN_SENTENCE = ("interval", "cases", "rank")
"""In English each is a sentence of its own."""


def describe(subject: Subject, lang: str) -> Sentence:
    """The sentences on one indicator; the last compares women and men, town and country.

    A gap between women and men that widened markedly stands in the first.
    """
    names = list(clause.clauses_of(subject))
    lead = [name for name in names if name not in COMPARISONS]
    if "sex" in names and "last" in names and names.index("sex") < names.index("last"):
        lead.insert(1, "sex")
    rest = [name for name in names if name not in lead]
    found = _english(subject, lead) if lang == "en" else _chinese(subject, lead)
    compared = [phrase(lang, f"by.{name}", clause=one) for name in rest if (one := clause.clause(subject, name, lang))]
    found.append(finish(lang, compared, "semicolon"))
    return paragraph(lang, [one for one in found if one])


def _chinese(subject: Subject, lead: list[str]) -> list[Sentence]:
    """One sentence; after a gap that stands in it another begins, so that the changes are not taken for the gap's."""
    parted = lead.index("sex") + 1 if "sex" in lead else len(lead)
    more = join(_clauses(subject, lead[parted:], "zh"), words("zh", "comma"))
    return [finish("zh", _clauses(subject, lead[:parted], "zh")), finish("zh", [phrase("zh", "it.goes_on", changes=more)] if more else [])]


def _clauses(subject: Subject, names: list[str], lang: str) -> list[Sentence]:
    """The clauses in their order; the changes against last year and the base year in one where they stand together."""
    said = [(name, one) for name in names if (one := clause.clause(subject, name, lang))]
    told = [name for name, _ in said]
    place = told.index("last") if "last" in told else -1
    both = clause.both_moved(subject, lang) if place >= 0 and tuple(told[place : place + 2]) == CHANGES else ()
    if both:
        said[place : place + 2] = [("last", both)]
    return [one for _, one in said]


def _english(subject: Subject, names: list[str]) -> list[Sentence]:
    """The value with its changes; the target and its outlook; of a missed target or a carried value the changes last."""
    if "missing" in names:
        return [finish("en", _clauses(subject, names, "en"))]
    late = bool(subject.observed_year) or (subject.state in BAD and not subject.directional)
    changed = join(_clauses(subject, [name for name in names if name in CHANGES], "en"), words("en", "list.last"))
    changes = [changed] if changed else []
    first = [clause.clause(subject, name, "en") for name in names if name in {"value", "pooled"}]
    sexes = clause.clause(subject, "sex", "en") if "sex" in names else ()
    aims = [one for name in ("state", "outlook") if name in names and (one := clause.clause(subject, name, "en"))]
    own = [finish("en", [one]) for name in OWN_SENTENCE if name in names and (one := clause.clause(subject, name, "en"))]
    found = [finish("en", first if late else [*first, *changes])]
    if sexes:
        found.append(finish("en", [phrase("en", "by.sex", clause=sexes)]))
    found.append(finish("en", aims, "semicolon"))
    if late and changes:
        found.append(finish("en", [phrase("en", "it.changed", changes=changed)]))
    return [*found, *own]

