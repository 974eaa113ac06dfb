"""Commands typed wrongly: one sentence in the user's language, exit status 2."""

from __future__ import annotations

import sys

import pytest

from halfsky.cli.groups import app
from halfsky.cli.misuse import run
from tests.cli.run import halfsky


@pytest.mark.parametrize(("typed", "zh"), [
    ("nosuch", "没有命令“nosuch”。写法见 halfsky --help。"),
    ("plan read", "缺少 FILE。写法见 halfsky plan read --help。"),
    ("plan read a b", "多写了“b”。写法见 halfsky plan read --help。"),
    ("framework list --domian health", "没有选项 --domian，是不是 --domain。写法见 halfsky framework list --help。"),
    ("outlook hindsight --release x --ahead two", "--ahead 的值不能用：不是整数。写法见 halfsky outlook hindsight --help。"),
    ("outlook hindsight --release x --ahead 9", "--ahead 的值不能用：不能大于 3。写法见 halfsky outlook hindsight --help。"),
    ("outlook hindsight --release", "选项 --release 后面缺少值。写法见 halfsky outlook hindsight --help。"),
])
def test_each_kind_of_slip_has_its_sentence(typed, zh, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["halfsky", *typed.split()])
    monkeypatch.setenv("HALFSKY_LANG", "zh-hans")
    assert run(app) == 2
    assert capsys.readouterr().err.strip() == zh


def test_the_command_itself_says_it_in_either_language(tmp_path):
    home = tmp_path / "home"
    slip = halfsky("plan", "read", home=home)
    assert (slip.returncode, slip.stdout, slip.stderr) == (2, "", "缺少 FILE。写法见 halfsky plan read --help。\n")
    slip = halfsky("plan", "read", home=home, lang="en")
    assert (slip.returncode, slip.stderr) == (2, "FILE is missing. See halfsky plan read --help.\n")
    assert halfsky("--version", home=home).returncode == 0
    for alone in ((), ("plan",)):
        help_ = halfsky(*alone, home=home)
        assert help_.returncode == 2 and "Usage" in help_.stdout and help_.stderr == ""
    assert halfsky("plan", "read", tmp_path / "none.docx", home=home).returncode == 2
    slip = halfsky("yearbook", "--year", 2024, "--lang", "fr", home=home)
    assert slip.returncode == 2 and "--lang 应是 zh 或 en，现为 fr" in slip.stderr
    slip = halfsky("plan", "read", tmp_path / "none.docx", "--lang", "fr", home=home)
    assert (slip.returncode, slip.stdout) == (2, "") and "--lang 应是 zh-hans 或 en" in slip.stderr
