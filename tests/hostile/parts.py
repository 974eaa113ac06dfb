"""Building bricks of hostile files: packages, hand-written PDFs, old Office containers. All deterministic."""

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import halfsky.catalogue

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         b'<Default Extension="xml" ContentType="application/xml"/></Types>')
FIXED = (2024, 1, 1, 0, 0, 0)
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def plan_text() -> str:
    """The plan document that ships with the project."""
    folder = Path(next(iter(halfsky.catalogue.__path__)))
    return next(folder.rglob("document/kelan-women-2021.txt")).read_text(encoding="utf-8")


def package(parts: dict[str, bytes]) -> bytes:
    """A ZIP with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def word_xml(lines: list[str], before: str = "", raw: str = "") -> bytes:
    """A ``word/document.xml`` with one paragraph a line."""
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{W}"><w:body>{body}{raw}</w:body></w:document>'.encode()


def docx(lines: list[str], more: dict[str, bytes] | None = None, before: str = "", raw: str = "") -> bytes:
    """A small .docx."""
    return package({"[Content_Types].xml": TYPES, "word/document.xml": word_xml(lines, before, raw), **(more or {})})


def pdf(objects: dict[int, bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these numbered objects, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def scanned_pdf(pages: int = 3) -> bytes:
    """Pages that are one picture each."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: stream(bytes(200 * 280), b"/Type /XObject /Subtype /Image /Width 200 /Height 280 /ColorSpace /DeviceGray /BitsPerComponent 8"),
        4: stream(b"q 595 0 0 842 0 0 cm /S Do Q"),
    }
    for page in range(pages):
        objects[5 + page] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                             b" /Resources << /XObject << /S 3 0 R >> >> >>")
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(pages))
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    return pdf(objects)


def locked_pdf() -> bytes:
    """A PDF encrypted by the standard handler (40 bit) with the user's password "secret"."""
    identity, rights = bytes(16), -44
    user = b"secret"[:32].ljust(32, b"\0")
    padded = (b"secret" + _PAD)[:32]
    owner = _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", rights) + identity).digest()[:5]
    assert user
    lock = (b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P %d /O <%s> /U <%s> >>"
            % (rights, owner.hex().encode(), _rc4(key, _PAD).hex().encode()))
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
         3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", 4: lock},
        trailer=b"/Encrypt 4 0 R /ID [<%s> <%s>]" % (identity.hex().encode(), identity.hex().encode()))


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def cyclic_pdf() -> bytes:
    """A page tree whose branch is its own child."""
    return pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R] >>",
        3: b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 3 0 R] >>",
    })


def ole(*streams: str) -> bytes:
    """An old Office container (compound file) whose directory names these streams."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b"".join(_entry(name, 5 if index == 0 else 2) for index, name in enumerate(("Root Entry", *streams)))
    return bytes(header) + fat + directory.ljust(2048, b"\0")


def _entry(name: str, kind: int) -> bytes:
    words = name.encode("utf-16-le")
    return words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1) + b"\xff" * 12 + bytes(48)
