"""Importing figures: what is new, revised, the same or refused; all of it in one transaction, or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection

from halfsky.formats.catalogue import shipped
from halfsky.formats.table import FigureRow, FigureTable
from halfsky.formats.table_words import TEMPLATE_ZH
from halfsky.office.collection.models import Batch, Observation
from halfsky.office.collection.selectors import batch as batch_row
from halfsky.office.collection.selectors import batches, empty_sheet
from halfsky.office.collection.services.imports import (
    PROBLEMS,
    ImportRefused,
    accept,
    checked,
    preview,
    write,
)
from halfsky.office.framework.models import Indicator
from halfsky.office.trail.models import Entry, Head
from halfsky.office.trail.selectors import verify
from tests.cast import said
from tests.office.figures import HOME, cell, row, seen, sheet, taken

FIGURES = shipped() / "demo" / "kelan" / "figures.csv"


class TestWhatIsTaken:
    def test_a_new_cell_is_version_one_and_current_and_signed(self, framed_office, tmp_path):
        batch = taken(tmp_path, row(year=2024, numerator=1, denominator=306, note="核对过"))
        made, = cell("health.maternal_mortality", 2024)
        assert (made.version, made.current, made.status, made.area) == (1, True, "A", HOME)
        assert (made.value, made.signer) == (Decimal("326.797386"), "统计局监测员（县统计局）")
        assert made.source_body.code == Indicator.objects.get(code="health.maternal_mortality").source_body.code
        assert (batch.taken, batch.same, batch.refused, batch.login) == (1, 0, 0, "statistician")
        entry = Entry.objects.get(action="collection.import", about=f"batch:{batch.pk}")
        assert '"new":1' in entry.facts and verify().ok

    def test_another_figure_for_it_is_version_two_and_the_first_can_be_looked_up(self, framed_office, tmp_path):
        taken(tmp_path, row(year=2024, numerator=1, denominator=306))
        shown = seen(tmp_path, row(year=2024, numerator=2, denominator=306))
        assert [(line.effect, line.before) for line in shown.lines] == [("revised", Decimal("326.797386"))]
        taken(tmp_path, row(year=2024, numerator=2, denominator=306))
        first, second = cell("health.maternal_mortality", 2024)
        assert (first.version, first.current, first.numerator) == (1, False, 1)
        assert (second.version, second.current, second.numerator) == (2, True, 2)

    def test_the_same_figure_again_changes_nothing(self, framed_office, tmp_path):
        taken(tmp_path, row(year=2024, numerator=1, denominator=306))
        batch = taken(tmp_path, row(year=2024, numerator=1, denominator=306))
        assert (batch.taken, batch.same) == (0, 1) and len(cell("health.maternal_mortality", 2024)) == 1

    def test_names_in_chinese_and_six_digit_areas_are_known(self, framed_office, tmp_path):
        name = Indicator.objects.get(code="health.maternal_mortality").name_zh
        shown = seen(tmp_path, row(name, area="140929", year=2024, numerator=1, denominator=306, source_body="县卫健局"))
        assert [problem.key for problem in shown.problems if problem.key != "body_unknown"] == []
        if shown.lines:
            assert shown.lines[0].observation.area == HOME

    def test_zero_of_many_is_zero_and_nobody_is_not_applicable(self, framed_office, tmp_path):
        taken(tmp_path, row(year=2023, numerator=0, denominator=300),
              row(year=2024, numerator=0, denominator=0, reason="not_applicable"))
        zero, = cell("health.maternal_mortality", 2023)
        nobody, = cell("health.maternal_mortality", 2024)
        assert (zero.value, zero.status) == (0, "A") and (nobody.value, nobody.status, nobody.reason) == (None, "M", "not_applicable")

    @pytest.mark.parametrize(
        ("reason", "status"),
        [("not_due", "O"), ("not_applicable", "M"), ("no_sex_split", "L"), ("hard_to_obtain", "L"), ("not_reported", "O"),
         ("not_surveyed", "O")],
    )
    def test_a_missing_figure_keeps_its_reason_and_gets_the_status_of_it(self, framed_office, tmp_path, reason, status):
        taken(tmp_path, row(year=2024, reason=reason))
        made, = cell("health.maternal_mortality", 2024)
        assert (made.value, made.reason, made.status) == (None, reason, status)

    def test_a_figure_may_take_the_place_of_a_missing_one_and_back(self, framed_office, tmp_path):
        taken(tmp_path, row(year=2024, reason="not_reported"))
        taken(tmp_path, row(year=2024, numerator=1, denominator=306))
        taken(tmp_path, row(year=2024, reason="hard_to_obtain"))
        versions = cell("health.maternal_mortality", 2024)
        assert [(one.version, one.value is None, one.current) for one in versions] == [
            (1, True, False), (2, False, False), (3, True, True)]

    def test_good_rows_are_taken_beside_bad_ones(self, framed_office, tmp_path):
        batch = taken(tmp_path, row(year=2024, numerator=1, denominator=306), row("health.no_such_thing", year=2024, value=1))
        assert (batch.taken, batch.refused) == (1, 1)

    def test_the_order_of_rows_does_not_matter(self, framed_office, tmp_path):
        rows = [row(year=year, numerator=1, denominator=300 + year - 2015) for year in range(2015, 2025)]
        taken(tmp_path, *rows)
        forward = sorted(Observation.objects.values_list("year", "value", "version"))
        assert {line.effect for line in seen(tmp_path, *reversed(rows)).lines} == {"same"}
        Observation.objects.all().delete()
        taken(tmp_path, *reversed(rows))
        assert sorted(Observation.objects.values_list("year", "value", "version")) == forward


#: key -> (a row that shows it, the column named, words of the message)
WRONG = {
    "indicator_unknown": (row("不存在的指标", year=2024, value=1), "indicator", "不存在的指标"),
    "indicator_near": (row("health.hospital_delivry", year=2024, value=1), "indicator", "是不是“health.hospital_delivery”"),
    "indicator_of_women": (row("女性人均预期寿命", year=2024, value=80), "indicator", "请写“人均预期寿命”，性别填“女”"),
    "area_unknown": (row(area="110101000000", year=2024, numerator=1, denominator=9), "area", "110101000000"),
    "body_unknown": (row(year=2024, numerator=1, denominator=9, source_body="月球局"), "source_body", "月球局"),
    "no_reason": (row(year=2024), "value", "未到期、不适用、无法分性别、取数困难、尚未报送、本年未调查"),
    "value_and_reason": (row(year=2024, numerator=1, denominator=9, reason="not_reported"), "reason", "只留一项"),
    "no_denominator": (row(year=2024, numerator=1), "denominator", "活产数"),
    "zero_denominator": (row(year=2024, numerator=1, denominator=0), "denominator", "不适用"),
    "share_outside": (row("health.cervical_screening", year=2024, numerator=11, denominator=10), "value", "110"),
    "negative": (row(year=2024, numerator=-5, denominator=-10), "numerator", "-5"),
    "value_differs": (row(year=2024, numerator=1, denominator=1000, value=90), "value", "100"),
    "too_large": (row(year=2024, numerator=999999999999, denominator="0.000001"), "value", "e+"),
    "too_precise": (row("security.injury_insured", year=2024, value="999999999999.999999"), "value", "15 位"),
    "cell": (row(year="去年", numerator=1, denominator=9), "year", "去年"),
}
#: what the sheet's reader already refuses; it is checked again for rows that come another way
BY_HAND = {"status_unknown": {"status": "Z"}, "reason_unknown": {"reason": "forgot"}}


class TestWhatIsRefused:
    @pytest.mark.parametrize("key", WRONG)
    def test_row_and_column_are_named_with_a_way_to_mend_it(self, framed_office, tmp_path, key):
        shown = seen(tmp_path, row(year=2020, numerator=1, denominator=429), WRONG[key][0])
        assert [(problem.row, problem.key) for problem in shown.problems] == [(3, key)]
        problem, = shown.problems
        assert problem.column == WRONG[key][1] == problem.heading("en") and problem.heading() == TEMPLATE_ZH[problem.column]
        zh, en = problem.text(), problem.text("en")
        assert WRONG[key][2] in zh and zh != en and "{" not in zh + en
        assert [line.row for line in shown.lines] == [2] and shown.refused_rows == 1

    @pytest.mark.parametrize("key", BY_HAND)
    def test_codes_are_checked_again(self, framed_office, key):
        facts = {"status": "", "reason": "", **BY_HAND[key]}
        one = FigureRow(7, "health.maternal_mortality", "", "", 2024, Decimal(1), Decimal(9), None, source_body="", note="", **facts)
        problem, = checked(FigureTable((one,), (), 1), "x").problems
        assert (problem.row, problem.key) == (7, key) and problem.text() != problem.text("en")

    def test_the_same_cell_twice_names_the_other_row(self, framed_office, tmp_path):
        shown = seen(tmp_path, row(year=2024, numerator=1, denominator=306), row(area=HOME, year=2024, numerator=2, denominator=306))
        problem, = shown.problems
        assert (problem.row, problem.key) == (3, "twice") and "第 2 行" in problem.text()

    @pytest.mark.parametrize(("value", "differs"), [(99, True), (100, False), (101, True), ("99.9", True), ("100.0", False)])
    def test_a_value_may_be_rounded_or_cut_off_at_its_last_place_and_no_more(self, framed_office, tmp_path, value, differs):
        shown = seen(tmp_path, row("health.hospital_delivery", year=2024, numerator=300, denominator=300, value=value))
        assert [problem.key for problem in shown.problems] == ["value_differs"] * differs

    def test_every_problem_has_its_test(self):
        assert set(PROBLEMS) == {*WRONG, *BY_HAND, "twice"}

    def test_a_rounded_value_beside_its_counts_is_no_contradiction(self, framed_office, tmp_path):
        assert not seen(tmp_path, row(year=2024, numerator=1, denominator=306, value="326.8")).problems
        assert not seen(tmp_path, row(year=2024, numerator=1, denominator=306, value="327")).problems

    def test_nothing_good_means_nothing_written(self, framed_office, tmp_path):
        entries = Entry.objects.count()
        with pytest.raises(ImportRefused) as refused:
            taken(tmp_path, row("health.no_such_thing", year=2024, value=1))
        assert refused.value.key == "no_rows" and "1 行" in refused.value.text()
        assert Entry.objects.count() == entries and not Batch.objects.exists()

    def test_before_a_framework_there_is_nothing_to_import_into(self, bare_office, tmp_path):
        with pytest.raises(ImportRefused) as refused:
            seen(tmp_path, row(year=2024, numerator=1, denominator=306))
        assert refused.value.key == "no_framework"

    @pytest.mark.parametrize("text", ["999999999999.999", "123456789.123456", "0.000001", "7500"])
    def test_the_largest_figures_and_the_smallest_are_kept_to_the_digit(self, framed_office, tmp_path, text):
        sent = row("security.injury_insured", year=2024, value=text)
        taken(tmp_path, sent)
        assert Observation.objects.get().value == Decimal(text)
        assert seen(tmp_path, sent).lines[0].effect == "same"

    def test_a_quotient_with_no_end_is_the_same_when_it_comes_again(self, framed_office, tmp_path):
        sent = row(year=2024, numerator=9999999999, denominator=7001)
        taken(tmp_path, sent)
        assert seen(tmp_path, sent).lines[0].effect == "same"


def state_of(home) -> tuple[object, ...]:
    """Every row of every table and every file."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        rows = {}
        for name in sorted(names):
            cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')
            rows[name] = cursor.fetchall()
    files = sorted(str(path.relative_to(home)) for path in (home / "files").rglob("*") if path.is_file())
    return rows, files


