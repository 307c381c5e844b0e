"""A real standalone cluster on loopback, two worker processes: the same answers to the cent, even when one is killed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="Spark is an extra")
polars = pytest.importorskip("polars", reason="files are an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

import binome
from binome.lots.execution import traiter_un_fichier
from binome.lots.spark import REFUS, repondre_dans_spark, traiter_sur_spark
from tests.grappe import tuer
from tests.lots.test_lot import GENERALISTE


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


def test_un_ouvrier_tue_en_route_ne_change_rien(grappe: Any, fichier: Path, tmp_path: Path) -> None:
    """Last of the file: the cluster goes on with one worker."""
    from concurrent.futures import ThreadPoolExecutor

    session, ouvriers = grappe
    with ThreadPoolExecutor(1) as fil:
        tache = fil.submit(traiter_sur_spark, session, fichier, tmp_path / "s", 60, 10**9)
        while len(list((tmp_path / "s").glob("*.parquet"))) < 2 and not tache.done():
            time.sleep(0.05)
        assert not tache.done(), "killed while it works"
        tuer(ouvriers[0])
        bilan = tache.result(timeout=180)
    assert bilan.lues == 3000
    seul = traiter_un_fichier(fichier, tmp_path / "seul.parquet", compile_des=10**9)
    assert (bilan.ecrites, bilan.erreurs) == (seul.ecrites, seul.erreurs)
    attendues = polars.read_parquet(tmp_path / "seul.parquet")["montant"].to_list()
    assert _reponses(tmp_path / "s")["montant"].to_list() == attendues
