import gzip

import numpy as np
import pytest

from halfsky.formats import outlook_table
from halfsky.formats.outlook_table import OutlookTableError, read_series, read_tasks, write_predictions
from halfsky.method.outlook.judging import judge
from tests.method.outlook.known import priors, recalibration

SERIES = "series_id,source,unit_kind,sex,year,value\nb,x,rate,F,2020,3.5\na,x,share,F,2020,10\na,x,share,F,2022,\na,x,share,F,2021,12\n"
TASKS = (
    "task_id,series,unit_kind,direction,target,target_year\n"
    "t1,2018:5;2019:6;2020:7;2022:8,level,up,9,2024\nt2,2021:5;2022:6,level,down,4,2024\n"
)


def put(tmp_path, text, name="s.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_series_are_sorted_and_a_blank_value_is_no_point(tmp_path):
    found = read_series(put(tmp_path, SERIES))
    assert found.names == ("a", "b") and found.kind.tolist() == [0, 1] and found.first_year == 2020
    assert np.array_equal(found.grid[:, 0], [10, 12, np.nan], equal_nan=True)


def test_gzip_byte_order_mark_and_gb18030_are_read_alike(tmp_path):
    plain = read_series(put(tmp_path, SERIES))
    others = (gzip.compress(SERIES.encode()), b"\xef\xbb\xbf" + SERIES.encode(), SERIES.replace("x", "晋").encode("gb18030"))
    for other in others:
        assert np.array_equal(read_series(put(tmp_path, other)).grid, plain.grid, equal_nan=True)


def test_tasks_and_predictions_go_there_and_back(tmp_path):
    found = read_tasks(put(tmp_path, TASKS))
    assert found.names == ("t1", "t2") and found.series.sense.tolist() == [1, -1]
    out = tmp_path / "p.csv.gz"
    write_predictions(out, found.names, judge(found.series, priors(), recalibration(), (0.1, 0.5, 0.9)))
    lines = gzip.decompress(out.read_bytes()).decode().splitlines()
    assert lines[0] == "task_id,p_met,q10,q50,q90" and lines[2] == "t2,,,,"
    p, low, middle, high = map(float, lines[1].split(",")[1:])
    assert 0 < p < 1 and low < middle < high


def test_about_has_a_tolerance(tmp_path):
    text = "task_id,series,unit_kind,direction,target,target_year,tolerance\nt,2020:1;2021:2;2022:3,level,about,3,2024,0.5\n"
    found = read_tasks(put(tmp_path, text)).series
    assert found.sense.tolist() == [0] and found.slack.tolist() == [0.5]


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("", "empty", ""),
        ("series_id,unit_kind,year,value\n", "no_rows", ""),
        ("series_id,year,value\na,2020,1\n", "columns", "unit_kind"),
        ("series_id,unit_kind,year,value,year\n", "twice", "year"),
        ("series_id,unit_kind,year,value\na,rate,2020\n", "width", "line 2"),
        ("series_id,unit_kind,year,value\na,rate,2020,1\na,rate,2021,n.a.\n", "number", "line 3, value: “n.a.”"),
        ("series_id,unit_kind,year,value\na,rate,2020,inf\n", "number", "inf"),
        ("series_id,unit_kind,year,value\na,rate,20,1\n", "year", "“20”"),
        ("series_id,unit_kind,year,value\na,percent,2020,1\n", "kind", "“percent”"),
        ("series_id,unit_kind,year,value\na,rate,2020,1\na,share,2021,1\n", "kinds", "line 3, unit_kind"),
        ("series_id,unit_kind,year,value\na,rate,2020,1\na,rate,2020,2\n", "repeated", "a 2020"),
        ("series_id,unit_kind,year,value\n,rate,2020,1\n", "blank", "series_id"),
        ("series_id,unit_kind,year,value\na,rate,1000,1\na,rate,2020,1\n", "span", "1000"),
        (b"\xff\xfe\x00\x01\x80\x81", "text", ""),
        (b"\x1f\x8b\x08broken", "gzip", ""),
        ('series_id,unit_kind,year,value\n"' + "x" * 30000 + '",rate,2020,1\n', "csv", "line 2"),
    ],
)
def test_bad_series_are_refused_with_the_place(tmp_path, text, key, said):
    with pytest.raises(OutlookTableError) as refused:
        read_series(put(tmp_path, text))
    assert refused.value.key == key and said in refused.value.text("en") and "s.csv" in refused.value.text("zh-hans")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("t,2020:1;2021:x,rate,up,1,2024", "number"),
        ("t,2020:1;2021,rate,up,1,2024", "point"),
        ("t,2020:1;2020:2,rate,up,1,2024", "repeated"),
        ("t,2020:1,rate,higher,1,2024", "direction"),
        ("t,2020:1,rate,up,,2024", "blank"),
        ("t,2020:1,rate,up,1,next", "year"),
        ("t,,rate,up,1,2024", "blank"),
        ("t,2020:1,rate,up,1,2024\nt,2020:1,rate,up,1,2024", "repeated"),
    ],
)
def test_bad_tasks_are_refused(tmp_path, row, key):
    with pytest.raises(OutlookTableError) as refused:
        read_tasks(put(tmp_path, f"task_id,series,unit_kind,direction,target,target_year\n{row}\n"))
    assert refused.value.key == key


def test_what_is_no_file_or_too_large_is_refused(tmp_path, monkeypatch):
    for path, key in ((tmp_path / "none.csv", "none"), (tmp_path, "folder")):
        with pytest.raises(OutlookTableError) as refused:
            read_series(path)
        assert refused.value.key == key
    monkeypatch.setattr(outlook_table, "MOST_BYTES", 50)
    for data in (SERIES.encode(), gzip.compress(SERIES.encode())):
        with pytest.raises(OutlookTableError) as refused:
            read_series(put(tmp_path, data))
        assert refused.value.key == "large"
    monkeypatch.setattr(outlook_table, "MOST_BYTES", 10**6)
    monkeypatch.setattr(outlook_table, "MOST_ROWS", 2)
    with pytest.raises(OutlookTableError) as refused:
        read_series(put(tmp_path, SERIES))
    assert refused.value.key == "rows"


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    found = read_tasks(put(tmp_path, TASKS))
    judged = judge(found.series, priors(), recalibration(), (0.1, 0.5, 0.9))
    with pytest.raises(OutlookTableError):
        write_predictions(tmp_path / "no" / "p.csv", found.names, judged)
    assert not (tmp_path / "no").exists()
