"""Write the questions as Spark is asked them into tests/cube/spark_sql, so that a change in a question is seen.

    PYTHONPATH=src python -m tools.spark_sql
"""

from __future__ import annotations

from pathlib import Path

from halfsky.cube.dialect import spark, written
from halfsky.cube.engine import QUESTIONS, question
from halfsky.cube.run import UNKNOWN

FACTS = {
    "year": 2024, "base_year": 2020, "end_year": 2025, "pace_percent": 95, "about_percent": 5, "unknown": UNKNOWN,
    "watch": 5000, "first_area": 0, "last_area": 999_999, "beside": 1, "low": 0, "high": 9, "since": 2002, "home": 0, "back": 1,
}  # fmt: skip
FOLDER = Path(__file__).parent.parent / "tests" / "cube" / "spark_sql"


def pages() -> dict[str, str]:
    """File name -> text, one for each question."""
    return {path.name: written(spark(question(path.stem, FACTS))) for path in sorted(QUESTIONS.glob("*.sql"))}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.sql"):
        path.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
