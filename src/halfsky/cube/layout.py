"""A release on disk: written once, whole or not at all, and checked before it is read.

    <year>-<n>/manifest.json signature.json framework.json observations.parquet targets.parquet tracks.parquet
               milestones.parquet milestone_states.parquet codes/{area,indicator,breakdown,body,goal}.parquet

The manifest lists every file with its SHA-256, and the content hash: SHA-256 over the rows of all tables, with
figures as integers, and over the framework. The content hash leaves out when, under which number and after which
other release it was made, so the same figures give the same hash. The manifest's own hash covers all of it, and the
next release of the office names that hash: the releases form a chain. ``signature.json`` is a signature over the
bytes of ``manifest.json``; who makes it is the caller's business. What only writing needs is imported there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from halfsky.cube.errors import ReleaseError

if TYPE_CHECKING:
    from halfsky.cube.content import ReleaseContent
    from halfsky.cube.tables import Table

SCHEMA = "halfsky/release/3"
ROW_GROUP = 65_536
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
FRAMEWORK = "framework.json"
PARTIAL = ".part-"
"""How the folder of a release begins while it is being written; one that is left was never finished."""
_CODED = ("area", "indicator", "breakdown", "year")
_LONGEST = 500
_LARGEST = 1_000_000
_FILE = re.compile(r"framework\.json|(codes/)?[a-z][a-z_]{0,40}\.parquet")


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a release stands among the releases of its office, and under what terms it was made."""

    previous: Mapping[str, str] | None = None
    """The release made before it by this office: {id, hash}, the hash being that of its manifest; None for the first."""
    revises: Mapping[str, str] | None = None
    """The release it takes the place of and why: {id, reason}."""
    embargo: str = ""
    """ISO 8601 with offset; before it only those who prepare it see it. "" = open at once."""
    signer: Mapping[str, str] | None = None
    """Who answers for it: {body, body_name, role}."""
    key_id: str = ""
    """The key its signature is made with; "" = unsigned."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says. ``files``: name -> SHA-256; ``rows``: table -> number of rows."""

    schema: str
    year: int
    number: int
    area: str
    plan: str
    created_at: str
    demo: bool
    rows: Mapping[str, int]
    files: Mapping[str, str]
    content_hash: str
    previous: Mapping[str, str] | None = None
    revises: Mapping[str, str] | None = None
    embargo: str = ""
    signer: Mapping[str, str] | None = None
    key_id: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 over everything the manifest says; the next release of the office names it."""
        return _seal(asdict(self))

    @property
    def identity(self) -> str:
        return f"{self.year}-{self.number}"


def write_release(
    path: Path | str, content: ReleaseContent, lineage: Lineage | None = None, *, sign: Callable[[bytes], bytes] | None = None
) -> Manifest:
    """Write ``content`` as the new folder ``path`` and return its manifest.

    The folder appears complete, by one rename after everything has reached the disk; its files can only be read
    from then on. ``sign`` makes the bytes of ``signature.json`` from those of the manifest. ReleaseError when the
    folder exists already or a row does not fit; nothing is left behind then.
    """
    from halfsky.cube.tables import tables

    _check_framework(content)
    made = tables(content)
    with being_made(path) as partial:
        (partial / "codes").mkdir()
        for table in made:
            write_table(partial / f"{table.name}.parquet", table)
        (partial / FRAMEWORK).write_bytes(canonical_json(content.framework))
        manifest = manifest_of(
            partial, content, {table.name: len(table.rows) for table in made}, content_hash(content, made), lineage
        )
        written = manifest_bytes(manifest)
        (partial / MANIFEST).write_bytes(written)
        if sign is not None:
            (partial / SIGNATURE).write_bytes(sign(written))
    return manifest


def manifest_of(
    partial: Path, content: ReleaseContent, rows: Mapping[str, int], digest: str, lineage: Lineage | None = None
) -> Manifest:
    """The manifest of the files that lie in ``partial``."""
    names = sorted([FRAMEWORK, *(f"{name}.parquet" for name in rows)])
    return Manifest(
        schema=SCHEMA,
        year=content.year,
        number=content.number,
        area=content.area,
        plan=content.plan,
        created_at=content.created_at,
        demo=content.demo,
        rows=dict(rows),
        files={name: _sha256(partial / name) for name in names},
        content_hash=digest,
        **asdict(lineage or Lineage()),
    )


@contextmanager
def being_made(path: Path | str) -> Iterator[Path]:
    """A folder beside ``path`` that gets the name when the body ends without an error and everything is on the disk;
    its files can only be read from then on. ReleaseError when ``path`` exists; nothing is left behind after an error.
    """
    import tempfile

    path = Path(path)
    if path.exists():
        raise ReleaseError("exists", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=path.parent))
    try:
        yield partial
        for file in sorted(partial.rglob("*")):
            sync(file)
            if file.is_file():
                file.chmod(0o444)
        partial.chmod(0o755)
        sync(partial)
        partial.rename(path)
    except BaseException:
        remove(partial)
        raise
    sync(path.parent)


def remove(folder: Path) -> None:
    """Take a release's folder away, read-only as its files are."""
    import shutil

    if not folder.is_dir():
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o644)
    shutil.rmtree(folder, ignore_errors=True)


