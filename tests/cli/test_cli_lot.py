"""`binome lot` and `binome population` from the terminal."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from tests.cli.test_cli import Lancer, lancer

__all__ = ["lancer"]
os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))


def test_un_lot_s_ecrit_et_dit_ce_qu_il_a_fait(lancer: Lancer, tmp_path: Path) -> None:
    sortie = tmp_path / "s.csv"
    code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(sortie))
    assert code == 0
    assert "4 situations lues, 16 lignes écrites" in erreurs
    assert sortie.read_text("utf-8").startswith("ligne,annee,statut")


@pytest.mark.parametrize(("entree", "sortie", "morceau"), [
    ("nexiste.csv", "s.csv", "un fichier qui existe"), ("cas/lot/exemple.csv", "s.txt", ".csv, .xlsx, .parquet, .jsonl"),
    ("cas/lot/exemple.csv", "nexiste/pas/s.csv", ""),
])  # fmt: skip
def test_un_lot_refuse_en_mots(lancer: Lancer, tmp_path: Path, entree: str, sortie: str, morceau: str) -> None:
    code, _, erreurs = lancer("lot", entree, str(tmp_path / sortie))
    assert morceau in erreurs
    assert code == (2 if morceau else 0)


def test_une_population_se_chiffre(lancer: Lancer) -> None:
    pytest.importorskip("numba", reason="the compiler is an extra")
    code, sortie, _ = lancer("population", "--medecins", "1000", "--json")
    assert code == 0
    rendue = json.loads(sortie)
    assert rendue["medecins"] == 1000
    code, sortie, _ = lancer("population", "--medecins", "1000", "--correlation", "0.3")
    assert code == 0
    assert "jamais une dépense" in sortie
    assert "test_activite = une_des_deux" in sortie
    assert lancer("population", "--date-signature", "2020-01-01")[0] == 2
    assert lancer("population", "--correlation", "2")[0] == 2
