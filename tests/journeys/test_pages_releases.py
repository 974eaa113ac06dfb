"""The pages of releases: the list, one release in plain words, freezing from the browser, what the worker does for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.selectors.runs import runs_of
from halfsky.office.release.listing import intact, releases
from halfsky.office.release.models import Release
from halfsky.office.release.preview import preview
from halfsky.office.release.services.freeze import freeze
from halfsky.office.release.services.shelve import shelve
from halfsky.office.release.shelf import release_path
from halfsky.upkeep import job_kinds, worker
from halfsky.upkeep.jobs import jobs
from halfsky.vault.signature import new_key
from tests.cast import CAST
from tests.office.figures import row, taken
from tests.office.release_folders import chain

AREA = "140929000000"


@pytest.fixture(autouse=True)
def no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_kinds, "draw", lambda **_: 0)


def main_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return re.sub(r"\s+", " ", re.search(r"<main.*?</main>", answer.content.decode(), re.S).group())  # type: ignore[union-attr]


def pressed(client: Client, address: str, **typed: str) -> str:
    """Post a form, let the worker do what was asked, and give the page one is sent to."""
    answer = client.post(address, typed)
    assert answer.status_code == 302, (address, answer.status_code)
    worker.work(once=True)
    return main_of(client, answer.headers["Location"])


def test_freezing_from_the_browser_shows_first_what_and_then_does_it(county: Path, as_role: Callable[..., Client], tmp_path: Path) -> None:
    client = as_role("officer")
    taken(tmp_path, row("security.pension_coverage", year=2024, breakdown="SEX=F", value="12.34"))
    page = main_of(client, "/releases/freeze/?year=2024")
    seen = preview(2024, "", AREA, "zh")
    assert (seen.revises, seen.changed, seen.figures) == ("2024-1", 1, 3896)
    for words in ("会冻结的数</dt><dd>3896", "与 2024-1 不同</dt><dd>1<", "修订 2024-1", "解禁时间（可不填）", f"应报而没有</dt><dd>{seen.missing_count}<"):
        assert words in page, words
    token = re.search(r'name="token" value="([0-9a-f]+)"', page).group(1)  # type: ignore[union-attr]
    form = {"year": "2024", "genre": "women", "reason": "更正参保率", "embargo": "", "token": token}
    shown = pressed(client, "/releases/freeze/", **form)
    assert "完成" in shown and "/releases/2024-2/" in shown
    pressed(client, "/releases/freeze/", **form)
    assert Release.objects.count() == 2, "pressing twice freezes once"
    made = Release.objects.get(name="2024-2")
    assert (made.reason, made.signer_role, made.revises.name) == ("更正参保率", "officer", "2024-1")  # type: ignore[union-attr]
    page = main_of(client, "/releases/2024-2/")
    for words in ("修订了什么（与 2024-1 相比）", "更改 1 个", "基本养老保险参保率（女） 2024 年", "→ 12.34%", "达标困难", "与登记的清单相符", "更正参保率"):
        assert words in page, words
    assert "已由 2024-2 代替" in main_of(client, "/releases/")


@pytest.mark.parametrize(("typed", "words"), [
    ({"reason": ""}, "请写明修订原因"), ({"reason": "x", "embargo": "soon"}, "2025-03-01 09:00"),
])
def test_a_freeze_that_cannot_be_is_refused_in_place_and_keeps_what_was_typed(
    typed: dict[str, str], words: str, county: Path, as_role: Callable[..., Client]
) -> None:
    answer = as_role("statistician").post("/releases/freeze/", {"year": "2024", "genre": "women", **typed})
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text and jobs() == []
    assert typed.get("reason", "") in text


@pytest.mark.parametrize(("year", "words"), [("2031", "不在规划期"), ("x", "冻结发布版"), ("20240", "冻结发布版"), ("", "冻结发布版")])
def test_a_year_that_cannot_be_frozen_says_so_before(year: str, words: str, county: Path, as_role: Callable[..., Client]) -> None:
    assert words in main_of(as_role("officer"), f"/releases/freeze/?year={year}")


def test_what_is_missing_is_counted_by_department(counted_office: Path, as_role: Callable[..., Client]) -> None:
    from halfsky.office.collection.models import Observation

    before = preview(2024, "women", AREA, "zh")
    assert before.revises == "" and before.within and before.due >= before.missing_count
    gone = Observation.objects.filter(indicator__code="security.pension_coverage", year=2024, current=True)
    count = gone.count()
    gone.delete()
    after = preview(2024, "women", AREA, "zh")
    assert after.missing_count == before.missing_count + 5, "the total, women, men, urban, rural: what is asked for"
    assert after.figures == before.figures - count
    assert after.missing[0].body in main_of(as_role("officer"), "/releases/freeze/?year=2024")


def test_checking_shows_every_answer_and_a_damaged_release_is_seen(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("city")
    page = pressed(client, "/releases/2024-1/prove/")
    for words in ("文件：", "内容：重新计算了", "链条：这是该办公室的第一个发布版", "签名：有效，由本办公室", "登记：与本办公室登记的一致"):
        assert words in page, words
    assert "签名相符" in main_of(client, "/releases/") and intact(releases("city")) == {Release.objects.get().pk}
    folder = release_path(Release.objects.get())
    (folder / "signature.json").unlink()
    assert "签名不符" in main_of(client, "/releases/") and "不符，请核验" in main_of(client, "/releases/2024-1/")
    page = pressed(client, "/releases/2024-1/prove/")
    assert "缺少 signature.json" in page and "不符" in page


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_table_is_written_by_the_worker_and_then_sent(form: str, county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("reporter")
    page = pressed(client, f"/releases/2024-1/figures.{form}")
    assert re.search(r"<span class=\"muted small\">[0-9.]+ [KM]B</span>", page)
    answer = client.post(f"/releases/2024-1/figures.{form}")
    assert answer.status_code == 200 and f"{AREA}-2024-1.{form}" in answer.headers["Content-Disposition"]
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "parquet": b"PAR1"}[form] == content[: len({"csv": "123", "xlsx": "12", "parquet": "1234"}[form])]
    assert client.post("/releases/2024-1/figures.exe").status_code == 404


def test_the_run_of_a_release_is_asked_for_from_its_page(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("statistician")
    made = freeze(year=2024, reason="更正", by=CAST["officer"], at=timezone.now())
    assert "还没有运行过监测" in main_of(client, "/releases/2024-2/") and runs_of(made.pk) == []
    page = pressed(client, "/releases/2024-2/run/")
    run = Run.objects.get(release=made)
    assert run.result_hash in page and '/?release=2024-2"' in page
    shown = runs_of(run.release_id)[0]
    assert f"{shown.met} / {shown.judged} = {shown.rate}" in page


def test_an_embargo_is_ended_by_hand_on_the_page_by_those_who_may(county: Path, as_role: Callable[..., Client]) -> None:
    freeze(year=2024, reason="更正", embargo=timezone.now() + timezone.timedelta(days=3), by=CAST["officer"], at=timezone.now())
    officer = as_role("officer")
    assert "现在解禁" in main_of(officer, "/releases/2024-2/") and "待解禁" in main_of(officer, "/releases/")
    assert "现在解禁" not in main_of(as_role("leader"), "/releases/2024-2/")
    main_of(as_role("reporter"), "/releases/2024-2/", status=404)
    assert as_role("reporter").post("/releases/2024-2/prove/").status_code == 404
    answer = officer.post("/releases/2024-2/lift/", {"reason": " "}, follow=True)
    assert "请写明为什么现在解禁" in answer.content.decode()
    officer.post("/releases/2024-2/lift/", {"reason": "领导小组已审定"})
    assert "有效" in main_of(as_role("reporter"), "/releases/2024-2/")


def test_the_releases_before_are_compared_when_asked(county: Path, as_role: Callable[..., Client]) -> None:
    freeze(year=2024, reason="更正", by=CAST["officer"], at=timezone.now())
    client = as_role("leader")
    assert "还没有比较" in main_of(client, "/releases/2024-2/")
    assert "更改 0 个" in pressed(client, "/releases/2024-2/moves/")
    assert client.post("/releases/2024-1/moves/").status_code == 404


def test_jobs_are_listed_with_their_state_and_what_to_do(county: Path, as_role: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_role("officer")
    assert "还没有后台任务" in main_of(client, "/jobs/")
    client.post("/releases/2024-1/prove/")
    waiting = main_of(client, "/jobs/")
    assert "排队" in waiting and "请确认 halfsky serve 在运行" in waiting and "data-waiting" in waiting and "后台正在做：核验" in main_of(client, "/releases/2024-1/")
    worker.work(once=True)
    assert "完成" in main_of(client, "/jobs/") and "data-waiting" not in main_of(client, "/jobs/")
    monkeypatch.setattr(job_kinds, "run_release", lambda **_: 1 / 0)
    page = pressed(client, "/releases/2024-1/run/")
    assert "上一项后台任务失败了" in page and "Traceback" not in page
    listed = main_of(client, "/jobs/")
    assert "失败" in listed and "halfsky doctor" in listed and jobs()[0].id in listed and "ZeroDivision" not in listed


@pytest.mark.parametrize("name", ["2024-9", "140926000000-2024-1", "2031-1"])
def test_a_release_that_is_not_there_answers_404(name: str, county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    assert client.get(f"/releases/{name}/").status_code == 404
    for act in ("prove", "run", "moves", "lift", "figures.csv"):
        assert client.post(f"/releases/{name}/{act}" + ("" if "." in act else "/")).status_code == 404


def test_every_page_of_releases_speaks_english(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    client.post("/language/", {"language": "en", "next": "/"})
    pressed(client, "/releases/2024-1/prove/")
    for address in ("/releases/", "/releases/2024-1/", "/releases/freeze/?year=2024", "/jobs/"):
        text = re.sub(r"<[^>]+>", " ", main_of(client, address))
        assert "发布版" not in text and "核验" not in text and "冻结" not in text, address


def test_a_foreign_release_is_marked_and_looked_at_apart(county: Path, as_role: Callable[..., Client], tmp_path: Path) -> None:
    key = new_key()
    chain(tmp_path / "stick", key, 2, area="140922000000")
    (tmp_path / "office.pub").write_bytes(key.public.pem())
    shelve(path=tmp_path / "stick" / "2024-2", key=tmp_path / "office.pub", by=CAST["officer"], at=timezone.now())
    client = as_role("officer")
    assert "其他办公室" in main_of(client, "/releases/")
    page = main_of(client, "/releases/140922000000-2024-2/")
    assert "只供查看，不进入本办公室的监测和预警" in page and "/releases/140922000000-2024-2/areas/140922000000/" in page
    assert "140922000000-2024-1</dd>" in page, "the one before is named, and is no link while it is not on the shelf"
    page = pressed(client, "/releases/140922000000-2024-2/run/")
    assert "可监测" in page and "合计" in page and Run.objects.count() == 1
    assert "未定" in pressed(client, "/releases/140922000000-2024-2/prove/")
    opened = client.get("/", {"release": "140922000000-2024-2"}).headers["Location"]
    assert opened == "/releases/140922000000-2024-2/areas/140922000000/"
    client.post(opened + "open/")
    worker.work(once=True)
    assert "只供查看" in main_of(client, "/?release=140922000000-2024-2") and Run.objects.count() == 1
