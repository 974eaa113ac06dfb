"""The groups of the ``halfsky`` command, each loaded only when it is called.

Help must read fast on an office PC, so no group is imported to print the list.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from halfsky.cli.entry import language

#: name -> (module that holds ``app``, help in Chinese, help in English)
GROUPS: dict[str, tuple[str, str, str]] = {
    "init": ("halfsky.cli.office_setup", "建立数据目录、数据库和账号", "Create the data folder, the database and the accounts"),
    "serve": ("halfsky.cli.serve", "启动网页", "Start the pages"),
    "worker": ("halfsky.cli.worker", "执行网页上排队的后台任务", "Do the jobs asked for on the pages"),
    "doctor": ("halfsky.cli.doctor", "检查安装情况并说明怎么办", "Say what is installed, what is missing and what to do"),
    "plan": ("halfsky.cli.plan", "识读规划文件、采用规划", "Read a plan document, adopt a plan"),
    "framework": ("halfsky.cli.framework", "检查和列出指标体系", "Check and list the indicator framework"),
    "import": ("halfsky.cli.imports", "导入部门数据", "Import figures"),
    "release": ("halfsky.cli.release", "冻结、列出和核验发布版", "Freeze, list and verify releases"),
    "cube": ("halfsky.cli.cube", "多地区发布版：模拟全国、查看规模", "Releases of many areas: simulate a nation, look at its size"),
    "monitor": ("halfsky.cli.monitor", "对发布版做年度监测", "Run the monitoring on a release"),
    "scheme": ("halfsky.cli.scheme", "查看、试算、提出和审批监测方案的改动", "Show, try, propose and approve changes of the monitoring scheme"),
    "outlook": ("halfsky.cli.outlook", "达标概率：估计参数、预测、回测", "Probability of meeting a target: fit, predict, backtest"),
    "report": ("halfsky.cli.report_draft", "生成监测报告", "Write the monitoring report"),
    "yearbook": ("halfsky.cli.yearbook", "编辑监测统计资料", "Compile the statistical yearbook"),
    "account": ("halfsky.cli.account", "重置账号的密码和动态码", "Reset an account's password and second factor"),
    "backup": ("halfsky.cli.backup", "把数据目录备份成一个文件", "Back up the data folder into one file"),
    "restore": ("halfsky.cli.restore", "把备份恢复到空的数据目录", "Take a backup back into an empty data folder"),
    "demo": ("halfsky.cli.demo", "建立演示县", "Build the demo county"),
}


class LazyGroups(TyperGroup):
    """Lists the groups from the table above and imports one when it is run."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in GROUPS:
            return None
        module, zh, en = GROUPS[cmd_name]
        if cmd_name not in sys.argv[1:]:
            return TyperCommand(cmd_name, help=en if language() == "en" else zh)
        command = typer.main.get_command(importlib.import_module(module).app)
        command.name = cmd_name
        return command


HELP_ZH = "半边天：识读妇女儿童发展规划，汇总部门数据，年度监测，生成报告。"
HELP_EN = "HalfSky reads a women's or children's development plan, collects figures, monitors and reports."

app = typer.Typer(
    cls=LazyGroups,
    help=HELP_EN if language() == "en" else HELP_ZH,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="halfsky plan read FILE · halfsky monitor run --year 2024 · halfsky report annual --year 2024 --out out",
)


@app.callback(invoke_without_command=True)
def root(
    version: bool = typer.Option(False, "--version", help="版本 / print the version"),
) -> None:
    if version:
        from halfsky.version import VERSION

        typer.echo(f"halfsky {VERSION}")
        raise typer.Exit
