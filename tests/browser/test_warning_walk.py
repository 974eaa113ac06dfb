"""Warnings in a real browser, as everybody of the cast: found on the board, answered with mistakes made and mended, returned, accepted, decided, closed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.browser.conftest import Site, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "编制不足，寄宿条件差，" * 70


def person(browser: Any, site: Site, login: str) -> Any:
    return signed_in(browser, site, login, viewport={"width": 1280, "height": 900}).new_page()


def chips(page: Any) -> dict[str, int]:
    """The numbers on the board's filters by their words."""
    return {(said := chip.inner_text().rsplit(maxsplit=1))[0]: int(said[1]) for chip in page.locator("a.chip").all()}


def answer(page: Any, cause: str, day: str = "2090-06-30") -> None:
    page.fill("#cause", cause)
    page.fill("#action", "下半年招录，改善寄宿条件")
    page.fill("#remedy_on", day)
    page.click("button[value=answer]")


def test_from_the_board_to_the_end_with_mistakes_on_the_way(browser: Any, desk: tuple[Site, Path]) -> None:
    site, _home_of = desk
    owner, officer, leader = (person(browser, site, login) for login in ("outsider", "officer", "leader"))
    broken: list[str] = []
    for page in (owner, officer, leader):
        page.on("pageerror", lambda error: broken.append(str(error)))
    officer.goto(site.address + "/warnings/")
    told = chips(officer)
    levels = ("红色预警", "橙色预警", "黄色预警", "个案评审", "蓝色关注")
    assert told["全部"] == sum(told[level] for level in levels) == told["新增"] + told["持续"] > 0
    for words in ("橙色预警", "已消除", "答复超期"):
        officer.goto(site.address + "/warnings/")
        officer.click(f"a.chip:has-text('{words}')")
        assert officer.locator("ul.warned > li").count() == told[words] > 0, words
    officer.goto(site.address + "/warnings/")
    for card in ("table.levels tbody th a", "section[aria-labelledby=h-o] a"):
        officer.locator(card).first.click()
        assert 0 < officer.locator("ul.warned > li").count() < told["全部"]
        officer.goto(site.address + "/warnings/")

    owner.goto(site.address + "/warnings/?view=mine")
    owner.locator("ul.warned a").first.click()
    address = owner.url
    owner.click("button[value=answer]")
    assert owner.url == address and owner.evaluate("document.querySelector('#cause').validationMessage"), "the browser asks for the words"
    answer(owner, "编制不足", "2020-01-01")
    assert "早于答复当天" in owner.inner_text(".errsum") and owner.input_value("#cause") == "编制不足"
    owner.click('form[action="/language/"] button')
    assert owner.url == address and "Nothing was sent" in owner.inner_text(".said")
    owner.click('form[action="/language/"] button')
    others = [owner.context.new_page() for _ in range(2)]
    for other in others:
        other.goto(address)
    answer(owner, LONG[:700])
    assert owner.url == address and owner.locator("button[value=answer]").count() == 0
    answer(others[0], LONG[:700])
    assert others[0].url == address and others[0].locator(".thread .tag:text-is('答复')").count() == 2, "sent twice, done once, after the demo's"
    answer(others[1], "另写的原因")
    assert "没有保存" in others[1].inner_text(".errsum") and "另写的原因" in others[1].inner_text("main")
    owner.go_back()
    assert owner.locator("button[value=answer]").count() == 0, "the page behind is the page of now"

    officer.goto(site.address + "/warnings/?view=answered")
    officer.click(f'ul.warned a[href="{address.removeprefix(site.address)}"]')
    officer.click("button[value=give_back]")
    assert "请写明理由" in officer.inner_text(".errsum")
    officer.fill("#comment", "没有写分乡镇情况")
    officer.fill("#again_by", "2020-01-01")
    officer.click("button[value=give_back]")
    assert "早于今天" in officer.inner_text(".errsum") and officer.input_value("#comment") == "没有写分乡镇情况"
    officer.fill("#again_by", "2090-01-04")
    officer.click("button[value=give_back]")
    owner.goto(address)
    assert "2090-01-04 前" in owner.inner_text(".pagehead")
    answer(owner, LONG[:800])
    officer.goto(address)
    officer.click("button[value=accept]")
    officer.fill("#comment", LONG[:500])
    officer.click("button[value=raise_up]")
    leader.goto(site.address + "/warnings/?view=raised")
    leader.click(f'ul.warned a[href="{address.removeprefix(site.address)}"]')
    leader.fill("#comment", LONG[:500])
    leader.click("button[value=decide]")
    assert "领导小组已批示" in leader.inner_text(".pagehead")
    officer.goto(address)
    officer.fill("#comment", LONG[:500])
    officer.click("button[value=close]")
    assert "已销号" in officer.inner_text(".pagehead") and officer.locator("button[value=close]").count() == 0
    leader.goto(address + "sheet/", wait_until="networkidle")
    assert len(pypdfium2.PdfDocument(leader.pdf(format="A4", print_background=True, prefer_css_page_size=True))) == 1
    leader.goto(site.address + "/warnings/brief/", wait_until="networkidle")
    assert len(pypdfium2.PdfDocument(leader.pdf(format="A4", print_background=True, prefer_css_page_size=True))) == 1
    assert not broken
    for page in (owner, officer, leader):
        page.context.close()


def test_the_letter_is_issued_once_and_opens(browser: Any, desk: tuple[Site, Path]) -> None:
    site, _home_of = desk
    officer = person(browser, site, "officer")
    officer.goto(site.address + "/warnings/?view=overdue")
    officer.locator("ul.warned a").first.click()
    officer.click('form[action$="/notice/"] button')
    assert "提示函已发出" in officer.inner_text(".said") and officer.locator('form[action$="/notice/"]').count() == 0
    for form, inside in (("docx", "预警提示函"), ("pdf", "预警提示函")):
        with officer.expect_download() as there:
            officer.click(f'a[href$=".{form}"]')
        data = Path(there.value.path()).read_bytes()
        if form == "docx":
            text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        else:
            text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
        assert inside in text.replace("\r\n", "")
    officer.context.close()


@pytest.mark.parametrize(
    ("login", "open_to"),
    [("statistician", True), ("evaluator", True), ("city", True), ("reporter", False), ("head", False), ("township", False),
     ("sysadmin", False), ("secadmin", False), ("auditor", False)],
)  # fmt: skip
def test_those_who_do_not_carry_a_warning_read_it_or_do_not_see_it(browser: Any, site: Site, login: str, open_to: bool) -> None:
    page = person(browser, site, login)
    seen = page.goto(site.address + "/warnings/12/")
    assert seen.status == (200 if open_to else 404)
    assert page.locator("main form button").count() == 0
    page.context.close()
