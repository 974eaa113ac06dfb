"""The board of warnings, one warning with its forms, its sheet and the leader's list: who sees what and what they may do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from halfsky.office.monitoring.models import EarlyWarning, Run, WarningAct
from halfsky.office.people.models import Account
from halfsky.office.publishing.models import Notice
from halfsky.office.publishing.services.notices import NoticeRefused, issue
from halfsky.office.release.models import Release
from tests.cast import CAST
from tests.office.warned import DEATHS, SCREENING, Told, nothing_warned, result_of, the_warning

ANSWER = {"act": "answer", "cause": "检查车停运三个月", "action": "下半年补查两个乡", "remedy_on": "2090-11-30"}
SCHOOLS = "education.goal.4.track.1"


def text(answer) -> str:
    return answer.content.decode()


def tell(told: Told) -> None:
    """Let the county's own run say this."""
    from halfsky.office.monitoring.services.warnings import keep_outlooks
    from halfsky.office.release.shelf import framework_of

    nothing_warned()
    run = Run.objects.select_related("release").get()
    keep_outlooks(
        run=run, result=result_of(told, run.release.area), framework=framework_of(run.release), by=CAST["statistician"],
        at=timezone.now(),
    )


@pytest.fixture
def warned(county: Path) -> Path:
    tell(Told({SCREENING: "red", DEATHS: "red", SCHOOLS: "yellow", "health.goal.10.track.1": "blue"},
              {SCHOOLS: "yellow", "health.goal.10.track.2": "orange"}))  # fmt: skip
    return county


def act(client, warning, **given):
    return client.post(f"/warnings/{warning.pk}/act/", {"token": warning.token, **given})


def test_the_board_says_levels_reasons_owners_and_due_dates(warned, as_role):
    page = text(as_role("officer").get("/warnings/"))
    for words in ("红色预警", "黄色预警", "蓝色关注", "个案评审", "方向与要求相反", "县卫健局", "达标概率", "待答复", "新增", "持续",
                  "按 2023 年数据的研判相比", "4 条预警"):  # fmt: skip
        assert words in page, words
    assert "个案评审" in page and "2020 年至 2024 年共 2 例" in page


def test_a_rare_event_shows_counts_and_intervals_and_no_chart_of_yearly_rates(warned, as_role):
    page = text(as_role("officer").get(f"/warnings/{the_warning(DEATHS).pk}/"))
    for words in ("为什么开展个案评审", "多年合并的率", "80% 区间 25.7 至 188.0", "95% 区间", "0 至 2 例"):
        assert words in page, words
    assert "x-fan80" not in page and "达标概率" not in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?level=red", "1 条预警", "4 条预警"), ("?domain=education", "1 条预警", "4 条预警"),
        ("?view=cleared", "已消除", "待答复，"), ("?view=overdue", "没有符合条件的预警", "wlist warned"),
        ("?body=education_bureau", "1 条预警", "4 条预警"), ("?level=%27&view=x", "4 条预警", "没有符合条件的预警"),
    ],
)  # fmt: skip
def test_the_board_is_filtered(warned, as_role, query, there, gone):
    page = text(as_role("officer").get("/warnings/" + query))
    assert there.strip() in page and gone not in page


def test_a_reporter_sees_the_own_body_alone_and_another_gets_404(warned, as_role):
    mine, other = the_warning(), the_warning(SCHOOLS)
    client = as_role("reporter")
    login = Account.objects.filter(role="reporter").first().login
    assert login == "reporter"
    page = text(client.get("/warnings/"))
    assert "县卫健局" in page and "只列本单位牵头或配合的" in page and "县教科局" not in page
    assert "由本单位答复" in page and "由本单位答复" not in text(as_role("officer").get("/warnings/"))
    owed = EarlyWarning.objects.filter(owner="health_bureau", state="open").count()
    assert f"{owed} 条预警" in text(client.get("/warnings/?view=mine")) and owed > 0
    EarlyWarning.objects.filter(pk=mine.pk).update(owner="education_bureau", supporting="health_bureau", token=9)
    helping = text(client.get(f"/warnings/{mine.pk}/"))
    assert "由县教科局答复，本单位配合" in helping and 'value="answer"' not in helping and "本单位配合" in text(client.get("/warnings/"))
    assert client.get(f"/warnings/{mine.pk}/").status_code == 200
    for address in (f"/warnings/{other.pk}/", f"/warnings/{other.pk}/sheet/", "/warnings/999999/"):
        assert client.get(address).status_code == 404
    assert act(client, other, **ANSWER).status_code == 404 and not WarningAct.objects.exists()


