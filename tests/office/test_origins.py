"""What a figure says of itself when it is pointed at: whose, of which year, out of which release, signed by whom."""

from __future__ import annotations

import re

from halfsky.method.wording.edited import OUTSIDE, Bound
from halfsky.method.wording.piece import Field
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.origins import origins, told
from halfsky.office.publishing.printing import printed
from halfsky.office.release.models import Figure


def said(key, source="", lang="zh"):
    run = Run.objects.select_related("release").get()
    field = Bound(key, "1", source=source) if source else Field(key, "1")
    return told(field, origins({source}, lang, run), lang)


def test_a_figure_of_the_ledger_names_its_own_year_and_who_signed_it(county):
    signed = Figure.objects.exclude(signer="").filter(area=Run.objects.get().release.area, breakdown="").order_by("year").first()
    words = said(f"figure:{signed.indicator}:{signed.breakdown}:{signed.year}")
    assert f"，{signed.year}年，发布版 2024-1（" in words
    assert words.endswith(f"签发：{signed.signer}")


def test_value_base_last_year_and_target_of_a_track_name_their_years(county):
    code = "health.goal.1.track.1"
    assert "，2024年，" in said(f"track:{code}:value")
    assert "，2020年，" in said(f"track:{code}:base")
    assert "，2023年，" in said(f"track:{code}:last.cell")
    target = said(f"track:{code}:target")
    assert "，2025年的目标，取自规划，" in target and "签发" not in target
    assert "target for 2025, from the plan" in said(f"track:{code}:target", lang="en")


def test_a_result_of_many_is_the_runs_and_a_plan_year_tells_nothing(county):
    assert said("all:goals:rate").startswith("监测结果，2024年，发布版 2024-1（")
    assert said("plan:start_year") == said("release:year") == ""
    assert said("x", source=OUTSIDE) == "外部数字，来源："


def test_every_result_in_a_printed_page_says_where_it_is_from(county):
    page = printed("annual", Run.objects.get(), "zh")["annual-report-2024.html"].decode()
    results = re.findall(r'<data class="figure" value="((?:track|domain|all|figure):[^"]+)"( title="[^"]+发布版 2024-1（[^"]+")?>', page)
    assert len(results) > 100
    assert [key for key, title in results if not title] == []
