"""``halfsky report check``: read a report, recompute what it claims, say what does not add up. Starts no Django."""

from __future__ import annotations

import json
from pathlib import Path

from halfsky.formats.intake.opening import ReportFile, read_report
from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.reportdoc.finding import Finding


class ReportCheckError(HalfskyError):
    """A result that cannot be stored."""

    messages = {
        "cannot_write": (
            "写不了 {file}（{why}），请核对路径和权限。",
            "{file} cannot be written ({why}); check the path and the permissions.",
        ),
    }


def check_report(file: Path, release: Path | None, json_out: Path | None, lang: str) -> tuple[str, bool]:
    """What to print, and whether something does not add up. IntakeRefused or ReleaseError when not readable."""
    opened = read_report(file)
    claims, findings = opened.claims, list(opened.findings)
    if release is not None:
        from halfsky.cube.known import known_figures
        from halfsky.reportdoc.checking import located
        from halfsky.reportdoc.ours import compare

        identity, known = known_figures(release)
        compared = compare(opened.source, known, identity)
        claims += compared.claims
        findings = located(opened.source, [*findings, *compared.findings])
    if json_out is not None:
        told = {"file": opened.name, "kind": opened.kind, "claims": claims, "findings": [f.plain() for f in findings],
                "left": [{"line": r.line, "page": r.page or None, "under": r.under, "sentence": r.sentence, "printed": r.printed, "zh": r.reason(), "en": r.reason("en")} for r in opened.left]}
        try:
            write_whole(json_out, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n", make_folder=False)
        except OSError as problem:
            raise ReportCheckError("cannot_write", file=json_out, why=problem.strerror) from None
    return _table(opened, claims, findings, lang), bool(findings)


def _table(opened: ReportFile, claims: int, findings: list[Finding], lang: str) -> str:
    english = lang.startswith("en")
    lines = [warned.text(lang) for warned in opened.warnings]
    for number, finding in enumerate(findings, 1):
        place = finding.place(lang)
        if finding.under:
            place += f" ({_short(finding.under)})" if english else f"（{_short(finding.under)}）"
        lines += [f"{number}. {place}: {_short(finding.sentence)}" if english else f"{number}. {place}：{_short(finding.sentence)}"]
        lines += [f"   {finding.text(lang)}"]
    if not claims:
        lines.append(f"{opened.name}: nothing was found that can be recomputed." if english else f"{opened.name}：没有找到可以核算的数。")
    elif english:
        lines.append(f"{opened.name}: {claims} claims recomputed, {len(findings)} do not add up.")
    else:
        lines.append(f"{opened.name}：核算 {claims} 处，{len(findings)} 处对不上。" if findings else f"{opened.name}：核算 {claims} 处，都对得上。")
    if opened.left and not english:
        lines.append(f"另有 {len(opened.left)} 句有比例、增减或合计，文中没有据以核算的数，未核算（清单见 --json）。")
    elif opened.left:
        lines.append(f"{len(opened.left)} more sentences claim what cannot be recomputed from the text; they were left alone (listed by --json).")
    return "\n".join(lines)


def _short(sentence: str) -> str:
    flat = " ".join(sentence.split())
    return flat if len(flat) <= 160 else flat[:159] + "…"
