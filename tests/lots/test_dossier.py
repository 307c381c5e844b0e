"""A folder of parts: what happens when a worker that was given up for lost finishes after the run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from binome.droit.loi import loi_en_vigueur
from binome.lots import spark
from binome.lots.dossier import conclu, dossier_de_parties
from binome.lots.ecriture.parties import ERREURS, ecrire_une_partie
from binome.lots.spark import _une_tranche, version
from binome.lots.table import Reponses
from binome.moteur.ecrire import PROVISOIRE
from tests.lots.test_lot import GENERALISTE


@pytest.fixture
def entree(tmp_path: Path) -> Path:
    fichier = tmp_path / "e.parquet"
    pl.DataFrame([GENERALISTE, GENERALISTE | {"option_etp": "trois_etp"}]).write_parquet(fichier)
    return fichier


def test_ce_qu_un_ouvrier_tue_a_laisse_en_chemin_est_retire(entree: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "s"
    with dossier_de_parties(entree, dossier, 10, remplacer=False, loi=loi_en_vigueur()) as ouvert:
        (dossier / f"{PROVISOIRE}0123").touch()
        assert ouvert.conclure() == 0
    assert list(dossier.iterdir()) == []


def test_un_ouvrier_perdu_peut_ranger_pendant_la_conclusion(
    entree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = tmp_path / "s"
    with dossier_de_parties(entree, dossier, 10, remplacer=False, loi=loi_en_vigueur()) as ouvert:
        (dossier / f"{PROVISOIRE}0123").touch()
        retirer = Path.unlink

        def deja_retire(fichier: Path, missing_ok: bool = False) -> None:
            if fichier.exists():
                retirer(fichier)
            retirer(fichier, missing_ok)

        monkeypatch.setattr(Path, "unlink", deja_retire)
        assert ouvert.conclure() == 0


def test_un_ouvrier_qui_finit_apres_la_conclusion_ne_laisse_que_sa_partie(
    entree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = tmp_path / "s"
    with dossier_de_parties(entree, dossier, 10, remplacer=False, loi=loi_en_vigueur()) as ouvert:

        def trop_tard(fichier: Path, blocs: Iterable[Reponses]) -> None:
            ouvert.conclure()
            assert conclu(dossier)
            ecrire_une_partie(fichier, blocs)

        monkeypatch.setattr(spark, "ecrire_une_partie", trop_tard)
        assert _une_tranche(str(entree), str(dossier), 10, 10**9, version(), (0, 0)) == 5
    assert [un.name for un in dossier.iterdir() if un.name.endswith(ERREURS)] == []