def test_from_the_answer_to_the_decision_on_the_pages(warned, as_role):
    reporter, officer, leader = (as_role(role) for role in ("reporter", "officer", "leader"))
    row = the_warning()
    address = f"/warnings/{row.pk}/"
    assert 'value="answer"' in text(reporter.get(address)) and 'value="answer"' not in text(officer.get(address))
    assert act(reporter, row, **ANSWER).headers["Location"] == address
    page = text(officer.get(address))
    assert "检查车停运三个月" in page and "待审核" in page and 'value="accept"' in page
    assert "待审核" in text(officer.get("/warnings/?view=answered"))
    act(officer, the_warning(), act="accept")
    act(officer, the_warning(), act="raise_up", comment="需协调经费")
    assert "已提请领导小组" in text(leader.get("/warnings/brief/"))
    act(leader, the_warning(), act="decide", comment="财政安排检查车经费")
    page = text(reporter.get(address))
    assert "财政安排检查车经费" in page and 'value="answer"' not in page
    assert "领导小组已批示" in page and "领导小组已批示" in text(leader.get("/warnings/"))
    act(officer, the_warning(), act="close", comment="已整改到位")
    assert the_warning().state == "closed" and "已销号" in text(officer.get(address))


def test_a_review_is_reported_on_its_page(warned, as_role):
    row = the_warning(DEATHS)
    given = {"act": "hold_review", "held_on": "2025-03-01", "held_by": "县卫健局，市级专家组", "result": "转诊延误", "action": "完善转诊"}
    client = as_role("reporter")
    assert "不写姓名" in text(client.get(f"/warnings/{row.pk}/"))
    assert act(client, row, **given).status_code == 302
    assert "市级专家组" in text(client.get(f"/warnings/{row.pk}/"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"cause": " "}, "请写明原因"), ({"remedy_on": "2001-01-01"}, "早于答复当天"), ({"token": "x"}, "别人已经办理过"),
        ({"act": "accept"}, "妇儿工委办"), ({"act": "hold_review"}, "请写明评审日期"),
    ],
)  # fmt: skip
def test_a_refused_answer_says_why_and_keeps_what_was_typed(warned, as_role, given, words):
    answer = act(as_role("reporter"), the_warning(), **{**ANSWER, **given})
    page = text(answer)
    assert answer.status_code == 409 and words in page and not WarningAct.objects.exists()
    assert "下半年补查两个乡" in page


def test_an_act_that_does_not_exist_is_not_found(warned, as_role):
    assert act(as_role("officer"), the_warning(), act="delete").status_code == 404


def test_two_people_at_once_and_the_second_is_told_with_the_text_kept(warned, as_role):
    row = the_warning()
    act(as_role("reporter"), row, **ANSWER)
    second = act(as_role("head"), row, **{**ANSWER, "cause": "另一位写的原因"})
    page = text(second)
    assert second.status_code == 409 and "别人已经办理过" in page
    assert "您刚才写的，没有保存" in page and "另一位写的原因" in page and WarningAct.objects.count() == 1


def test_a_form_sent_twice_by_the_same_person_is_done_once_and_refused_to_nobody(warned, as_role):
    row, client = the_warning(), as_role("reporter")
    assert [act(client, row, **ANSWER).status_code for _ in range(2)] == [302, 302]
    assert WarningAct.objects.count() == 1 and the_warning().token == row.token + 1
    assert act(client, row, **{**ANSWER, "cause": "改了的原因"}).status_code == 409, "other words are another answer"


def test_overdue_answers_are_shown_on_board_list_and_page(warned, as_role):
    EarlyWarning.objects.filter(code=SCREENING).update(due=timezone.localdate() - timedelta(days=6), token=5)
    officer = as_role("officer")
    for address in ("/warnings/", "/warnings/?view=overdue", "/warnings/brief/", f"/warnings/{the_warning().pk}/"):
        assert "超期 6 天" in text(officer.get(address)), address


