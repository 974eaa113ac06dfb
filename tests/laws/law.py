"""The laws of the house, each a function from a folder to the list of what breaks it.

Every law is tried twice: on the product, where it must find nothing, and on its small package in
``broken/``, where it must find something. A law that has not been seen to fail is no law.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "halfsky"
BROKEN = Path(__file__).parent / "broken"
PURE = ("method", "plandoc", "reportdoc", "formats", "cube", "document", "vault")
BOOKS = ("trail", "people", "files", "decision", "plan", "framework", "collection", "release", "monitoring", "publishing")
FORBIDDEN_NAMES = ("utils", "helpers", "common", "misc")

#: signal receivers that may exist, with the reason
RECEIVERS = {
    "office/trail/apps.py": "the trail's triggers are made again after every migrate",
    "office/publishing/apps.py": "the triggers on editions and drafts are taken away before every migrate and made again after it",
}


def python_files(root: Path) -> Iterator[Path]:
    """Every .py under ``root`` but migrations."""
    return (path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def too_long(root: Path) -> list[str]:
    """Files of more than 400 lines."""
    files = (path for path in sorted(root.rglob("*")) if path.suffix in {".py", ".sql", ".html", ".css", ".js"})
    return [
        f"{path.relative_to(root)}: {lines}" for path in files
        if "migrations" not in path.parts and not path.name.endswith(".min.js")
        and (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    ]


def badly_named(root: Path) -> list[str]:
    """Rooms or files named for nothing in particular."""
    return [str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.stem in FORBIDDEN_NAMES]


def code_in_init(root: Path) -> list[str]:
    """``__init__.py`` files that hold more than a docstring."""
    return [
        str(path.relative_to(root)) for path in sorted(root.rglob("__init__.py"))
        if any(not isinstance(node, ast.Expr) for node in tree(path).body)
    ]


def without_mirror(source: Path, tests: Path) -> list[str]:
    """Modules of the pure rooms that have no test file of their own."""
    missing = []
    for room in PURE:
        for path in python_files(source / room):
            if path.name == "__init__.py":
                continue
            inside = path.relative_to(source / room).with_suffix("")
            nested = tests / room / Path(*inside.parts[:-1]) / f"test_{inside.parts[-1]}.py"
            if not nested.exists() and not (tests / room / f"test_{'_'.join(inside.parts)}.py").exists():
                missing.append(f"{room}/{inside}")
    return missing


def save_overrides(root: Path) -> list[str]:
    """Classes that override ``save`` or ``delete`` of a model."""
    return [
        f"{path.relative_to(root)}: {node.name}.{item.name}"
        for path in python_files(root) for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
        for item in node.body if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}
        and any("Model" in ast.unparse(base) for base in node.bases)
    ]


def signal_receivers(root: Path) -> list[str]:
    """Files outside the named list that connect a signal."""
    found = []
    for path in python_files(root):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        if name not in RECEIVERS and re.search(r"@receiver\(|\b(?:pre|post)_\w+\.connect\(", text):
            found.append(name)
    return found


WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "update_or_create", "get_or_create", "save", "set"}


def untrailed(root: Path) -> list[str]:
    """Public functions of services that write a table without taking who and when and recording it."""
    found = []
    for path in python_files(root):
        if "services" not in path.relative_to(root).as_posix() or path.name == "__init__.py":
            continue
        functions = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
        for name, node in functions.items():
            if name.startswith("_") or name == "record" or not _writes(node):
                continue
            asked = {argument.arg for argument in node.args.kwonlyargs}
            if name in PART_OF_A_SERVICE.get(path.relative_to(root).as_posix(), ()):
                continue
            if not {"by", "at"} <= asked or "record" not in _calls(node):
                found.append(f"{path.relative_to(root)}: {name}")
    return found


#: functions that write as one step of a service that records; each is called only from there
PART_OF_A_SERVICE = {"office/plan/services/targets.py": ("move_token",)}


def _calls(node: ast.AST) -> set[str]:
    called = [item.func for item in ast.walk(node) if isinstance(item, ast.Call)]
    return {func.attr if isinstance(func, ast.Attribute) else ast.unparse(func) for func in called}


def _writes(node: ast.AST) -> bool:
    for item in ast.walk(node):
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Attribute) and item.func.attr in WRITES:
            owner = ast.unparse(item.func.value)
            if ".objects" in owner or item.func.attr in {"save", "bulk_create"}:
                return True
    return False


def bare_divisors(root: Path) -> list[str]:
    """Bare divisors in SQL: each must stand in ``nullif``, or a zero stops Spark and makes DuckDB infinite."""
    found = []
    for path in sorted(root.rglob("*.sql")):
        text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        for match in re.finditer(r"(?<![/*])/(?:/)?(?![/*])\s*(\S{1,20})", text):
            divisor = match.group(1)
            if not divisor.startswith("nullif(") and not re.fullmatch(r"[1-9]\d*(?:\.\d+)?[),;]*.*", divisor):
                found.append(f"{path.relative_to(root)}: / {divisor}")
    return found


def loose_placeholders(root: Path) -> list[str]:
    """Translated messages with a bare placeholder, or an f-string inside gettext."""
    found = []
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}:
                continue
            for argument in node.args:
                bare = isinstance(argument, ast.Constant) and re.search(r"%[sd]|\{\}|\{\d", str(argument.value))
                if isinstance(argument, ast.JoinedStr) or bare:
                    found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def tables_outside_office(root: Path) -> list[str]:
    """Use of ``.objects`` outside the office and its upkeep."""
    return [
        f"{path.relative_to(root)}" for path in python_files(root)
        if path.relative_to(root).parts[0] not in {"office", "upkeep"} and ".objects" in path.read_text(encoding="utf-8")
    ]


def safety_switches(names: list[str]) -> list[str]:
    """Settings whose name says that they turn a safety off."""
    return [name for name in names if re.search(r"DISABLE|SKIP|UNSAFE|INSECURE|WITHOUT|_NO_|BYPASS|DEBUG", name)]
