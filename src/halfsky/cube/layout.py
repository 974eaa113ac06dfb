"""A release on disk: written once, whole or not at all, and checked before it is read.

    <year>-<n>/manifest.json framework.json observations.parquet targets.parquet tracks.parquet
               milestones.parquet milestone_states.parquet codes/{area,indicator,breakdown,body,goal}.parquet

The manifest lists every file with its SHA-256, and the content hash: SHA-256 over the rows of all tables, with
figures as integers, and over the framework. The content hash leaves out when and under which number the release
was made, so the same figures give the same hash. What only writing needs is
imported there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from halfsky.cube.errors import ReleaseError

if TYPE_CHECKING:
    from halfsky.cube.content import ReleaseContent
    from halfsky.cube.tables import Table

SCHEMA = "halfsky/release/1"
ROW_GROUP = 65_536
MANIFEST = "manifest.json"
FRAMEWORK = "framework.json"


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

    @property
    def identity(self) -> str:
        return f"{self.year}-{self.number}"


def write_release(path: Path | str, content: ReleaseContent) -> Manifest:
    """Write ``content`` as the new folder ``path`` and return its manifest.

    The folder appears complete, by one rename after everything has reached the disk. ReleaseError when it exists
    already or a row does not fit; nothing is left behind then.
    """
    import shutil
    import tempfile

    from halfsky.cube.tables import tables

    path = Path(path)
    if path.exists():
        raise ReleaseError("exists", path=path)
    _check_framework(content)
    made = tables(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{path.name}.partial-", dir=path.parent))
    try:
        (partial / "codes").mkdir()
        for table in made:
            _write_parquet(partial / f"{table.name}.parquet", table)
        (partial / FRAMEWORK).write_bytes(canonical_json(content.framework))
        names = sorted([FRAMEWORK, *(f"{table.name}.parquet" for table in made)])
        manifest = Manifest(
            schema=SCHEMA,
            year=content.year,
            number=content.number,
            area=content.area,
            plan=content.plan,
            created_at=content.created_at,
            demo=content.demo,
            rows={table.name: len(table.rows) for table in made},
            files={name: _sha256(partial / name) for name in names},
            content_hash=content_hash(content, made),
        )
        (partial / MANIFEST).write_bytes(_manifest_bytes(manifest))
        for name in [*names, MANIFEST]:
            _sync(partial / name)
        partial.chmod(0o755)
        _sync(partial / "codes")
        _sync(partial)
        partial.rename(path)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    _sync(path.parent)
    return manifest


def read_manifest(path: Path | str) -> Manifest:
    """The manifest of the release in ``path``; ReleaseError when there is none or it was altered."""
    path = Path(path)
    try:
        raw = (path / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise ReleaseError("no_release", path=path) from None
    try:
        fields = json.loads(raw)
        schema = fields.get("schema")
        if isinstance(schema, str) and schema != SCHEMA:
            raise ReleaseError("unknown_schema", path=path, schema=schema)
        seal = fields.pop("manifest_hash")
        manifest = Manifest(**fields)
        intact = seal == _seal(fields) and _manifest_bytes(manifest) == raw
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
        if not file.is_file():
            raise ReleaseError("missing_file", path=path, file=name)
        if _sha256(file) != digest:
            raise ReleaseError("altered_file", path=path, file=name)
    return manifest


def content_hash(content: ReleaseContent, made: list[Table]) -> str:
    """SHA-256 over what the release says: identity of plan, area and year, framework, and every row in order."""
    digest = hashlib.sha256()
    head = {"schema": SCHEMA, "year": content.year, "area": content.area, "plan": content.plan, "demo": content.demo}
    digest.update(canonical_json(head))
    digest.update(canonical_json(content.framework))
    for table in sorted(made, key=lambda table: table.name):
        digest.update(canonical_json([table.name, [name for name, _ in table.columns]]))
        for row in table.rows:
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            digest.update(b"\n")
    return digest.hexdigest()


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


def _seal(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_json(fields)).hexdigest()


def _manifest_bytes(manifest: Manifest) -> bytes:
    fields = asdict(manifest)
    fields["manifest_hash"] = _seal(fields)
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _write_parquet(file: Path, table: Table) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {int: pa.int64(), str: pa.string(), bool: pa.bool_()}
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        pa.array(values, types[kind]) for (_, kind), values in zip(table.columns, columns, strict=True)
    ]
    names = [name for name, _ in table.columns]
    strings = [name for name, kind in table.columns if kind is str]
    pq.write_table(
        pa.Table.from_arrays(arrays, names=names),
        file,
        row_group_size=ROW_GROUP,
        compression="zstd",
        compression_level=3,
        use_dictionary=strings,
        version="2.6",
        data_page_version="1.0",
        store_schema=False,
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Flush a file or folder to the disk; a system that cannot open a folder (Windows) syncs its files alone."""
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
