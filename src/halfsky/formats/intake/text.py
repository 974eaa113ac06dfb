"""Plain text: which encoding it is in, by evidence, and what was wrong with it."""

import codecs
import html
import re
from dataclasses import dataclass, field
from typing import Any

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused

Warned = list[tuple[str, dict[str, Any]]]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONGEST = {"utf-8": 3, "gb18030": 3, "utf-16-le": 3, "utf-16-be": 3, "utf-32-le": 3, "utf-32-be": 3}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_UNPAIRED = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile("[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027\u00b7]")
_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|thinsp|[mn]dash|[lr][sd]quo|permil|hellip|middot|bull|times|amp|lt|gt|le|ge|quot|#\d{2,5}|#x[0-9A-Fa-f]{2,4});")
_TAG_NAMES = r"p|div|br|h[1-6]|span|strong|b|em|i|u|font|a|img|center|section|article|table|tbody|thead|tr|td|th|ul|ol|li|o:p"
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,600}})?\s?/?>", re.IGNORECASE)
_LINE_TAG = re.compile(r"</(?:p|div|h[1-6]|tr|li)\s?>(?!\s*\n)|<br\s?/?>(?!\s*\n)", re.IGNORECASE)
_CELL_TAG = re.compile(r"</t[dh]\s?>(?!\s*</tr)", re.IGNORECASE)
_FEWEST_TAGS = 5
_BAD_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and warnings as (key, parameters)."""

    text: str
    encoding: str
    warnings: Warned = field(default_factory=list)


def decode(data: bytes, limits: Limits) -> Decoded:
    """Decode bytes of unknown encoding.

    In order: a byte order mark; UTF-16 without one, when nearly all of it comes out as Chinese and Latin text;
    UTF-8; GB18030. A file cut inside its last character, or with less than 1 % of bad bytes, is read with a
    warning. Control characters that nobody sees, and marks that turn the writing direction, are taken out and
    counted. Raises IntakeRefused ``file.binary``, ``file.encoding``, ``file.blank``, ``file.text_too_long``,
    ``file.line_too_long``.
    """
    warnings: Warned = []
    text, encoding = _decoded(data, warnings)
    text = _cleaned(text, warnings)
    if not text.strip():
        raise IntakeRefused("file.blank")
    bound(text, limits)
    return Decoded(text, encoding, warnings)


def unescaped(text: str, warnings: Warned) -> str:
    """A text copied from a page's source: its entities (&nbsp;, &mdash;, &permil;) become the signs they stand for."""
    text, count = _ENTITY.subn(lambda found: html.unescape(found[0]), text)
    if count:
        warnings.append(("warn.entities", {"count": count}))
        text = _cleaned(text, warnings)
    return text


def untagged(text: str, warnings: Warned) -> str:
    """A piece of a page's source (<p>…</p>) becomes its words: a paragraph a line, a table's cells parted by tabs. A text with fewer
    than five such tags keeps them."""
    count = len(_TAG.findall(text))
    if count < _FEWEST_TAGS:
        return text
    warnings.append(("warn.tags", {"count": count}))
    return _TAG.sub("", _LINE_TAG.sub("\n", _CELL_TAG.sub("\t", text)))


def bound(text: str, limits: Limits) -> None:
    """Refuse a text, or a line of it, that is longer than any plan."""
    if len(text) > limits.text_characters:
        raise IntakeRefused("file.text_too_long", count=len(text), limit=limits.text_characters)
    if len(text) > limits.line_characters:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > limits.line_characters:
                raise IntakeRefused(
                    "file.line_too_long", line=number, count=len(line), limit=limits.line_characters)


def _decoded(data: bytes, warnings: Warned) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with(data[len(mark):], encoding, warnings), encoding
    wide = _wide(data)
    if wide:
        warnings.append(("warn.no_bom", {"encoding": wide.upper()}))
        return _with(data, wide, warnings), wide
    offset = _binary(data)
    if offset is not None:
        raise IntakeRefused("file.binary", offset=offset)
    faults = {encoding: _faults(data, encoding) for encoding in ("utf-8", "gb18030")}
    encoding = min(faults, key=lambda name: faults[name][0])
    count, first = faults[encoding]
    if count > max(1, len(data) * _BAD_SHARE):
        raise IntakeRefused("file.encoding", offset=first)
    return _with(data, encoding, warnings), encoding


def _faults(data: bytes, encoding: str) -> tuple[int, int]:
    """How many places are wrong, and the first; one at the very end counts as none (a cut file)."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and len(data) - error.start <= _LONGEST[encoding]:
            return 0, error.start
        return data.decode(encoding, "replace").count("\ufffd"), error.start
    return 0, 0


def _with(data: bytes, encoding: str, warnings: Warned) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        left = len(data) - error.start
        if error.end >= len(data) and left <= _LONGEST[encoding]:
            warnings.append(("warn.cut", {"count": left}))
            return data[: error.start].decode(encoding)
    text = data.decode(encoding, "replace")
    count = text.count("\ufffd")
    if count > max(1, len(text) * _BAD_SHARE):
        raise IntakeRefused("file.encoding", offset=0)
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    warnings.append(("warn.bad_bytes", {"count": count, "line": line}))
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly everything decodes to signs that a Chinese text is made of."""
    sample = data[:20_000]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 8:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(_PLAIN.findall(text)) > 0.97 * len(text):
            try:
                sample[: len(sample) // 4 * 2].decode("utf-8")
            except UnicodeDecodeError:
                return encoding
            if b"\0" in sample:
                return encoding
    return None


def _binary(data: bytes) -> int | None:
    """The offset of the first NUL or of a crowd of control bytes, else None."""
    nul = data.find(b"\0")
    if nul >= 0 and data.count(b"\0") > max(2, len(data) // 1000):
        return nul
    sample = data[:65536]
    control = sum(sample.count(byte) for byte in (*range(1, 9), *range(14, 32)))
    return 0 if control > max(8, len(sample) // 100) else None


def _cleaned(text: str, warnings: Warned) -> str:
    text = text.removeprefix("\ufeff")
    found = _CONTROLS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        text, count = _CONTROLS.subn("", text)
        warnings.append(("warn.controls", {"count": count, "line": line}))
    return _UNPAIRED.sub("\ufffd", text)
