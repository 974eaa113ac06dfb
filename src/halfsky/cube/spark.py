"""A Spark session for one run: started quietly, bounded, on this computer's own address, and cleared away after.

Spark is an extra (``pip install halfsky[spark]``) and needs Java 17 or newer. Everything that it prints goes to a
file in a work folder that is removed with the session; what a user sees of it is one sentence.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from halfsky.cube.choice import LOCAL
from halfsky.method.errors import HalfskyError

JAVA = 17
"""The oldest Java that Spark 4 runs on."""
MANY_ROWS = 1_000_000
HEAP, LARGE_HEAP = "1g", "3g"
"""Memory of the driver below and from MANY_ROWS observations on."""
QUICK_JAVA = " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Up to VERY_MANY_ROWS observations: for a run of a minute Java's second compiler costs more than it gains: it takes half of the time."""
VERY_MANY_ROWS = 20_000_000
ROWS_A_PART = 400_000
MOST_PARTS = 96
TRIES = 4
"""How often a task is tried, as on a cluster: a worker that is lost costs its task alone."""
KNOCK_MILLISECONDS = 5000
LOOPBACK = "127.0.0.1"
SOURCE = Path(__file__).resolve().parents[2]
"""The folder that this package lies in, where the workers find it too."""


class SparkRefused(HalfskyError):
    """Spark cannot be started, or gave up."""

    messages = {
        "no_package": (
            "HALFSKY_ENGINE={engine} 需要程序包 {package}，本机没有安装。请运行 pip install 'halfsky[spark]'，"
            "或不设 HALFSKY_ENGINE，改用 DuckDB。",
            "HALFSKY_ENGINE={engine} needs the package {package}, which is not installed. Run pip install "
            "'halfsky[spark]', or leave HALFSKY_ENGINE unset to use DuckDB.",
        ),
        "no_java": (
            "HALFSKY_ENGINE={engine} 需要 Java {java} 或更新版本，本机没有找到。Debian：apt-get install openjdk-17-jre-headless；"
            "已安装的请设 JAVA_HOME；或不设 HALFSKY_ENGINE，改用 DuckDB。",
            "HALFSKY_ENGINE={engine} needs Java {java} or newer, and none was found. Debian: apt-get install "
            "openjdk-17-jre-headless; if it is installed, set JAVA_HOME; or leave HALFSKY_ENGINE unset to use DuckDB.",
        ),
        "not_started": (
            "Spark（{engine}）没有启动：{why}。请核对 Java 版本（需 {java} 或更新）和主机地址、端口，"
            "或不设 HALFSKY_ENGINE，改用 DuckDB。",
            "Spark ({engine}) did not start: {why}. Check the Java version ({java} or newer) and the host and port, "
            "or leave HALFSKY_ENGINE unset to use DuckDB.",
        ),
        "gave_up": (
            "Spark（{engine}）中途停止：{why}。请检查集群和内存后重新运行；发布版和已有结果没有改动。",
            "Spark ({engine}) stopped before the end: {why}. Check the cluster and its memory and run again; "
            "the release and earlier results are unchanged.",
        ),
    }


def java() -> str:
    """The path of the Java program that Spark would start, "" when there is none."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return shutil.which("java", path=str(Path(home) / "bin")) or ""
    return shutil.which("java") or ""


def lacking(engine: str) -> SparkRefused | None:
    """What is not installed for Spark; None when it can be started."""
    for package in ("pyspark", "sqlglot", "pandas"):
        if find_spec(package) is None:
            return SparkRefused("no_package", engine=engine, package=package)
    return None if java() else SparkRefused("no_java", engine=engine, java=JAVA)


def require(engine: str) -> None:
    """Raise SparkRefused, with what to install, when Spark cannot be started here."""
    refused = lacking(engine)
    if refused is not None:
        raise refused


class _Unsaid(logging.Filter):
    """Holds back what the bridge to Java writes to the root log; its errors are raised as well, and told once."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "py4j" not in Path(record.pathname).parts


_unsaid = _Unsaid()


def _hush(hush: bool) -> None:
    root, bridge = logging.getLogger(), logging.getLogger("py4j")
    (root.addFilter if hush else root.removeFilter)(_unsaid)
    bridge.setLevel(logging.CRITICAL + 1 if hush else logging.NOTSET)


@contextlib.contextmanager
def asking(engine: str) -> Iterator[None]:
    """Turns what Spark, or the bridge to it, raises inside the body into SparkRefused."""
    try:
        yield
    except Exception as error:
        gone = isinstance(error, ConnectionError | EOFError) or type(error).__name__ == "Py4JNetworkError"
        if not gone and not type(error).__module__.startswith(("pyspark.", "py4j.")):
            raise
        why = "Java 进程已结束 / its Java process has ended" if gone else said(error)
        raise SparkRefused("gave_up", engine=engine, why=why) from error


_turn = threading.Lock()
"""A process can hold one Spark; the second run waits until the first is done."""


