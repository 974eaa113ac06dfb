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
    "zh": ("{name}，{year}年，发布版 {release}（{hash}），{signer}", "监测结果", "签发：", "冻结：", "外部数字，来源："),
    "en": ("{name}, {year}, release {release} ({hash}), {signer}", "Result of the run", "signed by ", "frozen by ", "From outside, source: "),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """One run's facts about its figures."""

    year: int
    release: str
    hash: str
    frozen_by: str
    tracks: dict[str, tuple[str, str]]
    """Indicator and breakdown by track."""
    names: dict[str, str]
    signers: dict[tuple[str, str], str]


def origins(sources: Iterable[str], lang: str, run: Run) -> dict[str, Origin]:
    """The facts of the runs that figures are from, by the source as a field names it; ``run`` is at hand already."""
    wanted = sorted({int(one) for one in sources if one.isdigit()} - {run.pk})
    others = list(Run.objects.filter(pk__in=wanted)) if wanted else []
    return {str(one.pk): _of(one.pk, one.result_hash, lang) for one in (run, *others)}


def told(field: Field, known: dict[str, Origin], lang: str) -> str:
    """One sentence on where the figure is from."""
    form, run_word, signed, frozen, outside = WORDS[lang]
    source = field.source if isinstance(field, Bound) else ""
    if source == OUTSIDE:
        return outside + field.key.partition(":")[2]
    origin = known.get(source)
    if origin is None:
        return ""
    stem, _colon, rest = field.key.partition(":")
    indicator, breakdown = origin.tracks.get(rest.partition(":")[0], ("", "")) if stem == "track" else ("", "")
    signer = origin.signers.get((indicator, breakdown))
    return form.format(
        name=origin.names.get(indicator, run_word), year=origin.year, release=origin.release, hash=origin.hash[:12],
        signer=signed + signer if signer else frozen + origin.frozen_by,
    )


@lru_cache(maxsize=16)
def _of(pk: int, _hash: str, lang: str) -> Origin:
    """A run never changes, so neither do these."""
    run = Run.objects.select_related("release").get(pk=pk)
    result, framework, name = result_of(run), framework_of(run.release), "name_en" if lang == "en" else "name_zh"
    figures = Figure.objects.filter(release=run.release, area=run.release.area, year=run.year).values_list("indicator", "breakdown", "signer")
    return Origin(
        run.year, run.release.name, run.release.content_hash, run.release.frozen_by,
        {str(one["code"]): (str(one.get("indicator") or ""), str(one.get("breakdown") or "")) for one in result["tracks"]},
        {str(one["code"]): str(one.get(name) or one["name_zh"]) for one in framework["indicators"]},
        {(indicator, breakdown): signer for indicator, breakdown, signer in figures if signer},
    )
