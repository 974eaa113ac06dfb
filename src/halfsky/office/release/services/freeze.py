"""Freezing: the accepted figures, the plan and the framework become one immutable release."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from halfsky.cube.content import (
    AreaRow,
    BodyRow,
    IndicatorRow,
    MilestoneRow,
    MilestoneStateRow,
    ObservationRow,
    ReleaseContent,
    TargetRow,
    TrackRow,
)
from halfsky.cube.layout import write_release
from halfsky.method.errors import HalfskyError
from halfsky.office.collection.models import Observation
from halfsky.office.framework.models import Binding, Indicator, Track
from halfsky.office.framework.services.scheme import approved
from halfsky.office.people.models import Body, Office, Region
from halfsky.office.people.selectors import body_name, signature
from halfsky.office.plan.models import Division, Goal, Measure, Milestone, MilestoneState, Plan, Target
from halfsky.office.release.models import Figure, Release
from halfsky.office.release.services.keys import keys_folder
from halfsky.office.release.services.lineage import lineage_of
from halfsky.office.release.shelf import make_way, releases_folder, take_back
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record
from halfsky.vault.keyring import office_key
from halfsky.vault.seal import sealed

LONGEST_REASON = 300


class FreezeRefused(HalfskyError):
    """Nothing can be frozen yet."""

    messages = {
        "no_plan": (
            "还没有采用规划，不能冻结。请先识读规划文件并采用（halfsky plan adopt 或“规划识读”页）。",
            "No plan is adopted yet. Read the plan's document and adopt it first.",
        ),
        "genre_bad": (
            "没有采用“{genre}”规划；--genre 只能写已采用的一类：{genres}。",
            "No plan of the kind {genre} is adopted; --genre takes one that is: {genres}.",
        ),
        "no_figures": (
            "{year} 年及以前没有已验收的数据，不能冻结。请先导入数据（halfsky import figures）。",
            "There are no accepted figures for {year} or before. Import figures first.",
        ),
        "no_office": ("还没有建立数据目录，请先运行 halfsky init。", "The office is not set up; run halfsky init first."),
        "which_plan": (
            "已采用的规划不止一份（{genres}），请指明为哪一类冻结：--genre women 或 --genre children。",
            "More than one plan is adopted ({genres}); say which: --genre women or --genre children.",
        ),
        "no_reason": (
            "{year} 年已有发布版 {name}。再冻结就是修订，请用 --reason（网页上填“修订原因”）写明改了什么、为什么改。",
            "There is the release {name} for {year} already. Another one revises it: say with --reason what was changed and why.",
        ),
        "not_a_revision": (
            "{year} 年还没有发布版，这是第一版，不必写修订原因。请去掉 --reason 再冻结。",
            "There is no release for {year} yet; this is the first one and revises nothing. Leave --reason out.",
        ),
        "long_reason": ("修订原因最多 {most} 个字。", "A reason has at most {most} characters."),
        "year_bad": ("{year} 不在规划期 {start}-{end} 之内。", "{year} lies outside the plan's years {start}-{end}."),
    }


def freeze(
    *, year: int, by: Actor, at: datetime, genre: str = "", reason: str = "", embargo: datetime | None = None
) -> Release:
    """Freeze the latest accepted figures up to ``year`` as release ``<year>-<n>``, signed with the office's key.

    ``genre`` (women, children) says for which plan where two are adopted. A second release of the same plan and year
    revises the first and needs a ``reason``. Before ``embargo`` only those who prepare it see it.

    The files are complete on disk before the row that names them is committed; a figure accepted later
    goes into the next release and never into this one.
    """
    office = Office.objects.first()
    if office is None:
        raise FreezeRefused("no_office")
    plan = _plan(genre)
    if plan.start_year and plan.end_year and not plan.start_year <= year <= plan.end_year:
        raise FreezeRefused("year_bad", year=year, start=plan.start_year, end=plan.end_year)
    key = office_key(keys_folder())
    laid: list[Path] = []
    try:
        with transaction.atomic():
            figures = list(
                Observation.objects.filter(current=True, year__lte=year)
                .select_related("indicator", "source_body").order_by("indicator__order", "breakdown", "year")
            )
            if not figures:
                raise FreezeRefused("no_figures", year=year)
            own = Release.objects.filter(origin="")
            revised = _revised(own.filter(year=year, plan=plan).order_by("-number").first(), year, reason)
            last = own.filter(year=year).order_by("-number").first()
            number = last.number + 1 if last else 1
            content = content_of(office=office, plan=plan, figures=figures, year=year, number=number, at=at)
            while not make_way(content):
                content = replace(content, number=content.number + 1)
            laid.append(releases_folder() / content.identity)
            lineage, before = lineage_of(revised, reason, embargo, by, key.public.id)
            manifest = write_release(laid[-1], content, lineage, sign=lambda written: sealed(written, key))
            release = Release.objects.create(
                name=content.identity, year=year, number=content.number, area=office.region, plan=plan,
                content_hash=manifest.content_hash, manifest_hash=manifest.hash, rows=len(figures), demo=office.demo,
                previous=before, revises=revised, reason=reason.strip(), embargo=embargo,
                lifted_at=at if embargo and embargo <= at else None, key_id=manifest.key_id, frozen_at=at,
                frozen_by=signature(by), signer_body=body_name(by.body), signer_role=by.role,
            )
            Figure.objects.bulk_create(
                (
                    Figure(
                        release=release, area=row.area, indicator=row.indicator.code, breakdown=row.breakdown,
                        year=row.year, numerator=row.numerator, denominator=row.denominator, value=row.value,
                        version=row.version, status=row.status, reason=row.reason, note=row.note,
                        source_body=row.source_body.code if row.source_body else "", signer=row.signer,
                        accepted_at=row.accepted_at,
                    )
                    for row in figures
                ),
                batch_size=500,
            )
            record(
                by=by, at=at, action="release.freeze", about=f"release:{release.name}",
                facts={
                    "rows": len(figures), "content_hash": manifest.content_hash, "manifest_hash": manifest.hash,
                    "previous": before, "revises": revised.name if revised else "", "reason": release.reason,
                    "embargo": embargo.isoformat() if embargo else "", "key": manifest.key_id,
                },
            )
    except BaseException:
        for folder in laid:
            take_back(folder)
        raise
    return release


def _revised(newest: Release | None, year: int, reason: str) -> Release | None:
    """The release that the new one takes the place of; its reason must be given, and only then."""
    if newest and not reason.strip():
        raise FreezeRefused("no_reason", year=year, name=newest.name)
    if reason.strip() and newest is None:
        raise FreezeRefused("not_a_revision", year=year)
    if len(reason.strip()) > LONGEST_REASON:
        raise FreezeRefused("long_reason", most=LONGEST_REASON)
    return newest


def _plan(genre: str) -> Plan:
    adopted = list(Plan.objects.filter(status="adopted", **({"genre": genre} if genre else {})).order_by("id"))
    if not adopted:
        others = Plan.objects.filter(status="adopted").order_by("genre").values_list("genre", flat=True).distinct()
        if genre and others:
            raise FreezeRefused("genre_bad", genre=genre, genres="、".join(others))
        raise FreezeRefused("no_plan")
    if len(adopted) > 1:
        raise FreezeRefused("which_plan", genres="、".join(plan.genre for plan in adopted))
    return adopted[0]


def content_of(
    *, office: Office, plan: Plan, figures: list[Observation], year: int, number: int, at: datetime
) -> ReleaseContent:
    """All rows of a release, from the tables as they stand."""
    goals = list(Goal.objects.filter(domain__plan=plan).select_related("domain"))
    indicators = tuple(_indicator(row) for row in Indicator.objects.select_related("source_body"))
    targets = tuple(_targets(plan))
    tracks = tuple(_tracks(plan))
    bodies = tuple(BodyRow(b.code, b.name_zh, b.name_en, b.short_zh, b.kind) for b in Body.objects.all())
    areas = tuple(_areas(office, {row.area for row in figures}))
    return ReleaseContent(
        year=year, number=number, area=office.region, plan=plan.code or f"plan-{plan.pk}",
        created_at=at.isoformat(), demo=office.demo,
        observations=tuple(
            ObservationRow(
                area=row.area, indicator=row.indicator.code, breakdown=row.breakdown, year=row.year,
                numerator=row.numerator, denominator=row.denominator, value=row.value, status=row.status,
                reason=row.reason, note=row.note, source_body=row.source_body.code if row.source_body else "",
                signer=row.signer,
            )
            for row in figures
        ),
        indicators=indicators, targets=targets, tracks=tracks, bodies=bodies, areas=areas,
        milestones=tuple(
            MilestoneRow(
                code=row.code, track=row.track, no=row.no, title_zh=row.title_zh, title_en=row.title_en,
                due_year=row.due_year, weight=row.weight, mechanism=row.mechanism,
            )
            for row in Milestone.objects.filter(goal__domain__plan=plan)
        ),
        milestone_states=tuple(
            MilestoneStateRow(
                milestone=row.milestone.code, area=office.region, year=row.year, state=row.state, evidence_zh=row.evidence
            )
            for row in MilestoneState.objects.filter(milestone__goal__domain__plan=plan, year__lte=year)
            .select_related("milestone")
        ),
        framework=_framework(plan, goals) | {
            "indicators": _plain(indicators), "targets": _plain(targets), "tracks": _plain(tracks),
            "bodies": _plain(bodies), "area": next(row for row in _plain(areas) if row["code"] == office.region),
        },
    )


def _plain(rows: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Rows as JSON values; a decimal becomes its text."""
    return [
        {key: (str(value) if isinstance(value, Decimal) else value) for key, value in asdict(row).items()} for row in rows
    ]


