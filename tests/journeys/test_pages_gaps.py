"""Gaps on the indicator's page: sides, interval, worse side; townships beside the county; the county beside the nation."""

from __future__ import annotations

import json
from decimal import Decimal

from halfsky.office.framework.selectors import indicator_card, references_of
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.selectors.gaps import gaps_of
from halfsky.office.monitoring.selectors.kept import kept
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.services.run import result_path
from halfsky.office.people.models import Region

HOME = "140929000000"
PENSION = "security.pension_coverage"


def gaps(code, lang="zh", **more):
    return gaps_of(standing(), code, indicator_card(code, lang).measure, HOME, lang, **more)


def test_a_gap_in_words_with_its_interval_and_the_worse_side(county, as_role):
    sex, place = gaps(PENSION).rows
    assert (sex.sides, sex.first, sex.second, sex.difference) == ("女减男", "94.54%", "94.85%", "−0.31个百分点")
    assert sex.interval == "−0.66 至 0.06个百分点" and sex.worse == "女" and sex.parity == "0.9968"
    assert (sex.change, sex.change_tone, sex.sure) == ("缩小0.29个百分点", "better", "可能只是偶然波动")
    assert (place.sides, place.worse, place.sure) == ("城镇减农村", "农村", "超出偶然波动")
    page = as_role("leader").get(f"/indicators/{PENSION}/").content.decode()
    for words in (sex.difference, sex.interval, sex.change, place.sides, "超出偶然波动"):
        assert words in page
    assert gaps(PENSION, "en").rows[0].sides == "Women minus Men"


def test_a_rare_events_gap_names_no_worse_side_while_chance_can_make_it(county, as_role):
    [place] = gaps("health.maternal_mortality", rare=True).rows
    assert (place.worse, place.change, place.parity) == ("", "", "") and place.interval
    page = as_role("leader").get("/indicators/health.maternal_mortality/").content.decode()
    assert "例数太少，分不出" in page and "例数少，不比" in page and "据副本" in page


def test_without_counts_the_interval_is_said_to_be_unknown(county, as_role):
    page = as_role("leader").get("/indicators/family.care_time/").content.decode()
    assert "缺分子分母，区间不明" in page


def test_a_township_stands_beside_the_county_by_name(county):
    run = Run.objects.get()
    path = result_path(run.result_hash)
    town = Region.objects.filter(level="township").first()
    result = json.loads(path.read_text(encoding="utf-8"))
    result["area_gaps"] = [
        {"area": town.code, "parent": HOME, "indicator": PENSION, "value": 90.5, "parent_value": 94.7, "difference": -4.2, "worse": "area"}
    ]
    path.write_text(json.dumps(result), encoding="utf-8")
    kept.cache_clear()
    [row] = gaps(PENSION).areas
    assert (row.area, row.parent, row.difference, row.worse) == (town.name_zh, "岢岚县", "−4.20个百分点", town.name_zh)
    kept.cache_clear()


def test_the_county_stands_beside_published_values_of_the_same_year(county):
    card = indicator_card("health.premarital_examination", "zh")
    [known] = [row for row in references_of(card, "zh") if row.year == 2021]
    published = Decimal(known.value.removesuffix("%"))
    below = references_of(card, "zh", {("", 2021): published - 5}, "岢岚县")[0]
    assert (below.difference, below.worse, below.copied) == ("低5.00个百分点", "岢岚县", True)
    above = references_of(card, "zh", {("", 2021): published + 5}, "岢岚县")[0]
    assert (above.difference, above.worse) == ("高5.00个百分点", "全国")
    level = references_of(card, "en", {("", 2021): published}, "岢岚县")[0]
    assert (level.difference, level.worse) == ("equal", "") and known.own == ""
    rare = indicator_card("health.maternal_mortality", "zh")
    assert {row.own for row in references_of(rare, "zh", {("", 2024): Decimal(0)}, "岢岚县")} == {""}


def test_before_a_run_there_is_no_gap(counted_office):
    assert gaps(PENSION).rows == ()
