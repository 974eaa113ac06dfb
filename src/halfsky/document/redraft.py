"""What a revised release offers to an edited document: for each stale sentence, table and drawing, what would stand there.

An editor's own words stay: only the figures in them are offered anew. A sentence that was never changed is offered as the
report would write it now. A sentence that the editor took out is not offered again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from halfsky.document.block import Block, Figure, Heading, Letterhead, Signature, Table, Title
from halfsky.document.draft import bound_in, with_words, words_of
from halfsky.document.stale import Unit, compare, sentences_of, units
from halfsky.method.wording.edited import Bound
from halfsky.method.wording.piece import Field, Piece, Sentence, plain
from halfsky.method.wording.whole import frame, split


@dataclass(frozen=True, slots=True)
class Offer:
    """One change offered.

    `block` is the place of the block in the document, None for something new, which belongs after the block `after`.
    `place` is the how-many-eth sentence, None for a whole block. `new` empty: it is said no longer. `own`: the words are
    the editor's. `doubtful`: a judgement or a figure that the own words rest on is not there any more.
    """

    block: int | None
    place: int | None
    old: Sentence
    new: Sentence
    whole: Block | None = None
    own: bool = False
    doubtful: bool = False
    after: int = -1

    @property
    def kind(self) -> str:
        """``sentence``, ``table``, ``figure`` or ``new``."""
        if self.block is None:
            return "new"
        return "sentence" if self.whole is None else type(self.whole).__name__.lower()


def offers(now: Sequence[Block], before: Sequence[Block], after: Sequence[Block]) -> list[Offer]:
    """What the report of a revised release (`after`) offers to the document `now`, which began as `before`."""
    fresh = _fields(after)
    composed = {plain(unit.pieces) for unit in units(before)}
    successor = {}
    for change in compare(now, after):
        if change.old is not None:
            successor[(change.old.block, change.old.place)] = change.new
    found: list[Offer] = []
    for at, block in enumerate(now):
        if isinstance(block, Table | Figure):
            other = _same_whole(now, at, after)
            if other is None:
                continue
            if block.known:
                other = replace(other, caption=mended(block.caption, fresh)[0], known=block.known)
            if _bound_texts(block) != _bound_texts(other):
                found.append(Offer(at, None, _caption(block), _caption(other), whole=other))
            continue
        for place, pieces in enumerate(sentences_of(block)):
            if not _stale(pieces, fresh):
                continue
            own = plain(pieces) not in composed
            follows = successor.get((at, place))
            if own or words_of(block) is None:
                new, doubtful = mended(pieces, fresh)
                found.append(Offer(at, place, pieces, new, own=own, doubtful=doubtful))
            else:
                found.append(Offer(at, place, pieces, follows.pieces if follows else ()))
    return found + _added(now, before, after)


def mended(pieces: Sentence, fresh: Mapping[str, Field]) -> tuple[Sentence, bool]:
    """The same words with the figures of `fresh` (by key), and whether something they rest on is gone or was judged anew."""
    out: list[Piece] = []
    doubtful = False
    for piece in pieces:
        if not isinstance(piece, Field) or piece.key.startswith("outside:"):
            out.append(piece)
            continue
        now = fresh.get(piece.key)
        if now is None and not piece.text:
            stem = piece.key.partition("=")[0] + "="
            now = next((one for key, one in fresh.items() if key.startswith(stem)), None)
            doubtful = True
        doubtful = doubtful or now is None
        out.append(piece if now is None else now)
    return tuple(out), doubtful


def taken(block: Block, place: int, new: Sentence) -> Block | None:
    """The block with its sentence `place` put as `new`; None when no word is left."""
    words = words_of(block)
    if isinstance(block, Title | Letterhead | Signature):
        return replace(block, lines=tuple(new if at == place else line for at, line in enumerate(block.lines)))
    if words is None:
        return block
    parts = (words,) if isinstance(block, Heading) else split(words)
    kept = tuple(piece for at, part in enumerate(parts) for piece in (new if at == place else part))
    return with_words(block, kept) if kept else None


def _fields(blocks: Sequence[Block]) -> dict[str, Field]:
    return {one.key: one for unit in units(blocks) for one in unit.pieces if isinstance(one, Field)}


def _stale(pieces: Sentence, fresh: Mapping[str, Field]) -> bool:
    """Whether a bound figure or judgement of the sentence has another text now, or is there no more."""
    return any(one.key not in fresh or fresh[one.key].text != one.text for one in bound_in(pieces))


def _whole_key(blocks: Sequence[Block], at: int) -> str:
    """What a table or drawing is known by in every release: the template's heading above and its first caption."""
    block = blocks[at]
    part = next((one.key for one in reversed(blocks[:at]) if isinstance(one, Heading) and one.key), "")
    return f"{type(block).__name__}|{part}|{_known(block) or frame(_caption(block))}"


def _known(block: Block) -> str:
    return block.known if isinstance(block, Table | Figure) else ""


def _caption(block: Block) -> Sentence:
    return block.caption if isinstance(block, Table | Figure) else ()


def _same_whole(now: Sequence[Block], at: int, after: Sequence[Block]) -> Table | Figure | None:
    key = _whole_key(now, at)
    return next((one for place, one in enumerate(after) if isinstance(one, Table | Figure) and _whole_key(after, place) == key), None)


def _bound_texts(block: Block) -> list[tuple[str, str]]:
    """Everything read off a table or drawing."""
    drawn = [("drawing", block.key)] if isinstance(block, Figure) else []
    return drawn + [(one.key, one.text) for unit in units([block]) for one in unit.pieces if isinstance(one, Field) and one.text]


def _added(now: Sequence[Block], before: Sequence[Block], after: Sequence[Block]) -> list[Offer]:
    """Sentences that the report says only since the revision."""
    said = {plain(unit.pieces) for unit in units(now)}
    last = {unit.part: unit.block for unit in units(now) if words_of(now[unit.block]) is not None}
    return [
        Offer(None, None, (), one.new.pieces, after=last.get(one.new.part, len(now) - 1))
        for one in compare(before, after)
        if one.old is None and one.new is not None and _sentence(after, one.new) and plain(one.new.pieces) not in said
    ]


def _sentence(blocks: Sequence[Block], unit: Unit) -> bool:
    return words_of(blocks[unit.block]) is not None and not isinstance(blocks[unit.block], Heading)


def figures_at_hand(blocks: Sequence[Block], at: int) -> list[Field]:
    """The figures that may be put into the words at `at`: those of its part first, then those of the document as a whole."""
    keys: dict[str, tuple[bool, Field]] = {}
    parts: dict[int, str] = {}
    for unit in units(blocks):
        parts.setdefault(unit.block, unit.part.partition("|")[0])
    part = parts.get(at, "")
    for unit in units(blocks):
        mine = unit.part.partition("|")[0] == part
        for one in unit.pieces:
            if isinstance(one, Bound | Field) and one.text and not one.key.startswith("outside:") and (mine or _general(one.key)):
                keys.setdefault(one.key, (not mine, one))
    return [one for _later, one in sorted(keys.values(), key=lambda pair: pair[0])]


def _general(key: str) -> bool:
    return key.startswith(("release:", "plan:", "all:"))
