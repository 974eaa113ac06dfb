"""A revised release offers exactly what is stale, keeps the editor's words, and never brings back what was taken out."""

from __future__ import annotations

from halfsky.document.block import Block, Column, Figure, Heading, Letterhead, Paragraph, Row, Table
from halfsky.document.draft import from_data, to_data, with_words
from halfsky.document.redraft import Follow, Offer, figures_at_hand, mended, offers, taken
from halfsky.method.wording.edited import OUTSIDE, Bound
from halfsky.method.wording.piece import Field, Sentence, Text, judged, plain, sentence


def value(text: str, state: str = "met") -> Sentence:
    return sentence("甲为", Field("track:a:value", text), judged("track:a:state", state), "，达标。")


OTHER = sentence("乙为", Field("track:b:value", "5%"), "。")


def report(text: str, state: str = "met", *more: Sentence) -> list[Block]:
    rows = (Row((sentence("甲"), (Field("figure:a:2024", text),))),)
    return [
        Heading(1, sentence("健康"), key="domain:health"), Paragraph((*value(text, state), *OTHER)),
        *(Paragraph(one) for one in more),
        Table(sentence("表"), (Column(sentence("名称")), Column(sentence("数值"))), rows),
        Figure(b"", sentence("趋势"), "", 100, 50, key=f"drawing-{text}"),
    ]  # fmt: skip


def kept(blocks: list[Block]) -> list[Block]:
    return [from_data(to_data(one, "1")) for one in blocks]


def test_a_sentence_never_changed_is_offered_as_it_is_written_now() -> None:
    found = offers(kept(report("3%")), report("3%"), report("4%", "hard"))
    assert [(one.kind, one.block, one.place, plain(one.new)) for one in found] == [
        ("sentence", 1, 0, "甲为4%，达标。"), ("table", 2, None, "表"), ("figure", 3, None, "趋势"),
    ]
    assert not found[0].own and not found[0].doubtful and found[1].whole == report("4%")[2]
    assert offers(kept(report("3%")), report("3%"), report("3%")) == []


def test_own_words_stay_and_only_their_figures_are_offered() -> None:
    now = kept(report("3%"))
    own = (Text("经努力，甲已达"), Bound("track:a:value", "3%", "1"), Text("。本地另有"), Bound("outside:快报", "7（快报）", OUTSIDE), Text("。"))
    now[1] = Paragraph(own)
    (first, *_rest) = offers(now, report("3%"), report("4%"))
    assert first.own and not first.doubtful and plain(first.new) == "经努力，甲已达4%。"
    assert first.place == 0, "the sentence from outside stands"
    put = taken(now[1], 0, first.new)
    assert put is not None and plain(put.pieces) == "经努力，甲已达4%。本地另有7（快报）。"  # type: ignore[union-attr]


def test_a_caption_in_own_words_stays_and_the_table_is_offered_all_the_same() -> None:
    now = kept(report("3%"))
    now[2] = with_words(now[2], (Text("甲（"), Bound("track:a:value", "3%", "1"), Text("）的情况")))
    now[3] = with_words(now[3], (Text("看趋势"),))
    table, drawing = (one for one in offers(now, report("3%"), report("4%")) if one.kind in ("table", "figure"))
    assert plain(table.new) == "甲（4%）的情况" and table.whole.rows == report("4%")[2].rows and table.whole.known == now[2].known  # type: ignore[union-attr]
    assert plain(drawing.new) == "看趋势" and drawing.whole.key == "drawing-4%"  # type: ignore[union-attr]
    assert offers(now, report("3%"), report("3%")) == []


def test_a_heading_of_ones_own_parts_nothing() -> None:
    now = kept(report("3%"))
    own = [now[0], Heading(2, (Text("做法"),)), *now[1:]]
    found = offers(own, report("3%"), report("4%"))
    assert [(one.kind, one.block, plain(one.new)) for one in found] == [("sentence", 2, "甲为4%，达标。"), ("table", 3, "表"), ("figure", 4, "趋势")]
    assert [one.text for one in figures_at_hand(own, 2)] == [one.text for one in figures_at_hand(now, 1)]


def test_own_words_on_a_judgement_that_turned_are_doubtful() -> None:
    words, doubtful = mended((Text("甲高达"), *value("3%")), {one.key: one for one in value("3%", "hard") if isinstance(one, Field)})
    assert doubtful and judged("track:a:state", "hard") in words
    assert mended((Bound("track:gone:value", "1", "1"),), {}) == ((Bound("track:gone:value", "1", "1"),), True)


def test_what_is_new_is_offered_at_its_part_and_what_was_taken_out_is_not() -> None:
    new = sentence("丙为", Field("track:c:value", "9%"), "。")
    now = kept([report("3%")[0], *report("3%")[2:]])
    found = offers(now, report("3%"), report("4%", "met", new))
    said = [(one.kind, plain(one.new), one.after) for one in found if one.kind in ("sentence", "new")]
    assert said == [("new", "丙为9%。", 0)]


