"""A draft: begun from a run, its words edited, its figures not; every change a version, nothing lost to two people."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from halfsky.document.block import Heading, PageBreak, Paragraph, Table, Title
from halfsky.document.draft import shape_of, words_of
from halfsky.method.wording.edited import Bound, EditRefused
from halfsky.method.wording.piece import figures, plain
from halfsky.office.decision.policies import DecisionRefused
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import ReportRefused, written
from halfsky.office.publishing.drafting import shapes_at
from halfsky.office.publishing.models import Draft, DraftVersion
from halfsky.office.publishing.pool import pool_after, pool_of
from halfsky.office.publishing.printing import made_of
from halfsky.office.publishing.refusals import DraftConflict, DraftRefused
from halfsky.office.publishing.services.drafts import (
    New,
    add_block,
    go_back,
    move_block,
    next_version,
    remove_block,
    save_block,
    start,
    writable,
)
from halfsky.office.publishing.text import text_of, texts_of
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import CAST, MORNING, said
from tests.office.issued import act, begun


@pytest.fixture
def draft(drafted_county):
    return Draft.objects.get()


def anchor_of(draft: Draft, words: str) -> int:
    """The block whose words hold these."""
    return next(one.anchor for one in text_of(draft).held if words in plain(words_of(one.block) or ()))


def words(draft: Draft, anchor: int, no: int | None = None) -> str:
    draft.refresh_from_db()
    text = text_of(draft, no)
    return plain(words_of(text.held[text.place(anchor) or 0].block) or ())


def marked_of(draft: Draft, anchor: int) -> str:
    pool = pool_of(text_of(draft), anchor)
    assert pool is not None
    return pool[0]


def edit(draft: Draft, anchor: int, text: str, *, version: int | None = None, login: str = "officer", shape: str = "") -> Draft:
    draft.refresh_from_db()
    return save_block(draft_id=draft.pk, anchor=anchor, version=version or draft.newest, text=text, shape=shape, **said(login))


def test_it_begins_as_the_report_of_the_run_with_every_figure_bound(draft):
    text = text_of(draft)
    assert (draft.newest, text.what, draft.matter.state, draft.matter.subject) == (1, "begin", "draft", f"draft:{draft.pk}")
    assert isinstance(text.blocks[0], Title) and sum(isinstance(one, Table) for one in text.blocks) > 5
    bound = [one for block in text.blocks for one in figures(words_of(block) or ())]
    assert len(bound) > 200 and all(isinstance(one, Bound) and one.source == str(text.run.pk) for one in bound)
    assert Entry.objects.filter(action="publishing.draft").count() == 1 and verify().ok


def test_words_change_and_the_figures_stay_bound(draft):
    anchor = anchor_of(draft, "达标率为")
    before = figures(words_of(text_of(draft).held[text_of(draft).place(anchor)].block))
    draft = edit(draft, anchor, "总的看，进展平稳。" + marked_of(draft, anchor))
    text = text_of(draft)
    held = text.held[text.place(anchor)]
    assert held.own and text.version == 2 and text.what == "edit" and plain(words_of(held.block)).startswith("总的看，进展平稳。规划确定的75项")
    assert figures(words_of(held.block)) == before


@pytest.mark.parametrize("typed", ["达标率为62%。", "达标率为百分之六十。", "另有２０人。"])
def test_a_typed_figure_is_refused_and_nothing_is_saved(draft, typed):
    with pytest.raises(EditRefused):
        edit(draft, anchor_of(draft, "达标率为"), typed)
    draft.refresh_from_db()
    assert draft.newest == 1


def test_a_paragraph_of_ones_own_may_hold_figures_at_hand(draft):
    head = anchor_of(draft, "总体情况")
    pool = pool_after(text_of(draft), head)
    place = next(at for at, chip in enumerate(pool, 1) if chip.field.key == "all:goals:rate")
    draft = add_block(draft_id=draft.pk, after=head, version=1, text=f"成绩来之不易，达标率⟦{place}⟧。", **said("officer"))
    text = text_of(draft)
    new = text.held[text.place(head) + 1]
    assert plain(words_of(new.block)) == "成绩来之不易，达标率62.69%。" and new.own and new.anchor > max(one.anchor for one in text_of(draft, 1).held)
    with pytest.raises(EditRefused):
        add_block(draft_id=draft.pk, after=head, version=2, text="达标率⟦999⟧", **said("officer"))


def test_a_paragraph_becomes_a_heading_a_list_line_and_text_again_with_its_figures(draft):
    anchor = anchor_of(draft, "主要目标按定量")
    place, chip = next((at, one) for at, one in enumerate(pool_of(text_of(draft), anchor)[1], 1) if one.field.key == "plan:end_year")
    draft = edit(draft, anchor, f"跟踪到⟦{place}⟧年")
    for shape, kind in (("item", Paragraph), ("h2", Heading), ("body", Paragraph)):
        draft = edit(draft, anchor, marked_of(draft, anchor), shape=shape)
        text = text_of(draft)
        block = text.held[text.place(anchor)].block
        assert isinstance(block, kind) and shape_of(block) == shape and text.what == "shape"
        assert plain(words_of(block)) == f"跟踪到{chip.field.text}年" and figures(words_of(block)) == (chip.field,)
    with pytest.raises(DraftRefused, match="same"):
        edit(draft, anchor, marked_of(draft, anchor), shape="body")
    with pytest.raises(DraftRefused, match="skip a level"):
        edit(draft, anchor, marked_of(draft, anchor), shape="h3")
    draft = edit(draft, anchor, "基本做法", shape="h2")
    draft = add_block(draft_id=draft.pk, after=anchor, version=draft.newest, text="走访企业。", shape="item", **said("officer"))
    text = text_of(draft)
    assert [shape_of(one.block) for one in text.held[text.place(anchor) :][:2]] == ["h2", "item"]
    assert "h3" in shapes_at(text, anchor, "add") and shapes_at(text, anchor, "edit")[-1] == "h2"
    assert shapes_at(text, text.held[0].anchor, "edit") == () == shapes_at(text, 9999, "add")
    made = written(made_of(draft, text), draft.kind, text.run)
    names = {one.text: one.style.name for one in docx.Document(BytesIO(made["docx"])).paragraphs}
    assert names["（一）基本做法"] == "Heading 2" and names["——走访企业。"] == "List Paragraph"
    assert '<ul class="items"><li>走访企业。</li></ul>' in made["html"].decode()


def test_a_caption_is_put_in_other_words_and_no_figure_is_typed_into_it(draft):
    held = next(one for one in text_of(draft).held if isinstance(one.block, Table) and figures(one.block.caption))
    marked = marked_of(draft, held.anchor)
    with pytest.raises(EditRefused):
        edit(draft, held.anchor, "2024年各领域的情况")
    draft = edit(draft, held.anchor, f"全县{marked}")
    text = text_of(draft)
    now = text.held[text.place(held.anchor)]
    assert plain(now.block.caption) == "全县" + plain(held.block.caption) and now.own and now.block.rows == held.block.rows
    assert figures(now.block.caption) == figures(held.block.caption)


def test_two_people_on_one_paragraph_lose_nothing(draft):
    anchor, other = anchor_of(draft, "达标率为"), anchor_of(draft, "主要目标按定量")
    mine = marked_of(draft, anchor)
    edit(draft, anchor, "甲改。" + mine, version=1)
    with pytest.raises(DraftConflict) as conflict:
        edit(draft, anchor, "乙改。" + mine, version=1, login="statistician")
    assert conflict.value.theirs.startswith("甲改。") and conflict.value.version == 2 and words(draft, anchor).startswith("甲改。")
    edit(draft, other, "跟踪方式如下。" + marked_of(draft, other), version=1, login="statistician")
    assert words(draft, anchor).startswith("甲改。") and words(draft, other).startswith("跟踪方式如下。")
    with pytest.raises(DraftConflict):
        remove_block(draft_id=draft.pk, anchor=anchor, version=1, **said("officer"))


def test_a_mark_means_what_it_meant_when_the_form_was_opened(draft):
    """Another paragraph of the same part is changed meanwhile; the number of a mark still stands for the same figure."""
    anchor, first = anchor_of(draft, "主要目标按定量"), anchor_of(draft, "对2024年规划实施情况")
    pool = pool_of(text_of(draft), anchor)
    place, chip = next((at, one) for at, one in enumerate(pool[1], 1) if one.field.key == "plan:end_year")
    edit(draft, first, "根据规划开展监测。", version=1)
    edit(draft, anchor, f"规划期末为⟦{place}⟧年。", version=1, login="statistician")
    assert words(draft, anchor) == f"规划期末为{chip.field.text}年。"


def test_versions_stay_and_an_earlier_one_comes_back(draft):
    anchor = anchor_of(draft, "达标率为")
    begin = words(draft, anchor)
    edit(draft, anchor, "改过。" + marked_of(draft, anchor))
    draft = remove_block(draft_id=draft.pk, anchor=anchor, version=2, **said("officer"))
    assert text_of(draft).place(anchor) is None
    draft = go_back(draft_id=draft.pk, to=1, version=3, **said("statistician"))
    assert (draft.newest, words(draft, anchor), words(draft, anchor, 2)) == (4, begin, "改过。" + begin)
    assert [(row.no, row.what, row.login) for row in DraftVersion.objects.filter(draft=draft)] == [
        (4, "back", "statistician"), (3, "remove", "officer"), (2, "edit", "officer"), (1, "begin", "officer"),
    ]  # fmt: skip
    assert [one.version for one in texts_of(draft, [4, 1])] == [4, 1]
    with pytest.raises(DraftRefused):
        go_back(draft_id=draft.pk, to=1, version=2, **said("officer"))


def test_what_cannot_be_done_is_refused_in_words(draft):
    text = text_of(draft)
    part = next(one.anchor for one in text.held if isinstance(one.block, Heading) and one.block.key == "domains")
    calls = {
        "not_words": lambda: edit(draft, text.held[0].anchor, "字"),
        "no_shape": lambda: edit(draft, part, marked_of(draft, part), shape="item"),
        "long_heading": lambda: add_block(draft_id=draft.pk, after=part, version=1, text="长" * 81, shape="h2", **said("officer")),
        "no_block": lambda: edit(draft, 9999, "字"),
        "head": lambda: remove_block(draft_id=draft.pk, anchor=text.held[0].anchor, version=1, **said("officer")),
        "same_words": lambda: edit(draft, anchor_of(draft, "达标率为"), marked_of(draft, anchor_of(draft, "达标率为"))),
        "no_version": lambda: edit(draft, part, "字", version=7),
        "open_already": lambda: begun(),
        "no_draft": lambda: save_block(draft_id=99, anchor=1, version=1, text="字", **said("officer")),
    }
    for key, call in calls.items():
        with pytest.raises(DraftRefused) as refused:
            call()
        assert refused.value.key == key and refused.value.text() and refused.value.text("en")
    with pytest.raises(ReportRefused):
        start(kind="nonsense", run_id=Run.objects.get().pk, lang="zh", **said("officer"))
    with pytest.raises(ReportRefused):
        start(kind="body:nobody", run_id=Run.objects.get().pk, lang="zh", **said("officer"))


def test_a_heading_that_would_leave_a_gap_is_not_removed(draft):
    first = text_of(draft).held
    part = next(at for at, one in enumerate(first) if isinstance(one.block, Heading) and one.block.key == "basis")
    kept = [one for one in first if not isinstance(one.block, Heading) or one.block.level > 1]
    with pytest.raises(DraftRefused) as refused:
        next_version(draft, text_of(draft), kept, "remove", "", CAST["officer"], MORNING)
    assert refused.value.key == "outline" and part > 0


def test_a_table_and_a_chart_can_be_left_out(draft):
    table = next(one.anchor for one in text_of(draft).held if isinstance(one.block, Table))
    draft = remove_block(draft_id=draft.pk, anchor=table, version=1, **said("officer"))
    assert text_of(draft).place(table) is None and len(text_of(draft).held) == len(text_of(draft, 1).held) - 1


@pytest.mark.parametrize("login", ["leader", "reporter", "head", "township", "evaluator", "city", "sysadmin", "secadmin", "auditor"])
def test_only_the_office_and_the_statistics_bureau_write(draft, login):
    anchor = anchor_of(draft, "达标率为")
    for call in (
        lambda: edit(draft, anchor, "字", login=login), lambda: remove_block(draft_id=draft.pk, anchor=anchor, version=1, **said(login)),
        lambda: add_block(draft_id=draft.pk, after=anchor, version=1, text="字", **said(login)),
        lambda: go_back(draft_id=draft.pk, to=1, version=1, **said(login)), lambda: writable(draft.pk, CAST[login]),
    ):
        with pytest.raises(DraftRefused) as refused:
            call()
        assert refused.value.key == "wrong_role"
    with pytest.raises(DecisionRefused):
        start(kind="midterm", run_id=Run.objects.get().pk, lang="zh", **said(login))


def test_a_text_put_forward_is_locked(draft):
    act(draft, "put_forward", "officer")
    with pytest.raises(DraftRefused) as refused:
        edit(draft, anchor_of(draft, "达标率为"), "字")
    assert refused.value.key == "locked" and "撤回" in refused.value.text()
    act(draft, "take_back", "officer")
    anchor = anchor_of(draft, "达标率为")
    assert edit(draft, anchor, "可改了。" + marked_of(draft, anchor)).newest == 2


def test_every_form_can_be_drafted(county):
    for kind in ("midterm", "final_evaluation", "leader", "domain:health", "tasks:health_bureau"):
        made = begun(kind)
        blocks = text_of(made).blocks
        assert made.title and len(blocks) > 3 and any(isinstance(one, Paragraph) for one in blocks)


def test_a_block_is_moved_and_not_past_the_title_or_the_signature(draft):
    anchor = anchor_of(draft, "达标率为")
    place = text_of(draft).place(anchor)
    draft = move_block(draft_id=draft.pk, anchor=anchor, step=1, version=1, **said("officer"))
    assert text_of(draft).place(anchor) == place + 1 and text_of(draft).what == "move"
    draft = move_block(draft_id=draft.pk, anchor=anchor, step=-1, version=2, **said("officer"))
    assert [one.row for one in text_of(draft).held] == [one.row for one in text_of(draft, 1).held]
    first = next(one.anchor for one in text_of(draft).held if isinstance(one.block, Heading))
    with pytest.raises(DraftRefused, match="signature"):
        move_block(draft_id=draft.pk, anchor=first, step=-1, version=3, **said("officer"))
    with pytest.raises(DraftRefused):
        move_block(draft_id=draft.pk, anchor=anchor, step=1, version=1, **said("officer"))


def test_a_block_moves_over_a_page_break_in_one_step(draft):
    text = text_of(draft)
    place = text.place(anchor_of(draft, "达标率为"))
    parts = [*text.held[: place + 1], New(PageBreak(), "1"), *text.held[place + 1 :]]
    draft = next_version(draft, text, parts, "add", "", CAST["officer"], MORNING)
    anchor, follows = text.held[place].anchor, text.held[place + 1].anchor
    draft = move_block(draft_id=draft.pk, anchor=anchor, step=1, version=2, **said("officer"))
    assert [one.anchor for one in text_of(draft).held][place + 1 : place + 3] == [follows, anchor]
    draft = move_block(draft_id=draft.pk, anchor=anchor, step=-1, version=3, **said("officer"))
    assert text_of(draft).place(anchor) < text_of(draft).place(follows)
    assert not any(isinstance(one, PageBreak) for one in made_of(draft, text_of(draft)).blocks), "a break that opens nothing is not printed"