class Session:
    """One running Spark and its work folder. ``spark`` is the SparkSession; ``close`` ends Java and clears the folder."""

    def __init__(self, engine: str, *, cores: int | None = None, rows: int = 0) -> None:
        require(engine)
        _turn.acquire()
        _hush(True)
        self.engine, self.closed = engine, False
        self.folder = Path(tempfile.mkdtemp(prefix="halfsky-spark-"))
        self._gateway: Any = None
        try:
            self.spark = self._start(_settings(engine, self.folder, cores, rows))
        except Exception as error:
            why = self.last_words() or said(error)
            self.close()
            raise SparkRefused("not_started", engine=engine, why=why, java=JAVA) from error
        except BaseException:
            self.close()
            raise

    def _start(self, settings: dict[str, str]) -> Any:
        from pyspark import SparkConf, SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        conf = SparkConf(loadDefaults=False)
        for name, value in settings.items():
            conf.set(name, value)
        with (self.folder / "log").open("wb") as log:
            self._gateway = launch_gateway(conf, {"stdout": log, "stderr": log, "cwd": self.folder})
        _knock(self._gateway.jvm, self.engine)
        return SparkSession(SparkContext(conf=conf, gateway=self._gateway))

    def last_words(self) -> str:
        """The last error that Spark wrote, in one line; "" when it wrote none."""
        try:
            lines = (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        told = [line.strip() for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
        return told[-1][:200] if told else ""

    def close(self) -> None:
        """End the session and its Java process and remove the work folder; twice does no harm."""
        if self.closed:
            return
        self.closed = True
        if self._gateway is not None:
            _end(self._gateway)
            self._gateway = None
        shutil.rmtree(self.folder, ignore_errors=True)
        _hush(False)
        _turn.release()


_kept: list[Session] = []


def keep(engine: str, **given: Any) -> Session:
    """Open a session that the runs of this process share until ``end_kept``; starting one takes seconds."""
    end_kept()
    _kept.append(Session(engine, **given))
    return _kept[0]


def kept(engine: str) -> Session | None:
    """The session that is kept for ``engine``, if there is one."""
    return next((one for one in _kept if one.engine == engine), None)


def end_kept() -> None:
    """Close the session that was kept."""
    while _kept:
        _kept.pop().close()


def session(engine: str, rows: int, cores: int | None = None) -> tuple[Session, bool]:
    """A session for a release of ``rows`` observations, and whether it is the caller's to close."""
    there = kept(engine)
    if there is not None:
        return there, False
    end_kept()
    return Session(engine, cores=cores, rows=rows), True


def fit(spark: Any, rows: int) -> None:
    """Fit the session to the release: a county's shuffle has one part, the nation's many.

    Spark compiles each question to Java and lays the plan anew after each step. Both pay at many rows only; at a
    county they take longer than the answer.
    """
    many = "true" if rows >= MANY_ROWS else "false"
    spark.conf.set("spark.sql.shuffle.partitions", str(min(max(rows // ROWS_A_PART, 1), MOST_PARTS)))
    spark.conf.set("spark.sql.adaptive.enabled", many)
    spark.conf.set("spark.sql.codegen.wholeStage", many)
    spark.conf.set("spark.sql.codegen.factoryMode", "FALLBACK" if rows >= MANY_ROWS else "NO_CODEGEN")


def _settings(engine: str, folder: Path, cores: int | None, rows: int) -> dict[str, str]:
    here = engine == LOCAL
    settings = {
        "spark.master": f"local[{cores or os.cpu_count() or 1},{TRIES}]" if here else engine,
        "spark.app.name": "halfsky",
        "spark.driver.memory": LARGE_HEAP if rows >= MANY_ROWS else HEAP,
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -Dfile.encoding=UTF-8 -Duser.timezone=UTC"
        f"{'' if rows >= VERY_MANY_ROWS else QUICK_JAVA}",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executorEnv.PYTHONHASHSEED": "0",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "spark.executorEnv.OMP_NUM_THREADS": "1",
        "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
    }
    if here or engine.startswith((f"spark://{LOOPBACK}:", "spark://localhost:")):
        settings |= {"spark.driver.bindAddress": LOOPBACK, "spark.driver.host": LOOPBACK}
    if here:
        settings["spark.authenticate"] = "true"
    elif rows < VERY_MANY_ROWS:
        settings["spark.executor.extraJavaOptions"] = QUICK_JAVA.strip()
    return settings


def _knock(jvm: Any, engine: str) -> None:
    """Raise at once when nothing listens at the master's address; Spark itself would ask for a minute."""
    if engine == LOCAL:
        return
    host, _, port = engine.removeprefix("spark://").rpartition(":")
    door = jvm.java.net.Socket()
    try:
        door.connect(jvm.java.net.InetSocketAddress(host.strip("[]"), int(port)), KNOCK_MILLISECONDS)
    finally:
        door.close()


def _end(gateway: Any) -> None:
    """Stop the context, close the bridge and wait for Java; a Java that does not go is killed."""
    from subprocess import TimeoutExpired

    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    active = SparkContext._active_spark_context
    with contextlib.suppress(Exception):
        if active is not None:
            active.stop()
    with contextlib.suppress(Exception):
        gateway.shutdown()
    # what PySpark keeps for the process; it is not cleared when Java was killed
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    SparkSession._instantiatedSession = SparkSession._activeSession = None
    process = gateway.proc
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(timeout=20)
    except TimeoutExpired:
        process.kill()
        process.wait()


def said(error: BaseException) -> str:
    """What Java or Spark said, in one line."""
    java = getattr(error, "java_exception", None)
    text = str(error) if java is None else str(java.toString())
    lines = text.strip().splitlines() or [type(error).__name__]
    return lines[-1 if "Python worker" in lines[0] else 0].strip()[:200]
