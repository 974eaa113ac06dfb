"""``halfsky release``: freeze, list, verify; keys and embargoes stand in ``release_keys``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from halfsky.cli import release_add, release_diff, release_export, release_keys
from halfsky.cli.entry import language
from halfsky.cli.office import acting, now, open_office, say

if TYPE_CHECKING:
    from halfsky.office.release.listing import ReleaseRow
    from halfsky.office.release.proof import Proof

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

AS = Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")]
JSON = Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")]
STATES = {
    "current": ("有效", "current"), "revised": ("已由 {revised_by} 修订", "revised by {revised_by}"),
    "embargoed": ("待解禁（{embargo}）", "held back until {embargo}"), "foreign": ("来自 {origin_name}", "from {origin_name}"),
}
ROLES = {
    "statistician": ("统计局监测人员", "statistician"), "officer": ("妇儿工委办工作人员", "officer of the committee office"),
    "console": ("本机命令行", "command line"),
}
"""Who may sign a release, in words; a role of another program's is shown as it is."""
DOUBTS = {
    "back": ("本机时钟比最近一次留痕早 5 分钟以上（时钟可能被拨回），到期的解禁已暂停。请校准时钟，或由人确认：halfsky release lift 编号。",
             "The clock stands more than 5 minutes before the newest trail entry (it may have been turned back): no embargo "
             "ends until it is set right, or somebody confirms with halfsky release lift ID."),
    "forward": ("本机时钟比最近一次留痕晚半年以上（时钟可能被拨快），到期的解禁已暂停。请校准时钟，或由人确认：halfsky release lift 编号。",
                "The clock stands more than half a year after the newest trail entry (it may have been turned forward): no "
                "embargo ends until it is set right, or somebody confirms with halfsky release lift ID."),
}


@app.callback()
def release() -> None:
    """发布版：冻结、列出、核验 / Releases."""


@app.command()
def freeze(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    genre: Annotated[str, typer.Option(help="women 或 children，采用了两份规划时用 / when two plans are adopted")] = "",
    reason: Annotated[str, typer.Option(help="修订原因；同一年度再冻结时必填 / why an earlier release is revised")] = "",
    embargo: Annotated[str, typer.Option(help='解禁时间，如 "2025-03-01 09:00" / held back until then, Beijing time')] = "",
    login: AS = "",
    as_json: JSON = False,
) -> None:
    """把已验收的数据冻结成不可更改的发布版。例：halfsky release freeze --year 2024

    Freeze the accepted figures into an immutable release.
    """
    open_office()
    from halfsky.office.release.embargo import moment_of
    from halfsky.office.release.services.freeze import freeze as freeze_year
    from halfsky.office.release.shelf import release_path

    made = freeze_year(year=year, genre=genre, reason=reason, embargo=moment_of(embargo), by=acting(login, "release_freeze"), at=now())
    path = release_path(made)
    if as_json:
        typer.echo(json.dumps({
            "release": made.name, "path": str(path), "rows": made.rows, "hash": made.content_hash,
            "manifest_hash": made.manifest_hash, "previous": made.previous, "key_id": made.key_id,
            "revises": made.revises.name if made.revises else "",
            "embargo": made.embargo.isoformat() if made.embargo else "",
        }))
        return
    say("已冻结发布版 {name}：{rows} 个数，摘要 {hash}，{path}", "Release {name}: {rows} figures, digest {hash}, {path}",
        name=made.name, rows=made.rows, hash=made.content_hash[:12], path=path)
    if made.revises:
        say("它修订 {name}：{reason}", "It revises {name}: {reason}", name=made.revises.name, reason=made.reason)
        from halfsky.office.release.services.moves import moves_of

        release_diff.say_moves(moves_of(made), most=20)
    if made.embargo and not made.lifted_at:
        say("{at} 之前只有统计局监测人员、妇儿工委办工作人员和分管领导看得到。",
            "Before {at} only the statistician, the officer and the leader see it.", at=f"{made.embargo:%Y-%m-%d %H:%M}")


def facts_of(row: ReleaseRow) -> dict[str, object]:
    """A release as ``--json`` prints it."""
    return {
        "release": row.name, "year": row.year, "number": row.number, "rows": row.rows, "state": row.state,
        "hash": row.content_hash, "manifest_hash": row.manifest_hash, "demo": row.demo, "frozen_at": row.frozen_at,
        "frozen_by": row.frozen_by, "signer": {"body": row.signer_body, "role": row.signer_role}, "key_id": row.key_id,
        "previous": row.previous, "revises": row.revises, "reason": row.reason, "revised_by": row.revised_by,
        "embargo": row.embargo, "clock": row.doubt, "origin": row.origin, "origin_name": row.origin_name,
    }