def _tracks(plan: Plan) -> list[TrackRow]:
    found = Track.objects.filter(goal__domain__plan=plan).select_related("goal__domain", "target", "indicator")
    return [
        TrackRow(
            code=row.code, domain=row.goal.domain.slug, goal=row.goal.code, kind=row.kind,
            title_zh=row.title_zh, title_en=row.title_en, target=row.target.code if row.target else "",
            indicator=row.indicator.code if row.indicator else "", breakdown=row.breakdown,
            direction=row.direction, subject=row.subject, compare_indicator=row.compare_indicator,
            compare_breakdown=row.compare_breakdown,
        )
        for row in found
    ]


def _indicator(row: Indicator) -> IndicatorRow:
    return IndicatorRow(
        code=row.code, name_zh=row.name_zh, name_en=row.name_en, unit=row.unit, scale=row.scale,
        decimals=row.decimals, direction=row.direction, period=row.period, frequency=row.frequency,
        anchor_year=row.anchor_year, carry_years=row.carry_years, breakdowns=row.breakdowns, kind=row.kind,
        small_count=row.small_count, source_body=row.source_body.code, form=row.form,
        definition_zh=row.definition_zh, definition_en=row.definition_en, numerator_zh=row.numerator_zh,
        numerator_en=row.numerator_en, denominator_zh=row.denominator_zh, denominator_en=row.denominator_en,
        comparability_zh=row.comparability_zh, comparability_en=row.comparability_en,
    )


