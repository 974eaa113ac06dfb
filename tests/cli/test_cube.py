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


def test_one_county_is_picked_signed_and_an_unknown_one_refused(tmp_path):
    from halfsky.vault.keyring import make_office_key
    from halfsky.vault.seal import read_seal

    home = tmp_path / "home"
    halfsky("cube", "simulate", "--areas", "2", "--out", tmp_path / "n", home=home)
    area = next(one for one in _areas(tmp_path / "n") if one["judged"] and one["level"] == "county")["code"]
    key, _ = make_office_key(tmp_path / "keys", name="国家办", area="000000000000")
    given = ("cube", "pick", "--release", tmp_path / "n", "--area", area)
    made = halfsky(*given, "--out", tmp_path / "one", "--keys", tmp_path / "keys", home=home, lang="en")
    assert made.returncode == 0, made.stderr
    assert f"halfsky release add {tmp_path / 'one'}" in made.stdout
    seal = read_seal((tmp_path / "one/signature.json").read_bytes())
    assert seal.key.id == key.id
    plain = halfsky(*given, "--out", tmp_path / "plain", home=home, lang="en")
    assert "not signed" in plain.stdout
    refused = halfsky("cube", "pick", "--release", tmp_path / "n", "--area", "1", "--out", tmp_path / "x", home=home)
    assert refused.returncode == 2 and "没有地区" in refused.stderr


def test_the_results_are_written_as_one_parquet(tmp_path):
    home, out = tmp_path / "home", tmp_path / "results.parquet"
    halfsky("cube", "simulate", "--areas", "1", "--out", tmp_path / "n", home=home)
    made = halfsky("monitor", "run", "--release", tmp_path / "n", "--parquet", out, home=home)
    assert made.returncode == 0, made.stderr
    assert out.stat().st_size > 10_000
    refused = halfsky("monitor", "run", "--release", tmp_path / "n", "--parquet", tmp_path / "results.txt", home=home)
    assert refused.returncode == 2 and ".parquet" in refused.stderr


def _areas(release):
    import pyarrow.parquet as pq

    return pq.read_table(release / "codes/area.parquet").to_pylist()


def test_tables_and_a_map_are_made_of_the_results(tmp_path):
    home, out = tmp_path / "home", tmp_path / "results.parquet"
    halfsky("cube", "simulate", "--areas", "2", "--out", tmp_path / "n", home=home)
    halfsky("monitor", "run", "--release", tmp_path / "n", "--parquet", out, home=home)
    made = halfsky("cube", "ranked", out, "--out", tmp_path / "t", home=home)
    assert made.returncode == 0 and len(list((tmp_path / "t").glob("*.csv"))) == 4, made.stderr
    none = halfsky("cube", "map", out, "--out", tmp_path / "m.svg", home=home)
    assert none.returncode == 2 and "不附带边界" in none.stderr
    shape = {"type": "Polygon", "coordinates": [[[100, 30], [101, 30], [101, 31], [100, 30]]]}
    areas = [{"properties": {"code": one["code"]}, "geometry": shape} for one in _areas(tmp_path / "n")]
    (tmp_path / "b.json").write_text(json.dumps({"features": areas}))
    made = halfsky("cube", "map", out, "--boundaries", tmp_path / "b.json", "--out", tmp_path / "m.svg", home=home)
    assert made.returncode == 0, made.stderr
    assert "演示数据" in (tmp_path / "m.svg").read_text(encoding="utf-8")
    strange = halfsky("cube", "map", out, "--boundaries", tmp_path / "b.json", "--property", "x", "--out", tmp_path / "m.svg", home=home)
    assert strange.returncode == 2 and "code" in strange.stderr
