"""A figure published once can be recomputed bit for bit: whatever was corrected since, wherever it is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from halfsky.cube.layout import verify
from halfsky.office.framework.models import Binding, Indicator, Track
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_path, run_release
from halfsky.office.plan.models import Goal, Target
from halfsky.office.release.models import Release
from halfsky.office.release.services.freeze import freeze
from halfsky.office.release.shelf import release_path
from tests.cast import said
from tests.office.figures import row, taken
from tests.office_story import ROOT

SURROUNDINGS = (
    {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
    {"TZ": "UTC", "LC_ALL": "POSIX", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
)


def recomputed(folder, out, surroundings):
    """The run over a release folder in a process of its own, without office, database or account."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **surroundings}
    command = [sys.executable, "-m", "halfsky", "monitor", "run", "--release", str(folder), "--json", str(out)]
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=120)
    return out.read_bytes()


@pytest.mark.slow
def test_after_corrections_the_old_release_gives_the_old_bytes_anywhere(county, tmp_path):
    first = Release.objects.get()
    published = result_path(Run.objects.get().result_hash).read_bytes()
    manifest = verify(release_path(first))
    stick = tmp_path / "stick" / "2024-1"
    shutil.copytree(release_path(first), stick)

    taken(tmp_path, row("security.pension_coverage", year=2024, breakdown="SEX=F", value="12.34"),
          row("health.maternal_mortality", year=2023, numerator=3, denominator=306))
    Target.objects.update(value=1)
    Indicator.objects.update(decimals=0, direction="down", name_zh="改过的名称")
    Binding.objects.update(tolerance=99)
    Track.objects.update(direction="down")
    Goal.objects.update(title_zh="改过的目标")
    second = freeze(year=2024, reason="更正", **said("statistician"))
    again = run_release(release=second, **said("statistician"))
    assert result_path(again.result_hash).read_bytes() != published, "the corrections do move the new release"

    assert verify(release_path(first)) == manifest
    for number, surroundings in enumerate(SURROUNDINGS):
        assert recomputed(stick, tmp_path / f"{number}.json", surroundings) == published
    shutil.rmtree(county)
    assert recomputed(stick, tmp_path / "alone.json", {}) == published


@pytest.mark.slow
def test_the_same_freeze_elsewhere_gives_the_same_files_but_for_hour_and_key(county, tmp_path):
    """Frozen again at another hour: every table and the framework are the same bytes; the manifest tells the two apart."""
    first = Release.objects.get()
    second = freeze(year=2024, reason="再冻结一次", **said("officer"))
    one, other = verify(release_path(first)), verify(release_path(second))
    assert one.files == other.files and one.content_hash == other.content_hash and one.hash != other.hash
