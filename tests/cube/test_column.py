import duckdb
import numpy as np

from halfsky.cube.column import columns, put


def test_columns_there_and_back():
    connection = duckdb.connect()
    put(connection, "t", {"a": np.arange(3), "b": np.array([1.5, np.nan, 2.0]), "c": np.array(["x", "y", "z"], dtype=object)})
    found = columns(connection, "select *, b > 1.6 as d from t order by a")
    assert found["a"].tolist() == [0, 1, 2] and found["a"].dtype == np.int64
    assert np.array_equal(found["b"], [1.5, np.nan, 2.0], equal_nan=True) and found["c"].tolist() == ["x", "y", "z"]
    assert connection.execute("select count(*) from t where b is null").fetchone() == (1,)


def test_whole_numbers_with_a_null_come_as_floats():
    found = columns(duckdb.connect(), "select * from (values (1::bigint), (null)) v(a)")
    assert np.array_equal(found["a"], [1.0, np.nan], equal_nan=True)


def test_an_empty_answer_has_its_columns():
    found = columns(duckdb.connect(), "select 1 as a, 'x' as b where false")
    assert list(found) == ["a", "b"] and len(found["a"]) == 0
