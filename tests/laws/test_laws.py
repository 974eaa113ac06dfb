"""Each law on the product, and each law on the small package that breaks it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws import law


@pytest.mark.parametrize(
    "check",
    [
        law.too_long, law.badly_named, law.code_in_init, law.save_overrides, law.signal_receivers, law.untrailed,
        law.bare_divisors, law.loose_placeholders, law.tables_outside_office,
    ],
    ids=lambda check: check.__name__,
)
class TestLaws:
    def test_the_product_keeps_it(self, check):
        assert check(law.SRC) == []

    def test_it_is_seen_to_fail(self, check):
        assert check(law.BROKEN / check.__name__) != []


def test_tests_and_benchmarks_keep_the_length_of_a_file():
    for folder in ("tests", "benchmarks", "tools"):
        long = [name for name in law.too_long(law.ROOT / folder) if not name.startswith("laws/broken")]
        assert long == []


def test_no_setting_turns_a_safety_off():
    from halfsky.config.options import OPTIONS

    assert law.safety_switches([option.name for option in OPTIONS]) == []
    assert law.safety_switches(["HALFSKY_DISABLE_TRAIL"]) == ["HALFSKY_DISABLE_TRAIL"]


@pytest.mark.parametrize(("package", "broken"), [("imports", 1), ("vault", 2)])
def test_import_contracts_are_seen_to_fail(package, broken):
    folder = law.BROKEN / package
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--config", "contract.toml", "--no-cache"],
        cwd=folder, env={"PYTHONPATH": str(folder), "PATH": "/usr/bin"}, capture_output=True, text=True,
    )
    assert run.returncode == 1 and f"0 kept, {broken} broken" in run.stdout


PURE_IMPORT = """
import importlib, pkgutil, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "sqlite3"}:
            raise ImportError("a pure room asked for " + name)
sys.meta_path.insert(0, Refuse())
for room in sys.argv[1:]:
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), room + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


def _imports(*rooms, path):
    return subprocess.run(
        [sys.executable, "-c", PURE_IMPORT, *rooms], capture_output=True, text=True,
        env={"PYTHONPATH": str(path), "PATH": "/usr/bin"},
    )


def test_pure_rooms_import_without_django():
    run = _imports(*(f"halfsky.{room}" for room in law.PURE), path=law.ROOT / "src")
    assert run.returncode == 0, run.stderr[-600:]


def test_a_pure_room_that_wants_django_is_seen():
    assert _imports("rules", path=law.BROKEN / "pure").returncode != 0


HEAVY = ("django", "cryptography", "duckdb", "pyarrow", "numpy", "pandas", "docx", "typst", "altair", "vl_convert", "pypdfium2", "yaml")


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["monitor", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments):
    code = (
        f"import sys; sys.argv = ['halfsky', *{arguments!r}]\n"
        "from halfsky.cli.entry import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "assert not heavy, heavy\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(law.ROOT / "src"), "PATH": "/usr/bin"}
    )
    assert run.returncode == 0, run.stderr[-600:]
    assert "halfsky" in run.stdout


def test_foreign_keys_point_down():
    from django.apps import apps

    order = {book: floor for floor, book in enumerate(law.BOOKS)}
    wrong = [
        f"{model._meta.label} -> {field.related_model._meta.label}"
        for model in apps.get_models() if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.many_to_one or (field.one_to_one and field.concrete) or (field.many_to_many and field.concrete)
        if order.get(field.related_model._meta.app_label, -1) > order[model._meta.app_label]
    ]
    assert wrong == []


@pytest.mark.django_db
def test_migrations_match_the_models():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_trails_triggers_exist_after_migrate():
    from halfsky.office.trail.guard import guard_names

    assert guard_names() == {"trail_entry_no_update", "trail_entry_no_delete"}


def test_no_file_names_a_registry():
    listed = subprocess.run(["git", "ls-files"], cwd=law.ROOT, capture_output=True, text=True).stdout.split("\n")
    hosts = ("pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org")
    named = [
        name for name in listed if name and Path(law.ROOT, name).is_file()
        and any(host.encode() in Path(law.ROOT, name).read_bytes() for host in hosts)
    ]
    assert named == []
