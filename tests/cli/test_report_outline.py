"""Outlines at the command line: exported, changed, set, shown, followed by the reports printed, taken back."""

from __future__ import annotations

import json
import shutil

from tests.cli.run import halfsky


def test_an_outline_goes_out_to_a_file_and_comes_back_as_a_version(county_home, tmp_path):
    home, file = tmp_path / "home", tmp_path / "outline.json"
    shutil.copytree(county_home, home)

    def told(*words, status=0):
        run = halfsky("report", *words, home=home)
        assert run.returncode == status, run.stdout + run.stderr
        return run.stdout + run.stderr

    assert "annual  v0  7/0/0" in told("outline", "list") and "1. 监测依据和数据来源  basis" in told("outline", "show", "annual")
    told("outline", "export", "annual", file)
    data = json.loads(file.read_text("utf-8"))
    data["sections"] = [one | {"on": one["code"] != "scope"} for one in reversed(data["sections"])]
    data["sections"].insert(0, {"code": "own.1", "title_zh": "组织领导情况", "paragraphs_zh": ["规划目标共{all:goals:total}项。"]})
    file.write_text(json.dumps(data), "utf-8")
    assert "不能修改" in told("outline", "set", file, "--as", "leader", status=2)
    assert "第 1 版" in told("outline", "set", file, "--note", "县里要求", "--as", "officer")
    assert "县里要求" in told("outline", "set", file, "--as", "officer", status=2)
    shown = json.loads(told("outline", "show", "annual", "--json"))
    assert (shown["version"], shown["note"], shown["sections"][0]["paragraphs_zh"]) == (1, "县里要求", ["规划目标共{all:goals:total}项。"])
    told("annual", "--year", 2024, "--out", tmp_path / "out", "--as", "officer")
    page = next((tmp_path / "out").glob("*.html")).read_text("utf-8")
    assert page.index("组织领导情况") < page.index("对策建议") < page.index("监测依据和数据来源") and "指标口径和有关说明" not in page
    assert "第 2 版" in told("outline", "back", "annual", 0, "--as", "statistician")
    assert json.loads(told("outline", "list", "--json"))[0]["version"] == 2
    file.write_text(json.dumps(data | {"version": 2, "sections": [{"code": "lead"}]}), "utf-8")
    assert "代码以 own. 开头" in told("outline", "set", file, "--as", "officer", status=2)
    file.write_text(json.dumps({"version": 2, "sections": []}), "utf-8")
    assert "kind ?" in told("outline", "set", file, "--as", "officer", status=2)
    file.write_text("{", "utf-8")
    assert "读不懂" in told("outline", "set", file, "--as", "officer", status=2)
    assert "没有第 9 版" in told("outline", "show", "annual", "--version", 9, status=2) and "没有大纲" in told("outline", "show", "leader", status=2)
