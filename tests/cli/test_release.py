"""``halfsky release`` as a user runs it: history, embargo, keys, and proving with and without the office."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.run import halfsky
from tests.office.figures import row, sheet


@pytest.fixture(scope="module")
def home(county_home, tmp_path_factory):
    """A county with a revision that is held back."""
    copy = tmp_path_factory.mktemp("releases") / "home"
    shutil.copytree(county_home, copy)
    run = halfsky("release", "freeze", "--year", "2024", "--reason", "县卫健局更正一个数", "--embargo", "2099-03-01 09:00", "--json",
                  "--as", "statistician", home=copy)
    made = json.loads(run.stdout)
    assert (made["release"], made["revises"], made["previous"]) == ("2024-2", "2024-1", "2024-1")
    assert made["embargo"] == "2099-03-01T09:00:00+08:00"
    return copy


def test_the_list_says_state_embargo_revision_and_signer(home):
    rows = json.loads(halfsky("release", "list", "--json", home=home).stdout)
    assert [(row["release"], row["state"], row["revises"], row["revised_by"]) for row in rows] == [
        ("2024-2", "embargoed", "2024-1", ""), ("2024-1", "revised", "", "2024-2")]
    assert rows[0]["signer"] == {"body": "县统计局", "role": "statistician"} and rows[0]["embargo"] == "2099-03-01 09:00"
    zh, en = (halfsky("release", "list", home=home, lang=lang).stdout for lang in ("zh-hans", "en"))
    assert "待解禁（2099-03-01 09:00）" in zh and "修订 2024-1：县卫健局更正一个数" in zh and "县统计局，统计局监测人员" in zh
    assert "statistician" not in zh
    assert "held back until 2099-03-01 09:00" in en and "revises 2024-1" in en


def test_others_see_the_last_open_one(home):
    rows = json.loads(halfsky("release", "list", "--json", "--as", "reporter", home=home).stdout)
    assert [(row["release"], row["state"]) for row in rows] == [("2024-1", "current")]


def test_the_freeze_says_in_words_what_it_revises_and_who_sees_it(county_home, tmp_path):
    shutil.copytree(county_home, tmp_path / "home")
    said = halfsky("release", "freeze", "--year", "2024", "--reason", "更正", "--embargo", "2099-03-01", home=tmp_path / "home").stdout
    assert "它修订 2024-1：更正" in said and "2099-03-01 00:00 之前只有" in said


def test_verifying_by_id_and_by_folder_says_each_in_words(home):
    for what in ("2024-2", home / "releases" / "2024-2"):
        run = halfsky("release", "verify", what, home=home)
        assert run.returncode == 0
        for words in ("✓ 文件", "✓ 内容：重新计算了", "✓ 链条：往前核对了 1 个发布版", "✓ 签名：有效，由本办公室（岢岚县", "完整、未改，签署者已确认"):
            assert words in run.stdout, words
    assert "✓ 登记" in halfsky("release", "verify", "2024-2", home=home).stdout


def test_a_folder_on_a_stick_is_verified_without_the_office(home, tmp_path):
    stick = tmp_path / "stick"
    shutil.copytree(home / "releases" / "2024-2", stick / "2024-2")
    halfsky("release", "key", "--out", stick / "office.pub", home=home)
    elsewhere = tmp_path / "none"
    run = halfsky("release", "verify", stick / "2024-2", home=elsewhere)
    assert run.returncode == 0 and "! 签名" in run.stdout and "--key" in run.stdout and "签署者未确认" in run.stdout
    run = halfsky("release", "verify", stick / "2024-2", "--key", stick / "office.pub", home=elsewhere, lang="en")
    assert run.returncode == 0 and "it is known who signed it" in run.stdout and "Nothing" not in run.stdout
    facts = json.loads(halfsky("release", "verify", stick / "2024-2", "--key", stick / "office.pub", "--json", home=elsewhere).stdout)
    assert facts["proved"] and {point["what"]: point["state"] for point in facts["points"]} == {
        "files": "ok", "content": "ok", "chain": "open", "signature": "ok"}
    assert not elsewhere.exists()
    (stick / "2024-2" / "framework.json").chmod(0o644)
    (stick / "2024-2" / "framework.json").write_bytes(b"{}")
    run = halfsky("release", "verify", stick / "2024-2", "--key", stick / "office.pub", home=elsewhere)
    assert run.returncode == 1 and "✗ 文件" in run.stdout and "framework.json" in run.stdout and "不能采信" in run.stdout


def test_a_missing_release_of_the_chain_is_told(home, tmp_path):
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    shutil.rmtree(copy / "releases" / "2024-1")
    run = halfsky("release", "verify", "2024-2", home=copy)
    assert run.returncode == 1 and "前面的发布版 2024-1 不在了" in run.stdout
    run = halfsky("release", "verify", "2024-1", home=copy)
    assert run.returncode == 2 and "manifest.json" in run.stderr


def test_another_offices_key_is_registered_and_its_release_then_proved(home, tmp_path):
    other = tmp_path / "other"
    assert halfsky("init", home=other).returncode == 0
    halfsky("release", "key", "--out", tmp_path / "kelan.pub", home=home)
    before = json.loads(halfsky("release", "verify", home / "releases" / "2024-2", "--json", home=other).stdout)
    assert not before["proved"]
    run = halfsky("release", "trust", tmp_path / "kelan.pub", "--name", "岢岚县妇儿工委办", "--area", "140929000000", home=other)
    assert run.returncode == 0 and "核对编号前 16 位" in run.stdout
    after = json.loads(halfsky("release", "verify", home / "releases" / "2024-2", "--json", home=other).stdout)
    assert after["proved"] and "岢岚县妇儿工委办" in after["points"][-1]["text"]
    ring = json.loads(halfsky("release", "key", "--json", home=other).stdout)["ring"]
    assert [(one["name"], one["own"]) for one in ring] == [("岢岚县", True), ("岢岚县妇儿工委办", False)]
    assert "岢岚县妇儿工委办" in halfsky("release", "key", home=other).stdout


def test_an_embargo_is_ended_by_hand(home, tmp_path):
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    run = halfsky("release", "lift", "2024-2", "--reason", "领导小组已审定", "--as", "officer", home=copy)
    assert run.returncode == 0 and "已解禁" in run.stdout
    rows = json.loads(halfsky("release", "list", "--json", "--as", "reporter", home=copy).stdout)
    assert [(row["release"], row["state"]) for row in rows] == [("2024-2", "current"), ("2024-1", "revised")]
    run = halfsky("release", "lift", "2024-2", "--reason", "x", "--as", "reporter", home=copy)
    assert run.returncode == 2 and "只有统计局监测人员" in run.stderr


@pytest.fixture(scope="module")
def corrected(county_home, tmp_path_factory):
    """A county whose pension coverage of 2024 was corrected far down, frozen again."""
    folder = tmp_path_factory.mktemp("corrected")
    copy = folder / "home"
    shutil.copytree(county_home, copy)
    halfsky("import", "figures", sheet(folder, row("security.pension_coverage", year=2024, breakdown="SEX=F", value="12.34")), home=copy)
    return copy, halfsky("release", "freeze", "--year", "2024", "--reason", "更正参保率", home=copy).stdout


def test_a_revision_says_at_once_what_it_moved(corrected):
    _home, said = corrected
    assert "2024-2 与 2024-1 相比：数据新增 0 个、删去 0 个、更改 1 个" in said
    assert "基本养老保险参保率（女） 2024 年：" in said and "→ 12.34%" in said
    assert "目标的判断" in said and "目标 4" in said and "→ 达标困难" in said


def test_two_releases_are_compared_by_id_by_folder_and_as_json(corrected, tmp_path):
    home, _said = corrected
    by_id = halfsky("release", "diff", "2024-1", "2024-2", home=home, lang="en").stdout
    assert "2024-2 against 2024-1: 0 figures added, 0 removed, 1 changed" in by_id
    folders = [home / "releases" / name for name in ("2024-1", "2024-2")]
    without_office = halfsky("release", "diff", *folders, home=tmp_path / "none", lang="en").stdout
    assert without_office == by_id and not (tmp_path / "none").exists()
    facts = json.loads(halfsky("release", "diff", "2024-1", "2024-2", "--json", home=home).stdout)
    assert facts["schema"] == "halfsky/difference/1" and facts["observations"]["changed"] == 1
    assert facts["observations"]["rows"][0]["new"]["value"] == 12.34 and facts["judgements"]["goals"]


@pytest.mark.parametrize("surroundings", [{"TZ": "America/St_Johns", "LC_ALL": "C"}, {"PYTHONHASHSEED": "7"}])
def test_the_difference_is_the_same_bytes_elsewhere(corrected, tmp_path, surroundings):
    home, _said = corrected
    folders = [home / "releases" / name for name in ("2024-1", "2024-2")]
    here = halfsky("release", "diff", *folders, "--json", home=tmp_path / "none").stdout
    assert halfsky("release", "diff", *folders, "--json", home=tmp_path / "none", **surroundings).stdout == here


def test_what_cannot_be_compared_is_told(corrected, tmp_path):
    home, _said = corrected
    for arguments in (("2024-1", "2024-9"), ("2024-1", tmp_path / "nothing")):
        run = halfsky("release", "diff", *arguments, home=home)
        assert run.returncode == 2 and len(run.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_figures_leave_as_one_table_by_id_and_by_folder(home, tmp_path, form):
    by_id, by_folder = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    run = halfsky("release", "export", "2024-1", "--out", by_id, home=home)
    assert run.returncode == 0 and "已写出 3896 行" in run.stdout
    halfsky("release", "export", home / "releases" / "2024-1", "--out", by_folder, home=tmp_path / "none")
    assert by_id.read_bytes() == by_folder.read_bytes()


def test_an_export_to_nowhere_or_of_another_kind_is_refused(home, tmp_path):
    for out, words in ((tmp_path / "a.doc", ".parquet"), ("/proc/nowhere/a.csv", "不能读写")):
        run = halfsky("release", "export", "2024-1", "--out", out, home=home)
        assert run.returncode == 2 and words in run.stderr and len(run.stderr.strip().splitlines()) == 1


def test_a_foreign_release_is_added_by_its_key_and_a_damaged_one_refused(home, tmp_path):
    other, key = tmp_path / "other", tmp_path / "kelan.pub"
    shutil.copytree(home, other)
    halfsky("release", "key", "--out", key, home=home)
    own = halfsky("release", "add", home / "releases" / "2024-1", "--key", key, home=other)
    assert own.returncode == 2 and "本办公室自己的" in own.stderr
    (tmp_path / "broken").mkdir()
    run = halfsky("release", "add", tmp_path / "broken", home=other)
    assert run.returncode == 2 and "manifest.json" in run.stderr
