"""Changing the monitoring scheme: propose, revise, put forward, decide. What is approved is frozen with the next release."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from halfsky.method.errors import HalfskyError
from halfsky.method.scheme import Scheme, scheme_of
from halfsky.method.wording.scheme import DEFAULT_WORDS
from halfsky.office.decision import services as decision
from halfsky.office.decision.states import APPROVED, DRAFT, OBJECTED, PUT_FORWARD
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


class SchemeRefused(HalfskyError):
    """A change of the scheme that cannot be made as asked."""

    messages = {
        "no_version": ("监测方案没有第 {version} 版，请刷新页面。", "There is no version {version} of the scheme; reload the page."),
        "nothing_changed": (
            "提出的数值与现行方案相同，没有改动。请先修改一项再提出。",
            "The proposed values equal the scheme in force. Change one first.",
        ),
        "no_reason": ("请写明为什么要改，审批时要看。", "Say why it should change; the leading group reads it."),
        "open_already": (
            "第 {version} 版还没有审批完，请先办结它，再提新的改动。",
            "Version {version} is not decided yet; finish it before proposing another change.",
        ),
        "not_draft": ("第 {version} 版已呈批，不能再改。要改请先撤回。", "Version {version} was put forward; take it back first."),
        "effect_first": (
            "呈批前须先看第 {version} 版对最近一次监测结果的影响。",
            "See what version {version} would change in the latest results before it is put forward.",
        ),
        "base_moved": (
            "第 {version} 版是在第 {base} 版基础上提出的，现行的已是第 {current} 版。请按现行方案重新提出。",
            "Version {version} was proposed against version {base}, but version {current} is in force. Propose it anew.",
        ),
    }


def approved() -> Scheme:
    """The scheme in force: the newest approved version, the default where there is none (one query)."""
    values = (
        SchemeVersion.objects.filter(valid_from__isnull=False).order_by("-version").values_list("values", flat=True).first()
    )
    return scheme_of(values)


def changed(values: Mapping[str, Any], changes: Mapping[str, Any], version: int) -> Scheme:
    """``values`` with ``changes`` as a scheme of that version; ``weights.<slug>`` is one weight, ``words.<state>.zh`` a word.

    SchemeError when a parameter is unknown or out of range. A weight of 1, and a word that is empty or the default, is
    not kept.
    """
    words = {state: dict(said) for state, said in values.get("words", {}).items()}
    plain = {**values, "weights": dict(values.get("weights", {})), "words": words, "version": version}
    for name, value in changes.items():
        if name.startswith("weights."):
            plain["weights"][name.removeprefix("weights.")] = value
        elif name.startswith("words.") and name.count(".") == 2:
            _, state, lang = name.split(".")
            said = words.setdefault(state, {})
            said[lang] = value
            if value in ("", DEFAULT_WORDS.get(lang, {}).get(state)):
                del said[lang]
        else:
            plain[name] = value
    plain["weights"] = {slug: weight for slug, weight in sorted(plain["weights"].items()) if weight != 1}
    plain["words"] = {state: said for state, said in sorted(words.items()) if said}
    return scheme_of(plain)


@transaction.atomic
def load_default(*, by: Actor, at: datetime) -> SchemeVersion:
    """Version 0, the default that ships, at set-up; left alone when it is there."""
    version, made = SchemeVersion.objects.get_or_create(
        version=0, defaults={"values": Scheme().plain(), "drafted_at": at, "valid_from": at}
    )
    if made:
        record(by=by, at=at, action="framework.scheme.default", about="scheme:0", facts={"values": version.values})
    return version


@transaction.atomic
def propose(*, changes: Mapping[str, Any], why: str, by: Actor, at: datetime) -> SchemeVersion:
    """Draft a version that differs from the scheme in force by ``changes`` (``changed``)."""
    waiting = SchemeVersion.objects.filter(matter__state__in=[DRAFT, PUT_FORWARD]).first()
    if waiting is not None:
        raise SchemeRefused("open_already", version=waiting.version)
    base = approved()
    number = 1 + (SchemeVersion.objects.aggregate(most=Max("version"))["most"] or 0)
    scheme = _different(base, changes, number, why)
    matter = decision.open_matter(
        kind="scheme", subject=f"scheme:{number}", title=f"监测方案第 {number} 版", by=by, at=at, comment=why
    )
    version = SchemeVersion.objects.create(
        version=number, values=scheme.plain(), base=base.version, why=why.strip()[:300], matter=matter, drafted_at=at
    )
    record(
        by=by, at=at, action="framework.scheme.propose", about=f"scheme:{number}",
        facts={"base": base.version, "changes": differences(base.plain(), scheme.plain())},
    )
    return version


@transaction.atomic
def revise(*, version: int, token: int, changes: Mapping[str, Any], why: str, by: Actor, at: datetime) -> SchemeVersion:
    """Change a draft; what it would change has to be looked at anew."""
    row = _version(version)
    if row.matter is None or row.matter.state != DRAFT:
        raise SchemeRefused("not_draft", version=version)
    base = approved()
    scheme = _different(base, changes, version, why)
    decision.touch(matter_id=row.matter.pk, token=token, comment=why, by=by, at=at)
    row.values, row.base, row.why, row.effect = scheme.plain(), base.version, why.strip()[:300], None
    row.save(update_fields=["values", "base", "why", "effect"])
    record(
        by=by, at=at, action="framework.scheme.revise", about=f"scheme:{version}",
        facts={"base": base.version, "changes": differences(base.plain(), scheme.plain())},
    )
    return row


@transaction.atomic
def keep_effect(*, version: int, effect: Mapping[str, Any], by: Actor, at: datetime) -> SchemeVersion:
    """Keep beside a version what it would change, so that who decides reads the same as who proposed."""
    row = _version(version)
    if row.matter is None or row.matter.state != DRAFT:
        raise SchemeRefused("not_draft", version=version)
    SchemeVersion.objects.filter(pk=row.pk).update(effect=dict(effect))
    row.effect = dict(effect)
    record(
        by=by, at=at, action="framework.scheme.effect", about=f"scheme:{version}",
        facts={"release": effect.get("release", ""), "counts": effect.get("counts", {})},
    )
    return row


@transaction.atomic
def act_on(*, version: int, act: str, token: int, comment: str, by: Actor, at: datetime) -> SchemeVersion:
    """Put forward, take back, approve, object, draft again; an approved version is in force from this moment."""
    row = _version(version)
    if row.matter is None or act not in decision.ACTS:
        raise SchemeRefused("no_version", version=version)
    if act == "put_forward" and row.effect is None:
        raise SchemeRefused("effect_first", version=version)
    current = approved().version
    if act in ("put_forward", "approve") and row.base != current:
        raise SchemeRefused("base_moved", version=version, base=row.base, current=current)
    matter = decision.ACTS[act](matter_id=row.matter.pk, token=token, comment=comment, by=by, at=at)
    if matter.state == APPROVED:
        row.valid_from = at
        row.save(update_fields=["valid_from"])
    record(
        by=by, at=at, action=f"framework.scheme.{act}", about=f"scheme:{version}",
        facts={"state": matter.state, "values": row.values if matter.state in (APPROVED, OBJECTED) else {}},
    )
    row.matter = matter
    return row


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Parameter -> [before, after] of what differs; weights domain by domain, the version left out."""
    flat = [_flat(values) for values in (before, after)]
    names = sorted(set(flat[0]) | set(flat[1]))
    found = {name: [one.get(name, _default(name)) for one in flat] for name in names if name != "version"}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def value_of(values: Mapping[str, Any], name: str) -> Any:
    """The value of a parameter, of one weight or of one word in ``values``; None of an unknown one."""
    flat = _flat(values)
    if name in flat:
        return flat[name]
    return _default(name) if name.startswith(("weights.", "words.")) else None


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    weights = {f"weights.{slug}": weight for slug, weight in values.get("weights", {}).items()}
    words = {
        f"words.{state}.{lang}": word for state, said in values.get("words", {}).items() for lang, word in said.items()
    }
    return {**{name: value for name, value in values.items() if name not in ("weights", "words")}, **weights, **words}


def _default(name: str) -> Any:
    """What holds where a version says nothing: a weight of 1, the default word."""
    if name.startswith("words."):
        _, state, lang = name.split(".")
        return DEFAULT_WORDS.get(lang, {}).get(state)
    return 1 if name.startswith("weights.") else getattr(Scheme(), name)


def _different(base: Scheme, changes: Mapping[str, Any], number: int, why: str) -> Scheme:
    if not why.strip():
        raise SchemeRefused("no_reason")
    scheme = changed(base.plain(), changes, number)
    if not differences(base.plain(), scheme.plain()):
        raise SchemeRefused("nothing_changed")
    return scheme


def _version(number: int) -> SchemeVersion:
    row = SchemeVersion.objects.select_related("matter").filter(version=number).first()
    if row is None:
        raise SchemeRefused("no_version", version=number)
    return row
