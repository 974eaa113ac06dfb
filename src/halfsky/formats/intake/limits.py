"""How much a foreign file may cost. Sizes in bytes, times in seconds."""

from dataclasses import asdict, dataclass
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file: its size, what it may inflate to, and what the child that opens it may use."""

    file_bytes: int = 50 * MEGABYTE
    memory_bytes: int = 400 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 25.0
    open_files: int = 32
    output_bytes: int = 32 * MEGABYTE
    text_characters: int = 2_000_000
    line_characters: int = 100_000
    blocks: int = 100_000
    zip_entries: int = 2_000
    zip_bytes: int = 128 * MEGABYTE
    zip_ratio: int = 200
    xml_bytes: int = 48 * MEGABYTE
    xml_depth: int = 200
    pdf_pages: int = 500
    table_cells: int = 400_000

    def to_dict(self) -> dict[str, Any]:
        """For the child's command line."""
        return asdict(self)


LIMITS = Limits()
