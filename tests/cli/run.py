"""Commands as a person types them: a process of its own, a data folder of its own, nothing of this one's settings."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.ready import SECONDS, Ready
from tests.office_story import ROOT

_ready = functools.cache(Ready)


def halfsky(*arguments: object, home: Path, lang: str = "zh-hans", cwd: Path | None = None, from_nothing: bool = False,
            **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run ``halfsky``; every answer is without a traceback, or the test fails here.

    ``from_nothing`` starts Python anew; otherwise the command is forked from a process with the libraries loaded.
    """
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(home), "HALFSKY_LANG": lang,
        "LC_ALL": "C.UTF-8", **surroundings,
    }
    words, folder = list(map(str, arguments)), cwd or home.parent
    if from_nothing or any(name.startswith(("PYTHON", "LC_", "LANG")) for name in surroundings):
        run = subprocess.run(
            [sys.executable, "-m", "halfsky", *words], env=environment, cwd=folder, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )
    else:
        run = _ready().run(words, environment, folder)
    assert "Traceback" not in run.stdout + run.stderr, run.stderr[-2000:]
    return run
