"""Comments, approval, editions: numbered, unchangeable, corrected only by another one; a revision is taken one by one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection

from halfsky.document.block import Figure, fields
from halfsky.document.draft import words_of
from halfsky.document.redraft import Follow
from halfsky.document.stale import sentences_of
from halfsky.method.wording.edited import Bound
from halfsky.method.wording.piece import plain
from halfsky.office.decision.policies import DecisionRefused
from halfsky.office.files.selectors import content_path
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import run_release
from halfsky.office.publishing.compose import undrawn
from halfsky.office.publishing.drafting import compare_versions
from halfsky.office.publishing.guard import GUARDS, guard_names
from halfsky.office.publishing.models import Draft, DraftBlock, DraftComment, DraftVersion, Edition
from halfsky.office.publishing.offers import newer_run, offers_of
from halfsky.office.publishing.outlines import outline_of
from halfsky.office.publishing.pool import pool_of
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.services.comments import comment_on, reopen, settle
from halfsky.office.publishing.services.drafts import correct, save_block
from halfsky.office.publishing.services.editions import publish
from halfsky.office.publishing.services.revise import ALL, keep, take
from halfsky.office.publishing.text import text_of
from halfsky.office.release.services.freeze import freeze
from halfsky.office.trail.selectors import verify
from tests.cast import CAST, MORNING, said
from tests.office.figures import row, taken
from tests.office.issued import act, approved, begun, issued, unfiled

DAY, NAME = MORNING.date(), "农村自来水普及率"


WATER = row("environment.rural_tap_water", year=2024, value="12.34")
ENROLMENT = row("education.junior_net_enrolment", breakdown="SEX=F", year=2024, numerator=1086, denominator=1086)
"""Girls in junior school at 100 %, as in primary school: both then stand in one sentence."""


def revise(tmp_path, figure=WATER):
    taken(tmp_path, figure)
    release = freeze(year=2024, reason="更正普及率", **said("statistician"))
    return run_release(release=release, **said("statistician"))


@pytest.fixture
def draft(drafted_county):
    return Draft.objects.get()


def pension(draft):
    return next(one for one in text_of(draft).held if NAME in plain(words_of(one.block) or ()))


def own_words(draft):
    held = pension(draft)
    pool = pool_of(text_of(draft), held.anchor)
    return save_block(draft_id=draft.pk, anchor=held.anchor, version=draft.newest, text=pool[0].replace(NAME, "经多方努力，" + NAME, 1), **said("officer"))


def test_a_remark_is_settled_and_opened_again_and_open_ones_hold_it_back(draft):
    remark = comment_on(draft_id=draft.pk, anchor=2, text=" 请核对 ", **said("leader"))
    assert (remark.text, remark.role) == ("请核对", "leader")
    with pytest.raises(DraftRefused) as refused:
        act(draft, "put_forward", "officer")
    assert refused.value.key == "open_comments" and "1 条" in refused.value.text()
    settle(comment_id=remark.pk, **said("officer"))
    reopen(comment_id=remark.pk, **said("leader"))
    assert DraftComment.objects.get().settled_at is None
    act(draft, "put_forward", "officer", despite_comments=True)
    for call in (
        lambda: comment_on(draft_id=draft.pk, anchor=2, text=" ", **said("leader")), lambda: settle(comment_id=99, **said("officer")),
        lambda: comment_on(draft_id=draft.pk, anchor=999, text="字", **said("leader")),
        lambda: comment_on(draft_id=draft.pk, anchor=2, text="字", **said("reporter")),
        lambda: settle(comment_id=remark.pk, **said("city")),
    ):
        with pytest.raises(DraftRefused):
            call()
    assert verify().ok


def test_the_leading_group_decides_and_an_objection_goes_back(draft):
    for login in ("leader", "reporter", "auditor"):
        with pytest.raises(DecisionRefused):
            act(draft, "put_forward", login)
    act(draft, "put_forward", "officer")
    with pytest.raises(DecisionRefused):
        act(draft, "object_to", "leader")
    for login in ("officer", "statistician", "head"):
        with pytest.raises(DecisionRefused):
            act(draft, "approve", login)
    assert act(draft, "object_to", "leader", "重写总体情况").matter.state == "objected"
    assert act(draft, "redraft", "officer").matter.state == "draft"
    assert own_words(draft).newest == 2
    assert approved(draft).matter.state == "approved"
    with pytest.raises(DecisionRefused):
        act(draft, "nonsense", "leader")


def test_only_an_approved_draft_becomes_an_edition_numbered_within_the_year(draft):
    draft = own_words(draft)
    give = {"draft_id": draft.pk, "issued_on": DAY}
    with pytest.raises(DraftRefused) as refused:
        publish(**give, **said("officer"))
    assert refused.value.key == "not_approved"
    approved(draft)
    for wrong, key in ((give | {"issued_on": date(2024, 1, 1)}, "bad_day"), (give | {"draft_id": 99}, "no_draft")):
        with pytest.raises(DraftRefused) as refused:
            publish(**wrong, **said("officer"))
        assert refused.value.key == key
    for login in ("leader", "reporter", "city"):
        with pytest.raises(DraftRefused):
            publish(**give, **said(login))
    with pytest.raises(DraftRefused) as refused:
        publish(**give, copies="市" * 201, **said("officer"))
    assert refused.value.key == "copies_long"
    edition = publish(**give, copies="市妇儿工委办公室。", **said("officer"))
    assert (edition.number, edition.approved_by, edition.version.no) == ("妇儿工委办〔2025〕1号", "leader", 2)
    page = edition.files.get(form="html").file
    words = content_path(page).read_text(encoding="utf-8")
    assert "经多方努力，" in words and '<data class="figure" value="edition:no">1</data>号' in words and 'value="track:' in words
    assert "抄送：" in words and "市妇儿工委办公室</data>。" in words
    with pytest.raises(DraftRefused) as refused:
        publish(**give, **said("officer"))
    assert refused.value.key == "published" and edition.number in refused.value.text()
    assert unfiled("leader").no == 2
    with pytest.raises(DraftRefused) as refused:
        begun()
    assert refused.value.key == "published_already"


def test_the_database_itself_refuses_to_change_what_was_published(county):
    edition = unfiled()
    assert guard_names() == set(GUARDS)
    edition.files.create(form="pdf", file_id=1)
    rows = (Edition.objects.all(), edition.files.all(), DraftVersion.objects.all(), DraftBlock.objects.all())
    for found, change in zip(rows, ({"title": "x"}, {"form": "x"}, {"about": "x"}, {"own": True}), strict=True):
        with pytest.raises(DatabaseError, match="never changed"):
            found.update(**change)
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="never changed"):
            cursor.execute(f"DELETE FROM {found.model._meta.db_table}")
    last = DraftVersion.objects.first()
    with pytest.raises(DatabaseError, match="locked"):
        DraftVersion.objects.create(draft=last.draft, no=9, run=last.run, order=[], what="edit", at=MORNING, login="x", name="x")
    with pytest.raises(DraftRefused) as refused:
        own_words(edition.draft)
    assert refused.value.key == "locked"


def test_a_revision_is_taken_one_by_one_and_own_words_stay(draft, tmp_path):
    draft = own_words(draft)
    newer = revise(tmp_path)
    assert newer_run(text_of(draft).run, "officer") == newer
    rows = offers_of(draft, text_of(draft), newer)
    own = next(one for one in rows if one.offer.own and "12.34%" in one.new)
    assert "经多方努力，" in own.new and "12.34%" not in own.old
    assert {one.offer.kind for one in rows} >= {"sentence", "figure"}
    draft = take(draft_id=draft.pk, version=2, chosen={own.id}, **said("officer"))
    said_now = plain(words_of(pension(draft).block))
    assert "经多方努力，" in said_now and "12.34%" in said_now
    left = offers_of(draft, text_of(draft), newer)
    assert {one.digest for one in left} == {one.digest for one in rows} - {own.digest}
    kept = next(one for one in left if one.offer.kind == "sentence")
    keep(draft_id=draft.pk, version=3, chosen={kept.id}, **said("officer"))
    draft = take(draft_id=draft.pk, version=3, chosen={ALL}, **said("officer"))
    assert text_of(draft).run == newer and offers_of(draft, text_of(draft), newer) == []
    assert kept.old in "".join(plain(words_of(one.block) or ()) for one in text_of(draft).held)
    for call, key in (
        (lambda: take(draft_id=draft.pk, version=4, chosen={ALL}, **said("officer")), "nothing_newer"),
        (lambda: take(draft_id=draft.pk, version=1, chosen={ALL}, **said("officer")), "moved"),
        (lambda: keep(draft_id=draft.pk, version=4, chosen={"x"}, **said("leader")), "wrong_role"),
    ):
        with pytest.raises(DraftRefused) as refused:
            call()
        assert refused.value.key == key


def test_own_words_whose_ground_has_moved_get_a_remark_that_holds_the_report_back(draft, tmp_path, monkeypatch):
    draft = own_words(draft)
    anchor = pension(draft).anchor
    revise(tmp_path)
    monkeypatch.setattr(Follow, "reworded", lambda _self, _part, _own: True)
    draft = take(draft_id=draft.pk, version=2, chosen={ALL}, **said("officer"))
    remark = DraftComment.objects.get()
    assert remark.anchor == anchor and "2024-2" in remark.text and remark.settled_at is None
    with pytest.raises(DraftRefused, match="open"):
        act(draft, "put_forward", "officer")


@pytest.mark.parametrize("figure", [WATER, ENROLMENT], ids=["water", "enrolment"])
def test_with_everything_taken_an_unedited_draft_says_what_the_new_report_says(draft, tmp_path, figure):
    newer = revise(tmp_path, figure)
    draft = take(draft_id=draft.pk, version=1, chosen={ALL}, **said("officer"))
    text, report = text_of(draft), undrawn(newer.pk, newer.result_hash, draft.kind, draft.lang, outline_of(draft.kind, 0).sections)

    def told(blocks) -> list[str]:
        return sorted(plain(one) for block in blocks if words_of(block) is not None for one in sentences_of(block))

    assert told(text.blocks) == told(report)
    drawn_now, drawn_then = ([one.key for one in side if isinstance(one, Figure)] for side in (text.blocks, report))
    assert sorted(drawn_now) == sorted(drawn_then)
    assert {one.source for one in fields(text.blocks) if isinstance(one, Bound)} == {str(newer.pk)}, "every figure names the release it was confirmed by"
    shown = compare_versions(draft, 1, 2)
    assert shown and all(any(part.how != "same" for part in one.parts) for one in shown if one.words not in ("table", "figure"))


def test_a_corrected_edition_says_what_it_corrects_and_the_old_one_stands(county, tmp_path):
    old = issued()
    before = {one.form: one.file.digest for one in old.files.select_related("file")}
    revise(tmp_path)
    draft = correct(edition_id=old.pk, **said("officer"))
    assert draft.corrects == old and "（更正）" in draft.matter.title
    with pytest.raises(DraftRefused):
        correct(edition_id=old.pk, **said("officer"))
    with pytest.raises(DraftRefused):
        correct(edition_id=99, **said("officer"))
    draft = take(draft_id=draft.pk, version=1, chosen={ALL}, **said("officer"))
    new = publish(draft_id=approved(draft).pk, issued_on=DAY, **said("officer"))
    assert (new.number, new.corrects) == ("妇儿工委办〔2025〕2号", old) and new.run != old.run
    words = content_path(new.files.get(form="html").file).read_text(encoding="utf-8")
    assert "更正版" in words and old.number in words and "12.34%" in words
    assert {one.form: one.file.digest for one in old.files.select_related("file")} == before
    assert Run.objects.count() == 2 and CAST["officer"].login == "officer"
