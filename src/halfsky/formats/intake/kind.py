"""What a file is, by its content; its extension is only compared."""

import io
import zipfile

from halfsky.formats.intake.refusal import IntakeRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = {
    b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP",
    b"II*\x00": "TIFF", b"MM\x00*": "TIFF",
}
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_EXTENSIONS = {
    "docx": (".docx", ".docm", ".dotx"), "pdf": (".pdf",), "xlsx": (".xlsx", ".xlsm"),
    "text": (".txt", ".csv", ".md", ".tsv", ""),
}


def kind_of(data: bytes, suffix: str) -> str:
    """``docx``, ``xlsx``, ``pdf`` or ``text``; every other known kind is refused with its own message.

    ``suffix`` tells apart what looks alike inside (.doc and .wps). Text is whatever no magic number claims: its
    reader decides whether it is text at all.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        raise IntakeRefused(_ole_key(data, suffix.lower()))
    if data.startswith(b"{\\rtf"):
        raise IntakeRefused("file.rtf")
    if data.startswith(_ARCHIVES):
        raise IntakeRefused("file.archive")
    for magic, image in _IMAGES.items():
        if data.startswith(magic) and (magic != b"BM" or data[6:10] == b"\0\0\0\0"):
            raise IntakeRefused("file.image", kind=image)
    return "text"


def markup(text: str) -> bool:
    """Whether decoded text is a web page or XML rather than prose."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<?xml", "<!doctype", "<html", "<svg", "<head", "<!entity"))


def extension_fits(kind: str, suffix: str) -> bool:
    """Whether the extension is one that files of this kind have."""
    return suffix.lower() in _EXTENSIONS[kind]


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename.replace("\\", "/") for info in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise IntakeRefused("zip.damaged", part="zip") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "OFD.xml" in names:
        raise IntakeRefused("file.ofd")
    if "ppt/presentation.xml" in names:
        raise IntakeRefused("file.presentation")
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        raise IntakeRefused("file.odf")
    if "[Content_Types].xml" in names:
        raise IntakeRefused("zip.damaged", part="word/document.xml")
    raise IntakeRefused("file.archive")


def _ole_key(data: bytes, suffix: str) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "file.password"
    if suffix in (".wps", ".wpt"):
        return "file.wps"
    if holds("WordDocument"):
        return "file.old_word"
    if holds("Workbook") or holds("Book"):
        return "file.old_excel"
    if suffix in (".et", ".xls"):
        return "file.old_excel"
    return "file.old_word"
