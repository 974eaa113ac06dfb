"""What was asked for when a file is refused: a plan, a report or a table of figures, and the formats it may have."""

#: task -> (what, its formats), each in Chinese and English.
ASKED: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "plan": (("规划文本", "plan"), ("docx、PDF或txt", "docx, PDF or txt")),
    "report": (("监测报告", "report"), ("docx、PDF或txt", "docx, PDF or txt")),
    "table": (("数据表", "table of figures"), ("CSV或xlsx", "CSV or xlsx")),
}


def asked_for(task: str, english: bool) -> dict[str, str]:
    """The words for ``{asked}`` and ``{formats}`` of a message; those of a plan for an unknown task."""
    asked, formats = ASKED.get(task, ASKED["plan"])
    return {"asked": asked[english], "formats": formats[english]}
