"""A real standalone cluster on loopback, two worker processes, for the tests that need one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).parents[1]


def _port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def _lancer(classe: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    lanceur = Path(pyspark.__file__).parent / "bin" / "spark-class"
    return subprocess.Popen(
        [str(lanceur), f"org.apache.spark.deploy.{classe}", *arguments],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _attendre(port: int) -> None:
    for _ in range(300):
        with socket.socket() as prise:
            if prise.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(port)


def tuer(processus: subprocess.Popen[bytes]) -> None:
    """Kill a process and all its group, at once."""
    if processus.poll() is None:
        os.killpg(processus.pid, signal.SIGKILL)
    processus.wait()


@pytest.fixture(scope="session")
def grappe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[subprocess.Popen[bytes]]]]:
    """A master and two workers of one core, and a session on them."""
    from pyspark.sql import SparkSession

    travail = tmp_path_factory.mktemp("spark")
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "PYTHONPATH": f"{RACINE / 'src'}{os.pathsep}{RACINE}",
        "SPARK_WORKER_DIR": str(travail),
    }
    with ExitStack() as menage:
        port = _port()
        menage.callback(tuer, _lancer("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"))
        _attendre(port)
        ouvriers = []
        for _ in range(2):
            options = ("--cores", "1", "--memory", "1g", "--host", "127.0.0.1", "--webui-port", "0")
            ouvriers.append(_lancer("worker.Worker", *options, f"spark://127.0.0.1:{port}"))
            menage.callback(tuer, ouvriers[-1])
        reglages: dict[str, Any] = {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.executor.memory": "700m",
            "spark.executor.cores": "1",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
        }
        fabrique = SparkSession.builder.master(f"spark://127.0.0.1:{port}").appName("binome")
        session = fabrique.config(map=reglages).getOrCreate()
        menage.callback(session.stop)
        session.sparkContext.setLogLevel("OFF")
        yield session, ouvriers
