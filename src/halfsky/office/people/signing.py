"""What stands in the trail of signing in and out, a person's own password, and the second factor (TOTP, RFC 6238).

A password that was typed never enters the trail, nor does a login that is unknown: it may be a password in the wrong field.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from halfsky.method.errors import HalfskyError
from halfsky.office.people.models import Account
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.models import Entry
from halfsky.office.trail.services import record

ISSUER = "HalfSky"
NAME = "totp"
QUIET = timedelta(minutes=1)
VISITOR = Actor("visitor", "", "", "visitor")


class SigningRefused(HalfskyError):
    """A password or a code that is not taken."""

    messages = {
        "wrong_password": ("现在的密码不对，没有改动。", "The present password is wrong; nothing was changed."),
        "same": ("新密码与现在的相同，请换一个。", "The new password is the present one; choose another."),
        "differ": ("两次输入的新密码不一样，请重新输入。", "The new password was typed in two ways; type it again."),
        "weak": ("新密码不合要求：{why}", "The new password does not do: {why}"),
        "wrong_code": ("动态码不对，或已过期。请核对手机时间，用最新的 6 位码再试。", "The code is wrong or has passed. Check the phone's clock and use the newest six digits."),
        "not_begun": ("请先开始设置，取得密钥。", "Begin the set-up first to get the key."),
        "no_account": ("没有账号 {login}，请核对登录名。", "There is no account {login}."),
        "there": ("已经启用动态码。要换手机，请先停用。", "The second factor is on already; turn it off first to change the phone."),
    }


def signed_in(*, by: Actor, at: datetime, second_factor: bool) -> None:
    """Somebody signed in."""
    record(by=by, at=at, action="people.signin", about=f"account:{by.login}", facts={"second_factor": second_factor})


def signed_out(*, by: Actor, at: datetime) -> None:
    """Somebody signed out."""
    record(by=by, at=at, action="people.signout", about=f"account:{by.login}", facts={})


def signin_failed(*, login: str, at: datetime, what: str, by: Actor = VISITOR) -> None:
    """A sign-in failed; ``what`` is password or code. Of unknown logins one a minute is noted, so nobody fills the trail from outside."""
    known = Account.objects.filter(login=login).exists()
    if not known:
        last = Entry.objects.filter(action="people.signin_failed", about="account:").order_by("-seq").values_list("at", flat=True).first()
        if last is not None and timedelta(0) <= at - last < QUIET:
            return
    record(by=by, at=at, action="people.signin_failed", about=f"account:{login}" if known else "account:", facts={"what": what, "known": known})


@transaction.atomic
def change_password(*, old: str, new: str, again: str, by: Actor, at: datetime) -> Account:
    """One's own password: the old one is asked for, the new one checked and hashed; other sessions end."""
    account = Account.objects.select_for_update().get(login=by.login)
    if not account.check_password(old):
        raise SigningRefused("wrong_password")
    if new != again:
        raise SigningRefused("differ")
    if new == old:
        raise SigningRefused("same")
    try:
        validate_password(new, account)
    except ValidationError as weak:
        raise SigningRefused("weak", why="；".join(weak.messages)) from weak
    account.set_password(new)
    Account.objects.filter(pk=account.pk).update(password=account.password)
    record(by=by, at=at, action="people.password", about=f"account:{by.login}", facts={})
    return account


def active_account(pk: int) -> Account | None:
    """The active account of this number."""
    return Account.objects.select_related("body").filter(pk=pk, is_active=True).first()


def has_second_factor(account: Account) -> bool:
    """Whether signing in asks for a code."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).exists()


def code_holds(account: Account, code: str) -> TOTPDevice | None:
    """The device of the code, None when it is wrong; the device slows guessing down by itself."""
    given = code.replace(" ", "")[:8]
    found = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    return found if found is not None and given.isascii() and given.isdigit() and found.verify_token(given) else None


def key_of(account: Account) -> tuple[str, str]:
    """The key being set up, in fours, and its address for an authenticator; ("", "") when none is."""
    device = TOTPDevice.objects.filter(user=account, confirmed=False).first()
    if device is None:
        return "", ""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[i : i + 4] for i in range(0, len(key), 4)), device.config_url


@transaction.atomic
def begin_second_factor(*, by: Actor, at: datetime) -> None:
    """Make a new key to be confirmed by a code; one begun before is dropped."""
    account = Account.objects.get(login=by.login)
    if has_second_factor(account):
        raise SigningRefused("there")
    TOTPDevice.objects.filter(user=account).delete()
    TOTPDevice.objects.create(user=account, name=NAME, confirmed=False)
    record(by=by, at=at, action="people.factor_begun", about=f"account:{by.login}", facts={})


def confirm_second_factor(*, code: str, by: Actor, at: datetime) -> None:
    """Turn the second factor on with a code made from the key."""
    device = TOTPDevice.objects.filter(user__login=by.login, confirmed=False).first()
    if device is None:
        raise SigningRefused("not_begun")
    given = code.replace(" ", "")[:8]
    if not (given.isascii() and given.isdigit() and device.verify_token(given)):
        raise SigningRefused("wrong_code")
    with transaction.atomic():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        record(by=by, at=at, action="people.factor_on", about=f"account:{by.login}", facts={})


def drop_second_factor(*, password: str, by: Actor, at: datetime) -> None:
    """Turn the second factor off; the password is asked for."""
    account = Account.objects.get(login=by.login)
    if not account.check_password(password):
        raise SigningRefused("wrong_password")
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account).delete()
        record(by=by, at=at, action="people.factor_off", about=f"account:{by.login}", facts={})


@transaction.atomic
def reset_account(*, login: str, password: str, by: Actor, at: datetime) -> None:
    """Give an account a new password and turn its second factor off, for a person who lost either."""
    account = Account.objects.filter(login=login).first()
    if account is None:
        raise SigningRefused("no_account", login=login)
    account.set_password(password)
    Account.objects.filter(pk=account.pk).update(password=account.password)
    TOTPDevice.objects.filter(user=account).delete()
    record(by=by, at=at, action="people.reset", about=f"account:{login}", facts={})
