"""The monitoring scheme on its pages: proposed by the officer, its effect seen, decided by the leader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from halfsky.office.files.selectors import content_path
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.framework.services.scheme import approved
from halfsky.office.monitoring.services.run import run_for_year
from halfsky.office.release.services.freeze import freeze
from halfsky.office.release.shelf import release_path
from tests.cast import said
from tests.office.issued import issued

FIELDS = {"p.pace_percent": "50", "p.interim": "pace", "p.weights.health": "2", "p.watch": "0.5", "why": "基期偏低，进度门槛偏紧"}


def text(answer) -> str:
    return answer.content.decode()


def token(version=1):
    return SchemeVersion.objects.select_related("matter").get(version=version).matter.token


@pytest.fixture
def officer(county: Path, as_role):
    return as_role("officer")


def test_every_parameter_is_shown_with_meaning_default_and_source(officer):
    page = text(officer.get("/scheme/"))
    for words in ("进度门槛（%）", "妇女与健康的权重", "docs/method/scheme.md#pace_percent", "依据：", "按预测的达标概率", "现行第 <b>0</b> 版"):
        assert words in page
    assert 'name="p.pace_percent" value="95"' in page


def test_a_reader_who_may_not_propose_sees_no_form(county, as_role):
    page = text(as_role("reporter").get("/scheme/"))
    assert "进度门槛（%）" in page and 'name="p.pace_percent"' not in page
    assert as_role("reporter").post("/scheme/propose/", FIELDS).status_code == 404


def test_a_change_from_the_form_to_the_next_release(officer, as_role):
    answer = officer.post("/scheme/propose/", FIELDS)
    assert answer.headers["Location"] == "/scheme/1/", text(answer)
    page = text(officer.get("/scheme/1/"))
    for words in ("对最近一次监测结果的影响", "以发布版 2024-1 试算", "达标困难", "预期达标", "呈领导小组审批", "基期偏低"):
        assert words in page
    assert 'value="approve"' not in page
    officer.post("/scheme/1/act/", {"act": "put_forward", "token": token(), "comment": "请审定"})
    assert officer.post("/scheme/1/act/", {"act": "approve", "token": token()}).status_code == 409
    leader = as_role("leader")
    assert 'value="approve"' in text(leader.get("/scheme/1/")) and "请审定" in text(leader.get("/scheme/1/"))
    leader.post("/scheme/1/act/", {"act": "approve", "token": token(), "comment": "同意"})
    assert (approved().version, approved().pace_percent, approved().weights) == (1, 50, {"health": 2})
    release = freeze(year=2024, reason="按新方案重算", **said("statistician"))
    written = json.loads((release_path(release) / "framework.json").read_bytes())
    assert written["scheme"]["pace_percent"] == 50
    page = text(officer.get("/scheme/"))
    assert "进度门槛（%） 95 → 50" in page and "妇女与健康的权重 1 → 2" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("p.pace_percent", "很高", "整数"), ("p.watch", "0.9", "依次下降"), ("p.weights.law", "-1", "妇女与法律的权重"),
     ("p.speed", "1", "speed"), ("why", " ", "为什么要改"), ("p.interim", "guess", "监测方案的“未到目标年怎么判”应在"), ("p.watch", "六成", "监测方案的“需关注的概率下限”应写成数字")],
)  # fmt: skip
def test_a_refused_form_says_why_and_keeps_what_was_typed(officer, field, value, words):
    answer = officer.post("/scheme/propose/", {**FIELDS, field: value})
    page = text(answer)
    assert answer.status_code == 422 and words in page
    assert 'name="p.pace_percent" value="50"' in page or field == "p.pace_percent"
    assert not SchemeVersion.objects.exclude(version=0).exists()


def test_nothing_changed_is_told(officer):
    answer = officer.post("/scheme/propose/", {"p.watch": "0.50", "why": "x"})
    assert answer.status_code == 422 and "没有改动" in text(answer)


def test_one_proposal_at_a_time_and_a_draft_can_be_dropped(officer):
    officer.post("/scheme/propose/", FIELDS)
    page = text(officer.get("/scheme/"))
    assert "第 1 版：拟稿" in page and 'name="p.pace_percent"' not in page
    officer.post("/scheme/1/act/", {"act": "effect"})
    officer.post("/scheme/1/act/", {"act": "drop", "token": token()})
    assert 'name="p.pace_percent"' in text(officer.get("/scheme/"))


@pytest.mark.parametrize("act", ["approve", "nonsense", "touch", ""])
def test_an_act_that_cannot_be_is_refused_in_words(officer, act):
    officer.post("/scheme/propose/", FIELDS)
    answer = officer.post("/scheme/1/act/", {"act": act, "token": "x"})
    assert answer.status_code == 409 and SchemeVersion.objects.get(version=1).matter.state == "draft"
    assert officer.get("/scheme/7/").status_code == 404 and officer.post("/scheme/7/act/", {"act": "effect"}).status_code == 404


def test_who_decides_on_an_old_page_is_told(officer, as_role):
    officer.post("/scheme/propose/", FIELDS)
    officer.post("/scheme/1/act/", {"act": "put_forward", "token": 0})
    answer = as_role("leader").post("/scheme/1/act/", {"act": "approve", "token": 0})
    assert answer.status_code == 409 and "别人已经办理过" in text(answer)


def test_the_pages_ask_few_questions(officer, django_assert_max_num_queries):
    officer.post("/scheme/propose/", FIELDS)
    for address in ("/scheme/", "/scheme/1/"):
        with django_assert_max_num_queries(12):
            officer.get(address)


def test_in_english(officer):
    officer.post("/language/", {"language": "en", "next": "/"})
    assert "Monitoring scheme" in text(officer.get("/scheme/")) and "Pace threshold, %" in text(officer.get("/scheme/"))


def test_own_words_stand_on_the_pages_and_in_the_report_of_the_runs_that_follow(officer, as_role):
    officer.post("/scheme/propose/", {"p.words.hard.zh": "进度滞后", "p.words.met.zh": "已达标", "why": "沿用本地说法"})
    officer.post("/scheme/1/act/", {"act": "put_forward", "token": token()})
    as_role("leader").post("/scheme/1/act/", {"act": "approve", "token": token()})
    before = text(officer.get("/plan/"))
    freeze(year=2024, reason="按新方案重算", **said("statistician"))
    run = run_for_year(year=2024, **said("statistician"))
    after = text(officer.get("/plan/"))
    assert "进度滞后" not in before and "进度滞后" in after
    assert "进度滞后" in text(officer.get("/plan/domain/environment/"))
    edition = issued(run=run)
    page = content_path(edition.files.get(form="html").file).read_text(encoding="utf-8")
    assert "进度滞后" in page
