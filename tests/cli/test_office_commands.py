"""What each command says when something is missing or wrong: one sentence with the way out, in both languages."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from halfsky.cli.groups import GROUPS
from tests.cli.run import halfsky
from tests.office.figures import row, sheet
from tests.office.plans import WOMEN
from tests.office_story import ROOT


@pytest.fixture(scope="module")
def home(county_home, tmp_path_factory):
    """A county for commands that only read."""
    copy = tmp_path_factory.mktemp("commands") / "home"
    shutil.copytree(county_home, copy)
    return copy


#: arguments -> words of the sentence, Chinese and English; exit status 2 and nothing on stdout but the sentence
REFUSED = {
    "unknown year": (("monitor", "run", "--year", "2022"), "halfsky release freeze --year 2022", "There is no release for 2022"),
    "no run": (("report", "annual", "--year", "2022"), "halfsky monitor run --year 2022", "There is no monitoring run"),
    "no such body": (("report", "paper", "--year", "2024", "--body", "moon"), "没有代码为 moon", "with the code moon"),
    "no such area": (("report", "paper", "--year", "2024", "--area", "12"), "140929100000 岚漪镇", "140929100000 Lanyi Town"),
    "no such domain": (("report", "paper", "--year", "2024", "--domain", "x"), "health 妇女与健康", "health Women and health"),
    "no value": (("scheme", "effect", "--set", "watch"), "watch=0.5", "watch=0.5"),
    "no parameter": (("scheme", "effect", "--set", "=3"), "没有写改哪一项", "which parameter"),
    "no folder": (("release", "key", "--out", "/nowhere/x.pub"), "/nowhere/x.pub 不能读写（没有这个文件或目录）", "/nowhere/x.pub cannot be read or written"),
    "no file name": (("release", "key", "--out", ""), "是一个目录", "Is a directory"),
    "login with a space": (("init", "--login", "a b"), "登录名“a b”不能用", "such as a.b"),
    "no subject": (("report", "paper", "--year", "2024"), "选一个", "Give one of"),
    "year outside": (("release", "freeze", "--year", "2031"), "不在规划期", "lies outside the plan"),
    "no reason": (("release", "freeze", "--year", "2024"), "--reason", "--reason"),
    "no moment": (("release", "freeze", "--year", "2024", "--reason", "x", "--embargo", "soon"), "2025-03-01 09:00", "2025-03-01 09:00"),
    "no such release": (("release", "verify", "2031-1"), "没有发布版 2031-1", "no release 2031-1"),
    "no key file": (("release", "verify", "2024-1", "--key", "/nowhere.pub"), "公钥", "public key"),
    "nothing held": (("release", "lift", "2024-1", "--reason", "x"), "没有待解禁", "not held back"),
    "nameless key": (("release", "trust", "/nowhere.pub"), "--name", "--name"),
    "missing file": (("import", "figures", "/nowhere/数据.csv"), "找不到文件", "数据.csv"),
    "missing plan": (("plan", "adopt", "/nowhere/规划.docx"), "找不到文件", "规划.docx"),
    "a folder": (("import", "figures", "/tmp"), "不是普通文件", "file"),
    "no such account": (("release", "freeze", "--year", "2024", "--as", "nobody"), "没有账号 nobody", "no account nobody"),
    "no release there": (("release", "verify", "/nowhere"), "manifest.json", "manifest.json"),
    "cannot write": (("report", "leader", "--year", "2024", "--out", "/proc/out"), "不能读写", "cannot be read or written"),
    "taken login": (("init", "--login", "officer"), "已经存在", "is taken"),
    "unknown role": (("init", "--login", "new", "--role", "king"), "没有“king”这个角色", 'no role "king"'),
    "unknown body": (("init", "--login", "new", "--body", "moon"), "moon", "no body moon"),
}


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_one_sentence_and_status_2(home, case, lang):
    arguments, zh, en = REFUSED[case]
    run = halfsky(*arguments, home=home, lang=lang)
    assert run.returncode == 2
    assert (zh if lang == "zh-hans" else en) in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("given", [("--login", "new", "--role", "king"), ("--login", "a b"), ("--login", "new", "--body", "moon")], ids=" ".join)
def test_an_account_that_cannot_be_leaves_no_office_behind(tmp_path, given):
    run = halfsky("init", *given, home=tmp_path / "none")
    assert run.returncode == 2 and not (tmp_path / "none").exists()


NEEDS_AN_OFFICE = (
    ("import", "figures", "x.csv"), ("release", "list"), ("release", "freeze", "--year", "2024"),
    ("monitor", "run", "--year", "2024"), ("report", "annual", "--year", "2024"), ("plan", "adopt", "x.txt"), ("serve",),
)


@pytest.mark.parametrize("arguments", NEEDS_AN_OFFICE, ids=" ".join)
def test_before_init_every_command_says_so(tmp_path, arguments):
    run = halfsky(*arguments, home=tmp_path / "none", from_nothing=True)
    assert run.returncode == 2 and "halfsky init" in run.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("name", "value"), [("HALFSKY_PORT", "abc"), ("HALFSKY_PORT", "0"), ("HALFSKY_UPLOAD_MB", "many"),
                                             ("HALFSKY_HTTPS", "perhaps")])
def test_a_setting_that_cannot_be_used_is_named_with_what_is_expected(home, name, value):
    run = halfsky("release", "list", home=home, **{name: value})
    assert run.returncode == 2 and "S001" in run.stderr and name in run.stderr and value in run.stderr


def test_an_unknown_command_and_an_unknown_option_end_with_2(home):
    assert halfsky("bogus", home=home).returncode == 2
    assert halfsky("release", "list", "--bogus", home=home).returncode == 2


def test_a_sheet_that_is_no_table_is_refused_and_one_with_bad_rows_names_them(home, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01\x02 nothing")
    assert halfsky("import", "figures", bad, home=home).returncode == 2
    mixed = sheet(tmp_path, row(year=2024, numerator=1, denominator=0), row(year=2023, numerator=1, denominator=2, breakdown="SEX=X"))
    run = halfsky("import", "figures", mixed, "--dry-run", "--json", home=home)
    facts = json.loads(run.stdout)
    assert run.returncode == 1 and facts["written"] is False
    assert {(one["row"], one["column"]) for one in facts["problems"]} >= {(2, "denominator")}
    run = halfsky("import", "figures", mixed, home=home)
    assert run.returncode == 2 and "没有写入任何数据" in run.stderr and "第 2 行" in run.stdout


def test_rows_with_the_same_trouble_are_told_in_one_line(home, tmp_path):
    rows = [row(area="110101000000", year=year, numerator=1, denominator=9) for year in (2015, 2016, 2017, 2019)]
    rows.insert(3, row(year=2018, numerator=1, denominator=0))
    told = halfsky("import", "figures", sheet(tmp_path, *rows), "--dry-run", home=home).stdout
    assert "第 2-4、6 行“地区”列" in told and "第 5 行“分母”列" in told and told.count("110101000000") == 1


def test_a_data_folder_or_database_that_cannot_be_used_is_told(county_home, tmp_path):
    """Done with a folder in the file's place, so that it holds for root too, whom rights do not hold."""
    copy = tmp_path / "home"
    shutil.copytree(county_home, copy)
    (copy / "halfsky.sqlite3").unlink()
    (copy / "halfsky.sqlite3").mkdir()
    for lang, words in (("zh-hans", "数据库不能使用"), ("en", "cannot be used")):
        run = halfsky("import", "figures", sheet(tmp_path, row(year=2024, numerator=1, denominator=306)), home=copy, lang=lang)
        assert run.returncode == 2 and words in run.stderr and "halfsky doctor" in run.stderr
    (tmp_path / "file").write_text("")
    for command in (("init",), ("demo", "build", "--out", tmp_path / "out")):
        run = halfsky(*command, home=tmp_path / "file" / "home", cwd=tmp_path)
        assert run.returncode == 2 and "不能写入" in run.stderr


