import dataclasses
import os
import re
from pathlib import Path

import duckdb
import pytest

import halfsky.cube.engine as engine
from halfsky.cube.layout import write_release
from halfsky.cube.rules import RULES
from tests.cube.county import county

FOLDER = Path(engine.__file__).parent / "questions"


@pytest.fixture
def connection(tmp_path):
    manifest = write_release(tmp_path / "it's" / "2024-1", county(indicators=1, breakdowns=2, goals=1))
    made = engine.connect(tmp_path / "it's" / "2024-1", manifest)
    yield made
    made.close()


def test_the_release_is_seen_under_its_tables_names(connection):
    assert connection.execute("select count(*) from observations").fetchone()[0] > 0
    assert connection.execute("select count(*) from indicator").fetchone()[0] == 8


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/halfsky-must-not-exist.csv'",
        "attach '/tmp/halfsky-must-not-exist.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
    ],
)
def test_nothing_else_can_be_read_or_written_and_the_lock_stays(connection, attempt):
    with pytest.raises(duckdb.Error):
        connection.execute(attempt)
    assert not Path("/tmp/halfsky-must-not-exist.csv").exists()


def test_without_the_lock_the_same_attempt_succeeds():
    assert duckdb.connect().execute("select count(*) from read_csv('/etc/passwd', sep=':')").fetchone()[0] > 0


def divisors(sql):
    """What stands right of a division sign, comments left out."""
    code = re.sub(r"--.*", "", sql)
    return re.findall(r"/{1,2}\s*([^\s]+)", code)


@pytest.mark.parametrize("name", [path.stem for path in FOLDER.glob("*.sql")])
def test_every_question_is_opened_by_its_question_and_divides_by_nothing_that_can_be_zero(name):
    sql = engine.question(name)
    assert sql.startswith("--")
    assert all(d.startswith("nullif(") or re.fullmatch(r"[1-9]\d*[;,)]?", d) for d in divisors(sql)), divisors(sql)


def test_the_shared_rules_divide_by_nothing_that_can_be_zero():
    assert all(d.startswith("nullif(") for _, text in RULES.values() for d in divisors(text))


def test_a_bare_divisor_would_be_seen():
    assert divisors("select a / b -- c / d") == ["b"]


def test_a_question_takes_its_numbers_and_leaves_what_only_looks_like_one(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "QUESTIONS", tmp_path)
    (tmp_path / "when.sql").write_text("select :year - 1, cast(a as int)::text, 'gap:SEX' from t", encoding="utf-8")
    assert engine.question("when", {"year": 2024}) == "select 2024 - 1, cast(a as int)::text, 'gap:SEX' from t"


def test_a_fact_that_is_not_given_is_an_error():
    with pytest.raises(KeyError):
        engine.question("standing", {"year": 2024})


def test_a_second_hand_keeps_its_tables_to_itself(connection):
    connection.execute("create table shared as select 1 as n")
    aside = engine.Aside(connection)
    aside.execute("-- create table quoted as\ncreate table own as\nselect n + 1 as n from shared;\ncreate view seen as select * from own;")
    assert aside.execute("select n from seen").fetchall() == [(2,)]
    with pytest.raises(duckdb.Error, match="own"):
        connection.execute("select * from own")
    aside.close()


def test_a_small_release_has_one_thread_unless_told(tmp_path):
    manifest = write_release(tmp_path / "2024-1", county(indicators=1, breakdowns=2, goals=1))
    assert engine.threads_for(manifest) == 1 and engine.threads_for(manifest, 3) == 3
    many = dataclasses.replace(manifest, rows={**manifest.rows, "observations": engine.MANY_ROWS})
    assert engine.threads_for(many) == os.cpu_count()


def test_a_question_is_parsed_once_a_process_and_answered_each_time(connection, monkeypatch):
    monkeypatch.setattr(engine.Practised, "parsed", {})
    practised, asked = engine.Practised(connection), "create temp table counted as select 1 as n; select n + 1 from counted"
    assert practised.execute(asked).fetchall() == [(2,)]
    again = practised.cursor()
    again.execute("drop table if exists counted")
    parsed = dict(engine.Practised.parsed)
    assert again.execute(asked).fetchall() == [(2,)]
    assert engine.Practised.parsed == parsed and asked in parsed
    assert again.execute("select ? + n from counted", [4]).fetchall() == [(5,)]


def test_no_more_questions_are_kept_than_a_run_asks(connection, monkeypatch):
    monkeypatch.setattr(engine.Practised, "parsed", {})
    monkeypatch.setattr(engine, "_MOST_PARSED", 2)
    practised = engine.Practised(connection)
    for number in range(5):
        assert practised.execute(f"select {number}").fetchall() == [(number,)]
    assert len(engine.Practised.parsed) <= 2


def test_what_is_not_worth_trying_is_left_out_of_the_plans(connection):
    left_out = "select value from duckdb_settings() where name = 'disabled_optimizers'"
    assert "statistics_propagation" in connection.execute(left_out).fetchone()[0]
    assert "filter_pushdown" not in connection.execute(left_out).fetchone()[0].split(",")
