"""Change any one figure of a release: exactly the sentences bound to it are written anew, in every kind of report."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from itertools import chain

import pytest

from halfsky.cube.content import ReleaseContent
from halfsky.document.block import Block, fields, sentences
from halfsky.document.stale import Change, Unit, compare, units
from halfsky.method.wording.piece import Text, plain
from halfsky.method.wording.whole import bound
from halfsky.office.publishing.forms import FORMS
from tests.office.mutation import WAYS, changed, composed, content_of_the_county, judged_result, judged_rows
from tests.office_story import CHARTED, living_in

FEW, MANY = 5, 60


class Before:
    """The county's release and every report composed from it."""

    def __init__(self) -> None:
        self.content = content_of_the_county()
        self.places = judged_rows(self.content)
        self.reports = {(kind, lang): blocks for kind, lang, blocks in composed(self.content, judged_result(self.content))}


@pytest.fixture(scope="module")
def before(county_home, tmp_path_factory, django_db_blocker):
    with django_db_blocker.unblock(), living_in(county_home, tmp_path_factory.mktemp("mutated") / "home"):
        return Before()


def read(unit: Unit | None) -> str:
    """What a reader sees of a sentence: its words, and which drawing it is under."""
    return "" if unit is None else plain(unit.pieces).strip() + "".join(key for key, _ in bound(unit.pieces) if key.startswith("drawing="))


def rewritten(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[list[Change], list[str]]:
    """What `compare` calls stale, and what is wrong with that answer when the words themselves are asked."""
    stale = compare(old, new)
    wrong = [f"bound anew and reads the same: {read(one.old)}" for one in stale if one.old and one.new and read(one.old) == read(one.new)]
    bound_blocks = {(number, side.block) for one in stale for number, side in enumerate((one.old, one.new)) if side and bound(side.pieces)}
    wrong += [
        f"comes or goes unbound: {read(side)}" for one in stale if one.old is None or one.new is None
        for number, side in enumerate((one.old, one.new)) if side and (number, side.block) not in bound_blocks
    ]
    kept = defaultdict(list)
    for unit in units(new):
        kept[unit.part].append(read(unit))
    named = {(one.old.block, one.old.place) for one in stale if one.old}
    for unit in units(old):
        if (unit.block, unit.place) not in named and read(unit) not in kept[unit.part]:
            wrong.append(f"reads otherwise and is bound to the same: {read(unit)}")
    return stale, wrong


def reached(content: ReleaseContent, indicator: str) -> tuple[str, ...]:
    """Beginnings of the keys that a figure of an indicator can move: its own, its tracks' and goals', and the counts."""
    tracks = [row for row in content.tracks if indicator in (row.indicator, row.compare_indicator)]
    own = [f"track:{row.code}:" for row in tracks] + [f"goal:{row.goal}:" for row in tracks]
    domains = {row.domain for row in tracks} | {indicator.split(".")[0]}
    return (
        *own, *(f"domain:{slug}" for slug in domains), f"figure:{indicator}:", f"indicator:{indicator}:", "all:", "problem:", "outlook:", "progress:",
        "goals:partial", "decomposition:goals:", "indicators:missing", "drawing=", "release:hash",
    )


def beyond(one: Change, allowed: tuple[str, ...]) -> bool:
    """Whether nothing that the figure can move is behind a change.

    A domain has room for eight sentences: there one about another indicator may come or go, but not change.
    """
    sides = [set(bound(side.pieces)) if side else set() for side in (one.old, one.new)]
    side = one.old or one.new
    crowded = (one.old is None or one.new is None) and side is not None and side.part.startswith(allowed)
    return not crowded and not any(key.startswith(allowed) for key, _ in sides[0] ^ sides[1])


def try_figures(before: Before, count: int, seed: int) -> int:
    touched = 0
    picked = random.Random(seed).sample(before.places, count)
    for number, place in enumerate(picked):
        figure, way = before.content.observations[place], WAYS[number % len(WAYS)]
        other = changed(before.content, place, way)
        told = f"{figure.indicator} {figure.breakdown} {figure.year} {way}"
        allowed = reached(before.content, figure.indicator)
        for kind, lang, blocks in composed(other, judged_result(other)):
            stale, wrong = rewritten(before.reports[kind, lang], blocks)
            assert not wrong, (told, kind, lang, wrong)
            others = [read(one.old or one.new) for one in stale if beyond(one, allowed)]
            assert not others, (told, kind, lang, others)
            touched += len(stale)
            if kind == "yearbook" and figure.year == before.content.year:
                assert stale, (told, lang)
    return touched


def test_a_changed_figure_rewrites_exactly_what_is_bound_to_it(before):
    assert try_figures(before, FEW, seed=20240) > FEW


if os.environ.get("HALFSKY_SOAK"):  # minutes

    def test_so_do_many_more(before):
        assert try_figures(before, MANY, seed=7) > MANY


def test_nothing_changes_when_no_figure_does(before):
    for kind, lang, blocks in composed(before.content, judged_result(before.content)):
        assert compare(before.reports[kind, lang], blocks) == []


def test_every_number_in_every_report_is_bound(before):
    assert {kind for kind, _ in before.reports} == set(FORMS)
    for name, blocks in before.reports.items():
        literals = [piece.text for piece in chain.from_iterable(sentences(blocks)) if isinstance(piece, Text) and any(map(str.isdigit, piece.text))]
        assert not literals, name


def test_a_key_has_one_text_in_a_report(before):
    for name, blocks in before.reports.items():
        texts = defaultdict(set)
        for one in fields(blocks):
            texts[one.key].add(one.text)
        assert {key: said for key, said in texts.items() if len(said) > 1} == {}, name


def test_a_sentence_that_is_not_bound_is_seen(before):
    """The test can fail: loosen the bindings of one report and change a figure."""
    rows = before.content.observations
    place = next(one for one in before.places if rows[one].indicator == CHARTED and rows[one].year == before.content.year)
    other = changed(before.content, place, "more")
    new = next(blocks for kind, lang, blocks in composed(other, judged_result(other)) if (kind, lang) == ("annual", "zh"))
    assert rewritten(loosened(before.reports["annual", "zh"]), loosened(new))[1]


def loosened(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paragraphs with every field as plain words."""
    from dataclasses import replace

    from halfsky.document.block import Paragraph

    return tuple(
        replace(one, pieces=tuple(Text(piece.text) for piece in one.pieces)) if isinstance(one, Paragraph) else one for one in blocks
    )
