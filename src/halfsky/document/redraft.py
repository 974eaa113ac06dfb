"""What a revised release offers to an edited document: for each stale sentence, table and drawing, what would stand there.

An editor's own words stay: only the figures in them are offered anew. A sentence that was never changed is offered as the
report would write it now. A sentence that the editor took out is not offered again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from halfsky.document.block import Block, Figure, Heading, Letterhead, Signature, Table, Title
from halfsky.document.draft import bound_in, with_words, words_of
from halfsky.document.stale import sentences_of, units
from halfsky.method.wording.edited import Bound
from halfsky.method.wording.piece import Field, Piece, Sentence, plain
from halfsky.method.wording.whole import GENERAL, frame, pair, split


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
        """``sentence``, ``table``, ``figure``, ``gone`` (a table or drawing that is no more), ``new`` (a sentence) or ``added``
        (a heading, table or drawing)."""
        if self.block is None:
            return "new" if self.whole is None else "added"
        if self.whole is None:
            return "sentence" if self.place is not None else "gone"
        return type(self.whole).__name__.lower()


def offers(now: Sequence[Block], before: Sequence[Block], after: Sequence[Block]) -> list[Offer]:
    """What the report of a revised release (`after`) offers to the document `now`, which began as `before`, in reading order.

    What the report said and says no longer is offered to be replaced by what it says there now, or taken out; what it says
    only now is offered where it stands in the new report, unless the editor took out the sentence that it follows on.
    """
    fresh, follow = _fields(after), Follow.of(now, before, after)
    found: list[Offer] = []
    part = ""
    for at, block in enumerate(now):
        if isinstance(block, Heading) and block.key:
            part = block.key
        if isinstance(block, Table | Figure):
            found += _whole_offer(now, at, block, follow, fresh)
            continue
        for place, pieces in enumerate(sentences_of(block)):
            said = plain(pieces)
            if words_of(block) is not None and said in follow.was:
                if said not in follow.now_said:
                    new = follow.new_of(part, said)
                    found.append(Offer(at, place, pieces, new))
            elif _stale(pieces, fresh):
                new, doubtful = mended(pieces, fresh)
                doubtful = doubtful or follow.reworded(part, pieces)
                found.append(Offer(at, place, pieces, new, own=said not in follow.heads, doubtful=doubtful))
    return sorted(found + _added(now, after, follow), key=lambda one: (one.after, 1) if one.block is None else (one.block, 0))


def _whole_offer(
    now: Sequence[Block], at: int, block: Table | Figure, follow: Follow, fresh: Mapping[str, Field]
) -> list[Offer]:
    key = _whole_key(now, at)
    other = follow.wholes_after.get(key)
    if other is None:
        return [Offer(at, None, block.caption, ())] if key in follow.wholes_before else []
    if block.known:
        other = replace(other, caption=mended(block.caption, fresh)[0], known=block.known)
    return [Offer(at, None, block.caption, other.caption, whole=other)] if _bound_texts(block) != _bound_texts(other) else []


@dataclass(frozen=True, slots=True)
class Follow:
    """What of two reports belongs together, for a document that began as the first.

    `texts` are the old sentences; `was` and `now_said` the words of those of each, `pairs` the new one by (part, old one), `ended` the new ones that
    follow on a sentence which the document has no more.
    """

    texts: tuple[Sentence, ...]
    was: frozenset[str]
    heads: frozenset[str]
    now_said: frozenset[str]
    pairs: Mapping[tuple[str, str], Sentence]
    ended: frozenset[str]
    wholes_before: Mapping[str, Table | Figure]
    wholes_after: Mapping[str, Table | Figure]

    @staticmethod
    def of(now: Sequence[Block], before: Sequence[Block], after: Sequence[Block]) -> Follow:
        """The two reports compared part by part, the sentences that `now` still has first."""
        old, new = _by_part(before), _by_part(after)
        was, said = (frozenset(plain(one) for rows in side.values() for one in rows) for side in (old, new))
        stand = {plain(unit.pieces) for unit in units(now)}
        pairs: dict[tuple[str, str], Sentence] = {}
        ended: set[str] = set()
        for part, rows in old.items():
            gone = [one for one in rows if plain(one) not in said]
            came = [one for one in new.get(part, []) if plain(one) not in was]
            for here in (True, False):
                mine = [one for one in gone if (plain(one) in stand) == here]
                for left, right in _paired(mine, came, rows, new.get(part, [])):
                    pairs[(part, plain(left))] = right
                    came.remove(right)
                    if not here:
                        ended.add(plain(right))
        heads = frozenset(plain(unit.pieces) for unit in units(before) if words_of(before[unit.block]) is None)
        return Follow(tuple(one for rows in old.values() for one in rows), was, heads, said, pairs, frozenset(ended), _wholes(before), _wholes(after))

    def reworded(self, part: str, own: Sentence) -> bool:
        """Whether the report's sentence that an editor's own one was made of now stands in other words, or is said no longer."""
        stems = _stems(own)
        near = [(len(stems & _stems(old)), old) for old in self.texts if plain(old) not in self.now_said]
        count, old = max(near, key=lambda one: one[0], default=(0, ()))
        return count > 0 and frame(old) != frame(self.new_of(part, plain(old)))

    def new_of(self, part: str, said: str) -> Sentence:
        """What the new report says in the place of an old sentence, () for nothing; one that was moved is found all the same."""
        found = self.pairs.get((part, said))
        return found if found is not None else next((new for (_part, old), new in self.pairs.items() if old == said), ())


def _by_part(blocks: Sequence[Block]) -> dict[str, list[Sentence]]:
    parts: dict[str, list[Sentence]] = {}
    for unit in units(blocks):
        if words_of(blocks[unit.block]) is not None:
            parts.setdefault(unit.part, []).append(unit.pieces)
    return parts


def _paired(gone: list[Sentence], came: list[Sentence], old: list[Sentence], new: list[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Which new sentence takes the place of which: the same words or result, else the most results in common, else the same
    neighbour before it."""
    found = [(gone[left], came[right]) for left, right in pair(gone, came) if left is not None and right is not None]
    lefts, rights = ([one for one in side if all(one is not two[at] for two in found)] for at, side in enumerate((gone, came)))
    common = sorted(
        ((len(_stems(left) & _stems(right)), -at, -to) for at, left in enumerate(lefts) for to, right in enumerate(rights)), reverse=True
    )
    taken_: set[tuple[str, int]] = set()
    for count, at, to in common:
        if count and ("old", at) not in taken_ and ("new", to) not in taken_:
            taken_ |= {("old", at), ("new", to)}
            found.append((lefts[-at], rights[-to]))
    waiting = {_neighbour(one, new, old): one for to, one in enumerate(rights) if ("new", -to) not in taken_}
    for at, left in enumerate(lefts):
        right = waiting.pop(_neighbour(left, old, new), None) if ("old", -at) not in taken_ else None
        if right is not None:
            found.append((left, right))
    return found


