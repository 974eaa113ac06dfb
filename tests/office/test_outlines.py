"""Outlines of reports: every change a version, two officers lose nothing, reports and drafts follow the one in force."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from halfsky.document.block import Heading, Paragraph
from halfsky.document.draft import words_of
from halfsky.document.sections import OutlineRefused, Section, put, switched, with_place, without
from halfsky.method.wording.edited import EditRefused
from halfsky.method.wording.piece import Field, Text, plain
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import composed
from halfsky.office.publishing.models import Draft, OutlineVersion
from halfsky.office.publishing.outline_figures import at_hand
from halfsky.office.publishing.outlines import (
    all_in_force,
    counts,
    differences,
    in_force,
    outline_of,
    versions,
)
from halfsky.office.publishing.printing import previewed, printed_draft
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.services.drafts import add_block, save_block
from halfsky.office.publishing.services.outlines import arrange, go_back_to
from halfsky.office.publishing.services.rearrange import rearrange
from halfsky.office.publishing.text import text_of
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import said
from tests.office.issued import begun
from tests.office.test_drafts import anchor_of, marked_of

pytestmark = pytest.mark.usefixtures("county")
OWN = Section(
    "own.1", True, (Text("组织领导情况"),), (), ((Text("规划确定的目标共"), Field("all:goals:total", "?"), Text("项。")),),
)


def kept(sections, base=0, login="officer", kind="annual", note="县里要求"):
    return arrange(kind=kind, base=base, sections=sections, note=note, **said(login))


def heads(blocks):
    return [one.key for one in blocks if isinstance(one, Heading) and one.level == 1]


def changed():
    """Problems before the missed goals, the notes on scope off, a section of one's own behind the conclusion."""
    whole = with_place(in_force("annual").sections, "problems", -1)
    return put(switched(whole, "scope"), OWN, "conclusion")


def test_a_version_is_in_force_from_then_on_and_reports_follow_it():
    assert in_force("annual").no == 0 and all_in_force()["midterm"].no == 0
    made = kept(changed())
    assert (made.no, made.note, made.name != "") == (1, "县里要求", True) and counts(made) == {"on": 7, "off": 1, "own": 1}
    blocks = composed("annual", Run.objects.latest("id"), "zh", draw=False).blocks
    assert heads(blocks) == ["basis", "conclusion", "own.1", "domains", "problems", "missed", "suggestions"]
    assert any(isinstance(one, Paragraph) and plain(one.pieces) == "规划确定的目标共75项。" for one in blocks)
    assert heads(composed("midterm", Run.objects.latest("id"), "zh", draw=False).blocks)[0] == "basis"
    entry = Entry.objects.get(action="publishing.outline")
    assert entry.about == "outline:annual" and verify().ok


def test_going_back_makes_a_new_version_and_none_is_overwritten():
    kept(changed())
    back = go_back_to(kind="annual", to=0, base=1, note="", **said("statistician"))
    assert (back.no, back.back_to, back.sections) == (2, 0, outline_of("annual", 0).sections)
    assert [one.no for one in versions("annual")] == [2, 1, 0] and outline_of("annual", 1).sections == changed_of(1)
    with pytest.raises(DraftRefused, match="equals the outline"):
        go_back_to(kind="annual", to=0, base=2, note="", **said("officer"))
    with pytest.raises(DraftRefused, match="no version 9"):
        go_back_to(kind="annual", to=9, base=2, note="", **said("officer"))
    with pytest.raises(DatabaseError, match="never changed"):
        OutlineVersion.objects.update(note="x")


def changed_of(no):
    return outline_of("annual", no).sections


def test_the_second_of_two_officers_is_refused_with_the_name_of_the_first():
    kept(changed())
    with pytest.raises(DraftRefused) as refused:
        kept(switched(in_force("annual").sections, "basis"), base=0, login="statistician")
    assert refused.value.key == "outline_moved" and "第 1 版" in refused.value.text("zh") and "县里要求" in refused.value.text("zh")
    assert in_force("annual").no == 1