class TestOneTransaction:
    ROWS = (row(year=2024, numerator=2, denominator=306), row(year=2023, numerator=1, denominator=318))

    def broken_at(self, number: int):
        """A database that fails at its n-th statement."""
        count = 0

        def wrapper(execute, sql, params, many, context):
            nonlocal count
            count += 1
            if count == number:
                raise RuntimeError("the disk is gone")
            return execute(sql, params, many, context)

        return connection.execute_wrapper(wrapper)

    def test_a_failure_at_any_statement_leaves_tables_and_files_as_they_were(self, framed_office, tmp_path):
        taken(tmp_path, row(year=2024, numerator=1, denominator=306))
        path = sheet(tmp_path, *self.ROWS)
        plan = preview(path=path, name="数据.csv")
        before = state_of(framed_office)
        number, failed = 0, 0
        while True:
            number += 1
            try:
                with self.broken_at(number):
                    write(plan=plan, data=path.read_bytes(), **said("statistician"))
            except RuntimeError:
                failed += 1
                assert state_of(framed_office) == before, f"statement {number}"
                continue
            break
        assert failed >= 10  # seen to fail at each of them, and to work when none fails
        assert state_of(framed_office) != before and verify().ok and len(cell("health.maternal_mortality", 2024)) == 2

    def test_without_the_transaction_half_of_it_would_stay(self, framed_office, tmp_path):
        path = sheet(tmp_path, *self.ROWS)
        plan = preview(path=path, name="数据.csv")
        before, entries = state_of(framed_office), Entry.objects.count()
        with pytest.raises(RuntimeError), self.broken_at(14):
            write.__wrapped__(plan=plan, data=path.read_bytes(), **said("statistician"))
        assert state_of(framed_office) != before and Head.objects.get().seq >= entries

    def test_a_preview_writes_nothing(self, framed_office, tmp_path):
        path = sheet(tmp_path, *self.ROWS)
        before = state_of(framed_office)
        preview(path=path, name="数据.csv")
        assert state_of(framed_office) == before

    @pytest.mark.parametrize("first", [(), (row(year=2024, numerator=1, denominator=306),)], ids=["new", "revised"])
    def test_of_two_imports_checked_at_once_the_second_is_told(self, framed_office, tmp_path, first):
        if first:
            taken(tmp_path, *first)
        path = sheet(tmp_path, *self.ROWS)
        plan = preview(path=path, name="数据.csv")
        taken(tmp_path, row(year=2024, numerator=3, denominator=306))  # somebody else, in between
        before = state_of(framed_office)
        with pytest.raises(ImportRefused) as refused:
            write(plan=plan, data=path.read_bytes(), **said("statistician"))
        assert refused.value.key == "ledger_moved" and state_of(framed_office) == before