def read_manifest(path: Path | str) -> Manifest:
    """The manifest of the release in ``path``; ReleaseError when there is none or it was altered."""
    path = Path(path)
    try:
        with (path / MANIFEST).open("rb") as stream:
            raw = stream.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        raise ReleaseError("no_release", path=path) from None
    try:
        fields = json.loads(raw)
        schema = fields.get("schema")
        if isinstance(schema, str) and schema != SCHEMA:
            raise ReleaseError("unknown_schema", path=path, schema=schema)
        seal = fields.pop("manifest_hash")
        manifest = Manifest(**fields)
        intact = seal == _seal(fields) and manifest_bytes(manifest) == raw and _sound(manifest)
    except (ValueError, TypeError, KeyError, AttributeError):
        intact = False
    if not intact:
        raise ReleaseError("damaged_manifest", path=path, file=MANIFEST)
    return manifest


def verify(path: Path | str) -> Manifest:
    """Check every file of the release against its manifest; ReleaseError names the first that differs."""
    path = Path(path)
    manifest = read_manifest(path)
    for name, digest in sorted(manifest.files.items()):
        file = path / name
        if not file.is_file() or file.is_symlink():
            raise ReleaseError("missing_file", path=path, file=name)
        if _sha256(file) != digest:
            raise ReleaseError("altered_file", path=path, file=name)
    return manifest


def content_hash(content: ReleaseContent, made: list[Table]) -> str:
    """SHA-256 over what the release says: identity of plan, area and year, framework, and every row in order."""
    head = {"year": content.year, "area": content.area, "plan": content.plan, "demo": content.demo}
    rows = ((table.name, [name for name, _ in table.columns], table.rows) for table in made)
    return hash_of(head, canonical_json(content.framework), rows)


def hash_of(
    head: Mapping[str, Any], framework: bytes, made: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]
) -> str:
    """The content hash of ``head`` {year, area, plan, demo}, the framework's bytes and the tables (name, columns, rows)."""
    digest = ContentHash(head, framework)
    for name, columns, rows in sorted(made, key=lambda table: table[0]):
        digest.table(name, columns)
        for row in rows:
            digest.row(row)
    return digest.hexdigest()


class ContentHash:
    """The content hash, taken step by step: the tables in the order of their names, each row a line of JSON."""

    def __init__(self, head: Mapping[str, Any], framework: bytes) -> None:
        from orjson import dumps

        self._line = dumps  # whole numbers, texts and truth values as json.dumps writes them, in a twentieth of its time
        self._digest = hashlib.sha256(canonical_json({"schema": SCHEMA, **head}))
        self._digest.update(framework)

    def table(self, name: str, columns: Sequence[str]) -> None:
        self._digest.update(canonical_json([name, list(columns)]))

    def row(self, row: Sequence[Any]) -> None:
        self._digest.update(self._line(row))
        self._digest.update(b"\n")

    def lines(self, text: bytes | memoryview) -> None:
        """Rows that are lines of JSON already, as ``row`` writes them."""
        self._digest.update(text)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys, UTF-8, one line break at the end; the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def _check_framework(content: ReleaseContent) -> None:
    framework = content.framework
    for key in ("plan", "domains", "goals"):
        if key not in framework:
            raise ReleaseError("framework", what=key)
    for key in ("base_year", "end_year"):
        if key not in framework["plan"]:
            raise ReleaseError("framework", what=f"plan.{key}")


