"""``halfsky report list``: the reports written, and none that is held back from the person who asks."""

from __future__ import annotations

import json
import shutil

from tests.cli.run import halfsky


def test_the_list_is_empty_before_the_first_report_and_names_it_afterwards(county_home, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(county_home, home)
    assert "还没有报告" in halfsky("report", "list", home=home, lang="zh-hans").stdout
    halfsky("report", "leader", "--year", "2024", "--out", str(tmp_path / "out"), "--as", "statistician", home=home)
    (row,) = json.loads(halfsky("report", "list", "--json", home=home).stdout)
    assert (row["kind"], row["year"], row["lang"], row["release"]) == ("leader", 2024, "zh", "2024-1")
    assert {"docx", "pdf", "html"} <= set(row["files"])
    assert "leader  2024  zh  2024-1" in halfsky("report", "list", home=home).stdout
