"""Nobody sees a page that the permission table does not open; signing in, out, lock-out, language, headers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from halfsky.office.people.models import ROLES
from halfsky.web.access import may_open, route_roles

ARGUMENTS: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("release", "release_areas", "release_map", "release_prove", "release_run", "release_moves", "release_lift"), ("2024-1",)),
    "release_table": ("2024-1", "csv"), "release_area": ("2024-1", "140923000000"), "release_area_open": ("2024-1", "140923000000"),
    "domain": ("health",), "indicator": ("health.maternal_mortality",), "indicator_csv": ("health.maternal_mortality",),
    "chart": ("a" * 64,), "edition": (1, "pdf"), "edition_revision": (1,), "plan_source": (1,), "intake_draft": (1,), "intake_reread": (1,),
    "intake_adopt": (1,), "intake_add": (1,), "intake_target": (1, 1), "figures_done": (1,),
    "target_assign": ("environment.goal.6.track.1",), "scheme_version": (0,), "scheme_act": (0,), "warning": (1,), "warning_act": (1,), "warning_sheet": (1,),
    **dict.fromkeys(
        ("draft", "draft_save", "draft_comment", "draft_act", "draft_versions", "draft_revision", "draft_take", "edition_correct"), (1,)
    ),
    "draft_outline": (1,), **dict.fromkeys(("outline", "outline_save", "outline_preview"), ("annual",)), "draft_print": (1, "pdf"), "draft_chart": (1, "a" * 64), "warning_notice": (1,), "warning_letter": (1, "docx"),
}


def routes() -> list[str]:
    patterns = get_resolver().url_patterns[0].url_patterns
    return [pattern.name for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(routes()) == sorted(route_roles())


def test_the_table_names_only_known_roles() -> None:
    table = resources.files("halfsky.catalogue") / "permissions.csv"
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    for row in rows:
        assert set(row["roles"].split()) <= {*ROLES, "visitor", "system"}, row


def test_a_visitor_sees_the_sign_in_page_and_nothing_else(county: Path) -> None:
    for route in routes():
        address = reverse(route, args=ARGUMENTS.get(route, ()))
        answer = Client().get(address)
        if may_open("visitor", route):
            first = route == "signin_code" and answer.headers["Location"] == "/signin/"  # the password comes before the code
            form = route in ("signout", "language") and answer.headers["Location"] == "/"  # a form's address leads back to a page
            assert answer.status_code == 200 or form or first, route
        else:
            assert answer.status_code == 302 and answer.headers["Location"].startswith("/signin/?next="), route


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_404_where_the_table_does_not_name_it(role: str, county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    for route in routes():
        address = reverse(route, args=ARGUMENTS.get(route, ()))
        for answer in (client.get(address), client.post(address)):
            if may_open(role, route):
                assert answer.status_code < 500, (role, route)
            else:
                assert answer.status_code == 404, (role, route)
        if route == "signout":
            client = as_role(role)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_the_trail_and_no_figures(role: str, county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    assert client.get("/", follow=True).redirect_chain == [("/trail/", 302)]
    assert client.get("/plan/").status_code == 404


def password_of(home: Path, login: str) -> str:
    lines = (home / "accounts.txt").read_text(encoding="utf-8").splitlines()
    return next(line.split("\t")[1] for line in lines if line.startswith(login + "\t"))


def test_signing_in_with_the_password_leads_to_the_page_asked_for(county: Path) -> None:
    client = Client()
    answer = client.post(
        "/signin/", {"username": "officer", "password": password_of(county, "officer"), "next": "/plan/?show=bad"}
    )
    assert answer.headers["Location"] == "/plan/?show=bad"
    assert client.get("/plan/").status_code == 200
    client.post("/signout/")
    assert client.get("/plan/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_signing_in_never_leads_elsewhere(elsewhere: str, county: Path) -> None:
    words = {"username": "officer", "password": password_of(county, "officer"), "next": elsewhere}
    assert Client().post("/signin/", words).headers["Location"] == "/"


def test_guessing_is_locked_out_with_a_page_that_says_how_long(county: Path) -> None:
    client = Client()
    answers = [client.post("/signin/", {"username": "officer", "password": f"wrong{n}"}) for n in range(11)]
    assert answers[0].status_code == 200 and "没有登录成功" in answers[0].content.decode()
    assert answers[-1].status_code == 429 and "暂停登录 15 分钟" in answers[-1].content.decode()
    right = {"username": "officer", "password": password_of(county, "officer")}
    assert client.post("/signin/", right).status_code == 429


def test_a_form_without_its_code_is_refused_in_words(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer", enforce_csrf_checks=True)
    answer = client.post("/plan/intake/")
    assert answer.status_code == 403 and "需要刷新" in answer.content.decode()


def test_the_language_chosen_stays(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    assert "总览" in client.get("/").content.decode()
    assert client.post("/language/", {"language": "en", "next": "/plan/"}).headers["Location"] == "/plan/"
    page = client.get("/")
    assert page.headers["Content-Language"] == "en" and "Overview" in page.content.decode()
    assert client.post("/language/", {"language": "en", "next": "https://evil.example/"}).headers["Location"] == "/"


def test_pages_carry_the_safety_headers_and_no_inline_style(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    for address in ("/", "/plan/", "/indicators/", "/documents/", "/plan/intake/1/", "/figures/", "/signin/", "/none/"):
        answer = client.get(address, follow=True)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy and "default-src 'none'" in policy, address
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        text = answer.content.decode()
        assert " style=" not in text and "<script>" not in text and "<style" not in text, address


@pytest.mark.parametrize("address", [
    "/nowhere/", "/indicators/no.such/", "/plan/domain/none/", "/plan/intake/999999999999999/", "/charts/zz.svg",
    "/documents/999999999999999.pdf", "/documents/1.exe", "/figures/999999999999999/", "/plan/source/999/",
    "/indicators/..%2f..%2fetc/", "/charts/" + "c" * 64 + ".svg",
])
def test_what_is_not_there_answers_404_in_words(address: str, county: Path, as_role: Callable[..., Client]) -> None:
    answer = as_role("officer").get(address)
    assert answer.status_code == 404 and "没有这个页面" in answer.content.decode()


def test_the_address_of_a_form_leads_back_to_its_page_and_says_that_nothing_was_sent(county: Path, as_role: Callable[..., Client]) -> None:
    officer = as_role("officer")
    for address, page in (("/warnings/1/act/", "/warnings/1/"), ("/scheme/propose/", "/scheme/"), ("/language/", "/")):
        answer = officer.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, page), address
    assert "刚才没有提交" in officer.get("/").content.decode()
    lapsed = Client().post("/warnings/1/act/", {"act": "answer"})
    assert lapsed.headers["Location"] == "/signin/?next=/warnings/1/act/"
