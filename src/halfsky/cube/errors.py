"""What can be wrong with a release, each naming the file and the remedy."""

from __future__ import annotations

from halfsky.method.errors import HalfskyError


class ReleaseError(HalfskyError):
    """A release that cannot be written or read as it is."""

    messages = {
        "no_release": (
            "{path} 不是发布版目录（没有 manifest.json），请核对路径。",
            "{path} is no release folder (it has no manifest.json); check the path.",
        ),
        "exists": (
            "发布版 {path} 已存在，发布版不可改写，请另编号。",
            "The release {path} exists already and is never rewritten; give it another number.",
        ),
        "damaged_manifest": (
            "发布版 {path} 的 {file} 已损坏或被改动，请从备份恢复该发布版。",
            "{file} of the release {path} is damaged or was altered; restore the release from a backup.",
        ),
        "missing_file": (
            "发布版 {path} 缺少文件 {file}，请从备份恢复该发布版。",
            "The release {path} lacks the file {file}; restore the release from a backup.",
        ),
        "altered_file": (
            "发布版 {path} 的文件 {file} 已损坏或被改动（摘要不符），请从备份恢复该发布版。",
            "The file {file} of the release {path} is damaged or was altered (its digest differs); "
            "restore the release from a backup.",
        ),
        "unknown_schema": (
            "发布版 {path} 的格式 {schema} 不受支持，请升级程序。",
            "The release {path} has the layout {schema}, which this version cannot read; upgrade the program.",
        ),
        "altered_content": (
            "发布版 {path} 的内容与清单的内容摘要不符，请从备份恢复该发布版。",
            "The rows of the release {path} do not give the content hash of its manifest; restore it from a backup.",
        ),
        "unknown_code": (
            "{table} 的 {row} 用了清单中没有的{what}“{code}”，请补充或更正。",
            "{row} in {table} uses the {what} {code!r}, which the release does not list; add or correct it.",
        ),
        "repeated": (
            "{table} 中 {row} 出现两次，请只保留一个。",
            "{row} stands twice in {table}; keep one.",
        ),
        "bad_value": (
            "{table} 的 {row} 中 {what} 的值“{code}”不认识，请更正。",
            "{row} in {table} has the unknown {what} {code!r}; correct it.",
        ),
        "value_and_reason": (
            "{row} 既有数值又有缺失原因，或两者都没有，请更正。",
            "{row} has both a value and a reason for its absence, or neither; correct it.",
        ),
        "framework": (
            "发布版的框架缺少“{what}”，请补充。",
            "The release's framework lacks {what!r}; add it.",
        ),
        "too_many": (
            "{table} 超过 {most} 行，发布版放不下。",
            "{table} has more than {most} rows; the release cannot number them.",
        ),
    }
