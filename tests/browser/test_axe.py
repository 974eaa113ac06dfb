"""Every page, light and dark, at three widths: axe-core finds nothing serious, nothing scrolls sideways."""

from __future__ import annotations

import json
import os
from importlib import resources
from typing import Any

import pytest

from tests.browser.conftest import Site, signed_in
from tests.browser.pages import EMPTY, FULL, VISITOR

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = (1366, 1280, 390)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
COLOURS = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def rules(scheme: str, width: int) -> dict[str, Any] | None:
    """What axe is asked, None for nothing: dark differs by its colours alone, 1280 from 1366 by some sizes. All in the soak."""
    if os.environ.get("HALFSKY_SOAK") == "1":
        return RULES
    if scheme == "dark":
        return None if width == 1366 else COLOURS
    return None if width == 1280 else RULES


def axe() -> str:
    """The text of axe-core as its package ships it."""
    return (resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")


def look(page: Any, address: str, name: str) -> list[str]:
    """What axe and the page's own width say at each width in both themes; what a script does on loading asks for neither."""
    found = []
    page.goto(address)
    page.evaluate(axe())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{name} {scheme} {width}: the page is {wide} wide")
            asked = rules(scheme, width)
            for one in page.evaluate("rules => axe.run(document, rules)", asked)["violations"] if asked else ():
                if one["impact"] in ("serious", "critical"):
                    where = "; ".join(node["html"][:160] for node in one["nodes"][:3])
                    found.append(f"{name} {scheme} {width}: {one['id']} ({one['impact']}) {where}")
    return found


@pytest.mark.parametrize("name", sorted(FULL))
def test_a_full_page_is_accessible(name: str, browser: Any, site: Site) -> None:
    address, login = FULL[name]
    context = signed_in(browser, site, login, bypass_csp=True)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    found = look(page, site.address + address, name)
    context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
    assert not broken


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_an_empty_page_is_accessible(name: str, browser: Any, bare_site: Site) -> None:
    address, login = EMPTY[name]
    context = signed_in(browser, bare_site, login if name != "overview" else "officer", bypass_csp=True)
    found = look(context.new_page(), bare_site.address + address, name)
    context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("name", sorted(VISITOR))
def test_a_page_for_visitors_is_accessible(name: str, browser: Any, site: Site) -> None:
    context = browser.new_context(bypass_csp=True)
    found = look(context.new_page(), site.address + VISITOR[name], name)
    context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_the_pages_keep_their_own_policy(browser: Any, site: Site) -> None:
    context = signed_in(browser, site, "officer")
    refused: list[str] = []
    context.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    addresses = [address for address, _login in FULL.values() if address != "/trail/" and address != "/figures/"]
    for first in range(0, len(addresses), 6):  # several at once: each waits until its network is quiet
        pages = [(context.new_page(), address) for address in addresses[first : first + 6]]
        for page, address in pages:
            page.goto(site.address + address, wait_until="commit")
        for page, _address in pages:
            page.wait_for_load_state("networkidle")
            page.close()
    context.close()
    assert not refused


def test_the_english_pages_do_not_scroll_sideways(browser: Any, site: Site) -> None:
    context = signed_in(browser, site, "officer")
    context.add_cookies([{"name": "django_language", "value": "en", "url": site.address}])
    page, wide = context.new_page(), []
    for address in ("/", "/plan/", "/plan/domain/decision/", "/indicators/", "/indicators/security.pension_coverage/"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(site.address + address)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    context.close()
    assert not wide


def test_the_overview_prints_on_one_sheet(browser: Any, site: Site) -> None:
    import pypdfium2

    context = signed_in(browser, site, "leader")
    page = context.new_page()
    page.goto(site.address + "/", wait_until="networkidle")
    printed = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    context.close()
    document = pypdfium2.PdfDocument(printed)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert "演示数据" in text and "发布版" in text


def test_the_filter_chips_hide_goals_and_say_so(browser: Any, site: Site) -> None:
    context = signed_in(browser, site, "officer")
    page = context.new_page()
    page.goto(site.address + "/plan/")
    page.click('.chip[data-filter="not_met"]')
    shown = page.evaluate("document.querySelectorAll('.goals > tbody:not([hidden])').length")
    told = int(page.inner_text('.chip[data-filter="not_met"] b'))
    assert shown == told > 0
    page.click('.chip[data-filter="not_monitorable"]')
    assert page.is_visible("#noresult")
    context.close()
