"""``halfsky cube`` as a user runs it."""

import json

from tests.cli.run import halfsky


def test_a_simulation_says_what_it_takes_and_what_comes_next(tmp_path):
    made = halfsky("cube", "simulate", "--areas", "1", "--out", tmp_path / "n", home=tmp_path / "home", lang="en")
    assert made.returncode == 0, made.stderr
    assert "1 invented counties, 27000 rows, at most about 5 MB" in made.stdout
    assert f"halfsky monitor run --release {tmp_path / 'n'}" in made.stdout
    told = halfsky("cube", "info", tmp_path / "n", "--json", home=tmp_path / "home")
    facts = json.loads(told.stdout)
    assert facts["demo"] and facts["rows"]["observations"] == 27_000 and facts["bytes"]["observations.parquet"] > 100_000
    assert "虚构数据" in halfsky("cube", "info", tmp_path / "n", home=tmp_path / "home").stdout


def test_silly_numbers_and_folders_end_with_one_sentence(tmp_path):
    for given in (["--areas", "0", "--out", tmp_path / "n"], ["--areas", "1", "--out", tmp_path / "n", "--seed", "-1"]):
        made = halfsky("cube", "simulate", *given, home=tmp_path / "home")
        assert made.returncode == 2 and "整数" in made.stderr
    (tmp_path / "there").mkdir()
    made = halfsky("cube", "simulate", "--areas", "1", "--out", tmp_path / "there", home=tmp_path / "home")
    assert made.returncode == 2 and "已存在" in made.stderr
    assert halfsky("cube", "info", tmp_path / "there", home=tmp_path / "home").returncode == 2
