"""Two hundred results and the sentence each must give, in Chinese and English: ``sentences.csv``.

The table is for a statistician to read and to correct. An empty cell is "not known"; ``own_women`` means that the value is
the women's own figure, ``directional`` that it is judged against its base year. Sides come as women, men, urban,
rural and their figures of the base year; low and high are the 95 % interval of a pooled rate.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from halfsky.method.wording.clause import Aim, Subject
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import unit_of
from halfsky.method.wording.piece import Text, plain
from halfsky.method.wording.telling import describe

ROWS = list(csv.DictReader((Path(__file__).parent / "sentences.csv").open(encoding="utf-8")))


def known(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def pair(row: dict[str, str], first: str, second: str) -> Pair | None:
    if not row[first]:
        return None
    return Pair(Decimal(row[first]), Decimal(row[second]), known(row[f"{first}_base"]), known(row[f"{second}_base"]), 2020)


def subject(row: dict[str, str], lang: str) -> Subject:
    aim = Aim(row["operator"], Decimal(row["target"]), int(row["target_year"]), 2020, row["basis"]) if row["operator"] else None
    name = row["name_zh"] if lang == "zh" else row["name_en"][0].lower() + row["name_en"][1:]
    return Subject(
        "track:x.goal.1.track.1", name, unit_of(row["unit"], row["name_zh"]), int(row["decimals"]), row["direction"], 2024, row["state"],
        value=known(row["value"]), last=known(row["last"]), base=known(row["base"]), base_year=2020, aim=aim,
        sexes=pair(row, "women", "men"), places=pair(row, "urban", "rural"), observed_year=int(row["observed_year"] or 0),
        deaths="死亡" in row["name_zh"], provisional=bool(row["provisional"]), cases=known(row["cases"]),
        pool=(int(row["pool_from"]), int(row["pool_to"])) if row["pool_from"] else None, reason=row["reason"],
        women=bool(row["own_women"]), directional=bool(row["directional"]), short=known(row["short"]),
        interval=(Decimal(row["low"]), Decimal(row["high"])) if row["high"] else None, chance=known(row["chance"]), level=row["level"],
        rank=(int(row["rank"]), int(row["peers"])) if row["rank"] else None,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_result_gives_its_sentence(row: dict[str, str], lang: str) -> None:
    said = describe(subject(row, lang), lang)
    assert plain(said) == row[lang]
    assert not any(isinstance(piece, Text) and any(sign.isdigit() for sign in piece.text) for piece in said)


def test_there_are_two_hundred_of_all_kinds() -> None:
    assert len(ROWS) >= 200
    assert {row["state"] for row in ROWS} >= {"met_early", "met", "expected", "hard", "not_met", "no_data", "not_due"}
    assert {row["operator"] for row in ROWS} >= {">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>="}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_claim_is_stronger_than_its_evidence(lang: str) -> None:
    weak = {"carried": ("沿用", "carried forward"), "provisional": ("初步", "provisional"), "small": ("人数少", "numbers are small")}
    for row in ROWS:
        for kind, column in (("carried", "observed_year"), ("provisional", "provisional"), ("small", "pool_from")):
            if row[column]:
                assert weak[kind][lang == "en"] in row[lang]
        if row["level"] in ("watch", "at_risk", "off_track"):
            assert not any(word in row[lang] for word in ("可望如期", "expected to be met"))
