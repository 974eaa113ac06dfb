"""The yearbook's tables: marks for what is missing, groups as parts, counts beside rates, gaps computed as printed."""

from __future__ import annotations

from halfsky.document import reading, template, yearbook_table
from halfsky.method.wording.piece import plain
from tests.document import county


def found(lang="zh", rows=None):
    return reading.read(county.result(), county.framework(), county.figures() if rows is None else rows, lang)


def form(lang="zh"):
    return template.load("yearbook", lang)


def figure(indicator, year, value, breakdown="", **more):
    return {"area": county.AREA, "indicator": indicator, "breakdown": breakdown, "year": year, "value": value, "numerator": None,
            "denominator": None, "status": "A", "reason": "", "source_body": "", **more}  # fmt: skip


def cells(table):
    return {plain(row.cells[0]): [plain(cell) for cell in row.cells[1:]] for row in table.rows}


def test_marks_of_missing_carried_provisional_and_broken_figures():
    rows = [
        figure("health.anaemia", 2020, "3.10"), figure("health.anaemia", 2021, None, status="O", reason="not_reported"),
        figure("health.anaemia", 2022, None, status="O", reason="not_due"), figure("health.anaemia", 2023, "2.9", status="I"),
        figure("health.anaemia", 2024, "2.80", status="B"),
    ]  # fmt: skip
    table = yearbook_table.indicator(found(rows=rows), form(), "health.anaemia")
    assert cells(table)["合计"] == ["3.10", "…", "—", "2.90沿", "△2.80"]
    assert "2024年起口径有变化" in plain(table.note)


def test_groups_are_parts_and_counts_stand_below_the_total():
    rows = [
        figure("security.pension_coverage", 2024, "92.00", numerator="920", denominator="1000"),
        figure("security.pension_coverage", 2024, "91.00", "SEX=F"), figure("security.pension_coverage", 2024, "93.00", "SEX=M"),
    ]  # fmt: skip
    framework = county.framework()
    framework["indicators"][0] |= {"numerator_zh": "参保人数", "denominator_zh": "应参保人数"}
    seen = reading.read(county.result(), framework, rows, "zh")
    told = cells(yearbook_table.indicator(seen, form(), "security.pension_coverage"))
    assert list(told) == ["合计", "分子：参保人数", "分母：应参保人数", "#女性", "#男性"]
    assert told["分子：参保人数"][-1] == "920"


def test_small_counts_show_cases_and_never_one_years_rate():
    framework = county.framework()
    for row in framework["indicators"]:
        row |= {"numerator_zh": "死亡人数", "denominator_zh": "活产数"}
    rows = [figure("health.maternal_mortality", 2024, "326.8", numerator="1", denominator="306")]
    seen = reading.read(county.result(), framework, rows, "zh")
    table = yearbook_table.indicator(seen, form(), "health.maternal_mortality")
    assert cells(table) == {"分子：死亡人数": ["…", "1"], "分母：活产数": ["…", "306"]}
    assert "326.8" not in str(table)
    assert "326.8" not in str(yearbook_table.main(seen, form(), "health", "妇女与健康"))


def test_women_and_men_with_difference_and_ratio():
    rows = [figure("security.pension_coverage", 2024, "90.555", "SEX=F"), figure("security.pension_coverage", 2024, "93.00", "SEX=M")]
    table = yearbook_table.compared(found(rows=rows), form(), "SEX")
    assert cells(table)["基本养老保险参保率"] == ["%", "90.56", "93.00", "-2.44", "0.97"]
    assert yearbook_table.compared(found(rows=rows), form(), "URBANISATION") is None


def test_missing_indicators_are_listed_with_reason_and_department():
    rows = [figure("health.anaemia", 2024, None, status="O", reason="hard_to_obtain"), figure("health.screening", 2024, "60")]
    told = cells(yearbook_table.missing(found(rows=rows), form()))
    assert told["孕产妇中重度贫血患病率"] == ["数据难以取得", "县卫健局"]
    assert "适龄妇女宫颈癌人群筛查率" not in told


def test_the_base_year_stays_when_there_are_more_than_ten_years():
    rows = [figure("health.anaemia", year, "1") for year in range(2005, 2025)]
    years = yearbook_table.years_of(found(rows=rows))
    assert len(years) == 10 and years[-1] == 2024 and 2020 in years
    long = [figure("health.anaemia", year, "1234567890", numerator="1234567890") for year in range(2005, 2025)]
    assert len(yearbook_table.indicator(found(rows=long), form(), "health.anaemia").columns) == 6


def test_women_stand_before_men_and_town_before_country():
    keys = ["URBANISATION=R", "SEX=M", "", "URBANISATION=U", "SEX=F;URBANISATION=R", "SEX=F", "AGE=Y35T45", "SEX=F;URBANISATION=U"]
    assert sorted(keys, key=yearbook_table._order) == [
        "", "SEX=F", "SEX=M", "URBANISATION=U", "URBANISATION=R", "AGE=Y35T45", "SEX=F;URBANISATION=U", "SEX=F;URBANISATION=R",
    ]  # fmt: skip
