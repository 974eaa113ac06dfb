"""Every public function of a service of the office is named in a test."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.laws import law


def unnamed(source: Path, tests: Path) -> list[str]:
    """Public service functions that no test under ``tests`` names."""
    said = {
        word for path in tests.rglob("test_*.py") if "laws" not in path.parts
        for node in ast.walk(law.tree(path))
        for word in ([node.id] if isinstance(node, ast.Name) else [node.attr] if isinstance(node, ast.Attribute)
                     else [name.name for name in node.names] if isinstance(node, ast.ImportFrom) else [])
    }
    found = []
    for path in law.python_files(source / "office"):
        if "services" not in path.relative_to(source).as_posix():
            continue
        found += [
            f"{path.relative_to(source).as_posix()}: {node.name}" for node in law.tree(path).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in said
        ]
    return found


def test_every_public_service_is_named_in_a_test():
    assert unnamed(law.SRC, law.ROOT / "tests") == []


def test_a_service_without_a_test_is_seen():
    assert unnamed(law.BROKEN / "untrailed", law.BROKEN) != []
