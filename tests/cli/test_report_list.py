"""From draft to edition at the command line, and ``halfsky report list``: the editions published."""

from __future__ import annotations

import json
import shutil

from tests.cli.run import halfsky


def test_a_report_goes_from_draft_to_edition_and_only_then_it_is_listed(county_home, tmp_path):
    home, out = tmp_path / "home", tmp_path / "out"
    shutil.copytree(county_home, home)

    def told(*words, status=0):
        run = halfsky("report", *words, home=home)
        assert run.returncode == status, run.stdout + run.stderr
        return run.stdout + run.stderr

    assert "还没有报告" in told("list") and "还没有草稿" in told("drafts")
    assert "这是草稿" in told("leader", "--year", 2024, "--out", tmp_path / "printed", "--as", "statistician")
    assert "还没有报告" in told("list"), "printing publishes nothing"
    assert "--as" in told("draft", "--year", 2024, "--kind", "leader", status=2)
    assert json.loads(told("drafts", "--json")) == []
    begun = json.loads(told("draft", "--year", 2024, "--kind", "leader", "--json", "--as", "officer"))
    assert (begun["number"], begun["kind"], begun["year"]) == (1, "leader", 2024)
    assert "已有第 1 号草稿" in told("draft", "--year", 2024, "--kind", "leader", "--as", "officer", status=2)
    assert "还没有批准" in told("publish", 1, "--as", "officer", status=2)
    assert json.loads(told("put-forward", 1, "--json", "--as", "officer"))["state"] == "put_forward"
    told("object", 1, "--comment", "请重写", "--as", "leader")
    assert "没有第 9 号" in told("approve", 9, "--as", "leader", status=2)
    told("redraft", 1, "--as", "officer")
    told("put-forward", 1, "--as", "officer")
    assert "不能办理" in told("approve", 1, "--as", "officer", status=2)
    assert json.loads(told("approve", 1, "--json", "--as", "leader"))["state"] == "approved"
    assert "印发日期" in told("publish", 1, "--date", "soon", "--as", "officer", status=2)
    issued = json.loads(told("publish", 1, "--out", out, "--json", "--as", "officer"))
    assert issued["edition"].endswith("1号") and len(issued["files"]) == 3
    assert {path.suffix for path in out.iterdir()} == {".docx", ".pdf", ".html"}
    (row,) = json.loads(told("list", "--json"))
    assert (row["kind"], row["year"], row["lang"], row["release"]) == ("leader", 2024, "zh", "2024-1")
    assert {"docx", "pdf", "html"} <= set(row["files"])
    assert "leader  2024  zh  2024-1" in told("list") and "已印发" in told("drafts")
    (row,) = json.loads(told("drafts", "--json"))
    assert (row["number"], row["state"], row["edition"]) == (1, "published", issued["edition"])
    made = json.loads(told("leader", "--year", 2024, "--lang", "en", "--json", "--out", tmp_path / "printed"))
    assert (made["kind"], made["lang"], made["draft"]) == ("leader", "en", True) and len(made["files"]) == 3
    assert {path.name for path in (tmp_path / "printed").glob("*.pdf")} == {"leader-2024.pdf", "leader-2024-en.pdf"}, "neither over the other"
