"""``halfsky outlook fit | predict | backtest`` as a user runs it, on small simulated series."""

import csv
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.cli.run import halfsky
from tests.method.outlook.known import walk

RUN = CliRunner()


@pytest.fixture(scope="module")
def series_file(tmp_path_factory):
    rng = np.random.default_rng(5)
    lines = ["series_id,source,unit_kind,year,value"]
    for source in ("east", "west"):
        for i in range(30):
            row = walk(rng.integers(1 << 30), 1, 12, first=2010, step=0.03, noise=0.01, drift=0.02 * rng.standard_normal())[0]
            lines += [f"{source}{i},{source},rate,{year},{value:.4f}" for year, value in row.items()]
    path = tmp_path_factory.mktemp("outlook") / "series.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def call(monkeypatch):
    from halfsky.cli import outlook

    def run(*arguments, lang="en"):
        monkeypatch.setenv("HALFSKY_LANG", lang)
        return RUN.invoke(outlook.app, [str(a) for a in arguments])

    return run


def test_fit_then_predict_with_what_was_fitted(tmp_path, series_file, call):
    out = tmp_path / "fitted"
    told = call("fit", series_file, "--out", out)
    assert told.exit_code == 0 and "60 series" in told.output
    tasks = tmp_path / "tasks.csv"
    tasks.write_text(
        "task_id,series,unit_kind,direction,target,target_year\n"
        "a,2018:5;2019:5.1;2020:5.3;2021:5.2,rate,up,5.5,2023\nb,2020:5;2021:5,rate,up,6,2023\n"
    )
    told = call("predict", tasks, "--out", tmp_path / "own.csv", "--priors", out)
    assert told.exit_code == 0 and "2 tasks, 1 judged" in told.output and "fewer than three" in told.output
    assert call("predict", tasks, "--out", tmp_path / "shipped.csv").exit_code == 0
    own, shipped = (list(csv.DictReader((tmp_path / f"{name}.csv").open())) for name in ("own", "shipped"))
    assert list(own[0]) == ["task_id", "p_met", "q10", "q50", "q90"]
    assert own[1]["p_met"] == "" and own[0]["p_met"] != shipped[0]["p_met"]
    assert float(own[0]["q10"]) < float(own[0]["q50"]) < float(own[0]["q90"])


def test_the_fit_is_the_same_every_time(tmp_path, series_file, call):
    for name in ("one", "two"):
        assert call("fit", series_file, "--out", tmp_path / name).exit_code == 0
    for file in ("priors.json", "recalibration.json", "record.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_backtest_prints_scores_reliability_and_draws(tmp_path, series_file, call):
    told = call("backtest", series_file, "--chart", tmp_path / "r.svg")
    assert told.exit_code == 0 and "this model" in told.output and "Theta" in told.output and "mean told" in told.output
    assert (tmp_path / "r.svg").read_bytes().startswith(b"<svg")
    assert "本方法" in call("backtest", series_file, lang="zh-hans").output


def test_leave_one_out_tells_every_source_as_json(series_file, call):
    told = json.loads(call("backtest", series_file, "--leave-one-out", "--json").output)
    assert list(told) == ["all", "east", "west"]
    assert {"brier", "log", "auc", "cover", "count"} == set(told["east"]["scores"]["outlook"])


def test_bad_files_are_one_sentence_and_status_2(tmp_path):
    home = tmp_path / "home"
    bad = tmp_path / "bad.csv"
    bad.write_text("task_id,series,unit_kind,direction,target,target_year\nt,2020:5;2021:drei,rate,up,6,2023\n")
    for lang, words in (("en", "line 2, series: “drei” is not a number"), ("zh-hans", "第 2 行“series”不是数字")):
        run = halfsky("outlook", "predict", bad, "--out", tmp_path / "p.csv", home=home, lang=lang)
        assert run.returncode == 2 and words in run.stderr and run.stdout == ""
    assert not (tmp_path / "p.csv").exists()


@pytest.mark.parametrize(
    ("command", "text", "words"),
    [
        (["fit", "--out", "out"], "a,x,rate,2020,1\n", "too few series"),
        (["backtest"], "a,x,rate,2020,1\n", "too short"),
        (["backtest", "--leave-one-out"], "a,x,rate,2020,1\n", "one source only"),
        (["backtest", "--priors", "nowhere"], "a,x,rate,2020,1\n", "priors"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, command, text, words):
    file = tmp_path / "s.csv"
    file.write_text("series_id,source,unit_kind,year,value\n" + text)
    run = halfsky("outlook", command[0], file, *command[1:], home=tmp_path / "home", lang="en", cwd=tmp_path)
    assert run.returncode == 2 and words in run.stderr and not (tmp_path / "out").exists()


def test_hindsight_lists_what_would_have_been_said_beside_the_backtest(call, county_home):
    release = str(next((county_home / "releases").iterdir()))
    told = call("hindsight", "--release", release, "--ahead", "1", lang="zh-hans")
    assert told.exit_code == 0 and "推算，未曾发出" in told.stdout and "难以达标" in told.stdout and "回测 85%" in told.stdout
    plain = json.loads(call("hindsight", "--release", release, "--json").stdout)
    assert plain["statements"] and set(plain["rates"]) == {"1", "2", "3"} and plain["schema"] == "halfsky/hindsight/1"
    levels = plain["rates"]["1"]["levels"]
    assert sum(row["missed"]["of"] for row in levels) == sum(row["ahead"] == 1 for row in plain["statements"])


def test_hindsight_on_no_release_is_refused(tmp_path):
    told = halfsky("outlook", "hindsight", "--release", tmp_path, home=tmp_path)
    assert told.returncode == 2 and "Traceback" not in told.stderr
