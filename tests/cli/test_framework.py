"""``halfsky framework check | list`` as a user runs it."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from halfsky.cli.framework import app
from halfsky.formats.catalogue import shipped

RUN = CliRunner()


@pytest.fixture
def copied(tmp_path):
    folder = tmp_path / "catalogue"
    shutil.copytree(shipped(), folder)
    return folder


def test_the_shipped_framework_is_clean_and_ends_with_0():
    result = RUN.invoke(app, ["check"])
    assert result.exit_code == 0, result.output
    assert "发现 0 个问题" in result.output


def test_an_unsourced_indicator_is_named_and_ends_with_1(copied):
    path = copied / "indicators" / "law.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",court,", ",,"), encoding="utf-8")
    result = RUN.invoke(app, ["check", "--catalogue", str(copied), "--json"])
    assert result.exit_code == 1
    findings = json.loads(result.output)["findings"]
    assert {finding["key"] for finding in findings} == {"no_source"}
    assert "law.protection_orders" in {finding["where"] for finding in findings}
    assert all(finding["text_zh"] and finding["text_en"] for finding in findings)


def test_a_catalogue_without_a_plan_is_a_finding(copied):
    shutil.rmtree(copied / "plans")
    result = RUN.invoke(app, ["check", "--catalogue", str(copied)])
    assert result.exit_code == 1


def test_english_is_spoken_when_asked(monkeypatch):
    monkeypatch.setenv("HALFSKY_LANG", "en")
    assert "0 findings" in RUN.invoke(app, ["check"]).output


def test_list_prints_one_line_an_indicator():
    result = RUN.invoke(app, ["list", "--domain", "health"])
    assert result.exit_code == 0
    assert "health.maternal_mortality\t孕产妇死亡率\t/10万\t县卫健局\t岢妇监" in result.output
    assert "law." not in result.output


def test_list_as_json_holds_the_definition():
    rows = json.loads(RUN.invoke(app, ["list", "--json"]).output)
    assert {"code", "definition_zh", "denominator_en"} <= set(rows[0])


def test_an_unknown_domain_says_which_there_are():
    result = RUN.invoke(app, ["list", "--domain", "sports"])
    assert result.exit_code == 2
    assert "health education economy" in result.output
