"""Runs a command and tells how much memory its largest process took.

A process keeps the peak of the one that it was forked from, and a test process grows with what it has loaded. So the
command is started by a small process of its own, which reports the peak of its children alone.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

STARTER = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as note:
    note.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status if status >= 0 else 128 - status)
"""


def measured(command, **options):
    """(exit status, megabytes) of a command; ``options`` are those of ``subprocess.call``."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "peak"
        status = subprocess.call([sys.executable, "-I", "-S", "-c", STARTER, str(note), *command], **options)
        return status, int(note.read_text()) / 1024
