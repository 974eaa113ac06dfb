"""The slider of "what if" says what the table without scripts says, for every form of target."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Site, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = {
    "about, held": "economy.employed_women_share", "at most": "health.maternal_anaemia",
    "at least": "security.pension_coverage", "about, upwards": "environment.rural_sanitary_toilets", "held": "education.junior_net_enrolment",
}  # fmt: skip
SAID = """(step) => {
  const box = document.querySelector('.whatifbox'), slider = box.querySelector('input[type=range]');
  slider.step = 'any'; slider.min = -1000; slider.max = 1000;
  slider.value = step; slider.dispatchEvent(new Event('input'));
  return box.querySelector('.said').textContent;
}"""
ROWS = """() => [...document.querySelectorAll('.whatifbox tbody tr')].map(row => [...row.children].map(cell => cell.textContent))"""


@pytest.mark.parametrize("form", PAGES)
def test_the_slider_and_the_table_say_the_same(browser: Any, site: Site, form: str) -> None:
    context = signed_in(browser, site, "officer")
    page = context.new_page()
    page.goto(f"{site.address}/indicators/{PAGES[form]}/", wait_until="networkidle")
    assert page.locator(".whatifbox .slider").is_visible()
    data = page.evaluate("() => ({...document.querySelector('.whatifbox').dataset})")
    rows = page.evaluate(ROWS)
    assert len(rows) >= 3
    for word, value, verdict, _inside in rows:
        figure = float("".join(sign for sign in word if sign.isdigit() or sign == ".") or 0)
        step = -figure if any(sign in word for sign in ("降", "减", "少")) else figure
        said = page.evaluate(SAID, step)
        assert value in said and verdict in said, (form, data, word, said, verdict)
    context.close()
