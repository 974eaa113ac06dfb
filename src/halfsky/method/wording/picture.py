"""What a chart says in words: the text alternative, the target's label."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from halfsky.method.wording import comparison, number
from halfsky.method.wording.clause import Aim, aim_amount
from halfsky.method.wording.number import Unit
from halfsky.method.wording.phrase import finish, phrase, words
from halfsky.method.wording.piece import Field, Sentence, join, named


def aim_mark(key: str, aim: Aim, unit: Unit, decimals: int, lang: str) -> Sentence:
    """A target in a table or on a chart: `≥95%`, `45%左右`. A held target is marked like the plain one."""
    return phrase(
        lang,
        f"mark.{aim.operator.removeprefix('hold')}",
        target=Field(f"{key}:target", aim_amount(aim, unit, lang)),
        base_year=Field(f"{key}:target.base_year", str(aim.base_year)),
    )


def trend_alt(
    key: str,
    name: str,
    known: Sequence[tuple[int, Decimal]],
    aim: Aim | None,
    unit: Unit,
    decimals: int,
    lang: str,
) -> Sentence:
    """`…，2020年至2024年由86.4%升至92.3%，2025年目标≥95%。`; `known` is (year, value) in order of years."""
    label = named(f"{key}:name", name)
    if not known:
        return phrase(lang, "alt.none", name=label)
    (from_year, before), (to_year, now) = known[0], known[-1]
    moved = number.rounded(now, decimals) - number.rounded(before, decimals)
    kind = "one" if len(known) == 1 else "up" if moved > 0 else "down" if moved < 0 else "flat"
    clauses = [
        phrase(
            lang,
            f"alt.{kind}",
            name=label,
            from_year=Field(f"{key}:{from_year}:year", str(from_year)),
            to_year=Field(f"{key}:{to_year}:year", str(to_year)),
            from_value=Field(f"{key}:{from_year}:value", number.with_unit(before, unit, decimals, lang)),
            to=Field(f"{key}:{to_year}:value", number.with_unit(now, unit, decimals, lang)),
        )
    ]
    if aim is not None:
        year = Field(f"{key}:target.year", str(aim.year))
        mark = aim_mark(key, aim, unit, decimals, lang)
        clauses.append(phrase(lang, "alt.target", target_year=year, aim=mark))
    return finish(lang, clauses)


def twin_alt(
    key: str,
    name: str,
    groups: tuple[str, str],
    pair: tuple[Decimal, Decimal],
    year: int,
    unit: Unit,
    decimals: int,
    lang: str,
) -> Sentence:
    """`…，2024年女为92.3%，男为95.2%，相差2.9个百分点。`; `groups` are codes such as F and M."""
    found = comparison.gap(comparison.Pair(*pair), decimals)
    return finish(
        lang,
        [
            phrase(
                lang,
                "alt.twin",
                name=named(f"{key}:name", name),
                to_year=Field(f"{key}:{year}:year", str(year)),
                first_name=words(lang, f"col.{groups[0]}").lower(),
                second_name=words(lang, f"col.{groups[1]}").lower(),
                first=Field(f"{key}:{year}:{groups[0]}", number.with_unit(pair[0], unit, decimals, lang)),
                second=Field(f"{key}:{year}:{groups[1]}", number.with_unit(pair[1], unit, decimals, lang)),
                gap=Field(
                    f"{key}:{year}:gap", comparison.difference_words(found.amount, unit, decimals, lang)
                ),
            )
        ],
    )


def attainment_alt(rows: Sequence[tuple[str, str, int, int]], lang: str) -> Sentence:
    """What the attainment chart shows; rows of key, name, monitored, attained."""
    parts = [
        phrase(
            lang,
            "alt.domain",
            name=named(f"{key}:name", name),
            monitorable=Field(f"{key}:monitorable", str(monitorable)),
            attained=Field(f"{key}:attained", str(attained)),
        )
        for key, name, monitorable, attained in rows
    ]
    return finish(lang, [phrase(lang, "alt.attainment", parts=join(parts, words(lang, "semicolon")))])


def cases_alt(key: str, name: str, cases: Sequence[tuple[int, Decimal]], lang: str) -> Sentence:
    """`孕产妇死亡率，人数少，列各年例数：2020年0例，…`."""
    parts = [
        phrase(
            lang,
            "alt.year_cases",
            year=Field(f"{key}:{year}:year", str(year)),
            cases=Field(f"{key}:{year}:cases", number.digits(count, 0)),
        )
        for year, count in cases
    ]
    listed = join(parts, words(lang, "comma"))
    return finish(lang, [phrase(lang, "alt.cases", name=named(f"{key}:name", name), parts=listed)])


def goals_alt(rows: Sequence[tuple[str, str, Sequence[tuple[str, int]]]], lang: str) -> Sentence:
    """What the heat table shows; rows of key, name and (state, goals), states without goals left out."""
    parts = [
        phrase(
            lang, "alt.goals_domain", name=named(f"{key}:name", name),
            states=join(
                [phrase(lang, "alt.goals_state", state=words(lang, f"state.{state}"), count=Field(f"{key}:{state}", str(count))) for state, count in states],
                words(lang, "comma"),
            ),
        )
        for key, name, states in rows
    ]  # fmt: skip
    return finish(lang, [phrase(lang, "alt.goals", parts=join(parts, words(lang, "semicolon")))])


def fan_alt(key: str, steps: Sequence[tuple[int, Decimal, Decimal, Decimal]], unit: Unit, decimals: int, lang: str) -> Sentence:
    """`预计2025年为95.0%，80%区间为94.5%至95.5%。`; steps of (year, low, median, high)."""
    said = [
        phrase(
            lang, "alt.fan", year=Field(f"{key}:{year}:year", str(year)),
            **{
                name: Field(f"{key}:{year}:{name}", number.with_unit(value, unit, decimals, lang))
                for name, value in (("low", low), ("middle", middle), ("high", high))
            },
        )
        for year, low, middle, high in steps
    ]  # fmt: skip
    return finish(lang, said)
