"""No table hurts, and the harm is real: the far-corner workbook ends a process that opens it unguarded."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import halfsky
from halfsky.formats.intake.opening import read_table
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.files import LAUGHS
from tests.hostile.measured import measured
from tests.hostile.parts import docx, ole, package, scanned_pdf

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(cells: str, more: dict[str, bytes] | None = None, sheet: str = "worksheets/sheet1.xml", before: str = "") -> bytes:
    return package({
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="数据" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{LINKS}/worksheet" Target="{sheet}"/></Relationships>'.encode(),
        f"xl/{sheet}": f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
        **(more or {}),
    })


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
EMPTY = "".join(f'<row r="{row}">' + "".join(f'<c r="A{row}"/>' for _ in range(100)) + "</row>" for row in range(1, 10_001))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("far.xlsx", lambda: xlsx(FAR), "F151"),
        ("far-hidden.xlsx", lambda: xlsx(FAR, sheet="elsewhere.xml"), ("F160", "F163")),
        ("empty-cells.xlsx", lambda: xlsx(EMPTY), "F151"),
        ("nothing.xlsx", lambda: xlsx(""), "F150"),
        ("laughs.xlsx", lambda: xlsx("", before=LAUGHS), "F135"),
        ("traversal.xlsx", lambda: xlsx(FAR, {"../x": b""}), "F133"),
        ("bomb.xlsx", lambda: xlsx("", {"xl/sharedStrings.xml": bytes(200 * 1024 * 1024)}), "F131"),
        ("cut.xlsx", lambda: xlsx(FAR)[:400], "F130"),
        ("old.xls", lambda: ole("Workbook"), "F113"),
        ("locked.xlsx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "F123"),
        ("plan.docx", lambda: docx(["规划"]), "F122"),
        ("scan.pdf", scanned_pdf, "F122"),
        ("empty.csv", lambda: b"", "F104"),
        ("wide.csv", lambda: b"," * 90_000 + b"\n" + b"," * 90_000 + b"\n" + b"," * 90_000 + b"\n" + b"," * 90_000 + b"\n" + b"," * 90_000, "F151"),
        ("quote.csv", lambda: b'a,"' + b"x\n" * 200_000, "F108"),
        ("ragged.csv", lambda: b"," * 9_999 + b"\n" + b"1\n" * 900, "F151"),
    ],
)
def test_a_hostile_table_is_refused_by_its_own_message(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data())
    with pytest.raises(IntakeRefused) as refused:
        read_table(tmp_path / name)
    assert refused.value.number in says
    assert name in refused.value.text()
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


READ = """
import pathlib, sys
from halfsky.formats.intake.opening import read_table
from halfsky.formats.intake.refusal import IntakeRefused
try:
    read_table(pathlib.Path(sys.argv[1]))
except IntakeRefused:
    sys.exit(2)
"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("far.xlsx", lambda: xlsx(FAR)),
        ("far-hidden.xlsx", lambda: xlsx(FAR, sheet="elsewhere.xml")),
        ("empty-cells.xlsx", lambda: xlsx(EMPTY)),
        ("bomb.xlsx", lambda: xlsx("", {"xl/sharedStrings.xml": bytes(200 * 1024 * 1024)})),
        ("wide.csv", lambda: (b"," * 90_000 + b"\n") * 5),
    ],
)
def test_a_hostile_table_takes_no_more_memory_than_allowed(tmp_path, name, data):
    (tmp_path / name).write_bytes(data())
    source = Path(next(iter(halfsky.__path__))).parent
    status, megabytes = measured([sys.executable, "-c", READ, str(tmp_path / name)], env={**os.environ, "PYTHONPATH": str(source)})
    assert status == 2
    assert megabytes < 500


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that keeps this machine safe during the test is POSIX")
def test_unguarded_the_far_corner_workbook_ends_the_process(tmp_path):
    """The harm with the safety off: the library asks for every cell between the corners and the process aborts."""
    (tmp_path / "far.xlsx").write_bytes(xlsx(FAR))
    opened = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32)); resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "from python_calamine import CalamineWorkbook\n"
        f"book = CalamineWorkbook.from_path({str(tmp_path / 'far.xlsx')!r})\n"
        "try:\n    book.get_sheet_by_index(0).to_python()\nexcept Exception:\n    pass\n"
        "print('survived')\n"
    )
    ran = subprocess.run([sys.executable, "-c", opened], capture_output=True, text=True, check=False)
    assert "survived" not in ran.stdout
    assert ran.returncode < 0


def test_unguarded_a_bomb_inflates():
    """The harm with the safety off: the directory alone tells, a reader that does not look inflates it all."""
    data = xlsx("", {"xl/sharedStrings.xml": bytes(64 * 1024 * 1024)})
    assert len(data) < 200_000
    assert len(zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml")) == 64 * 1024 * 1024


def test_the_measure_sees_what_a_process_takes_and_nothing_of_the_one_that_asks():
    kept = bytearray(150 * 1024 * 1024)
    small, large = (measured([sys.executable, "-S", "-c", f"bytearray({size} * 1024 * 1024)"])[1] for size in (0, 120))
    assert small < 60 < 120 < large < 200
    assert len(kept)
