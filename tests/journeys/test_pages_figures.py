"""Importing figures by the pages: an empty sheet, a preview that writes nothing, the taking, what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from halfsky.office.collection.models import Batch, Observation
from halfsky.office.framework.models import Indicator

HEAD = "指标,地区,分组,年份,分子,分母,数值,状态,原因,来源单位,备注\n"
GOOD = "health.hospital_delivery,,,2025,300,300,,,,,\n"
REVISED = "health.hospital_delivery,,,2024,305,306,,,,,\n"
SAME = "health.maternal_mortality,,,2024,0,306,,,,,\n"
BAD = "health.nothing,,,2025,1,2,,,,,\nhealth.hospital_delivery,,,2023,,,,,,,\n"


def preview(client: Client, text: str, name: str = "数据.csv"):
    return client.post("/figures/preview/", {"file": SimpleUploadedFile(name, ("\ufeff" + text).encode())})


def token_in(text: str) -> str:
    return text.split('name="file" value="')[1].split('"')[0]


@pytest.fixture
def statistician(county: Path, as_role: Callable[..., Client]) -> Client:
    return as_role("statistician")


def test_the_preview_sorts_rows_and_writes_nothing(statistician: Client) -> None:
    before = Observation.objects.count()
    text = preview(statistician, HEAD + GOOD + REVISED + BAD).content.decode()
    assert "写入 2 行" in text and "health.nothing" in text and "本年未调查" in text
    assert Observation.objects.count() == before and "还没有写入" in text


def test_accepting_writes_the_good_rows_and_keeps_the_old_value(statistician: Client, county: Path) -> None:
    text = preview(statistician, HEAD + GOOD + REVISED + BAD).content.decode()
    token = token_in(text)
    answer = statistician.post("/figures/accept/", {"file": token}, follow=True)
    assert answer.status_code == 200 and "导入结果" in answer.content.decode()
    versions = Observation.objects.filter(
        indicator__code="health.hospital_delivery", breakdown="", year=2024
    ).order_by("version")
    assert [row.current for row in versions] == [False, True]
    assert Batch.objects.latest("pk").taken == 2
    assert not (county / "incoming" / token).exists()
    again = statistician.post("/figures/accept/", {"file": token})
    assert again.status_code == 422 and "过期" in again.content.decode()


def test_the_same_file_again_has_nothing_to_write(statistician: Client) -> None:
    text = preview(statistician, HEAD + SAME).content.decode()
    assert "没有可以写入的行" in text and "写入 0 行" not in text


@pytest.mark.parametrize("token", ["", "../../../etc", "0" * 32, "ffff", "a/b"])
def test_a_token_that_names_no_upload_is_refused(token: str, statistician: Client) -> None:
    answer = statistician.post("/figures/accept/", {"file": token})
    assert answer.status_code == 422 and "重新选择文件" in answer.content.decode()


@pytest.mark.parametrize(("name", "data"), [
    ("a.csv", b""), ("a.xlsx", b"PK\x03\x04 broken"), ("a.csv", b"\x00\xff" * 300), ("a.csv", b"a,b\n1,2\n"),
    ("a.exe", b"MZ" + bytes(100)),
])
def test_a_file_that_is_no_table_of_figures_is_refused(name: str, data: bytes, statistician: Client) -> None:
    answer = statistician.post("/figures/preview/", {"file": SimpleUploadedFile(name, data)})
    text = answer.content.decode()
    assert answer.status_code == 422 and 'class="errsum"' in text and "Traceback" not in text


def test_markup_in_a_cell_is_shown_as_text(statistician: Client) -> None:
    text = preview(statistician, HEAD + "<script>alert(1)</script>,,,2025,1,2,,,,,\n").content.decode()
    assert "<script>alert" not in text


def test_the_empty_sheet_lists_every_cell_asked_for_and_can_be_read_back(statistician: Client) -> None:
    answer = statistician.get("/figures/template.csv?year=2025")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["指标"] for row in rows} == set(Indicator.objects.values_list("code", flat=True))
    assert {row["年份"] for row in rows} == {"2025"}


def test_a_reporter_gets_the_sheet_of_the_own_body_only(county: Path, as_role: Callable[..., Client]) -> None:
    text = as_role("reporter").get("/figures/template.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows and {row["来源单位"] for row in rows} == {"health_bureau"}
