"""Areas of which nothing but counts is told: the same counts, with less kept."""

import json
import re

import pytest

from halfsky.cube.beside import Then
from halfsky.cube.counted import KEPT, UNTOLD, counted
from halfsky.cube.engine import Aside, connect, question
from halfsky.cube.layout import write_release
from halfsky.cube.run import _judge, facts
from halfsky.cube.unlooked import none
from halfsky.method.scheme import Scheme
from tests.cube.test_rules import any_release


def counts(connection, manifest, framework, *, counting):
    asked = {**facts(manifest, framework, Scheme()), "beside": 0, "back": 0, "home": -1}
    hand = Aside(connection, counting)
    _judge(hand, asked, Then)
    none(hand)
    hand.execute(question("goals", asked))
    tracks = hand.execute("select code, area, at_year, rank from track_judged order by all").fetchall()
    found = tracks, hand.execute(question("attainment", asked)).fetchall()
    hand.close()
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_counts_are_those_of_the_whole_questions(tmp_path, seed):
    manifest = write_release(tmp_path / "r", any_release(seed))
    framework = json.loads((tmp_path / "r" / "framework.json").read_bytes())
    connection = connect(tmp_path / "r", manifest)
    found = counts(connection, manifest, framework, counting=True)
    assert found == counts(connection, manifest, framework, counting=False)
    assert found[0] and found[1]
    connection.close()


def test_every_column_that_a_later_question_names_is_kept_or_untold():
    told = {name for names in UNTOLD.values() for name in names}
    assert not told & set(KEPT)
    for name in ("targets", "directions"):
        named = set(re.findall(r"\b[sfc]\.(\w+)", question(name)))
        assert named <= told | set(KEPT), name


def test_only_what_stands_and_what_is_made_of_it_is_put_in_other_words():
    assert counted("create table target_paced as select 1;") == "create view target_paced as select 1;"
    assert counted("create table direction_judged as select 1;") == "create view direction_judged as select 1;"
    assert counted("create table figure as select 1;") == "create table figure as select 1;"
