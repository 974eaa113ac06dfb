import os
import subprocess
import sys
from pathlib import Path

import pytest

from halfsky.config.options import SettingRefused, read_options
from halfsky.cube.choice import EngineRefused, engine_named, engine_of


@pytest.mark.parametrize("text", ["duckdb", "local", "spark://127.0.0.1:7077", "spark://node-1.city:7077", "spark://[::1]:1"])
def test_the_three_kinds_of_engine_are_known(text):
    assert engine_named(text) == text
    assert read_options({"HALFSKY_ENGINE": text})["HALFSKY_ENGINE"] == text


def test_without_a_word_the_engine_is_duckdb():
    assert engine_of({}) == read_options({})["HALFSKY_ENGINE"] == "duckdb"


@pytest.mark.parametrize(
    "text", ["", "spark", "DuckDB", "spark://host", "spark://host:0", "spark://host:70000", "spark://a b:1", "yarn",
             "local[2]", "spark://host:7077 --conf x=y", "spark://h:7077,h2:7077"]
)  # fmt: skip
def test_another_value_is_refused_by_number_with_what_is_expected(text):
    with pytest.raises(EngineRefused) as refused:
        engine_of({"HALFSKY_ENGINE": text})
    assert refused.value.text("zh-hans").startswith("S004 ") and "spark://" in refused.value.text("en")
    with pytest.raises(SettingRefused, match=r"S001.*HALFSKY_ENGINE"):
        read_options({"HALFSKY_ENGINE": text})


def test_the_plain_run_refuses_it_in_one_sentence_with_status_two(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(Path("src").resolve()), "HALFSKY_ENGINE": "hive", "HALFSKY_LANG": "en"}
    made = subprocess.run(
        [sys.executable, "-m", "halfsky", "monitor", "run", "--release", str(tmp_path)],
        env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.startswith("S004 ") and len(made.stderr.splitlines()) == 1 and "hive" in made.stderr
