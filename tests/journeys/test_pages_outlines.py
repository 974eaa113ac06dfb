"""Outlines on their pages: arranged by buttons alone, a section of one's own with bound figures, saved, compared, gone back."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from halfsky.office.publishing.models import OutlineVersion
from tests.office.issued import begun

HERE = "/documents/outlines/annual/"


def text(answer) -> str:
    return answer.content.decode()


def state(page: str) -> dict[str, str]:
    """The hidden fields of the form, as a browser sends them back."""
    found = re.search(r'name="state" value="([^"]*)"><input type="hidden" name="base" value="(-?\d+)"><input type="hidden" name="run" value="(\d+)"', page)
    assert found, page[:2000]
    return {"state": html.unescape(found[1]), "base": found[2], "run": found[3]}


def press(client, page: str, what: str, **more):
    return client.post(HERE, {**state(page), "what": what, **more})


def codes(page: str) -> list[str]:
    return [one["code"] for one in json.loads(state(page)["state"])]


@pytest.fixture
def officer(county, as_role):
    return as_role("officer")


def own_section(client, page: str, words: str = "规划目标共⟦{n}⟧项。") -> str:
    """The page after a section of one's own was put in."""
    form = text(press(client, page, "add"))
    place = re.search(r'data-n="(\d+)" data-text="75" data-from="[^"]*主要目标', form)
    assert place and "draft.js" in form
    return text(press(client, form, "use", title_zh="组织领导情况", text_zh=words.format(n=place[1]) + "\r\n领导小组定期研究。", after="conclusion"))


def test_the_list_names_every_kind_with_the_version_in_force(officer, as_role):
    page = text(officer.get("/documents/outlines/"))
    assert "年度监测报告" in page and "监测统计资料" in page and page.count("随软件提供") == 6
    assert officer.get("/documents/outlines/leader/").status_code == 404
    assert "上移" not in text(as_role("leader").get(HERE)) and "上移" in text(officer.get(HERE))


def test_sections_are_arranged_and_saved_with_a_note(officer):
    page = text(press(officer, text(officer.get(HERE)), "up:problems"))
    assert codes(page).index("problems") == codes(page).index("missed") - 1 and "尚未保存的改动" in page and not OutlineVersion.objects.exists()
    page = text(press(officer, page, "switch:missed"))
    assert "这类报告通常必须有" in page
    page = own_section(officer, page)
    assert codes(page)[2] == "own.1"
    saved = officer.post(f"{HERE}save/", {**state(page), "note": "县里要求"})
    assert saved.headers["Location"] == HERE
    page = text(officer.get(HERE))
    assert "现行第 1 版" in page and "县里要求" in page and "<ins>" in page and "规划目标共" in page
    shown = text(officer.post(f"{HERE}preview/", state(page)))
    assert "规划目标共" in shown and ">75<" in shown and "未达标和未上报情况" not in shown and "四、" in shown


def test_typed_figures_are_refused_and_what_was_typed_stays(officer):
    form = text(press(officer, text(officer.get(HERE)), "add"))
    answer = press(officer, form, "use", title_zh="标题", text_zh="共有12人。")
    page = text(answer)
    assert answer.status_code == 422 and "直接敲进去的数" in page and "共有12人。" in page
    assert press(officer, form, "use", title_zh="", text_zh="好。").status_code == 422
    assert "没有正文" in text(press(officer, form, "use", title_zh="标题", text_zh=" "))
    assert "来源" in text(press(officer, form, "use", title_zh="标题", text_zh="【外：12人｜】"))
    assert "12人（教育局快报）" in text(press(officer, form, "use", title_zh="标题", text_zh="【外：12人｜教育局快报】参加。"))


def test_an_own_section_is_changed_and_taken_out(officer):
    page = own_section(officer, text(officer.get(HERE)))
    form = text(press(officer, page, "edit:own.1"))
    assert "规划目标共⟦1⟧项。" in form and "组织领导情况" in form
    page = text(press(officer, form, "use", own="own.1", title_zh="组织保障", text_zh="规划目标共⟦1⟧项，任务重。"))
    assert "组织保障" in page and "任务重" in page
    assert "own.1" not in codes(text(press(officer, page, "remove:own.1"))) and codes(text(press(officer, page, "cancel"))) == codes(page)


def test_what_the_form_should_not_send_is_refused(officer):
    page = text(officer.get(HERE))
    assert officer.post(HERE, {"what": "up:basis", "state": "nonsense"}).status_code == 422
    assert press(officer, page, "nonsense").status_code == 404 and press(officer, page, "edit:own.7").status_code == 404
    bad = json.dumps([{"code": "own.1", "title_zh": [{"w": "共12人"}], "paragraphs_zh": [[{"w": "好"}]]}])
    assert officer.post(f"{HERE}save/", {"state": bad, "base": "0"}).status_code == 409 and not OutlineVersion.objects.exists()
    assert officer.post(f"{HERE}preview/", {"state": "{"}).status_code == 422
    assert officer.get(f"{HERE}?from=0&to=7").status_code == 404


def test_two_officers_at_once_and_going_back(officer, as_role):
    page = text(press(officer, text(officer.get(HERE)), "switch:scope"))
    officer.post(f"{HERE}save/", {**state(page), "note": "先存"})
    other = as_role("statistician").post(f"{HERE}save/", {**state(text(press(officer, page, "up:scope"))), "base": "0"})
    refused = text(other)
    assert other.status_code == 409 and "第 1 版" in refused and "先存" in refused and codes(refused)[-2] == "scope"
    assert officer.post(f"{HERE}save/", {"to": "0", "base": "1"}).headers["Location"] == HERE
    assert "回到第 0 版" in text(officer.get(HERE))


def test_a_draft_says_its_outline_and_is_taken_over_into_a_newer_one(officer):
    draft = begun()
    address = f"/documents/drafts/{draft.pk}/"
    assert "按随软件提供的大纲" in text(officer.get(address)) and "按新大纲调整" not in text(officer.get(address))
    page = text(press(officer, text(officer.get(HERE)), "switch:scope"))
    officer.post(f"{HERE}save/", {**state(page), "note": "去掉口径"})
    page = text(officer.get(address))
    assert "大纲已改为第 1 版（去掉口径）" in page and "指标口径和有关说明" in page
    officer.post(f"{address}outline/", {"version": 1})
    page = text(officer.get(address))
    assert "按大纲第 1 版" in page and "指标口径和有关说明" not in page
    assert officer.post(f"{address}outline/", {"version": 1}).status_code == 409


def test_the_pages_ask_few_questions_and_speak_english(officer):
    for address in ("/documents/outlines/", HERE):
        officer.get(address)
        with CaptureQueriesContext(connection) as asked:
            officer.get(address)
        assert len(asked) <= 12, (address, [one["sql"][:90] for one in asked])
    officer.post("/language/", {"language": "en", "next": "/"})
    page = text(officer.get(HERE))
    assert "Save as a new version" in page or "Preview the report" in page