def _targets(plan: Plan) -> list[TargetRow]:
    bindings = {row.target_id: row for row in Binding.objects.filter(target__domain__plan=plan).select_related("indicator")}
    rows = []
    for target in Target.objects.filter(domain__plan=plan).exclude(state="dropped").select_related("domain", "goal"):
        bound = bindings.get(target.pk)
        rows.append(TargetRow(
            code=target.code, domain=target.domain.slug, goal=target.goal.code if target.goal else "",
            indicator=bound.indicator.code if bound else "", breakdown=bound.breakdown if bound else "",
            operator=target.operator, value=target.value, unit=target.unit,
            year=target.year or plan.end_year or 0, tolerance=bound.tolerance if bound else None,
            change=(bound.change if bound else "") or target.change, basis=(bound.basis if bound else "") or target.basis,
            base_year=(bound.base_year if bound else None) or target.base_year or plan.base_year,
            compare_indicator=bound.compare_indicator if bound else "",
            compare_breakdown=bound.compare_breakdown if bound else "", quote=target.quote,
        ))
    return rows


def _areas(office: Office, used: set[str]) -> list[AreaRow]:
    regions = {row.code: row for row in Region.objects.order_by("valid_from")}
    areas = []
    for code in sorted(used | {office.region}):
        region = regions.get(code)
        areas.append(AreaRow(
            code=code, name_zh=region.name_zh if region else code, name_en=region.name_en if region else "",
            level=region.level if region else "", parent=region.parent if region else "", judged=code == office.region,
        ))
    return areas


def _framework(plan: Plan, goals: list[Goal]) -> dict[str, Any]:
    def clause(row: Goal | Measure) -> dict[str, Any]:
        return {
            "code": row.code, "domain": row.domain.slug, "no": row.no, "title_zh": row.title_zh,
            "title_en": row.title_en or row.title_zh,
        }

    division = Division.objects.filter(plan=plan).select_related("goal", "measure", "lead").prefetch_related("supporting")
    return {
        "scheme": approved().plain(),
        "plan": {
            "code": plan.code or f"plan-{plan.pk}", "title_zh": plan.title, "title_en": plan.title,
            "start_year": plan.start_year, "end_year": plan.end_year, "base_year": plan.base_year,
        },
        "domains": [
            {"slug": d.slug, "name_zh": d.name, "name_en": d.name_en or d.name} for d in plan.domains.order_by("order")
        ],
        "goals": [clause(goal) for goal in goals],
        "measures": [clause(m) for m in Measure.objects.filter(domain__plan=plan).select_related("domain")],
        "division": [
            {
                "of": (row.goal or row.measure).code, "lead": row.lead.code,  # type: ignore[union-attr]
                "supporting": [body.code for body in row.supporting.all()], "status": row.status,
            }
            for row in division
        ],
        "units": {
            row.unit: {"label_zh": row.unit_zh, "label_en": row.unit_en} for row in Indicator.objects.all()
        },
    }
