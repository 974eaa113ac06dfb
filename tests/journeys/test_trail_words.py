"""What the trail's page says: every act in words, nobody and nothing by a code."""

from __future__ import annotations

import re
from pathlib import Path

from halfsky.office.people.selectors import signatures
from halfsky.office.publishing.models import Draft
from halfsky.office.publishing.subjects import WORDS, Subject, subjects_of
from halfsky.office.trail.models import Entry
from halfsky.web.documents import ACTIONS, subject_link
from halfsky.web.shell import ROLE_NAMES

SOURCE = Path(__file__).parents[2] / "src" / "halfsky"
LITERAL = re.compile(r'action="([a-z_]+\.[a-z_.]+)"')


def test_every_act_recorded_under_a_fixed_name_has_its_words():
    acts = {act for room in ("office", "cli", "upkeep") for file in (SOURCE / room).rglob("*.py") for act in LITERAL.findall(file.read_text("utf-8"))}
    assert {"people.signin", "release.freeze"} <= acts
    assert not acts - set(ACTIONS), "give each a Chinese name in web/documents.py"


def test_the_page_names_the_command_that_exists_and_whoever_was_not_signed_in():
    page = (SOURCE / "web" / "templates" / "documents" / "trail.html").read_text("utf-8")
    assert "halfsky doctor" in page and "trail verify" not in page
    assert str(ROLE_NAMES["visitor"]) == "未登录"


ABOUT = re.compile(r'about=f?"([a-z]+)')


def test_every_kind_of_subject_has_its_words():
    kinds = {kind for file in (SOURCE / "office").rglob("*.py") for kind in ABOUT.findall(file.read_text("utf-8"))}
    assert {"draft", "warning", "file"} <= kinds and not kinds - set(WORDS), "give each its words in office/publishing/subjects.py"


def test_what_an_entry_is_about_stands_in_words(drafted_county, as_role, django_assert_max_num_queries):
    found = subjects_of(Entry.objects.values_list("about", flat=True), "zh")
    said = {one.words for one in found.values()}
    title = Draft.objects.get().title
    assert {f"报告草稿：{title}", "发布版 2024-1", "账号 officer 妇儿工委办干事", "监测方案第 0 版"} <= said
    assert subjects_of(["run:1"], "zh")["run:1"] == Subject("发布版 2024-1 的监测", "release", "2024-1")
    assert any(one.startswith("规划：") for one in said) and any(one.startswith("导入的文件：") for one in said)
    assert all(":" not in one.words for about, one in found.items() if not about.startswith("file:")), "no code is left"
    assert all(not one.words.removeprefix("文件：").startswith(about.partition(":")[2]) for about, one in found.items() if about.startswith("file:"))
    assert subjects_of(["account:", "draft:999", "nonsense"], "en") == {
        "account:": Subject("an account that does not exist", "", ""), "draft:999": Subject("draft: 999", "", "999"), "nonsense": Subject("nonsense", "", ""),
    }
    auditor = as_role("audit_admin")
    with django_assert_max_num_queries(12):
        page = auditor.get("/trail/").content.decode()
    assert f"报告草稿：{title}" in page and 'title="draft:1"' in page


def test_a_subject_is_a_link_for_who_may_open_its_page(drafted_county):
    found = subjects_of(["draft:1", "release:2024-1", "outline:annual"], "zh")
    assert subject_link(found["draft:1"], "officer")[1] == "/documents/drafts/1/" and subject_link(found["draft:1"], "audit_admin")[1] == ""
    assert subject_link(found["release:2024-1"], "officer")[1] == "/releases/2024-1/"
    assert subject_link(found["outline:annual"], "leader") == ("报告大纲：年度监测报告", "/documents/outlines/annual/")


def test_the_documents_name_who_adopted_the_plan_and_link_the_release(county, as_role):
    page = as_role("officer").get("/documents/").content.decode()
    assert '妇儿工委办干事（县妇儿工委办）</span></td><td class="w"><a href="/plan/source/' in page and '<a href="/releases/2024-1/">2024-1</a>' in page
    assert signatures(["officer", "nobody", ""])["officer"] == "妇儿工委办干事（县妇儿工委办）" and "nobody" not in signatures(["nobody"])
    assert signatures([])["console"] == "本机命令行"
