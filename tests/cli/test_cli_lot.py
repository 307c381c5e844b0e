"""`binome lot` from the terminal."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.cli.test_cli import Lancer, lancer

__all__ = ["lancer"]
os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))


def test_un_lot_s_ecrit_et_dit_ce_qu_il_a_fait(lancer: Lancer, tmp_path: Path) -> None:
    sortie = tmp_path / "s.csv"
    code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(sortie), "--format", "machine")
    assert code == 0
    assert "4 situations lues, 16 lignes écrites" in erreurs
    assert sortie.read_text("utf-8").startswith("ligne,annee,statut")


@pytest.mark.parametrize(
    ("entree", "sortie", "morceau"),
    [
        ("nexiste.csv", "s.csv", "un fichier qui existe"),
        ("cas/lot/exemple.csv", "s.txt", ".csv, .xlsx, .parquet, .jsonl"),
        ("cas/lot/exemple.csv", "nexiste/pas/s.csv", "un nom dans un dossier qui existe"),
    ],
)
def test_un_lot_refuse_en_mots(lancer: Lancer, tmp_path: Path, entree: str, sortie: str, morceau: str) -> None:
    code, _, erreurs = lancer("lot", entree, str(tmp_path / sortie))
    assert morceau in erreurs
    assert code == 2
    assert list(tmp_path.iterdir()) == []