@pytest.mark.parametrize("words", ["共有12人", "百分之九十"])
def test_typed_figures_and_figures_of_no_result_are_refused(words):
    own = Section("own.1", True, (Text("标题"),), (), ((Text(words),),))
    with pytest.raises(EditRefused):
        kept(put(in_force("annual").sections, own, ""))
    strange = Section("own.1", True, (Text("标题"),), (), ((Field("all:nonsense", "3"),),))
    with pytest.raises(OutlineRefused, match="all:nonsense"):
        kept(put(in_force("annual").sections, strange, ""))
    assert not OutlineVersion.objects.exists()


def test_who_may_not_and_what_has_none():
    with pytest.raises(DraftRefused, match="may comment"):
        kept(changed(), login="leader")
    with pytest.raises(DraftRefused, match="no outline"):
        kept(changed(), kind="leader")
    with pytest.raises(DraftRefused, match="equals"):
        kept(in_force("annual").sections)


def test_the_difference_between_two_versions():
    kept(changed())
    told = [(one.how, one.title) for one in differences(outline_of("annual", 0), in_force("annual"), "zh")]
    assert told == [("in", "组织领导情况"), ("place", "未达标和未上报情况"), ("off", "指标口径和有关说明")] or ((
        "in", "组织领导情况") in told and ("off", "指标口径和有关说明") in told and len(told) == 3)
    kept(without(in_force("annual").sections, "own.1"), base=1)
    (gone,) = differences(outline_of("annual", 1), in_force("annual"), "zh")
    assert gone.how == "out" and "规划确定的目标共" in "".join(part.text for part in gone.parts)


def test_figures_at_hand_come_with_the_words_around_them():
    first = next(one for one in at_hand("annual", "zh") if one.field.key == "all:goals:rate")
    assert "达标率" in first.where and "【62.69%】" in first.where


def test_a_preview_shows_what_is_not_kept_yet():
    page = previewed("annual", "zh", changed()).decode()
    assert "组织领导情况" in page and "草稿" in page and not OutlineVersion.objects.exists()


def test_a_draft_remembers_its_outline_and_is_rearranged_with_its_words_kept():
    draft = begun()
    assert text_of(draft).outline == 0
    lead, last = anchor_of(draft, "达标率为"), anchor_of(draft, "对策建议")
    draft = save_block(draft_id=draft.pk, anchor=lead, version=1, text="总的看，进展平稳。" + marked_of(draft, lead), **said("officer"))
    draft = add_block(draft_id=draft.pk, after=last, version=2, text="县里另有做法。", **said("officer"))
    kept(changed())
    draft = rearrange(draft_id=draft.pk, version=3, **said("officer"))
    text = text_of(draft)
    words = [plain(words_of(one) or ()) for one in text.blocks]
    assert heads(text.blocks) == ["basis", "conclusion", "own.1", "domains", "problems", "missed", "suggestions"]
    assert (text.outline, text.what, text.about) == (1, "outline", "1") and words[-1] == "" and "规划确定的目标共75项。" in words
    assert any(one.startswith("总的看，进展平稳。") for one in words) and words.index("县里另有做法。") == words.index("对策建议") + 1
    assert text.held[text.place(lead)].own and text_of(draft, 3).outline == 0
    with pytest.raises(DraftRefused, match="equals"):
        rearrange(draft_id=draft.pk, version=4, **said("officer"))
    with pytest.raises(DraftRefused):
        rearrange(draft_id=draft.pk, version=1, **said("officer"))


def test_a_draft_begun_after_it_is_printed_by_it():
    kept(changed())
    draft = begun()
    assert text_of(draft).outline == 1 and Draft.objects.get().newest == 1
    page = next(data for name, data in printed_draft(draft).items() if name.endswith(".html")).decode()
    assert page.index("组织领导情况") < page.index("存在的主要问题") < page.index("未达标和未上报情况") and "指标口径和有关说明" not in page
