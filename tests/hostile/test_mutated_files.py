"""Damaged at random, by a fixed seed: a file is read or refused by a message about itself, never by a broken reader."""

import io
import os
import random
import re
import zipfile
from collections.abc import Callable

import pytest

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.opening import open_plan
from halfsky.formats.intake.plan_task import document
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.table_task import table_task
from halfsky.formats.workbook import workbook
from tests.hostile.parts import package, plan_text
from tests.specimens import converted

LIMITS = Limits()
ODD = ("-1", "9" * 30, "0", "x", "", "²", "٣", "1e9")


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes replaced, cut out, put in and repeated."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        at, other = chance.randrange(len(changed)), chance.randrange(len(changed))
        act = chance.randrange(4)
        if act == 0:
            changed[at] = chance.randrange(256)
        elif act == 1:
            del changed[at: at + chance.randrange(1, 50)]
        elif act == 2:
            changed[at:at] = chance.randbytes(chance.randrange(1, 20))
        else:
            changed[at:at] = changed[other: other + chance.randrange(1, 200)]
    return bytes(changed)


def parts_changed(data: bytes, chance: random.Random) -> bytes:
    """The package stays whole; numbers inside its parts become what no writer writes, elements change places."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if re.search(r"(document|numbering|styles|sheet\d|workbook|sharedStrings)\.xml$", name)])
    xml = parts[name].decode()
    for _ in range(chance.choice((1, 3, 20))):
        numbers = list(re.finditer(r'"(\d+)"', xml))
        if numbers:
            found = chance.choice(numbers)
            xml = xml[: found.start(1)] + chance.choice(ODD) + xml[found.end(1):]
        closed = list(re.finditer(r"<[^<>]+/>", xml))
        if closed:
            one, two = chance.choice(closed), chance.choice(closed)
            xml = xml[: one.start()] + two[0] + xml[one.end():]
    parts[name] = xml.encode()
    return package(parts)


def survives(act: Callable[[bytes], object], seed: bytes, change: Callable[[bytes, random.Random], bytes], count: int) -> None:
    chance = random.Random(20240101)
    for number in range(count):
        data = change(seed, chance)
        try:
            act(data)
        except IntakeRefused as refusal:
            assert not refusal.key.startswith("child."), number


@pytest.mark.parametrize("change", [bytes_changed, parts_changed])
def test_word_documents(change):
    survives(lambda data: document(data, ".docx", LIMITS), converted.numbered_docx(plan_text()[:4000]), change, 30)


@pytest.mark.parametrize("change", [bytes_changed, parts_changed])
def test_workbooks(change):
    survives(lambda data: table_task(data, ".xlsx", LIMITS), workbook(["指标", "年份"], [["a", 2024]] * 20), change, 120)


def test_texts():
    survives(lambda data: document(data, ".txt", LIMITS), plan_text().encode("gb18030"), bytes_changed, 120)


@pytest.mark.slow
def test_pdfs_through_the_child(tmp_path):
    """In the child: a damaged PDF might end the process that opens it."""
    def opened(data: bytes) -> object:
        (tmp_path / "a.pdf").write_bytes(data)
        return open_plan(tmp_path / "a.pdf")

    survives(opened, converted.pdf(plan_text()[:3000]), bytes_changed, 200 if os.environ.get("HALFSKY_SOAK") else 24)
