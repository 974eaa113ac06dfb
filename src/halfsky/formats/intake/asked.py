"""What was asked for when a file is refused (a plan, a report, a table of figures), the formats it may have, and what a
file's kind is called."""

#: task -> (what, its formats), each in Chinese and English.
ASKED: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "plan": (("规划文本", "plan"), ("docx、PDF或txt", "docx, PDF or txt")),
    "report": (("监测报告", "report"), ("docx、PDF或txt", "docx, PDF or txt")),
    "table": (("数据表", "table of figures"), ("CSV或xlsx", "CSV or xlsx")),
}

#: A file's kind in words, in Chinese and English.
KINDS: dict[str, tuple[str, str]] = {
    "text": ("纯文本", "plain text"),
    "docx": ("Word文档（docx）", "a Word document (docx)"),
    "pdf": ("PDF文件", "a PDF"),
    "xlsx": ("Excel工作簿（xlsx）", "an Excel workbook (xlsx)"),
    "csv": ("CSV数据表", "a CSV table"),
}


def asked_for(task: str, english: bool) -> dict[str, str]:
    """The words for ``{asked}`` and ``{formats}`` of a message; those of a plan for an unknown task."""
    asked, formats = ASKED.get(task, ASKED["plan"])
    return {"asked": asked[english], "formats": formats[english]}
