"""Commands as a person types them: a process of its own, a data folder of its own, nothing of this one's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.office_story import ROOT


def halfsky(*arguments: object, home: Path, lang: str = "zh-hans", cwd: Path | None = None, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run ``halfsky``; every answer is without a traceback, or the test fails here."""
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(home), "HALFSKY_LANG": lang,
        "LC_ALL": "C.UTF-8", **surroundings,
    }
    run = subprocess.run(
        [sys.executable, "-m", "halfsky", *map(str, arguments)], env=environment, cwd=cwd or home.parent,
        capture_output=True, text=True, timeout=120, check=False,
    )
    assert "Traceback" not in run.stdout + run.stderr, run.stderr[-2000:]
    return run
