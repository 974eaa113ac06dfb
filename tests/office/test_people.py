"""Setting up the office: once; accounts with one role in one body, and a password that does."""

from __future__ import annotations

import pytest
from django.test import override_settings

from halfsky.config.settings import PASSWORD_HASHERS
from halfsky.office.people.models import Account, Body, Office, Region
from halfsky.office.people.selectors import actor_of, body_names, office
from halfsky.office.people.services import (
    PeopleRefused,
    check_login_and_role,
    load_bodies,
    make_account,
    set_up_office,
)
from halfsky.office.people.signin import actor_by_login
from halfsky.office.trail.models import Entry
from halfsky.upkeep.doctor import examine
from halfsky.upkeep.setting_up import prepare, rows_of, with_account
from tests.cast import CAST, MORNING, SENTENCES, said

GOOD = {"login": "zhang", "name": "张某", "role": "reporter", "body": "health_bureau", "password": "long enough 2024 x"}


def test_the_cast_is_one_person_a_role_and_body_with_a_sentence_each(county):
    assert set(CAST) == set(Account.objects.values_list("login", flat=True)) == set(SENTENCES)
    assert all(SENTENCES.values()) and len({(one.role, one.body) for one in CAST.values()}) == len(CAST)
    for account in Account.objects.select_related("body"):
        assert actor_of(account) == actor_by_login(account.login) == CAST[account.login]


def test_the_office_and_its_bodies_are_made_once(county):
    entries, bodies = Entry.objects.count(), Body.objects.count()
    assert set_up_office(region="x", region_name="x", demo=False, **said("officer")).region == "140929000000"
    again = load_bodies(bodies=rows_of("bodies", "kelan.csv"), regions=rows_of("regions", "kelan.csv"), **said("officer"))
    prepare(demo=False, **said("officer"))
    assert again == 0 and Office.objects.count() == 1 and office().demo
    assert (Entry.objects.count(), Body.objects.count()) == (entries, bodies) and Region.objects.exists()


def test_a_body_that_the_county_renamed_is_left_alone(county):
    Body.objects.filter(code="health_bureau").update(short_zh="卫生局")
    load_bodies(bodies=rows_of("bodies", "kelan.csv"), regions=[], **said("officer"))
    assert body_names("zh")["health_bureau"] == "卫生局" and body_names("en")["health_bureau"] != "卫生局"


def test_an_account_has_its_role_its_body_and_a_hashed_password(county):
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):  # the product's, which the other tests do with less strength
        account = make_account(**GOOD, **said("secadmin"))
        assert account.check_password(GOOD["password"]) and not account.check_password("another " + GOOD["password"])
    assert account.password.startswith("argon2$argon2id$") and "$m=102400,t=2,p=8$" in account.password
    entry = Entry.objects.get(about="account:zhang")
    assert entry.login == "secadmin" and GOOD["password"] not in entry.facts and "张某" not in entry.facts


@pytest.mark.parametrize(
    ("wrong", "key"),
    [({"login": "officer"}, "login_taken"), ({"role": "king"}, "role_unknown"), ({"body": "moon"}, "body_unknown"),
     ({"login": "zhang san"}, "login_shape"), ({"login": ""}, "login_shape"), ({"login": "张\t"}, "login_shape"), ({"login": "z" * 65}, "login_shape"),
     ({"password": "short"}, "password_weak"), ({"password": "password1234"}, "password_weak")],
)
def test_what_cannot_be_an_account_is_refused_in_words(county, wrong, key):
    entries, accounts = Entry.objects.count(), Account.objects.count()
    check_login_and_role(GOOD["login"], GOOD["role"])
    with pytest.raises(PeopleRefused) as refused:
        make_account(**{**GOOD, **wrong}, **said("secadmin"))
    assert refused.value.key == key and refused.value.text() != refused.value.text("en")
    assert (Entry.objects.count(), Account.objects.count()) == (entries, accounts)


def test_a_first_password_is_random(county):
    first = with_account(login="a1", role="reporter", name="甲", body="", **said("secadmin"))
    second = with_account(login="a2", role="reporter", name="乙", body="", **said("secadmin"))
    assert first != second and len(first) >= 16


def test_nobody_is_found_by_a_login_that_does_not_exist(county):
    assert actor_by_login("nobody") is None


def test_the_doctor_finds_a_sound_county_sound(county):
    states = {finding.id: finding.state for finding in examine()}
    assert {states[number] for number in ("D01", "D02", "D04", "D05", "D06", "D07", "D08", "D09")} == {"ok"}
    assert all(finding.remedy("zh") == "" for finding in examine() if finding.state == "ok")


def test_an_account_whose_making_was_broken_off_is_told_anew(county):
    """The password stands in the file first: an account that is there can always sign in."""
    from halfsky.upkeep import demo_county

    path = county / "accounts.txt"
    before = path.read_text(encoding="utf-8").splitlines()
    Account.objects.filter(login="leader").delete()
    assert demo_county._cast(county, MORNING) == len(CAST)
    after = path.read_text(encoding="utf-8").splitlines()
    assert sorted(line.split("\t")[0] for line in after) == sorted(line.split("\t")[0] for line in before)
    login, password, _rest = next(line for line in after if line.startswith("leader\t")).split("\t")
    assert Account.objects.get(login=login).check_password(password) and path.stat().st_mode & 0o077 == 0


def test_a_command_under_an_accounts_name_needs_its_role():
    from halfsky.office.people.rights import NotAllowed, command_roles, refuse_command

    for task, roles in command_roles().items():
        for actor in CAST.values():
            if actor.role in roles:
                refuse_command(actor, task)
            else:
                with pytest.raises(NotAllowed) as refused:
                    refuse_command(actor, task)
                assert actor.login in refused.value.text("zh-hans") and next(iter(roles)) in refused.value.text("en")
    assert {"import", "plan_adopt", "release_freeze", "report", "backup"} <= set(command_roles())
