"""An indicator's name in a label and in a sentence, with the group that its cell is of.

A label is the catalogue's name. An English sentence asks for more: `Women among employed people` is no subject of "was
45.35%", `the share of women among employed people` is.
"""

from __future__ import annotations

from halfsky.method.wording.number import Unit

PREFIX = {
    "SEX=F": ("女性", "women's "),
    "SEX=M": ("男性", "men's "),
    "URBANISATION=U": ("城镇", "urban "),
    "URBANISATION=R": ("农村", "rural "),
}
AMONG = {"SEX=F": " among women", "SEX=M": " among men", "URBANISATION=U": " in urban areas", "URBANISATION=R": " in rural areas"}
PEOPLE = {"SEX=F": "women", "SEX=M": "men", "URBANISATION=U": "urban people", "URBANISATION=R": "rural people"}
PLACED = ("农村", "城镇", "Rural", "Urban", "rural", "urban")
OF_WOMEN = ("女", "妇", "Women", "Girls", "women")
RATES = (
    "rate", "ratio", "coverage", "enrolment", "literacy", "illiteracy", "awareness", "prevalence", "transmission", "use", "share", "screening",
    "testing", "vaccination", "retention", "anaemia", "service",
)  # fmt: skip
"""Nouns that a percentage is itself: before any other name of one stands "the share of"."""
WITH_ARTICLE = ("rate", "ratio", "prevalence", "average", "monthly", "share")
THINGS = {
    "women's homes": "coverage by women's homes", "family education service points": "coverage by family education service points",
    "hiring checks in education": "the rate of hiring checks in education",
    "domestic-violence warning letters": "the rate of domestic-violence warning letters",
    "property declaration in divorce cases": "the use of property declaration in divorce cases",
    "induced abortions per live birth": "the ratio of induced abortions to live births",
    "women's to men's stalls in urban public toilets": "the ratio of women's to men's stalls in urban public toilets",
}
"""Names that no rule makes a subject of a sentence."""
UNCOUNTED = ("attendance", "training", "skills")
KEPT = ("Party", "HIV", "HPV")
"""First words that keep their capital within a sentence."""


def label(name: str, breakdown: str, lang: str) -> str:
    """The name with women, men, urban or rural where its cell is theirs; English in small letters, as within a sentence.

    >>> label("People who exercise regularly", "SEX=F", "en"), label("Basic pension insurance coverage", "SEX=F", "en")
    ('women who exercise regularly', "women's basic pension insurance coverage")
    """
    own = any(word in name for word in OF_WOMEN)
    placed = any(word in name for word in PLACED)
    parts = [part for part in breakdown.split(";") if part in PREFIX and not (own if part.startswith("SEX=") else placed)]
    if lang == "zh":
        return "".join(PREFIX[part][0] for part in reversed(parts)) + name
    out = small(name)
    for part in parts:
        if out.startswith("people "):
            out = PEOPLE[part] + out.removeprefix("people")
        elif "workers " in out or "students " in out:
            out = PREFIX[part][1].removesuffix("'s ").strip() + " " + out
        elif " of " in out:
            out += AMONG[part]
        else:
            out = PREFIX[part][1] + out
    return out


def said(name: str, unit: Unit, lang: str) -> str:
    """A label as the subject of a sentence on its value.

    >>> from halfsky.method.wording.number import UNITS
    >>> said("women among employed people", UNITS["percent"], "en"), said("people given legal aid", UNITS["person"], "en")
    ('the share of women among employed people', 'the number of people given legal aid')
    >>> said("maternal mortality ratio", UNITS["per_100k"], "en")
    'the maternal mortality ratio'
    """
    if lang == "zh":
        return name
    if name in THINGS:
        return THINGS[name]
    head = name.split(" of ")[0].split(" in ")[0].split(" for ")[0].split(" among ")[0].split(" after ")[0].split()
    if (unit.group == "count" or unit.code == "per_thousand_pop") and not any(word in UNCOUNTED for word in name.split()):
        return f"the number of {name}"
    if unit.code == "percent" and not any(word in RATES for word in (head[0], head[-1])):
        return f"the share of {name}"
    article = not name.startswith(("women's", "men's")) and any(word in WITH_ARTICLE for word in (head[0], head[-1]))
    return f"the {name}" if article else name


def small(name: str) -> str:
    """A name as it stands within an English sentence."""
    return name if name.startswith(KEPT) else name[:1].lower() + name[1:]
