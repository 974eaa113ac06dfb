"""The hostile set: each file, what it is called, and what must be said of it."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.parts import (
    FIXED,
    TYPES,
    cyclic_pdf,
    docx,
    locked_pdf,
    ole,
    package,
    pdf,
    plan_text,
    scanned_pdf,
    word_xml,
)
from tests.specimens import converted

LAUGHS = '<!DOCTYPE w [<!ENTITY a "妇女">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
RECIPE = "红烧肉的做法\n\n一、材料\n五花肉500克，冰糖30克。\n\n二、步骤\n1. 五花肉切块，冷水下锅焯3分钟。\n2. 小火炖到60分钟以上，收汁。\n"


@dataclass(frozen=True)
class Hostile:
    """name of the file, its bytes (made when asked for), the number of the message it must give, exit status."""

    name: str
    make: Callable[[], bytes]
    says: str
    status: int = 2


def _bomb() -> bytes:
    return package({"[Content_Types].xml": TYPES, "word/document.xml": bytes(200 * 1024 * 1024)})


def _lying_bomb() -> bytes:
    """The directory claims 100 bytes; the data inflates to 200 MB."""
    honest = bytearray(_bomb())
    size = struct.pack("<I", 200 * 1024 * 1024)
    while (at := honest.find(size)) >= 0:
        honest[at: at + 4] = struct.pack("<I", 100)
    return bytes(honest)


def _many() -> bytes:
    return docx(["x"], {f"word/p{i}.xml": b"" for i in range(5000)})


def _symlink() -> bytes:
    stream = io.BytesIO(docx(["妇女发展规划"]))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("word/media/link", FIXED)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def _deep() -> bytes:
    return docx(["x"], raw="<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)


def _long_pdf() -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"}
    objects[2] = b"<< /Type /Pages /Count 3000 /Kids [%s] >>" % (b"3 0 R " * 3000)
    return pdf(objects)


def _blank_pdf() -> bytes:
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"})


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _injected() -> str:
    harm = ('<script>alert(1)</script> =HYPERLINK("http://evil.example","x") [bold red]红[/] \x1b[2J\x1b]0;x\x07 '
            "@SUM(1) +1 -1 |cmd' /C calc'!A0 {{7*7}} ${7*7} #set page(width: 1pt) \u202e反转")
    lines = plan_text().splitlines()
    return "\n".join([lines[0], harm, *lines[1:], harm]) + "\n"


def _renumbered() -> str:
    """Every 3. becomes 2., every 5. becomes 7.: numbers repeated and skipped."""
    return "\n".join(line.replace("3.", "2.", 1) if line.startswith("3.") else
                     line.replace("5.", "7.", 1) if line.startswith("5.") else line
                     for line in plan_text().splitlines())


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


REFUSED = (
    Hostile("empty.txt", lambda: b"", "F104"),
    Hostile("empty.docx", lambda: b"", "F104"),
    Hostile("blank.txt", lambda: " \r\n\t\u3000\n".encode() * 500, "F105"),
    Hostile("blank.docx", lambda: docx(["", "  "]), "F105"),
    Hostile("blank.pdf", _blank_pdf, "F105"),
    Hostile("repeated-30MB.txt", lambda: "妇女的受教育程度不断提高，达到95%以上。\n".encode() * 540_000, "F107"),
    Hostile("one-line-3MB.txt", lambda: "妇女发展规划目标达到95%以上".encode() * 85_000, "F108"),
    Hostile("too-big.txt", lambda: b"x" * (51 * 1024 * 1024), "F106"),
    Hostile("bomb.docx", _bomb, "F131"),
    Hostile("lying-bomb.docx", _lying_bomb, "F130"),
    Hostile("many-parts.docx", _many, "F132"),
    Hostile("traversal.docx", lambda: docx(["规划"], {"../../../../tmp/halfsky-was-here.txt": b"x"}), "F133"),
    Hostile("absolute.docx", lambda: docx(["规划"], {"/tmp/halfsky-was-here.txt": b"x"}), "F133"),
    Hostile("backslash.docx", lambda: docx(["规划"], {"..\\..\\halfsky-was-here.txt": b"x"}), "F133"),
    Hostile("symlink.docx", _symlink, "F133"),
    Hostile("nested.docx", lambda: docx(["规划"], {"word/more.zip": package({"a": b"x"})}), "F134"),
    Hostile("laughs.docx", lambda: docx([], before=LAUGHS, raw="<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"), "F135"),
    Hostile("outside.docx", lambda: docx([], before=OUTSIDE, raw="<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"), "F135"),
    Hostile("laughs-styles.docx", lambda: docx(["规划"], {"word/styles.xml": word_xml([], before=LAUGHS)}), "F135"),
    Hostile("laughs.xml", lambda: word_xml([], before=LAUGHS), "F117"),
    Hostile("page.html", lambda: "<!DOCTYPE html><html><body>妇女发展规划</body></html>".encode(), "F117"),
    Hostile("broken-xml.docx", lambda: package({"word/document.xml": b"<w:document"}), "F136"),
    Hostile("deep.docx", _deep, "F137"),
    Hostile("locked.docx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "F123"),
    Hostile("locked.pdf", locked_pdf, "F123"),
    Hostile("scanned.pdf", scanned_pdf, "F141"),
    Hostile("cut.docx", lambda: _half(converted.typed_docx(plan_text())), "F130"),
    Hostile("cut.pdf", lambda: _half(converted.pdf(plan_text())), "F140"),
    Hostile("cyclic.pdf", cyclic_pdf, "F140"),
    Hostile("long.pdf", _long_pdf, "F142"),
    Hostile("head-only.pdf", lambda: b"%PDF-1.7\n%%EOF", "F140"),
    Hostile("old.doc", lambda: ole("WordDocument", "1Table"), "F111"),
    Hostile("text.wps", lambda: ole("WordDocument"), "F112"),
    Hostile("old.xls", lambda: ole("Workbook"), "F113"),
    Hostile("rich.rtf", lambda: b"{\\rtf1\\ansi x}", "F114"),
    Hostile("layout.ofd", lambda: package({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"}), "F115"),
    Hostile("open.odt", lambda: package({"mimetype": b"x", "META-INF/manifest.xml": b"<m/>"}), "F116"),
    Hostile("picture.png", _png, "F118"),
    Hostile("picture.docx", _png, "F118"),
    Hostile("slides.pptx", lambda: package({"ppt/presentation.xml": b"<p/>"}), "F119"),
    Hostile("files.zip", lambda: package({"plan.txt": plan_text().encode()}), "F120"),
    Hostile("archive.docx", lambda: b"Rar!\x1a\x07\x00" + bytes(100), "F120"),
    Hostile("random.bin", lambda: random.Random(7).randbytes(200_000), "F109"),
    Hostile("random.docx", lambda: b"PK\x03\x04" + random.Random(8).randbytes(50_000), "F130"),
    Hostile("random.pdf", lambda: b"%PDF-1.7\n" + random.Random(9).randbytes(50_000) + b"%%EOF", "F140"),
    Hostile("mojibake.txt", lambda: b"\x81\x20\xff\xfd" * 5000, "F110"),
    Hostile("recipe.txt", RECIPE.encode, "F170"),
    Hostile("recipe.docx", lambda: docx(RECIPE.splitlines()), "F170"),
)

READ = (
    Hostile("plan-as-docx.txt", lambda: converted.typed_docx(plan_text()), "F201", 0),
    Hostile("plan-as-pdf.docx", lambda: converted.pdf(plan_text()), "F201", 0),
    Hostile("plan-as-text.pdf", lambda: plan_text().encode(), "F201", 0),
    Hostile("wide.txt", lambda: plan_text().encode("utf-16"), "", 0),
    Hostile("wide-unmarked.txt", lambda: plan_text().encode("utf-16-le"), "F204", 0),
    Hostile("cut-gb18030.txt", lambda: plan_text().rstrip().rstrip("。").encode("gb18030")[:-1], "F202", 0),
    Hostile("macro.docm", lambda: docx(plan_text().splitlines(), {"word/vbaProject.bin": b"x"}), "F206", 0),
    Hostile("injected.txt", lambda: _injected().encode(), "F205", 0),
    Hostile("injected.docx", lambda: docx(_injected().translate({27: None, 7: None}).splitlines()), "", 0),
    Hostile("renumbered.txt", lambda: _renumbered().encode(), "", 0),
)
