"""The trail: append-only by the database itself, chained, and any change to the past is found and placed."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from halfsky.office.trail.guard import guard_names, restore_guard
from halfsky.office.trail.models import Entry, Head, Personal
from halfsky.office.trail.selectors import latest, verify
from halfsky.office.trail.services import TrailBusy, canonical, entry_hash, record
from tests.cast import MORNING, OFFICER, said
from tests.office_story import ROOT

pytestmark = pytest.mark.django_db


def five_entries() -> list[Entry]:
    return [
        record(**said("officer", at=MORNING + timedelta(minutes=number)), action="plan.take_in", about=f"plan:{number}",
               facts={"number": number, "title": "妇女发展规划"}, personal="王某 13800000000" if number == 2 else "")
        for number in range(1, 6)
    ]


def without_guard(statement: str, *values: object) -> None:
    """What an intruder with the database file does: drops the triggers, changes the past, puts them back."""
    with connection.cursor() as cursor:
        for name in guard_names():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute(statement, values)
    restore_guard()


def test_entries_follow_one_another_and_the_chain_is_whole():
    entries = five_entries()
    state = verify()
    assert (state.ok, state.entries, state.first_bad, state.head) == (True, 5, None, entries[-1].hash)
    assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert entries[0].hash == entry_hash("0" * 64, {
        "seq": 1, "at": "2025-03-12T01:31:00+00:00", "login": "officer", "name": OFFICER.name, "body": OFFICER.body,
        "role": "officer", "action": "plan.take_in", "about": "plan:1",
        "facts": canonical({"number": 1, "title": "妇女发展规划"}), "personal_digest": "",
    })


def test_an_empty_trail_is_whole():
    assert verify().ok and verify().entries == 0


@pytest.mark.parametrize("statement", ["UPDATE trail_entry SET name = name WHERE seq = 3", "DELETE FROM trail_entry WHERE seq = 3"])
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    five_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().ok and Entry.objects.count() == 5


@pytest.mark.parametrize("statement", ["UPDATE trail_entry SET name = '别人' WHERE seq = 3", "DELETE FROM trail_entry WHERE seq = 3"])
def test_without_the_triggers_the_harm_is_done_and_the_chain_shows_it(statement):
    five_entries()
    without_guard(statement)
    assert verify().first_bad == 3


FIELDS = {
    "at": "2025-03-12 01:33:00.000001", "login": "statistician", "name": "别人", "body": "", "role": "leader",
    "action": "plan.adopt", "about": "plan:9", "facts": '{"number":4,"title":"妇女发展规划"}',
    "personal_digest": "f" * 64, "previous": "0" * 64, "hash": "a" * 64,
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_of_any_single_field_is_found_and_placed(field):
    five_entries()
    without_guard(f"UPDATE trail_entry SET {field} = %s WHERE seq = 3", FIELDS[field])
    state = verify()
    assert not state.ok and state.first_bad == 3


def test_every_field_of_an_entry_is_tried_above():
    assert {field.name for field in Entry._meta.concrete_fields} == set(FIELDS) | {"seq"}


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE trail_entry SET seq = 9 WHERE seq = 3", 3),
        ("DELETE FROM trail_entry WHERE seq = 1", 1),
        ("DELETE FROM trail_entry WHERE seq = 5", 5),
        ("UPDATE trail_head SET seq = 4", 6),
        ("UPDATE trail_head SET hash = 'b'", 6),
        ("INSERT INTO trail_entry SELECT 6, at, login, name, body, role, action, about, facts, personal_digest,"
         " previous, hash || 'x' FROM trail_entry WHERE seq = 5", 6),
    ],
    ids=["renumbered", "first gone", "tail cut", "head back", "head forged", "inserted"],
)
def test_deletion_insertion_and_truncation_are_found_and_placed(statement, place):
    five_entries()
    without_guard(statement)
    state = verify()
    assert not state.ok and state.first_bad == place


def test_two_entries_that_changed_places_are_found():
    five_entries()
    without_guard("UPDATE trail_entry SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END WHERE seq IN (2, 3)")
    without_guard("UPDATE trail_entry SET seq = seq - 100 WHERE seq > 100")
    assert verify().first_bad == 2


def test_a_rewritten_tail_is_seen_against_the_head_that_was_kept_elsewhere():
    """Who rewrites the whole tail and the head makes a chain that is whole in itself: only a head kept elsewhere tells."""
    five_entries()
    kept = verify().head
    without_guard("DELETE FROM trail_entry WHERE seq = 5")
    fourth = Entry.objects.get(seq=4)
    Head.objects.update(seq=4, hash=fourth.hash)
    state = verify()
    assert state.ok and state.head != kept


class TestTwoWriters:
    """The second of two writers at one head is turned away and leaves nothing."""

    @staticmethod
    def at_an_old_head(monkeypatch):
        old = Head.objects.get()
        old_seq, old_hash = old.seq, old.hash
        record(**said("statistician"), action="release.freeze", about="release:2024-1")
        monkeypatch.setattr(
            type(Head.objects), "get_or_create", lambda *_a, **_k: (Head(pk=1, seq=old_seq, hash=old_hash), False)
        )

    def test_the_second_is_told_and_nothing_of_it_is_kept(self, monkeypatch):
        five_entries()
        self.at_an_old_head(monkeypatch)
        with pytest.raises(TrailBusy) as busy:
            record(**said("officer"), action="plan.adopt", about="plan:1", personal="王某")
        assert "再提交一次" in busy.value.text() and "submit again" in busy.value.text("en")
        monkeypatch.undo()
        assert verify().ok and Entry.objects.count() == 6
        assert not Entry.objects.filter(action="plan.adopt").exists() and not Personal.objects.filter(text="王某").exists()

    def test_without_the_conditional_update_the_chain_forks(self, monkeypatch):
        five_entries()
        self.at_an_old_head(monkeypatch)
        monkeypatch.setattr("django.db.models.query.QuerySet.update", lambda *_a, **_k: 1)
        with pytest.raises(DatabaseError), transaction.atomic():  # two entries of one number
            record(**said("officer"), action="plan.adopt", about="plan:1")


def test_the_personal_part_can_be_deleted_and_the_chain_stays_whole():
    five_entries()
    part = Personal.objects.get()
    assert "王某" in part.text and part.entry.seq == 2
    assert "王某" not in Entry.objects.get(seq=2).facts
    part.delete()
    assert verify().ok and Entry.objects.get(seq=2).personal_digest


def test_the_same_personal_text_gives_another_digest_each_time():
    first = record(**said("officer"), action="a", about="x", personal="王某")
    second = record(**said("officer"), action="a", about="x", personal="王某")
    assert first.personal_digest != second.personal_digest


@pytest.mark.parametrize("text", ["甲\r\n2 plan.adopt plan:1", "a\n\nb", '","seq":9,"x":"', "\x00\x1b[31m", "𠮷", "\u2028"])
def test_line_ends_and_quotes_in_a_value_do_no_harm(text):
    five_entries()
    entry = record(**said("officer"), action="plan.take_in", about=f"plan:{text}", facts={"title": text, text: 1})
    assert verify().ok and verify().entries == 6
    assert Entry.objects.get(seq=6).hash == entry.hash
    assert "\n" not in entry.facts and "\r" not in entry.facts


def test_text_moved_from_one_field_to_the_next_gives_another_hash():
    fields = {"action": "ab", "about": "c"}
    assert entry_hash("0", fields) != entry_hash("0", {"action": "a", "about": "bc"})


def test_the_order_is_by_number_and_not_by_the_clock():
    record(**said("officer"), action="first", about="x")
    record(**said("officer", at=MORNING - timedelta(days=365)), action="second", about="x")
    assert verify().ok and [entry.action for entry in latest()] == ["second", "first"]


def test_an_entry_is_undone_with_the_act_that_failed():
    five_entries()
    with pytest.raises(ValueError, match="broken"), transaction.atomic():
        record(**said("officer"), action="plan.adopt", about="plan:1")
        raise ValueError("broken")
    assert verify().ok and verify().entries == 5


@pytest.mark.slow
def test_twenty_thousand_entries_are_read_and_one_changed_bit_is_placed():
    previous, entries = "0" * 64, []
    for seq in range(1, 20_001):
        entry = Entry(
            seq=seq, at=MORNING, login="officer", name="干事", body="", role="officer", action="a", about=f"x:{seq}",
            facts="{}", previous=previous,
        )
        from halfsky.office.trail.services import chained_fields

        entry.hash = previous = entry_hash(previous, chained_fields(entry))
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=2000)
    Head.objects.create(pk=1, seq=20_000, hash=previous)
    assert verify().ok and verify().entries == 20_000
    without_guard("UPDATE trail_entry SET about = %s WHERE seq = 17321", "x:17322")
    assert verify().first_bad == 17_321


WRITER = """
import django; django.setup()
from halfsky.office.trail.services import record
from halfsky.office.trail.actor import SYSTEM
from django.utils import timezone
for number in range(40):
    record(by=SYSTEM, at=timezone.now(), action="a", about=f"x:{number}")
"""


def test_writers_in_several_processes_make_one_chain(county):
    before = verify().entries
    environment = {"HALFSKY_HOME": str(county), "DJANGO_SETTINGS_MODULE": "halfsky.config.settings",
                   "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER], env=environment) for _ in range(3)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    state = verify()
    assert state.ok and state.entries == before + 120
