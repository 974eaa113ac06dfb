"""Every test runs in a data folder of its own, away from any installation."""

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="halfsky-test-")
os.environ["HALFSKY_HOME"] = _HOME.name
os.environ.setdefault("HALFSKY_LANG", "zh-hans")