def _sound(m: Manifest) -> bool:
    """Whether the manifest, which may come from anyone, has the shape of one and names files of a release only."""
    texts = (m.area, m.plan, m.created_at, m.content_hash, m.embargo, m.key_id, *m.files.values())
    groups = [group for group in (m.previous, m.revises, m.signer) if group is not None]
    counts = (m.year, m.number, *m.rows.values())
    return (
        all(isinstance(text, str) and len(text) <= _LONGEST for text in texts)
        and all(isinstance(text, str) and len(text) <= _LONGEST for group in groups for text in group.values())
        and all(type(count) is int and count >= 0 for count in counts)
        and isinstance(m.demo, bool)
        and all(_FILE.fullmatch(name) for name in m.files)
        and {f"{table}.parquet" for table in m.rows} | {FRAMEWORK} == set(m.files)
    )


def _seal(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_json(fields)).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """``manifest.json``: what the manifest says and its own hash."""
    fields = asdict(manifest)
    fields["manifest_hash"] = _seal(fields)
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def write_table(file: Path, table: Table) -> None:
    """One table as a Parquet file, in the row groups of ``row_groups``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    schema = arrow_schema(table.columns)
    whole = pa.Table.from_arrays([pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)], schema=schema)
    with pq.ParquetWriter(file, schema, **how_written(table.columns)) as writer:
        for group in row_groups([whole]):
            writer.write_table(group, row_group_size=ROW_GROUP)


def arrow_schema(columns: Sequence[tuple[str, type]]) -> Any:
    import pyarrow as pa

    types = {int: pa.int64(), str: pa.string(), bool: pa.bool_()}
    return pa.schema([(name, types[kind]) for name, kind in columns])


def row_groups(parts: Iterable[Any]) -> Iterator[Any]:
    """The rows of ``parts`` (Arrow tables of one schema) in tables of ``ROW_GROUP`` rows, the last ones smaller.

    Where there is a column ``followed``, the rows with and without it lie in groups of their own, each in the order
    given: whoever asks only for what is followed reads a tenth of the file. A group comes when its last row has come,
    so the groups do not depend on how the rows are parted.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    held: dict[bool, list[Any]] = {True: [], False: []}
    waiting, seen = {True: 0, False: 0}, 0
    for part in parts:
        flags = part["followed"] if "followed" in part.schema.names else pa.array([False] * part.num_rows, pa.bool_())
        full: list[tuple[int, Any]] = []
        for kind, wanted in ((True, flags), (False, pc.invert(flags))):
            at = pc.indices_nonzero(wanted).to_numpy()
            held[kind].append(part.filter(wanted))
            before, waiting[kind] = waiting[kind], waiting[kind] + len(at)
            if waiting[kind] < ROW_GROUP:
                continue
            whole, count = pa.concat_tables(held[kind]), waiting[kind] // ROW_GROUP
            for n in range(count):
                last = int(at[(n + 1) * ROW_GROUP - before - 1])
                full.append((seen + last, whole.slice(n * ROW_GROUP, ROW_GROUP).combine_chunks()))
            held[kind] = [whole.slice(count * ROW_GROUP).combine_chunks()]
            waiting[kind] -= count * ROW_GROUP
        seen += part.num_rows
        yield from (group for _, group in sorted(full, key=lambda one: one[0]))
    for kind in (True, False):
        if waiting[kind]:
            yield pa.concat_tables(held[kind]).combine_chunks()


def how_written(columns: Sequence[tuple[str, type]]) -> dict[str, Any]:
    """How the columns of a table are stored: texts and the numbers of codes by dictionary, other whole numbers by their
    differences. Half the time to read of plain numbers."""
    coded = [name for name, kind in columns if kind is str or name in _CODED]
    return {
        "compression": "zstd",
        "compression_level": 3,
        "use_dictionary": coded,
        "column_encoding": {
            name: "DELTA_BINARY_PACKED" for name, kind in columns if kind is int and name not in coded
        },
        "version": "2.6",
        "data_page_version": "1.0",
        "store_schema": False,
    }


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Flush a file or folder to the disk; a system that cannot open a folder (Windows) syncs its files alone."""
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