def test_the_doctor_says_what_is_wrong_and_ends_with_1(county_home, tmp_path):
    copy = tmp_path / "home"
    run = halfsky("doctor", "--json", home=copy)
    fresh = {finding["id"]: finding for finding in json.loads(run.stdout)}
    assert run.returncode == 1 and fresh["D02"]["state"] == fresh["D04"]["state"] == "bad"
    for number in ("D05", "D12", "D14"):  # nothing was set up, so nothing was altered, lost or turned
        assert fresh[number]["state"] == "warn" and fresh[number]["remedy"] == "运行 halfsky init 之后再核对。"
    shutil.copytree(county_home, copy)
    assert halfsky("doctor", home=copy).returncode == 0
    database = sqlite3.connect(copy / "halfsky.sqlite3")
    database.execute("DROP TRIGGER trail_entry_no_update")
    database.execute("UPDATE trail_entry SET name = '别人' WHERE seq = 3")
    database.commit()
    database.close()
    run = halfsky("doctor", "--json", home=copy)
    trail = next(finding for finding in json.loads(run.stdout) if finding["id"] == "D05")
    assert run.returncode == 1 and trail["state"] == "bad" and "3" in trail["what"] and "备份" in trail["remedy"]


def commands() -> list[tuple[str, ...]]:
    """Every command there is, from the table of groups and what each group holds."""
    import importlib

    import typer

    found: list[tuple[str, ...]] = []
    for name, (module, _zh, _en) in GROUPS.items():
        command = typer.main.get_command(importlib.import_module(module).app)
        found.extend((name, part) for part in command.commands) if getattr(command, "commands", None) else found.append((name,))
    return found


