"""Taking a plan in, correcting what was read, reading again, adopting."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from halfsky.formats.catalogue import shipped
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.office.files.selectors import content_path
from halfsky.office.plan.errors import PlanChanged, PlanRefused
from halfsky.office.plan.models import Direction, Doubt, Goal, Measure, Plan, Target
from halfsky.office.plan.place import of_another_place
from halfsky.office.plan.selectors.draft import draft_view
from halfsky.office.plan.services import targets
from halfsky.office.plan.services.adopt import adopt
from halfsky.office.plan.services.intake import (
    replace_reading,
    reread,
    slug_of,
    store_draft,
    take_in,
    title_of,
)
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import said
from tests.office.plans import CHILDREN, WOMEN, draft_of, read_again, target

DOCUMENTS = shipped() / "plans" / "kelan-women-2021" / "document"


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_the_shipped_plan_is_taken_in_whole(bare_office, form):
    path = Path(str(DOCUMENTS / f"kelan-women-2021.{form}"))
    plan = take_in(path=path, name=path.name, **said("officer"))
    shape = [(domain.goals.count(), domain.measures.count()) for domain in plan.domains.all()]
    assert [goals for goals, _ in shape] == [10, 10, 9, 9, 9, 9, 10, 9]
    assert [measures for _, measures in shape] == [13, 12, 13, 8, 11, 10, 12, 13]
    assert Target.objects.filter(domain__plan=plan).count() == 19
    assert (plan.status, plan.genre, plan.start_year, plan.end_year, plan.base_year) == ("draft", "women", 2021, 2025, 2020)
    assert content_path(plan.source).read_bytes() == path.read_bytes()
    assert "岢岚县" in content_path(plan.text).read_text(encoding="utf-8")
    entry = Entry.objects.get(action="plan.take_in", about=f"plan:{plan.pk}")
    assert entry.login == "officer" and '"targets":19' in entry.facts


def test_a_small_plan_is_read_into_domains_goals_measures_and_targets(bare_office, tmp_path):
    plan = draft_of(tmp_path)
    assert [domain.slug for domain in plan.domains.all()] == ["health", "education"]
    assert [goal.code for goal in Goal.objects.filter(domain__plan=plan)] == ["health.goal.1", "health.goal.2", "education.goal.1"]
    assert Measure.objects.filter(domain__plan=plan).count() == 2
    assert Direction.objects.filter(goal__domain__plan=plan, direction="narrow").exists()
    assert [(row.code, row.operator, row.value, row.year) for row in Target.objects.filter(domain__plan=plan)] == [
        ("health.goal.1.target.1", "<=", 12, 2025), ("health.goal.2.target.1", ">=", 70, 2025),
        ("health.goal.2.target.2", ">=", 65, 2025), ("education.goal.1.target.1", ">=", 95, 2025),
    ]
    view = draft_view(plan.pk, "zh")
    assert view is not None and "".join(piece.text for piece in view.pieces) == content_path(plan.text).read_text(encoding="utf-8")


def test_what_is_no_plan_is_refused_and_nothing_is_kept(bare_office, tmp_path):
    before = Entry.objects.count()
    with pytest.raises(IntakeRefused):
        draft_of(tmp_path, "红烧肉的做法：五花肉一斤，切块，冷水下锅。\n" * 5)
    assert not Plan.objects.exists() and Entry.objects.count() == before


def test_a_draft_that_cannot_be_stored_leaves_no_row_and_no_file(bare_office, tmp_path, monkeypatch):
    path = tmp_path / "p.txt"
    path.write_text(WOMEN, encoding="utf-8")
    from halfsky.formats.intake.opening import read_plan
    from halfsky.office.plan.services import intake

    files = sorted((bare_office / "files").rglob("*"))
    read = read_plan(path, "p.txt")
    monkeypatch.setattr(intake, "record", lambda **_f: (_ for _ in ()).throw(RuntimeError("no trail")))
    with pytest.raises(RuntimeError, match="no trail"):
        store_draft(read=read, data=path.read_bytes(), **said("officer"))
    assert not Plan.objects.exists()
    assert [path for path in sorted((bare_office / "files").rglob("*")) if path.is_file()] == [
        path for path in files if path.is_file()
    ]


def test_a_doubt_is_told_in_words_alone(bare_office, tmp_path):
    plan = draft_of(tmp_path, WOMEN.replace("妇女宫颈癌筛查率达到70%以上，乳腺癌筛查率达到65%以上", "妇女宫颈癌、乳腺癌筛查率均达到70%以上"))
    told = [doubt.text for doubt in Doubt.objects.filter(plan=plan)]
    assert told and not [text for text in told if "several_indicators" in text or "target" in text]


@pytest.mark.parametrize(("region", "own", "other"), [
    ("云泽市", "岢岚县", True), ("岢岚县", "岢岚县", False), ("山西省忻州市岢岚县", "岢岚县", False), ("岢岚", "岢岚县", False), ("", "岢岚县", False),
    ("岢岚县", "", False), ("岢 岚 县", "岢岚县", False), ("忻州市", "岢岚县", True),
])
def test_a_plan_of_another_place_is_told_from_ones_own(region, own, other):
    assert of_another_place(region, own) is other


class TestAPersonCorrects:
    @pytest.mark.parametrize("value", ["-5", "-0.1"])
    def test_a_negative_target_is_refused(self, bare_office, tmp_path, value):
        plan = draft_of(tmp_path)
        with pytest.raises(PlanRefused) as refused:
            targets.correct(
                target_id=target(plan, 70).pk, token=1, operator=">=", value=value, unit="%", year=2025, goal_id=None, **said("officer")
            )
        assert "负数" in refused.value.text("zh-hans") and target(plan, 70).state == "read"

    def test_confirm_correct_add_and_drop_each_move_the_token_and_leave_an_entry(self, bare_office, tmp_path):
        plan = draft_of(tmp_path)
        targets.confirm(target_id=target(plan, 12).pk, token=1, **said("officer"))
        goal = Goal.objects.get(code="health.goal.2", domain__plan=plan)
        targets.correct(
            target_id=target(plan, 70).pk, token=2, operator="hold>=", value="72.5", unit="%", year=2024,
            goal_id=goal.pk, **said("officer"),
        )
        added = targets.add(
            plan_id=plan.pk, token=3, domain_order=1, goal_no=1, operator="delta>=", value="3", unit="个百分点",
            year=2025, quote="提高3个百分点", **said("officer"),
        )
        targets.drop(target_id=target(plan, 65).pk, token=4, **said("officer"))
        states = {row.value: row.state for row in Target.objects.filter(domain__plan=plan)}
        assert states == {12: "confirmed", Decimal("72.5"): "corrected", 65: "dropped", 95: "read", 3: "added"}
        assert (added.code, added.change, added.basis) == ("education.goal.1.target.2", "once", "points")
        plan.refresh_from_db()
        assert plan.token == 5
        actions = list(Entry.objects.filter(action__startswith="plan.target").values_list("action", "login"))
        assert actions == [(f"plan.target.{verb}", "officer") for verb in ("confirm", "correct", "add", "drop")]
        corrected = Entry.objects.get(action="plan.target.correct")
        assert '"value":"70.000000"' in corrected.facts and '"value":"72.5"' in corrected.facts
        assert verify().ok

    @pytest.mark.parametrize("verb", ["confirm", "correct", "add", "drop", "adopt"])
    def test_with_an_old_token_nothing_is_saved(self, bare_office, tmp_path, verb):
        plan = draft_of(tmp_path)
        mine = target(plan, 70)
        targets.confirm(target_id=target(plan, 12).pk, token=1, **said("officer"))  # somebody else was quicker
        before, entries = list(Target.objects.values()), Entry.objects.count()
        act = {
            "confirm": lambda: targets.confirm(target_id=mine.pk, token=1, **said("officer")),
            "drop": lambda: targets.drop(target_id=mine.pk, token=1, **said("officer")),
            "correct": lambda: targets.correct(
                target_id=mine.pk, token=1, operator=">=", value=1, unit="%", year=2025, goal_id=None, **said("officer")),
            "add": lambda: targets.add(
                plan_id=plan.pk, token=1, domain_order=0, goal_no=1, operator=">=", value=1, unit="%", year=2025,
                quote="", **said("officer")),
            "adopt": lambda: adopt(plan_id=plan.pk, token=1, **said("officer")),
        }[verb]
        with pytest.raises(PlanChanged) as changed:
            act()
        assert "别人改过" in changed.value.text() and "Somebody changed" in changed.value.text("en")
        assert list(Target.objects.values()) == before and Entry.objects.count() == entries
        assert Plan.objects.get(pk=plan.pk).status == "draft"

    def test_the_token_is_what_stops_it(self, bare_office, tmp_path, monkeypatch):
        plan = draft_of(tmp_path)
        monkeypatch.setattr(targets, "move_token", lambda _plan, _token: None)
        targets.drop(target_id=target(plan, 70).pk, token=999, **said("officer"))
        assert target(plan, 70).state == "dropped"

    @pytest.mark.parametrize(
        ("wrong", "key"),
        [({"value": "很多"}, "value_bad"), ({"value": "NaN"}, "value_bad"), ({"value": "1e40"}, "value_bad"),
         ({"value": "-Infinity"}, "value_bad"), ({"operator": "=>"}, "operator_bad"), ({"year": 2031}, "year_bad"),
         ({"year": 2019}, "year_bad"), ({"goal_no": 9}, "goal_bad"), ({"domain_order": 7}, "goal_bad")],
        ids=lambda part: str(part),
    )
    def test_what_cannot_be_a_target_is_refused_in_words(self, bare_office, tmp_path, wrong, key):
        plan = draft_of(tmp_path)
        asked = {"domain_order": 0, "goal_no": 1, "operator": ">=", "value": "70", "unit": "%", "year": 2025, **wrong}
        with pytest.raises(PlanRefused) as refused:
            targets.add(plan_id=plan.pk, token=1, quote="", **asked, **said("officer"))
        assert refused.value.key == key and "{" not in refused.value.text() + refused.value.text("en")
        plan.refresh_from_db()
        assert plan.token == 1

    def test_a_target_of_another_plans_goal_is_refused(self, bare_office, tmp_path):
        plan, other = draft_of(tmp_path), draft_of(tmp_path, CHILDREN)
        foreign = Goal.objects.filter(domain__plan=other).first()
        with pytest.raises(PlanRefused) as refused:
            targets.correct(target_id=target(plan, 70).pk, token=1, operator=">=", value=1, unit="%", year=2025,
                            goal_id=foreign.pk, **said("officer"))
        assert refused.value.key == "goal_bad"

    def test_what_is_not_there_is_said(self, bare_office):
        for act in (
            lambda: targets.confirm(target_id=999, token=1, **said("officer")),
            lambda: adopt(plan_id=999, token=1, **said("officer")),
            lambda: reread(plan_id=999, **said("officer")),
        ):
            with pytest.raises(PlanRefused):
                act()


class TestReadingAgain:
    @pytest.fixture
    def settled(self, bare_office, tmp_path) -> Plan:
        """12 confirmed, 70 corrected to 72, 65 dropped, one added; 95 nobody looked at."""
        plan = draft_of(tmp_path)
        goal = Goal.objects.get(code="health.goal.2", domain__plan=plan)
        targets.confirm(target_id=target(plan, 12).pk, token=1, **said("officer"))
        targets.correct(target_id=target(plan, 70).pk, token=2, operator=">=", value=72, unit="%", year=2025,
                        goal_id=goal.pk, **said("officer"))
        targets.drop(target_id=target(plan, 65).pk, token=3, **said("officer"))
        targets.add(plan_id=plan.pk, token=4, domain_order=0, goal_no=1, operator="<=", value=5, unit="‰", year=2025,
                    quote="", **said("officer"))
        return Plan.objects.get(pk=plan.pk)

    KEPT = {(12, "confirmed"), (72, "corrected"), (65, "dropped"), (5, "added"), (95, "read")}

    @staticmethod
    def there(plan: Plan) -> set[tuple[Decimal, str]]:
        rows = [(row.value, row.state) for row in Target.objects.filter(domain__plan=plan)]
        assert len(rows) == len(set(rows))
        return set(rows)

    def test_what_a_person_settled_stays(self, settled):
        before = {row.pk for row in Target.objects.exclude(state="read")}
        again = reread(plan_id=settled.pk, **said("officer"))
        assert self.there(again) == self.KEPT and again.token == settled.token + 1
        assert before <= {row.pk for row in Target.objects.all()}
        assert Entry.objects.filter(action="plan.reread").count() == 1

    def test_it_stays_also_when_the_reader_now_reads_another_value(self, settled):
        read = read_again(settled, {12: {"value": 21}, 70: {"value": 7}, 65: {"value": 6}, 95: {"value": 96}})
        again = replace_reading(plan=settled, read=read, **said("officer"))
        assert self.there(again) == self.KEPT - {(95, "read")} | {(96, "read")}

    def test_it_stays_also_when_the_reader_now_cuts_the_words_otherwise(self, settled):
        row = next(row for row in read_again(settled).reading["targets"] if row["value"] == 70)
        start, end = row["place"]["span"]
        read = read_again(settled, {70: {"place": {"line": 1, "span": [start + 2, end + 1]}, "indicator": "筛查率", "value": 71}})
        assert self.there(replace_reading(plan=settled, read=read, **said("officer"))) == self.KEPT

    def test_it_stays_also_when_it_was_moved_to_a_goal_of_another_domain(self, settled):
        moved = Target.objects.get(value=72)
        goal = Goal.objects.get(code="education.goal.1", domain__plan=settled)
        targets.correct(target_id=moved.pk, token=settled.token, operator=">=", value=72, unit="%", year=2025,
                        goal_id=goal.pk, **said("officer"))
        again = reread(plan_id=settled.pk, **said("officer"))
        assert self.there(again) == self.KEPT and Target.objects.get(value=72).domain.slug == "education"

    def test_without_anything_settled_a_new_reading_takes_the_place_of_the_old(self, bare_office, tmp_path):
        plan = draft_of(tmp_path)
        replace_reading(plan=plan, read=read_again(plan, {70: {"value": 71}}), **said("officer"))
        assert {value for value, _ in self.there(plan)} == {12, 71, 65, 95}

    def test_of_two_targets_in_the_same_words_the_other_is_still_read(self, bare_office, tmp_path):
        plan = draft_of(tmp_path)
        first = next(row for row in read_again(plan).reading["targets"] if row["value"] == 70)
        twins = read_again(plan, targets=[first, {**first, "value": 75}])
        replace_reading(plan=plan, read=twins, **said("officer"))
        plan.refresh_from_db()
        targets.confirm(target_id=target(plan, 70).pk, token=plan.token, **said("officer"))
        plan.refresh_from_db()
        replace_reading(plan=plan, read=twins, **said("officer"))
        assert self.there(plan) == {(70, "confirmed"), (75, "read")}


class TestAdopting:
    def test_an_adopted_plan_cannot_be_changed(self, bare_office, tmp_path):
        plan = draft_of(tmp_path)
        adopted = adopt(plan_id=plan.pk, token=1, **said("officer"))
        assert (adopted.status, adopted.adopted_by) == ("adopted", "officer") and adopted.adopted_at is not None
        before = list(Target.objects.values())
        for act in (
            lambda: targets.confirm(target_id=target(plan, 70).pk, token=2, **said("officer")),
            lambda: targets.drop(target_id=target(plan, 70).pk, token=2, **said("officer")),
            lambda: targets.add(plan_id=plan.pk, token=2, domain_order=0, goal_no=1, operator=">=", value=1, unit="%",
                                year=2025, quote="", **said("officer")),
            lambda: reread(plan_id=plan.pk, **said("officer")),
            lambda: adopt(plan_id=plan.pk, token=2, **said("officer")),
        ):
            with pytest.raises(PlanRefused) as refused:
                act()
            assert refused.value.key == "not_draft"
        assert list(Target.objects.values()) == before

    def test_a_second_plan_takes_the_place_of_the_first_of_its_genre_only(self, bare_office, tmp_path):
        first = adopt(plan_id=draft_of(tmp_path).pk, token=1, **said("officer"))
        children = adopt(plan_id=draft_of(tmp_path, CHILDREN).pk, token=1, **said("officer"))
        second = adopt(plan_id=draft_of(tmp_path, WOMEN.replace("青川", "白河")).pk, token=1, **said("officer"))
        states = dict(Plan.objects.values_list("pk", "status"))
        assert states == {first.pk: "replaced", children.pk: "adopted", second.pk: "adopted"}
        assert (children.genre, second.genre) == ("children", "women")
        assert f'"replaced":[{first.pk}]' in Entry.objects.get(action="plan.adopt", about=f"plan:{second.pk}").facts

    def test_a_plan_of_which_nothing_was_read_is_refused(self, bare_office, tmp_path):
        plan = draft_of(tmp_path)
        plan.domains.all().delete()
        with pytest.raises(PlanRefused) as refused:
            adopt(plan_id=plan.pk, token=1, **said("officer"))
        assert refused.value.key == "nothing_read"


HOSTILE = ["<script>alert(1)</script>", "{title}", "%s%n", "=cmd|' /C calc'!A0", "\u202e", "'; DROP TABLE plan_plan;--", "题" * 500]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_a_title_and_a_goal_is_text(bare_office, tmp_path, text):
    plan = draft_of(tmp_path, WOMEN.replace("青川县", text).replace("筛查率达到70%", f"{text}筛查率达到70%"))
    assert len(plan.title) <= 200 and Goal.objects.filter(domain__plan=plan).count() == 3
    goal = Goal.objects.get(code="health.goal.2", domain__plan=plan)
    assert len(goal.title_zh) <= 40
    adopted = adopt(plan_id=plan.pk, token=1, **said("officer"))
    with pytest.raises(PlanRefused) as refused:
        reread(plan_id=adopted.pk, **said("officer"))
    assert adopted.title in refused.value.text()


@pytest.mark.parametrize("number", ["9" * 40, "0." + "3" * 60, "9" * 19])
def test_a_number_of_absurd_length_is_no_crash(bare_office, tmp_path, number):
    plan = draft_of(tmp_path, WOMEN.replace("达到70%", f"达到{number}%"))
    assert target(plan, 95).state == "read"
    assert draft_view(plan.pk, "en") is not None


def test_what_the_reader_was_unsure_of_is_kept_for_the_person_who_adopts(bare_office, tmp_path):
    plan = draft_of(tmp_path, WOMEN.replace("策略措施：", "本段文字不属于任何部分。\n\n策略措施：", 1))
    assert Doubt.objects.filter(plan=plan).exists() or "本段文字" in "".join(
        Goal.objects.filter(domain__plan=plan).values_list("text", flat=True)
    )


def test_slugs_follow_the_words_of_a_name_and_are_never_given_twice():
    taken: set[str] = set()
    names = ["妇女与健康", "儿童与安全", "妇女与健康", "妇女与星空"]
    assert [slug_of(name, order, taken) for order, name in enumerate(names)] == ["health", "safety", "health3", "d4"]


def test_a_title_is_the_first_statement_in_at_most_forty_characters():
    assert title_of("母婴传播率下降至2%以下；发病率不高于15/10万活产。") == "母婴传播率下降至2%以下；发病率不高于15/10万活产"
    assert title_of("降低死亡率；" + "再降低" * 20) == "降低死亡率…", "what is left out is marked"
    assert len(title_of("长" * 90)) == 40 and title_of("长" * 90).endswith("…")


@pytest.mark.parametrize(
    ("operator", "unit", "before", "told"),
    [(">=", "%", "once", ("", "")), ("delta>=", "个百分点", "", ("once", "points")), ("delta>=", "%", "", ("once", "percent")),
     ("delta<=", "%", "yearly", ("yearly", "percent")), ("delta>=", "岁", "", ("once", "points"))],
)
def test_the_kind_of_a_change_is_told_by_its_unit(operator, unit, before, told):
    assert targets.kind_of_change(operator, unit, before) == told


def test_a_rise_by_so_many_times_is_judged_as_a_ratio():
    assert targets.in_judged_form("delta>=", Decimal(1), "倍") == ("ratio>=", Decimal(2), "倍")
    assert targets.in_judged_form("delta>=", Decimal(5), "%") == ("delta>=", Decimal(5), "%")


def test_the_next_code_is_the_first_that_is_free(bare_office, tmp_path):
    plan = draft_of(tmp_path)
    goal = Goal.objects.get(code="health.goal.2", domain__plan=plan)
    assert targets.next_code("health", goal) == "health.goal.2.target.3"
    target(plan, 70).delete()
    assert targets.next_code("health", goal) == "health.goal.2.target.1"


def test_of_two_people_with_one_token_exactly_one_takes_the_plan(bare_office, tmp_path):
    plan = draft_of(tmp_path)
    targets.move_token(plan, 1)
    with pytest.raises(PlanChanged):
        targets.move_token(plan, 1)
