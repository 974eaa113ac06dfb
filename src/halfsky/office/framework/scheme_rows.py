"""The scheme and its versions as plain rows for pages and commands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from halfsky.method.scheme import Scheme
from halfsky.method.wording.scheme import DEFAULT_WORDS, GROUPS, PAGE, PARAMETERS, name_words, value_words
from halfsky.office.decision.selectors import MatterView, matter_views
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.framework.services.scheme import differences
from halfsky.office.trail.actor import Actor


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter: what it means, its default, its value in force, and what a draft or a person typed."""

    name: str
    label: str
    meaning: str
    source: str
    page: str
    kind: str
    default: str
    value: str
    typed: str
    moved: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parameters that belong together."""

    name: str
    label: str
    rows: tuple[ParameterRow, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: what it changes against its base, why, since when it is in force, and its matter."""

    version: int
    base: int | None
    why: str
    changes: tuple[tuple[str, str, str], ...]
    valid_from: str
    drafted_at: str
    in_force: bool
    effect: dict[str, Any] | None
    matter: MatterView | None
    values: dict[str, Any]


def versions(by: Actor, lang: str, domains: dict[str, str]) -> list[VersionRow]:
    """Every version, the newest first (four queries)."""
    rows = list(SchemeVersion.objects.order_by("-version"))
    matters = matter_views([f"scheme:{row.version}" for row in rows], by, lang)
    values = {row.version: row.values for row in rows}
    current = max((row.version for row in rows if row.valid_from), default=0)
    return [
        VersionRow(
            row.version, row.base, row.why,
            tuple(
                (name_words(name, lang, domains), value_words(name, before, lang), value_words(name, after, lang))
                for name, (before, after) in differences(values.get(row.base or 0, Scheme().plain()), row.values).items()
            ),
            f"{timezone.localtime(row.valid_from):%Y-%m-%d %H:%M}" if row.valid_from else "",
            f"{timezone.localtime(row.drafted_at):%Y-%m-%d %H:%M}", row.version == current, row.effect,
            matters.get(f"scheme:{row.version}"), row.values,
        )
        for row in rows
    ]


def parameter_groups(
    scheme: Scheme, domains: dict[str, str], typed: dict[str, str] | None, lang: str
) -> tuple[Group, ...]:
    """Every parameter with its meaning, default and value; one row for each domain's weight. ``typed``: a form's texts."""
    from halfsky.method.wording.scheme import CHOICES

    plain, default, said = scheme.plain(), Scheme().plain(), typed or {}
    english = lang == "en"

    def row(parameter: Any, name: str, label: str, kind: str, value: Any, usual: Any) -> ParameterRow:
        return ParameterRow(
            name, label, parameter.meaning_en if english else parameter.meaning_zh,
            parameter.source_en if english else parameter.source_zh, f"{PAGE}#{parameter.name}", kind,
            value_words(name, usual, lang), value_words(name, value, lang),
            said.get(name, value if isinstance(value, str) else f"{value:g}"), value != usual,
            tuple((key, en if english else zh) for key, zh, en in CHOICES.get(name, ())),
        )

    groups = []
    for group, zh, en in GROUPS:
        rows: list[ParameterRow] = []
        for parameter in PARAMETERS:
            if parameter.group != group:
                continue
            if parameter.kind == "weights":
                named = {**dict.fromkeys(domains), **dict.fromkeys(plain["weights"])}
                weights = [
                    row(parameter, f"weights.{slug}", name_words(f"weights.{slug}", lang, domains), "weight",
                        plain["weights"].get(slug, 1), 1)
                    for slug in named
                ]
                rows += [*weights[:1], *(replace(one, meaning="", source="") for one in weights[1:])]
            elif parameter.kind == "words":
                own = plain["words"]
                words = [
                    row(parameter, f"words.{state}.{tongue}", name_words(f"words.{state}.{tongue}", lang), "word",
                        own.get(state, {}).get(tongue, usual), usual)
                    for tongue, names in DEFAULT_WORDS.items() for state, usual in names.items()
                ]
                rows += [*words[:1], *(replace(one, meaning="", source="") for one in words[1:])]
            else:
                label = parameter.en if english else parameter.zh
                rows.append(row(parameter, parameter.name, label, parameter.kind, plain[parameter.name], default[parameter.name]))
        groups.append(Group(group, en if english else zh, tuple(rows)))
    return tuple(groups)


def token_of(version: int) -> int:
    """How many acts the version's matter has seen, 0 when there is none (one query)."""
    row = SchemeVersion.objects.filter(version=version).values_list("matter__token", flat=True).first()
    return row or 0
