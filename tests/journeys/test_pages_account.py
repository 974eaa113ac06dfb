"""One's own password and second factor, and what of signing in stands in the trail."""

from __future__ import annotations

import re
from html import unescape

import pytest
import segno
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from halfsky.office.people.models import Account
from halfsky.office.people.signing import (
    SigningRefused,
    begin_second_factor,
    change_password,
    confirm_second_factor,
    drop_second_factor,
    has_second_factor,
    reset_account,
    signed_in,
    signed_out,
    signin_failed,
)
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from halfsky.web.account import code_picture
from tests.cast import CAST, MORNING
from tests.cli.run import halfsky
from tests.journeys.test_pages_access import password_of

NEW = "sunlit-river-1924"


def text(answer) -> str:
    return answer.content.decode()


def last(count: int = 1) -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("-seq").values_list("action", "about", "login"))[:count]


def signed(county, login="officer", password="") -> Client:
    client = Client()
    client.post("/signin/", {"username": login, "password": password or password_of(county, login)})
    return client


def number_now() -> str:
    device = TOTPDevice.objects.get()
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{made.token():06d}"


@pytest.fixture
def guarded(county):
    """The officer with the second factor on."""
    client = signed(county)
    client.post("/account/factor/", {"do": "begin"})
    client.post("/account/factor/", {"do": "confirm", "code": number_now()})
    assert has_second_factor(Account.objects.get(login="officer"))
    return client


def test_signing_in_and_out_and_failing_stand_in_the_trail_without_what_was_typed(county):
    client = signed(county)
    assert last() == [("people.signin", "account:officer", "officer")]
    client.post("/signout/")
    assert last() == [("people.signout", "account:officer", "officer")]
    for login, about in (("officer", "account:officer"), ("hunter2-my-password", "account:")):
        Client().post("/signin/", {"username": login, "password": "wrong-secret-77"})
        assert last() == [("people.signin_failed", about, "visitor")]
    everything = "".join(str(row) for row in Entry.objects.values_list("facts", "about", "login", "name"))
    assert "wrong-secret-77" not in everything and "hunter2" not in everything and verify().ok


def test_the_key_is_shown_as_a_code_to_scan_until_it_is_confirmed(county):
    client = signed(county)
    client.post("/account/factor/", {"do": "begin"})
    page = text(client.get("/account/"))
    address = unescape(re.search(r'href="(otpauth://[^"]+)"', page)[1])
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    assert dark_of(re.search(r'<svg [^>]*class="qr".*?</svg>', page, re.S)[0], len(rows)) == rows
    client.post("/account/factor/", {"do": "confirm", "code": number_now()})
    assert 'class="qr"' not in text(client.get("/account/")) and code_picture("") == ""


def dark_of(svg: str, size: int) -> list[bytes]:
    """The modules of a drawn code, row by row, read back from the strokes inside its margin of four."""
    found = [bytearray(size) for _ in range(size)]
    x = y = 0.0
    for kind, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", re.search(r'stroke="#000" d="([^"]+)"', svg)[1]):
        if kind == "h":
            found[int(y - 4)][int(x - 4) : int(x - 4) + int(first)] = b"\x01" * int(first)
            x += int(first)
        else:
            x, y = (float(first), float(second)) if kind == "M" else (x + float(first), y + float(second))
    return [bytes(row) for row in found]


def test_nobody_fills_the_trail_from_outside(county):
    before = Entry.objects.count()
    for n in range(8):
        Client().post("/signin/", {"username": f"nobody{n}", "password": "x"})
    assert Entry.objects.count() == before + 1
    for _ in range(14):
        Client().post("/signin/", {"username": "officer", "password": "x"})
    assert Entry.objects.count() - before - 1 in (9, 10)


def test_the_password_is_changed_and_only_other_sessions_end(county):
    here, there = signed(county), signed(county)
    old = password_of(county, "officer")
    done = here.post("/account/password/", {"old": old, "new": NEW, "again": NEW}, follow=True)
    assert "密码已更换" in text(done) and last() == [("people.password", "account:officer", "officer")]
    assert here.get("/plan/").status_code == 200 and there.get("/plan/").status_code == 302
    assert signed(county, password=NEW).get("/plan/").status_code == 200
    assert signed(county, password=old).get("/plan/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"old": "wrong"}, "现在的密码不对"), ({"again": "other-words-1924"}, "两次输入"), ({"new": "short", "again": "short"}, "不合要求"),
     ({"new": "password1234", "again": "password1234"}, "不合要求"), ({"new": None, "again": None}, "相同")],
)  # fmt: skip
def test_a_password_that_does_not_do_changes_nothing(county, typed, said):
    client, old = signed(county), password_of(county, "officer")
    given = {"old": old, "new": NEW, "again": NEW, **{key: old if value is None else value for key, value in typed.items()}}
    answer = client.post("/account/password/", given)
    assert answer.status_code == 409 and said in text(answer)
    assert signed(county).get("/plan/").status_code == 200