def _stems(pieces: Sentence) -> set[str]:
    """The results that a sentence is bound to, whatever was judged of them."""
    return {one.key.partition("=")[0] for one in pieces if isinstance(one, Field) and not one.key.startswith(GENERAL)}


def _neighbour(one: Sentence, rows: list[Sentence], others: list[Sentence]) -> str:
    """The last sentence before `one` that the other report has too, "" at the beginning of the part."""
    both = {plain(other) for other in others}
    before = rows[: next(at for at, row in enumerate(rows) if row is one)]
    return next((plain(row) for row in reversed(before) if plain(row) in both), "")


def _wholes(blocks: Sequence[Block]) -> dict[str, Table | Figure]:
    return {_whole_key(blocks, at): one for at, one in enumerate(blocks) if isinstance(one, Table | Figure)}


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


def _bound_texts(block: Block) -> list[tuple[str, str]]:
    """Everything read off a table or drawing."""
    drawn = [("drawing", block.key)] if isinstance(block, Figure) else []
    return drawn + [(one.key, one.text) for unit in units([block]) for one in unit.pieces if isinstance(one, Field) and one.text]


def _added(now: Sequence[Block], after: Sequence[Block], follow: Follow) -> list[Offer]:
    """What the report has only since the revision, each behind what stands before it in the new report."""
    places: dict[str, int] = {}
    for unit in units(now):
        places.setdefault(plain(unit.pieces), unit.block)
    wholes = {_whole_key(now, at): at for at, one in enumerate(now) if isinstance(one, Table | Figure)}
    comes_for = {plain(new): old for (_part, old), new in follow.pairs.items()}
    found: list[Offer] = []
    last = 0
    for at, block in enumerate(after):
        if isinstance(block, Table | Figure):
            key = _whole_key(after, at)
            if key in wholes:
                last = wholes[key]
            elif key not in follow.wholes_before:
                found.append(Offer(None, None, (), block.caption, whole=block, after=last))
            continue
        for pieces in sentences_of(block) if words_of(block) is not None else ():
            said = plain(pieces)
            stands = places.get(said, places.get(comes_for.get(said, "")))
            if stands is not None:
                last = stands
            elif said not in follow.was and said not in follow.ended:
                found.append(Offer(None, None, (), pieces, whole=block if isinstance(block, Heading) else None, after=last))
    return found


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