HELP = """
import sys
from typer.testing import CliRunner
from halfsky.cli.groups import app
for line in sys.stdin.read().splitlines():
    sys.argv = ["halfsky", *line.split(), "--help"]
    print("#####", line, CliRunner().invoke(app, [*line.split(), "--help"]).output)
"""


def test_the_help_of_every_command_holds_an_example():
    names = [" ".join(command) for command in commands()]
    assert len(names) >= 12
    run = subprocess.run([sys.executable, "-c", HELP], input="\n".join(names), capture_output=True, text=True, check=True,
                         env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "dumb", "COLUMNS": "200"})
    parts = {part.split("\n")[0].split("  ")[0].strip(): part for part in run.stdout.split("##### ")[1:]}
    without = [
        name for name in names
        if f"halfsky {name}" not in next(text for key, text in parts.items() if key.startswith(name))
    ]
    assert without == []


#: commands that print facts, and how their facts are had as JSON
JSON = {
    "doctor": ("doctor", "--json"), "release list": ("release", "list", "--json"),
    "framework check": ("framework", "check", "--json"), "framework list": ("framework", "list", "--json"),
}


@pytest.mark.parametrize("name", JSON)
def test_what_prints_facts_prints_them_as_json_too(home, name):
    run = halfsky(*JSON[name], home=home, lang="en")
    assert run.returncode in (0, 1) and json.loads(run.stdout)


def test_version_and_help_need_no_office(tmp_path):
    run = halfsky("--version", home=tmp_path / "none", from_nothing=True)
    assert run.returncode == 0 and run.stdout.startswith("halfsky ")
    for lang, word in (("zh-hans", "半边天"), ("en", "HalfSky")):
        assert word in halfsky("--help", home=tmp_path / "none", lang=lang, from_nothing=True).stdout


def test_a_plan_that_no_framework_fits_or_of_another_place_is_adopted_with_a_word(county_home, tmp_path):
    home, paper = tmp_path / "home", tmp_path / "plan.txt"
    shutil.copytree(county_home, home)
    paper.write_text(WOMEN, encoding="utf-8")
    run = halfsky("plan", "adopt", paper, "--as", "officer", home=home)
    assert run.returncode == 0 and "不可监测" in run.stdout and "这部规划是青川县的，本办公室设为岢岚县" in run.stdout
    facts = json.loads(halfsky("plan", "adopt", paper, "--json", "--as", "officer", home=home).stdout)
    assert (facts["region"], facts["office"], facts["another_place"], facts["framework"]) == ("青川县", "岢岚县", True, "")


def test_a_backup_tells_its_facts_as_json(county_home, tmp_path):
    home = shutil.copytree(county_home, tmp_path / "home", ignore=shutil.ignore_patterns(".part-*"))
    made = json.loads(halfsky("backup", tmp_path / "b.tar", "--json", home=home).stdout)
    assert made["file"].endswith("b.tar") and made["files"] > 3 and (tmp_path / "b.tar").stat().st_size > made["bytes"] / 2