def test_with_the_second_factor_the_password_alone_opens_nothing(guarded, county):
    client = signed(county)
    assert client.get("/plan/").status_code == 302 and "_auth_user_id" not in client.session
    page = client.get("/signin/code/")
    assert "填写动态码" in text(page)
    assert client.post("/signin/code/", {"code": "000000"}).status_code == 200
    assert client.get("/plan/").status_code == 302 and last() == [("people.signin_failed", "account:officer", "visitor")]
    assert client.post("/signin/code/", {"code": number_now()}).status_code == 302
    assert client.get("/plan/").status_code == 200 and last() == [("people.signin", "account:officer", "officer")]


def test_a_code_serves_once_and_the_page_asked_for_is_kept(guarded, county):
    client = Client()
    client.post("/signin/", {"username": "officer", "password": password_of(county, "officer"), "next": "/plan/?show=bad"})
    code = number_now()
    assert client.post("/signin/code/", {"code": code}).headers["Location"] == "/plan/?show=bad"
    other = signed(county)
    other.post("/signin/code/", {"code": code})
    assert other.get("/plan/").status_code == 302


def test_the_second_step_needs_the_first_and_passes_after_five_minutes(guarded, county, monkeypatch):
    assert Client().get("/signin/code/").headers["Location"] == "/signin/"
    client = signed(county)
    from halfsky.web import account

    real = account.time.time
    monkeypatch.setattr(account.time, "time", lambda: real() + 301)
    assert client.post("/signin/code/", {"code": number_now()}).headers["Location"] == "/signin/"


def test_setting_it_up_shows_the_key_once_begun_and_a_wrong_code_keeps_it_off(county):
    client = signed(county)
    assert "开始设置" in text(client.get("/account/")) and "otpauth" not in text(client.get("/account/"))
    client.post("/account/factor/", {"do": "begin"})
    page = text(client.get("/account/"))
    assert re.search(r"keytext\">([A-Z2-7]{4} ?)+", page) and 'href="otpauth://totp/' in page
    wrong = client.post("/account/factor/", {"do": "confirm", "code": "12 34x6"})
    assert wrong.status_code == 409 and "动态码不对" in text(wrong) and not has_second_factor(Account.objects.get(login="officer"))
    assert signed(county).get("/plan/").status_code == 200
    assert client.post("/account/factor/", {"do": "dance"}).status_code == 404


def test_it_is_turned_off_with_the_password_alone(guarded, county):
    assert "已启用" in text(guarded.get("/account/")) and "keytext" not in text(guarded.get("/account/"))
    assert guarded.post("/account/factor/", {"do": "begin"}).status_code == 409
    assert guarded.post("/account/factor/", {"do": "drop", "password": "wrong"}).status_code == 409
    done = guarded.post("/account/factor/", {"do": "drop", "password": password_of(county, "officer")}, follow=True)
    assert "动态码已停用" in text(done) and signed(county).get("/plan/").status_code == 200
    assert [row[0] for row in last(2)] == ["people.signin", "people.factor_off"]


def test_every_role_has_its_account_page_and_it_reads_in_english(county, as_role):
    for role in ("leader", "audit_admin", "township"):
        assert "更换密码" in text(as_role(role).get("/account/"))
    client = as_role("officer")
    assert 'href="/account/"' in text(client.get("/"))
    client.post("/language/", {"language": "en", "next": "/"})
    assert "Second factor" in text(client.get("/account/"))


def test_the_services_refuse_in_sentences(county):
    by = {"by": CAST["officer"], "at": MORNING}
    signed_in(second_factor=False, **by)
    signed_out(**by)
    signin_failed(login="officer", at=MORNING, what="password")
    for work in (
        lambda: confirm_second_factor(code="123456", **by), lambda: drop_second_factor(password="x", **by),
        lambda: change_password(old="x", new=NEW, again=NEW, **by),
    ):
        with pytest.raises(SigningRefused) as refused:
            work()
        assert refused.value.text("zh-hans") and refused.value.text("en")
    begin_second_factor(**by)
    assert verify().ok


def test_an_account_is_reset_by_command_when_the_phone_is_lost(guarded, county):
    told = halfsky("account", "officer", "--as", "secadmin", home=county)
    assert told.returncode == 0, told.stderr
    password = told.stdout.strip().rpartition("：")[2]
    assert signed(county, password=password).get("/plan/").status_code == 200
    assert signed(county).get("/plan/").status_code == 302
    assert ("people.reset", "account:officer", "secadmin") in last(3)
    for wrong in (("nobody",), ("officer", "--as", "reporter")):
        assert halfsky("account", *wrong, home=county).returncode == 2


def test_reset_account_names_an_unknown_login(county):
    with pytest.raises(SigningRefused) as refused:
        reset_account(login="nobody", password=NEW, by=CAST["secadmin"], at=MORNING)
    assert "nobody" in refused.value.text("zh-hans")
