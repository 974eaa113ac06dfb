"""Checking a report's arithmetic in the browser: what does not add up with its place, what was left alone, what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from halfsky.cube.known import known_figures
from halfsky.office.publishing.checked import checked_paper
from halfsky.office.release.listing import folder_of
from halfsky.office.trail.models import Entry
from tests.specimens.converted import typeset

WRONG = "一、健康\n婚前医学检查率为74.8%，比上年提高4.9个百分点，上年为70.9%。\n全县参保女性占48.5%<b>。\n"
RIGHT = "共监测36项指标，35项达标，达标率97.22%。\n"


def upload(client: Client, data: bytes, name: str = "报告.txt", **more: str):
    return client.post("/documents/check/", {"file": SimpleUploadedFile(name, data), **more})


def waiting() -> list[Path]:
    folder = Path(settings.HALFSKY_HOME) / "incoming"
    return list(folder.iterdir()) if folder.exists() else []


def words(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", answer.content.decode())))


def test_what_does_not_add_up_stands_with_its_place_and_the_right_figure(county: Path, as_role: Callable[..., Client]) -> None:
    client, before = as_role("reporter"), Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        answer = upload(client, WRONG.encode())
    assert answer.status_code == 200 and len(asked) <= 12
    text = words(answer)
    assert "核算 1 处，1 处对不上" in text and "另有 1 句无从核算" in text
    assert "第 2 行" in text and "一、健康" in text and "3.9个百分点" in text
    assert "<mark>提高4.9个百分点</mark>" in answer.content.decode()
    assert "文中没有这个比例的总数" in text and "<b>。" not in answer.content.decode()
    assert waiting() == []
    assert Entry.objects.count() == before


def test_what_adds_up_is_said_so_in_english_too(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    assert "核算 1 处，都对得上" in words(upload(client, RIGHT.encode()))
    client.post("/language/", {"language": "en", "next": "/"})
    assert "1 claims computed again; all add up." in words(upload(client, RIGHT.encode()))


def test_a_pdf_tells_the_page(county: Path, tmp_path: Path) -> None:
    file = tmp_path / "报告.pdf"
    file.write_bytes(typeset("一、全县概况\n#pagebreak()\n二、在校生100人，其中女生40人，占41.0%。"))
    paper = checked_paper(file, "报告.pdf", "zh")
    assert [(fault.place, fault.printed) for fault in paper.faults] == [("第 2 页", "41.0%")]


def test_figures_are_compared_with_a_release(county: Path, as_role: Callable[..., Client]) -> None:
    folder = folder_of("2024-1")
    assert folder is not None
    _, known = known_figures(folder[0])
    one = next(row for row in known if row.year == 2024 and row.unit == "percent" and 10 < row.value < 90)
    report = f"2024年，{one.name}为{one.value + 5:.2f}%。\n".encode()
    assert "没有找到可以核算的数" in words(upload(as_role("officer"), report))
    text = words(upload(as_role("officer"), report, release="2024-1"))
    assert "与发布版 2024-1 比对了 1 处" in text and "与发布版不同" in text and f"{round(one.value, 2).normalize():f}" in text


HOSTILE = [
    (b"", "空.txt", "空文件"),
    (b"version https://git-lfs.github.com/spec/v1\n", "报告.docx", "扩展名是“.docx”"),
    (b"PK\x03\x04" + b"\x00" * 400, "报告.docx", "报告.docx"),
    (bytes(range(256)) * 40, "报告.txt", "报告.txt"),
    (b"%PDF-1.7\n1 0 obj\n<<>>\n", "报告.pdf", "报告.pdf"),
    (b"<html><script>alert(1)</script></html>", "a.txt", "网页"),
]


@pytest.mark.parametrize(("data", "name", "said"), HOSTILE, ids=[name for _, name, _ in HOSTILE])
def test_a_hostile_file_is_answered_in_one_sentence_and_not_kept(
    data: bytes, name: str, said: str, county: Path, as_role: Callable[..., Client]
) -> None:
    answer = upload(as_role("officer"), data, name)
    assert answer.status_code == 422
    (refused,) = re.findall(r'role="alert">.*?<p>(.*?)</p>', answer.content.decode(), re.S)
    assert said in unescape(refused) and "Traceback" not in refused and "<script>alert" not in answer.content.decode()
    assert waiting() == []


def test_no_file_and_an_unknown_release_are_said(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    assert "还没有选择文件" in words(client.post("/documents/check/"))
    assert "没有这个发布版" in words(upload(client, RIGHT.encode(), release="1999-1"))


def test_who_may_open_it_and_where_it_is_found(county: Path, as_role: Callable[..., Client]) -> None:
    assert as_role("system_admin").get("/documents/check/").status_code == 404
    assert 'href="/documents/check/"' in as_role("reporter").get("/documents/").content.decode()
    assert 'href="/documents/check/"' not in as_role("township").get("/documents/").content.decode()
