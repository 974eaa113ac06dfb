import pytest

from halfsky.cube.dialect import NotPortable, spark, written
from halfsky.cube.engine import QUESTIONS
from halfsky.cube.rules import RULES
from tools.spark_sql import FOLDER, pages

NAMES = [path.name for path in QUESTIONS.glob("*.sql")]


@pytest.mark.parametrize("name", NAMES)
def test_each_question_is_asked_of_spark_in_the_words_that_were_looked_at(name):
    kept = FOLDER / name
    again = "PYTHONPATH=src python -m tools.spark_sql"
    assert kept.is_file() and kept.read_text() == pages()[name], f"{name} changed; look at the difference after: {again}"


def test_no_kept_text_is_left_of_a_question_that_is_gone():
    assert sorted(path.name for path in FOLDER.glob("*.sql")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_shared_rule_and_no_wide_integer_is_left(name):
    text = pages()[name].lower()
    assert not any(f"{rule}(" in text for rule in RULES)
    assert "hugeint" not in text and "int128" not in text and "//" not in text


def one(sql):
    (statement,) = spark(sql)
    return statement.makes, " ".join(statement.text.split())


def test_a_table_is_a_query_and_the_name_it_goes_by():
    assert one("create table x as select 1 as a") == ("x", "SELECT 1 AS a")
    assert [s.makes for s in spark("create table x as select 1 as a; select a from x;")] == ["x", ""]
    assert [s.reads for s in spark("create table x as select 1 as a; select a from x;")] == [False, True]


def test_a_rule_is_written_out_with_what_it_is_given_in_brackets():
    text = one("select round_div(a + b, 100) as q from t")[1]
    assert text.startswith("SELECT ( CASE WHEN ( a + b ) BETWEEN -2000000000000000000 AND 2000000000000000000")
    assert "CAST(( a + b ) AS BIGINT) * 2 + CASE WHEN ( a + b ) < 0 THEN -CAST(100 AS BIGINT)" in text
    assert text.endswith(
        "ELSE ( CAST(( a + b ) AS DECIMAL(38, 0)) * 2 + CASE WHEN ( a + b ) < 0 THEN -100 ELSE 100 END ) "
        "DIV NULLIF(CAST(100 AS DECIMAL(38, 0)) * 2, 0) END ) AS q FROM t"
    )


def test_a_rule_inside_a_rule_is_written_out_too():
    text = one("select round_div(sized(s, d, v), g) as q from t")[1]
    assert "sized" not in text.lower() and "ABS(v)" in text


@pytest.mark.parametrize(
    ("given", "filtered"),
    [
        ("arg_max(v, y)", "MAX_BY(v, y) FILTER(WHERE NOT v IS NULL)"),
        ("arg_max(v, y) filter (where v is not null)", "MAX_BY(v, y) FILTER(WHERE NOT v IS NULL)"),
        ("arg_min(v, y) filter (where y > 3)", "MIN_BY(v, y) FILTER(WHERE y > 3 AND NOT v IS NULL)"),
    ],
)
def test_the_latest_value_is_never_a_null(given, filtered):
    assert filtered in one(f"select {given} as x from t")[1]


def test_nulls_come_last_as_in_duckdb_and_as_spark_puts_them_in_falling_order():
    assert one("select a from t order by a, b desc")[1].endswith("ORDER BY a NULLS LAST, b DESC")


def test_whole_numbers_are_divided_whole():
    assert one("select a // nullif(b, 0) as q, mod(a, nullif(b, 0)) as r from t")[1] == (
        "SELECT a DIV NULLIF(b, 0) AS q, a % NULLIF(b, 0) AS r FROM t"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "select round(a, 2) from t", "create view v as select 1",
        "select no_such_function(a) from t", "drop table t", "set threads = 1", "select round_div(a) from t",
    ],
)  # fmt: skip
def test_what_only_one_engine_understands_is_refused_by_name(sql):
    with pytest.raises(NotPortable):
        spark(sql)


def test_the_text_to_look_at_names_what_each_statement_makes():
    assert written(spark("create table x as select 1 as a; select a from x")).splitlines()[0] == "-- makes x"