def test_the_sheet_and_the_list_are_pages_to_print(warned, as_role):
    client = as_role("leader")
    page = text(client.get(f"/warnings/{the_warning().pk}/sheet/"))
    assert 'data-do="print"' in page and "onepage" in page and "依据" in page and "2025 年 80% 区间" in page
    assert 'data-do="print"' in text(client.get("/warnings/brief/"))
    row, reporter, officer = the_warning(), as_role("reporter"), as_role("officer")
    act(reporter, row, **ANSWER)
    act(officer, the_warning(), act="give_back", comment="没有分乡镇数据")
    act(reporter, the_warning(), **{**ANSWER, "cause": "停" * 500})
    act(officer, the_warning(), act="accept")
    page = text(client.get(f"/warnings/{row.pk}/sheet/"))
    assert "此前还有 2 次办理" in page and "停" * 119 + "…" in page and "停" * 120 not in page and "没有分乡镇数据" not in page


def test_the_notice_letter_is_numbered_once_and_read_by_those_concerned(warned, as_role):
    officer, row = as_role("officer"), the_warning()
    address = f"/warnings/{row.pk}/"
    assert "编号发函" in text(officer.get(address)) and "编号发函" not in text(as_role("leader").get(address))
    assert officer.post(address + "notice/").headers["Location"] == address
    issued = Notice.objects.get()
    year = timezone.localdate().year
    assert (issued.no, issued.number, issued.addressee) == (1, f"妇儿工委办函〔{year}〕1号", "health_bureau")
    page = text(officer.get(address))
    assert issued.number in page and "编号发函" not in page
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = as_role("reporter").get(f"/warnings/letters/{issued.pk}.{form}")
        assert b"".join(answer.streaming_content).startswith(start)
    outsider = Client()
    outsider.force_login(Account.objects.get(login="outsider"), "halfsky.office.people.signin.Signin")
    assert outsider.get(f"/warnings/letters/{issued.pk}.pdf").status_code == 404
    assert officer.get(f"/warnings/letters/{issued.pk}.exe").status_code == 404
    again = officer.post(address + "notice/")
    assert again.status_code == 409 and "已经发出" in text(again)
    officer.post(f"/warnings/{the_warning(DEATHS).pk}/notice/")
    assert Notice.objects.get(no=2).warning.kind == "case_review"


@pytest.mark.parametrize(("change", "key"), [({"state": "answered"}, "not_owed"), ({"owner": ""}, "no_owner")])
def test_a_letter_that_nobody_needs_is_refused(warned, change, key):
    EarlyWarning.objects.update(**change)
    with pytest.raises(NoticeRefused) as refused:
        issue(warning_id=the_warning().pk, by=CAST["officer"], at=timezone.now())
    assert refused.value.key == key and not Notice.objects.exists()


def test_only_the_committee_office_issues_letters(warned):
    with pytest.raises(NoticeRefused, match="may not"):
        issue(warning_id=the_warning().pk, by=CAST["leader"], at=timezone.now())


def test_what_a_release_held_back_says_is_seen_by_those_who_prepare_it_alone(warned, as_role):
    Release.objects.update(embargo=timezone.now() + timedelta(days=3))
    pk = the_warning().pk
    assert as_role("officer").get(f"/warnings/{pk}/").status_code == 200
    assert as_role("reporter").get(f"/warnings/{pk}/").status_code == 404
    assert "方向与要求相反" not in text(as_role("reporter").get("/warnings/"))


def test_a_run_without_warnings_says_so(county, as_role):
    tell(Told({}, {}))
    assert "没有预警" in text(as_role("officer").get("/warnings/"))


def test_the_pages_ask_few_questions(warned, as_role, django_assert_max_num_queries):
    client, pk = as_role("officer"), the_warning().pk
    for address in ("/warnings/", "/warnings/brief/", f"/warnings/{pk}/", f"/warnings/{pk}/sheet/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_in_english(warned, as_role):
    client = as_role("officer")
    client.post("/language/", {"language": "en", "next": "/"})
    page = text(client.get("/warnings/"))
    assert "Red warning" in page and "away from what is asked" in page
    assert "Why it is warned of" in text(client.get(f"/warnings/{the_warning().pk}/"))