class TestWholeSheets:
    def test_the_demo_sheet_again_is_the_same_but_for_what_was_revised_since(self, counted_office):
        revised = sum(1 for line in (shipped() / "demo" / "kelan" / "revisions.csv").read_text(encoding="utf-8").splitlines()[1:] if line)
        shown = preview(path=FIGURES, name="figures.csv")
        assert not shown.problems and not shown.new and len(shown.revised) == revised
        assert len(shown.same) == shown.count - revised

    def test_every_cell_of_the_sheet_is_in_the_ledger_once(self, counted_office):
        sheets = [FIGURES, FIGURES.with_name("township_figures.csv")]
        assert Observation.objects.filter(current=True).count() == sum(preview(path=path, name="f").count for path in sheets)
        assert Observation.objects.filter(version=2).count() == 4

    def test_batches_tell_what_came_of_each_file(self, counted_office):
        townships, revisions, first = batches()
        assert [one.file for one in (townships, revisions, first)] == ["township_figures.csv", "revisions.csv", "figures.csv"]
        assert (revisions.taken, revisions.refused, townships.taken, townships.refused) == (4, 0, 320, 0)
        assert batch_row(first.pk) == first and batch_row(9999) is None

    def test_an_empty_sheet_can_be_filled_in_and_imported(self, framed_office, tmp_path):
        text = empty_sheet(HOME, 2024, "health_bureau")
        lines = text.splitlines()
        assert len(lines) > 10 and all("health_bureau" in line for line in lines[1:])
        at = next(number for number, line in enumerate(lines) if line.startswith("health.maternal_mortality,"))
        cells = lines[at].split(",")
        cells[5], cells[6] = "1", "306"
        path = tmp_path / "filled.csv"
        path.write_text("\n".join([lines[0], ",".join(cells)]) + "\n", encoding="utf-8")
        batch = accept(path=path, name="filled.csv", **said("reporter"))
        assert batch.taken == 1 and batch.body == "health_bureau"