def test_a_sentence_that_is_said_no_longer_goes_and_with_the_last_one_its_block() -> None:
    block = Paragraph(OTHER)
    assert taken(block, 0, ()) is None
    assert taken(Heading(1, OTHER), 0, value("4%")) == Heading(1, value("4%"))
    head = taken(Letterhead((OTHER, OTHER)), 1, value("4%"))
    assert head == Letterhead((OTHER, value("4%")))


def test_the_figures_at_hand_are_those_of_the_part_then_those_of_the_whole() -> None:
    blocks = [Paragraph((Field("release:year", "2024"),)), *report("3%"), Heading(1, sentence("教育"), key="domain:education"), Paragraph((Field("track:z:value", "1"),))]
    assert [one.text for one in figures_at_hand(blocks, 2)] == ["3%", "5%", "3%", "2024"]
    assert [one.text for one in figures_at_hand(blocks, 6)] == ["1", "2024"]


def told(key: str, text: str, words: str) -> Sentence:
    return sentence(words, Field(f"track:{key}:value", text), "。")


def section(*said: Sentence, drawings: tuple[str, ...] = ()) -> list[Block]:
    return [
        Heading(1, sentence("教育"), key="domain:education"), *(Paragraph(one) for one in said),
        *(Figure(b"", sentence(name), "", 100, 50, key=f"drawing-{name}") for name in drawings),
    ]


PRIMARY, JUNIOR, RANK = told("p", "100%", "小学为"), told("j", "99%", "初中为"), told("r", "0.3", "城乡相差")
BOTH = sentence("小学和初中均为", Field("track:p:value", "100%"), judged("track:j:value", "alike"), "。")


def taken_all(now: list[Block], found: list[Offer]) -> list[str]:
    """What the text says after every offer, block by block."""
    out: list[str] = []
    for at, block in enumerate(now):
        mine = sorted((one for one in found if one.block == at), key=lambda one: one.place or 0, reverse=True)
        changed: Block | None = block
        for one in mine:
            changed = one.whole if one.place is None else taken(changed, one.place, one.new) if changed is not None else None
        if changed is not None:
            out.append(plain(getattr(changed, "text", getattr(changed, "pieces", getattr(changed, "caption", ())))))
        out += [plain(one.new) for one in found if one.block is None and one.after == at]
    return out


def test_a_sentence_into_which_another_is_drawn_takes_its_place_and_the_other_goes() -> None:
    before, after = section(PRIMARY, JUNIOR, RANK), section(BOTH, RANK)
    assert taken_all(kept(before), offers(kept(before), before, after)) == ["教育", "小学和初中均为100%。", "城乡相差0.3。"]
    edited = kept(before)
    edited[1] = Paragraph((Text("小学保持"), Bound("track:p:value", "100%", "1"), Text("。")))
    assert "小学和初中均为100%。" in taken_all(edited, offers(edited, before, after)), "the corrected figure is told although its mate was edited"


def test_a_reworded_sentence_takes_the_place_of_its_neighbour() -> None:
    before = section(RANK, sentence("要关注的有两项。"), JUNIOR)
    after = section(RANK, sentence("要关注的是甲。"), JUNIOR)
    assert [(one.block, plain(one.old), plain(one.new)) for one in offers(kept(before), before, after)] == [(2, "要关注的有两项。", "要关注的是甲。")]


def test_a_drawing_no_longer_chosen_goes_and_the_one_chosen_now_comes() -> None:
    before, after = section(RANK, drawings=("甲", "乙")), section(RANK, drawings=("甲", "丙"))
    found = offers(kept(before), before, after)
    assert [(one.kind, one.block, one.after) for one in found] == [("added", None, 2), ("gone", 3, -1)]
    assert taken_all(kept(before), found) == ["教育", "城乡相差0.3。", "甲", "丙"]
    assert [one.kind for one in offers(kept(before[:3]), before, after)] == ["added"], "what the editor took out is not asked for again"


def test_a_part_that_is_new_comes_with_its_heading() -> None:
    before = section(RANK)
    after = [*before, Heading(2, sentence("差距"), key="problem:gap"), Paragraph(JUNIOR)]
    found = offers(kept(before), before, after)
    assert [(one.kind, one.after) for one in found] == [("added", 1), ("new", 1)] and isinstance(found[0].whole, Heading)
    assert Follow.of(before, before, after).new_of("domain:education", plain(RANK)) == ()


def test_own_words_on_a_sentence_that_the_report_words_anew_are_doubtful() -> None:
    before = section(sentence("偏慢的有", Field("track:n:value", "2"), "个：甲、乙。"), RANK)
    after = section(sentence("偏慢的有", Field("track:n:value", "1"), "个：乙。"), RANK)
    now = kept(before)
    now[1] = Paragraph((Text("近来偏慢的有"), Bound("track:n:value", "2", "1"), Text("个：甲、乙，须抓紧。")))
    (own,) = [one for one in offers(now, before, after) if one.own]
    assert own.doubtful and plain(own.new) == "近来偏慢的有1个：甲、乙，须抓紧。"
    same = section(sentence("偏慢的有", Field("track:n:value", "1"), "个：甲、乙。"), RANK)
    assert [one.doubtful for one in offers(now, before, same) if one.own] == [False]
