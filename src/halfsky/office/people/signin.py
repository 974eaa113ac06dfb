"""Signing in with login and password; the lock-out of guessing is django-axes' work."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from halfsky.office.people.models import Account
from halfsky.office.trail.actor import Actor

ACCOUNT = """
    select account.id, account.password, account.last_login, account.login, account.name, account.role, account.body_id,
        account.is_active, coalesce(body.code, '') as body_code
    from people_account account left join people_body body on body.id = account.body_id
    where account.id = %s and account.is_active
"""


class Signin(BaseBackend):
    """Checks a password against an active account; an unknown login takes as long as a known one."""

    def authenticate(self, request: Any, username: str | None = None, password: str | None = None, **_: Any) -> Account | None:
        if not username or password is None:
            return None
        account = Account.objects.filter(login=username).first()
        if account is None:
            make_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The active account of a session with its body's code; asked on every request, so the query builder is left out."""
        return next(iter(Account.objects.raw(ACCOUNT, [user_id])), None)


def actor_by_login(login: str) -> Actor | None:
    """The actor of an active account, or None."""
    account = Account.objects.select_related("body").filter(login=login, is_active=True).first()
    if account is None:
        return None
    return Actor(account.login, account.name, account.body.code if account.body else "", account.role)