@app.command("list")
def list_(login: AS = "", as_json: JSON = False) -> None:
    """列出发布版：状态、解禁、修订、签署单位。例：halfsky release list / List the releases."""
    open_office()
    from halfsky.office.release.listing import releases

    rows = releases(acting(login).role, now())
    if as_json:
        typer.echo(json.dumps([facts_of(row) for row in rows], ensure_ascii=False))
        return
    if not rows:
        say("还没有发布版。", "There is no release yet.")
    english = language() == "en"
    for row in rows:
        state = STATES[row.state][1 if english else 0].format(
            revised_by=row.revised_by, embargo=row.embargo, origin_name=row.origin_name)
        role = ROLES.get(row.signer_role, (row.signer_role, row.signer_role))[1 if english else 0]
        signer = (", " if english else "，").join(part for part in (row.signer_body, role) if part) or "—"
        revises = (f"  revises {row.revises}: {row.reason}" if english else f"  修订 {row.revises}：{row.reason}") if row.revises else ""
        typer.echo((f"{row.name}  {row.rows} figures  {row.content_hash[:12]}  {row.frozen_at}  {signer}  {state}{revises}") if english
                   else f"{row.name}  {row.rows} 个数  {row.content_hash[:12]}  {row.frozen_at}  {signer}  {state}{revises}")
    doubt = next((row.doubt for row in rows if row.doubt), "")
    if doubt:
        say(*DOUBTS[doubt])


@app.command("verify")
def verify_(
    what: Annotated[str, typer.Argument(metavar="DIR|ID", help="发布版目录或编号 / folder or name of the release")],
    key: Annotated[Path | None, typer.Option(help="应由这把公钥签署（office.pub）/ the signature must be by this key")] = None,
    as_json: JSON = False,
) -> None:
    """核验发布版：文件、内容、链条、签名。例：halfsky release verify 2024-1

    Check files, content, chain and signature, and say each in words; a folder needs no database and no office.
    Exit status: 0 nothing is broken, 1 something is, 2 there is no such release.
    """
    from halfsky.office.release.proof import given_key, prove, ring_in

    wanted = given_key(key) if key else None
    path, registered = _where(what)
    home = Path(os.environ.get("HALFSKY_HOME", "~/halfsky")).expanduser()
    proof = prove(path, ring=ring_in(home), wanted=wanted, registered=registered)
    if as_json:
        typer.echo(json.dumps(told(proof, language()), ensure_ascii=False))
    else:
        say_proof(proof, language())
    raise typer.Exit(0 if proof.whole else 1)


def _where(what: str) -> tuple[Path, str]:
    """The folder of a release named by folder or by its number, and the manifest hash the office registered for it."""
    folder = Path(what)
    if folder.exists() or any(sign in what for sign in "/\\"):
        return folder, ""
    return release_diff.registered(what)


def told(proof: Proof, lang: str) -> dict[str, object]:
    """A proof as ``--json`` prints it."""
    manifest = proof.manifest
    return {
        "release": manifest.identity if manifest else "", "hash": manifest.content_hash if manifest else "",
        "manifest_hash": manifest.hash if manifest else "", "ok": proof.whole, "proved": proof.proved,
        "points": [{"what": one.what, "state": one.state, "key": one.key, "text": one.text(lang)} for one in proof.points],
    }


def say_proof(proof: Proof, lang: str) -> None:
    """One line a question, then the conclusion."""
    for point in proof.points:
        typer.echo(f"{ {'ok': '✓', 'open': '!', 'broken': '✗'}[point.state] } {point.text(lang)}")
    name = proof.manifest.identity if proof.manifest else ""
    if not proof.whole:
        say("发布版 {name} 有问题，不能采信。", "Release {name} is broken and cannot be relied on.", name=name)
    elif proof.proved:
        say("发布版 {name} 完整、未改，签署者已确认。", "Release {name} is whole, unchanged, and it is known who signed it.", name=name)
    else:
        say("发布版 {name} 完整、未改，但签署者未确认。", "Release {name} is whole and unchanged, but who signed it is not known.", name=name)


app.command("add")(release_add.add)
app.command("diff")(release_diff.diff)
app.command("export")(release_export.export)
app.command("lift")(release_keys.lift)
app.command("key")(release_keys.key)
app.command("trust")(release_keys.trust)
