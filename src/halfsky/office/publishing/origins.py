"""Where a bound figure is from, in words: indicator, year, release with its hash, and who signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from halfsky.method.wording.edited import OUTSIDE, Bound
from halfsky.method.wording.piece import Field
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.release.models import Figure
from halfsky.office.release.shelf import framework_of

WORDS = {
    "zh": (
        "{name}，{year}年，发布版 {release}（{hash}），{signer}", "{name}，{year}年的目标，取自规划，发布版 {release}（{hash}）", "监测结果", "签发：", "冻结：",
        "外部数字，来源：",
    ),
    "en": (
        "{name}, {year}, release {release} ({hash}), {signer}", "{name}, target for {year}, from the plan, release {release} ({hash})", "Result of the run",
        "signed by ", "frozen by ", "From outside, source: ",
    ),
}  # fmt: skip
RESULTS = ("track", "figure", "domain", "all", "goal", "goals", "target", "index")
"""What keys of results begin with; other fields name the plan, the release or a table, and have nothing to tell."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One run's facts about its figures."""

    year: int
    base_year: int
    release: str
    hash: str
    frozen_by: str
    tracks: dict[str, tuple[str, str, int]]
    """Indicator, breakdown and target year by track."""
    names: dict[str, str]
    signers: dict[tuple[str, str, int], str]
    """Who signed, by indicator, breakdown and year."""


def origins(sources: Iterable[str], lang: str, run: Run) -> dict[str, Origin]:
    """The facts of the runs that figures are from, by the source as a field names it; ``run`` is at hand already, and is the
    source "" of what names none."""
    wanted = sorted({int(one) for one in sources if one.isdigit()} - {run.pk})
    others = list(Run.objects.filter(pk__in=wanted)) if wanted else []
    known = {str(one.pk): _of(one.pk, one.result_hash, lang) for one in (run, *others)}
    return known | {"": known[str(run.pk)]}


def told(field: Field, known: dict[str, Origin], lang: str) -> str:
    """One sentence on where the figure is from; "" for what is no result."""
    form, aim, run_word, signed, frozen, outside = WORDS[lang]
    source = field.source if isinstance(field, Bound) else ""
    if source == OUTSIDE:
        return outside + field.key.partition(":")[2]
    origin = known.get(source)
    if origin is None or field.key.partition(":")[0] not in RESULTS:
        return ""
    indicator, breakdown, year, is_aim = _place(field.key, origin)
    signer = origin.signers.get((indicator, breakdown, year))
    return (aim if is_aim else form).format(
        name=origin.names.get(indicator, run_word), year=year, release=origin.release, hash=origin.hash[:12],
        signer=signed + signer if signer else frozen + origin.frozen_by,
    )


def _place(key: str, origin: Origin) -> tuple[str, str, int, bool]:
    """Indicator and breakdown of a figure, "" for a result that is of none, its year, and whether it is a target."""
    stem, *parts = key.split(":")
    if stem == "figure" and len(parts) >= 3:
        return parts[0], parts[1], int(parts[2]) if parts[2].isdigit() else origin.year, False
    if stem != "track" or len(parts) < 2:
        return "", "", origin.year, False
    indicator, breakdown, until = origin.tracks.get(parts[0], ("", "", 0))
    what = parts[1].partition("=")[0].partition(".")[0]
    if what == "target" and until:
        return indicator, breakdown, until, True
    return indicator, breakdown, {"base": origin.base_year, "last": origin.year - 1}.get(what, origin.year), False


@lru_cache(maxsize=16)
def _of(pk: int, _hash: str, lang: str) -> Origin:
    """A run never changes, so neither do these."""
    run = Run.objects.select_related("release").get(pk=pk)
    result, framework, name = result_of(run), framework_of(run.release), "name_en" if lang == "en" else "name_zh"
    figures = Figure.objects.filter(release=run.release, area=run.release.area).exclude(signer="")
    until = {str(one["code"]): int(one.get("year") or 0) for one in framework["targets"]}
    return Origin(
        run.year, int(framework["plan"]["base_year"]), run.release.name, run.release.content_hash, run.release.frozen_by,
        {
            str(one["code"]): (str(one.get("indicator") or ""), str(one.get("breakdown") or ""), until.get(str(one.get("target") or ""), 0))
            for one in result["tracks"]
        },
        {str(one["code"]): str(one.get(name) or one["name_zh"]) for one in framework["indicators"]},
        {(indicator, breakdown, year): signer for indicator, breakdown, year, signer in figures.values_list("indicator", "breakdown", "year", "signer")},
    )
