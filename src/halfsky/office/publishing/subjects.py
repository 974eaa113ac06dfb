"""What an entry of the trail is about, in words, and the page it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from halfsky.office.collection.models import Batch
from halfsky.office.files.models import StoredFile
from halfsky.office.framework.models import Indicator
from halfsky.office.monitoring.models import EarlyWarning, Run
from halfsky.office.people.models import Account
from halfsky.office.plan.models import Plan, Target
from halfsky.office.publishing.models import Draft, Edition

WORDS = {
    "account": ("账号 {name}", "account {name}"), "draft": ("报告草稿：{name}", "draft: {name}"), "edition": ("印发的报告：{name}", "edition: {name}"),
    "run": ("发布版 {name} 的监测", "monitoring of release {name}"), "warning": ("预警：{name}", "warning: {name}"),
    "plan": ("规划：{name}", "plan: {name}"), "target": ("目标值：{name}", "target: {name}"), "batch": ("导入的文件：{name}", "import: {name}"),
    "file": ("文件：{name}", "file: {name}"), "release": ("发布版 {name}", "release {name}"), "scheme": ("监测方案第 {name} 版", "scheme, version {name}"),
    "outline": ("报告大纲：{name}", "outline: {name}"), "key": ("公钥 {name}", "public key {name}"),
    "office": ("本办公室", "this office"), "bodies": ("单位名录", "the list of bodies"), "framework": ("指标体系", "the indicators"),
    "milestones": ("里程碑", "the milestones"),
}  # fmt: skip
NOBODY = ("不存在的账号", "an account that does not exist")
PAGES = {
    "draft": "draft", "edition": "edition_revision", "warning": "warning", "plan": "intake_draft", "batch": "figures_done", "release": "release",
    "run": "release", "scheme": "scheme_version", "outline": "outline",
}
"""The route of the page of a kind of subject."""
SHORT = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in words; ``route`` "" when it has no page, ``key`` is what the route takes."""

    words: str
    route: str
    key: str


def subjects_of(abouts: Iterable[str], lang: str) -> dict[str, Subject]:
    """The subjects of entries by what the trail calls them (one query); what is gone keeps its code."""
    asked = {about: about.partition(":")[::2] for about in set(abouts)}
    names = _names(asked.values(), "name_en" if lang == "en" else "name_zh")
    found: dict[str, Subject] = {}
    for about, (kind, key) in asked.items():
        if kind not in WORDS:
            found[about] = Subject(about, "", "")
        elif kind == "account" and not key:
            found[about] = Subject(NOBODY[lang == "en"], "", "")
        else:
            name = names.get((kind, key), key[:SHORT] if kind in ("key", "file") else key)
            known = (kind, key) in names or kind in ("release", "scheme", "outline")
            target = name if kind == "run" else key
            found[about] = Subject(WORDS[kind][lang == "en"].format(name=name), PAGES.get(kind, "") if known else "", target)
    return found


def _names(asked: Iterable[tuple[str, str]], name: str) -> dict[tuple[str, str], str]:
    """The name of each subject that stands in a table: a union of one part a kind."""
    keys: dict[str, list[str]] = {}
    for kind, key in asked:
        keys.setdefault(kind, []).append(key)
    indicator = Indicator.objects.filter(code=OuterRef("indicator")).values(name)[:1]
    sources: dict[str, tuple[QuerySet[Any], str, Any]] = {
        "draft": (Draft.objects, "pk", F("title")), "edition": (Edition.objects, "pk", Concat(F("number"), Value(" "), F("title"))),
        "run": (Run.objects, "pk", F("release__name")), "warning": (EarlyWarning.objects, "pk", Subquery(indicator)),
        "plan": (Plan.objects, "pk", F("title")), "target": (Target.objects, "pk", F("phrase")), "batch": (Batch.objects, "pk", F("file__name")),
        "account": (Account.objects, "login", Concat(F("login"), Value(" "), F("name"))), "file": (StoredFile.objects, "digest", F("name")),
    }  # type: ignore[dict-item]
    parts = []
    for kind in keys.keys() & sources.keys():
        rows, field, said = sources[kind]
        wanted = [key for key in keys[kind] if field != "pk" or key.isdigit()]
        chosen = rows.filter(**{f"{field}__in": wanted}) if kind != "file" else _begun(rows, wanted)
        parts.append(chosen.order_by().values_list(Value(kind), Cast(F(field), CharField()), Cast(said, CharField())))
    if not parts:
        return {}
    return {(kind, key[:SHORT] if kind == "file" else key): said for kind, key, said in parts[0].union(*parts[1:], all=True) if said}


def _begun(rows: QuerySet[Any], beginnings: list[str]) -> QuerySet[Any]:
    """The files whose hash begins with one of these."""
    from django.db.models.functions import Left

    return rows.annotate(begins=Left("digest", SHORT)).filter(begins__in=beginnings)
