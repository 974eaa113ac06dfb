"""A Spark cluster on this computer's own address: a master and its workers, each a process that can be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

LOOPBACK = "127.0.0.1"


class Cluster:
    """A master and ``workers`` workers of one core each; ``url`` is what HALFSKY_ENGINE takes."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        try:
            self._start("master", "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0")
            self.url = self._told("master", r"Starting Spark master at (spark://\S+)")
            for n in range(workers):
                place = folder / f"worker{n}"
                self._start(
                    place.name, "org.apache.spark.deploy.worker.Worker", "--cores", "1", "--memory", "1g",
                    "--webui-port", "0", "--work-dir", str(place), self.url,
                )  # fmt: skip
            for n in range(workers):
                self._told(f"worker{n}", r"(Successfully registered) with master")
        except BaseException:
            self.close()
            raise

    def _start(self, name: str, *arguments: str) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        env = {
            **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": LOOPBACK, "SPARK_LOCAL_DIRS": str(self.folder),
            "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        }  # fmt: skip
        command = [str(home / "bin" / "spark-class"), arguments[0], "--host", LOOPBACK, *arguments[1:]]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))

    def _told(self, name: str, pattern: str, seconds: float = 60) -> str:
        """What ``name`` wrote in its log, waited for."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace"))
            if found:
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"{name} did not say {pattern}: {(self.folder / f'{name}.log').read_text()[-2000:]}")

    def executors(self, worker: int) -> list[int]:
        """The processes in which a worker runs its tasks."""
        return children(self.processes[1 + worker].pid)

    def close(self) -> None:
        for process in reversed(self.processes):
            for pid in (*children(process.pid), process.pid):
                send(pid, signal.SIGKILL)
            process.wait()


def children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return
