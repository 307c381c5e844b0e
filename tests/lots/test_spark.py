"""A real standalone cluster on loopback, two worker processes: the same answers to the cent, even when one is killed."""

from __future__ import annotations

import os
import shutil
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

pytest.importorskip("pyspark", reason="Spark is an extra")
polars = pytest.importorskip("polars", reason="files are an extra")
pytest.importorskip("numba", reason="the compiler is an extra")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

import binome
from binome.lots.fichiers import traiter_un_fichier
from binome.lots.spark import REFUS, repondre_dans_spark, traiter_sur_spark
from binome.nation.projection import projeter
from binome.nation.spark import executeur
from tests.lots.test_lot import GENERALISTE

RACINE = Path(__file__).parents[2]


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


def _tuer(processus: subprocess.Popen[bytes]) -> None:
    if processus.poll() is None:
        os.killpg(processus.pid, signal.SIGKILL)
    processus.wait()


@pytest.fixture(scope="module")
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
        menage.callback(
            _tuer, _lancer("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        )
        _attendre(port)
        ouvriers = []
        for _ in range(2):
            options = ("--cores", "1", "--memory", "1g", "--host", "127.0.0.1", "--webui-port", "0")
            ouvriers.append(_lancer("worker.Worker", *options, f"spark://127.0.0.1:{port}"))
            menage.callback(_tuer, ouvriers[-1])
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


@pytest.fixture(scope="module")
def fichier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three thousand rows, some of them bad."""
    lignes = [
        {
            **GENERALISTE,
            "pmt_initiale": 500 + 7 * n % 2500,
            "pfa_initiale": 900 + 11 * n % 3000,
            "pmt_annee_3": str(600 + 5 * n % 2600) if n % 97 else "beaucoup",
            "pfa_annee_3": 1000 + 3 * n % 2900,
        }
        for n in range(3000)
    ]
    chemin = tmp_path_factory.mktemp("lot") / "e.parquet"
    polars.DataFrame(lignes).write_parquet(chemin)
    return chemin


def _reponses(dossier: Path) -> Any:
    return polars.read_parquet(dossier / "*.parquet").sort("ligne", "annee")


def test_un_fichier_a_les_memes_reponses_que_sur_une_machine(grappe: Any, fichier: Path, tmp_path: Path) -> None:
    bilan = traiter_sur_spark(grappe[0], fichier, tmp_path / "s", lignes_par_tache=400, compile_des=100)
    seul = traiter_un_fichier(fichier, tmp_path / "seul.parquet", compile_des=100)
    assert (bilan.lues, bilan.ecrites, bilan.erreurs) == (seul.lues, seul.ecrites, seul.erreurs)
    attendues = polars.read_parquet(tmp_path / "seul.parquet")
    assert (
        _reponses(tmp_path / "s")
        .with_columns(
            polars.col(nom).cast(polars.Decimal(12, 2)) for nom in ("montant_maximal", "montant", "acompte", "solde")
        )
        .equals(attendues.sort("ligne", "annee"))
    )
    assert len(list((tmp_path / "s").iterdir())) == 8
    assert bilan.fichier_des_erreurs is not None
    assert bilan.fichier_des_erreurs.read_text("utf-8-sig") == (tmp_path / "seul.parquet.erreurs.csv").read_text(
        "utf-8-sig"
    )


def test_une_table_deja_dans_spark(grappe: Any, fichier: Path, tmp_path: Path) -> None:
    table = polars.read_parquet(fichier).with_row_index("ligne", offset=10_000).cast({"ligne": polars.Int64})
    table.write_parquet(tmp_path / "numerote.parquet")
    dans_spark = grappe[0].read.parquet(str(tmp_path / "numerote.parquet")).repartition(2)
    rendues = polars.from_arrow(repondre_dans_spark(dans_spark, compile_des=100).toArrow()).sort("ligne", "annee")
    refusees = rendues.filter(polars.col(REFUS[0]).is_not_null())
    seules = binome.simuler_lot(table.drop("ligne").filter(polars.col("pmt_annee_3") != "beaucoup"))
    assert refusees.height == len([n for n in range(3000) if n % 97 == 0])
    assert set(refusees[REFUS[0]]) == {"pmt_annee_3"}
    bonnes = rendues.filter(polars.col(REFUS[0]).is_null())
    assert bonnes["montant"].to_list() == seules["montant"].to_list()
    assert bonnes["ligne"].min() == 10_001


def test_des_destins_tires_par_les_ouvriers(grappe: Any, nation: Any) -> None:
    ici = projeter(nation, tirages=10, graine=5)
    la_bas = projeter(nation, tirages=10, graine=5, executeur=executeur(grappe[0], 700))
    for une, autre in zip(ici.reference.sommes, la_bas.reference.sommes, strict=True):
        assert all((a == b).all() for a, b in zip(une, autre, strict=True))


def test_un_ouvrier_tue_en_route_ne_change_rien(grappe: Any, fichier: Path, tmp_path: Path) -> None:
    """Last of the file: the cluster goes on with one worker."""
    from concurrent.futures import ThreadPoolExecutor

    session, ouvriers = grappe
    with ThreadPoolExecutor(1) as fil:
        tache = fil.submit(traiter_sur_spark, session, fichier, tmp_path / "s", 60, 10**9)
        while len(list((tmp_path / "s").glob("*.parquet"))) < 2 and not tache.done():
            time.sleep(0.05)
        assert not tache.done(), "killed while it works"
        _tuer(ouvriers[0])
        bilan = tache.result(timeout=180)
    assert bilan.lues == 3000
    seul = traiter_un_fichier(fichier, tmp_path / "seul.parquet", compile_des=10**9)
    assert (bilan.ecrites, bilan.erreurs) == (seul.ecrites, seul.erreurs)
    assert _reponses(tmp_path / "s")["montant"].to_list() == [
        None if m is None else f"{m:.2f}" for m in polars.read_parquet(tmp_path / "seul.parquet")["montant"].to_list()
    ]
