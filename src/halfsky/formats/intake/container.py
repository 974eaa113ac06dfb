"""Office files are ZIP packages of XML: what is checked before a part is inflated, and how a part is parsed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from halfsky.formats.intake.limits import MEGABYTE, Limits
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import Warned

_ARCHIVE = re.compile(r"\.(zip|rar|7z|gz|bz2|xz|tar|jar)$", re.IGNORECASE)
_EMBEDDED = re.compile(r"^(word|xl|ppt)/embeddings/", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_RATIO_FROM = 8 * MEGABYTE
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Package:
    """An opened, checked package. Parts are read through `part` and `events`, never extracted to disk."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self.names = {info.filename.replace("\\", "/"): info for info in archive.infolist()}

    def has(self, name: str) -> bool:
        """Whether the package has this part."""
        return name in self.names

    def part(self, name: str) -> bytes:
        """The inflated bytes of one part; at most ``limits.xml_bytes``, whatever its header claims."""
        limit = self._limits.xml_bytes
        try:
            with self._archive.open(self.names[name]) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as error:
            raise IntakeRefused("zip.damaged", part=name) from error
        if len(data) > limit:
            raise _bomb(name, len(data), self.names[name].compress_size)
        return data

    def events(self, name: str) -> Iterator[tuple[str, Element]]:
        """The start and end events of one XML part. DTDs, entities and external references are refused."""
        return xml_events(io.BytesIO(self.part(name)), name, self._limits)

    def tree(self, name: str) -> Element:
        """One small XML part as a whole."""
        root: Element | None = None
        for event, element in self.events(name):
            if root is None and event == "start":
                root = element
        if root is None:
            raise IntakeRefused("xml.damaged", part=name, line=1)
        return root


def xml_events(stream: IO[bytes], name: str, limits: Limits) -> Iterator[tuple[str, Element]]:
    """Start and end events of an XML stream, bounded in depth; every fault is a keyed refusal."""
    depth = 0
    try:
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > limits.xml_depth:
                raise IntakeRefused("xml.too_deep", part=name, limit=limits.xml_depth)
            yield event, element
    except DefusedXmlException as error:
        raise IntakeRefused("xml.entities", part=name) from error
    except ParseError as error:
        raise IntakeRefused("xml.damaged", part=name, line=error.position[0]) from error
    except (ValueError, LookupError) as error:  # an encoding that the parser does not know
        raise IntakeRefused("xml.damaged", part=name, line=1) from error


@contextmanager
def checked(data: bytes, limits: Limits, warnings: Warned) -> Iterator[Package]:
    """Open a package after looking at its directory alone: number of parts, sizes, ratio, names, passwords.

    Raises IntakeRefused ``zip.damaged``, ``zip.too_many``, ``zip.traversal``, ``zip.nested``, ``zip.bomb`` or
    ``file.password``. Adds warnings for macros and embedded objects.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise IntakeRefused("zip.damaged", part="zip") from error
    with archive:
        entries = archive.infolist()
        if len(entries) > limits.zip_entries:
            raise IntakeRefused("zip.too_many", count=len(entries), limit=limits.zip_entries)
        total = 0
        for entry in entries:
            _check_entry(entry)
            total += entry.file_size
        if total > limits.zip_bytes:
            biggest = max(entries, key=lambda entry: entry.file_size)
            raise _bomb(biggest.filename, total, max(1, len(data)))
        _warn(archive, warnings)
        package = Package(archive, limits)
        for entry in entries:
            _check_ratio(entry, limits)
        yield package


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or "\0" in name or link:
        raise IntakeRefused("zip.traversal", part=entry.filename)
    if entry.flag_bits & 1:
        raise IntakeRefused("file.password")
    if _ARCHIVE.search(name) and not _EMBEDDED.match(name):
        raise IntakeRefused("zip.nested", part=entry.filename)


def _check_ratio(entry: zipfile.ZipInfo, limits: Limits) -> None:
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _RATIO_FROM and ratio > limits.zip_ratio:
        raise _bomb(entry.filename, entry.file_size, entry.compress_size)


def _bomb(part: str, size: int, packed: int) -> IntakeRefused:
    return IntakeRefused(
        "zip.bomb", part=part, size_mb=f"{size / MEGABYTE:.0f}", ratio=f"{size / max(1, packed):.0f}")


def _warn(archive: zipfile.ZipFile, warnings: Warned) -> None:
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        warnings.append(("warn.macro", {}))
    embedded = [name for name in names if _EMBEDDED.match(name)]
    if embedded:
        warnings.append(("warn.embedded", {"count": len(embedded), "part": embedded[0]}))


def attributes(element: Element | None) -> dict[str, Any]:
    """An element's attributes by their local names."""
    if element is None:
        return {}
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
