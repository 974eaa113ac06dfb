"""``make bench``: every benchmark in turn, each in a process of its own so that none warms another's caches."""

import subprocess
import sys
from pathlib import Path

LEFT_OUT = {"__main__", "__init__", "measure", "bare", "applied"}


def main() -> int:
    """Run all, or those named on the command line; the status is 1 when one could not run."""
    folder = Path(__file__).parent
    names = sys.argv[1:] or sorted(path.stem for path in folder.glob("*.py") if path.stem not in LEFT_OUT)
    failed = 0
    for name in names:
        print(f"# {name}", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
