import os
import subprocess
import sys
from pathlib import Path

import pytest

from halfsky.cube import spark
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from tests.cube.county import county


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    path = tmp_path_factory.mktemp("releases") / "2024-1"
    write_release(path, county(indicators=9, breakdowns=9))
    return path


def command(release, tmp_path, **more):
    env = {**os.environ, "PYTHONPATH": str(Path("src").resolve()), "TMPDIR": str(tmp_path), "HALFSKY_LANG": "en", **more}
    given = [sys.executable, "-m", "halfsky", "monitor", "run", "--release", str(release)]
    return subprocess.run([*given, "--json", str(release.parent / "o.json")], env=env, capture_output=True, text=True)


@pytest.mark.slow
def test_the_command_on_spark_prints_the_same_and_nothing_else_and_clears_away(release, tmp_path, spark_can_start):
    plain = command(release, tmp_path)
    here = command(release, tmp_path, HALFSKY_ENGINE="local")
    assert (here.returncode, here.stderr) == (0, "")
    assert here.stdout == plain.stdout
    assert (release.parent / "o.json").read_bytes() == dumps(monitor(release))
    assert [path.name for path in tmp_path.iterdir() if "spark" in path.name] == []


def test_without_java_the_command_says_what_to_install_with_status_two(release, tmp_path):
    made = command(release, tmp_path, HALFSKY_ENGINE="local", JAVA_HOME=str(tmp_path / "no-java"))
    assert (made.returncode, made.stdout) == (2, "")
    assert len(made.stderr.splitlines()) == 1 and "openjdk-17-jre-headless" in made.stderr


def test_without_the_package_it_says_what_to_install(monkeypatch, release):
    monkeypatch.setattr(spark, "find_spec", lambda name: None if name == "sqlglot" else object())
    with pytest.raises(spark.SparkRefused, match=r"sqlglot.*halfsky\[spark\]") as refused:
        monitor(release, engine="local")
    assert "pip install" in refused.value.text("zh-hans")


def test_java_is_looked_for_where_java_home_points(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert spark.java() == ""
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert spark.java() == str(program)


def test_a_java_that_fails_ends_in_one_sentence_and_leaves_nothing(release, tmp_path):
    program = tmp_path / "old" / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 'Error: UnsupportedClassVersionError' >&2\nexit 1\n")
    program.chmod(0o755)
    made = command(release, tmp_path, HALFSKY_ENGINE="local", JAVA_HOME=str(tmp_path / "old"))
    assert (made.returncode, made.stdout) == (2, "")
    assert len(made.stderr.splitlines()) == 1 and "UnsupportedClassVersionError" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.slow
def test_a_master_that_does_not_answer_is_named(release, tmp_path, spark_can_start):
    made = command(release, tmp_path, HALFSKY_ENGINE="spark://127.0.0.1:9")
    assert (made.returncode, made.stdout) == (2, "")
    assert len(made.stderr.splitlines()) == 1 and "spark://127.0.0.1:9" in made.stderr
    assert "Connection refused" in made.stderr


@pytest.mark.slow
def test_the_session_listens_on_this_computer_alone(spark_here):
    conf = dict(spark_here.spark.sparkContext.getConf().getAll())
    assert conf["spark.driver.host"] == conf["spark.driver.bindAddress"] == "127.0.0.1"
    assert conf["spark.ui.enabled"] == "false" and conf["spark.authenticate"] == "true"
    assert conf["spark.driver.memory"] == "1g"
    java = Path(f"/proc/{spark_here._gateway.proc.pid}")
    ours = {fd.readlink().name for fd in (java / "fd").iterdir() if fd.is_symlink()}
    read = [(java / "net" / name).read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    found = [line.split() for lines in read for line in lines]
    listening = [row[1].rpartition(":")[0] for row in found if row[3] == "0A" and f"socket:[{row[9]}]" in ours]
    assert listening and set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_parts_grow_with_the_release():
    kept = {}

    class Conf:
        def set(self, name, value):
            kept[name] = value

    class Fake:
        conf = Conf()

    told = []
    for rows in (0, 27_000, 3_200_000, 76_800_000):
        spark.fit(Fake(), rows)
        told.append((int(kept["spark.sql.shuffle.partitions"]), kept["spark.sql.adaptive.enabled"]))
    assert told == [(1, "false"), (1, "false"), (8, "true"), (96, "true")]


@pytest.mark.parametrize(("engine", "state", "remedy"), [("duckdb", "warn", "Only needed"), ("local", "bad", "openjdk-17")])
def test_the_doctor_says_whether_spark_can_be_started(settings, monkeypatch, tmp_path, engine, state, remedy):
    from halfsky.upkeep.doctor import _spark

    settings.ENGINE = engine
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    finding = _spark()
    assert (finding.id, finding.state) == ("D13", state)
    assert remedy in finding.remedy("en") and "openjdk-17-jre-headless" in finding.remedy("zh-hans")
    monkeypatch.setattr(spark, "java", lambda: "/usr/bin/java")
    assert _spark().state == "ok"
