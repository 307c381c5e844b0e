"""`binome lot` from the terminal."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from binome.lots.chantier import Chantier, Etat
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
        ("cas/lot/exemple.csv", "nexiste/pas/s.csv", "dans un dossier qui existe"),
    ],
)
def test_un_lot_refuse_en_mots(lancer: Lancer, tmp_path: Path, entree: str, sortie: str, morceau: str) -> None:
    code, _, erreurs = lancer("lot", entree, str(tmp_path / sortie))
    assert morceau in erreurs
    assert code == 2
    assert list(tmp_path.iterdir()) == []


def test_une_sortie_de_l_utilisateur_demande_remplacer(lancer: Lancer, tmp_path: Path) -> None:
    sortie = tmp_path / "s.csv"
    sortie.write_text("mes notes", "utf-8")
    code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(sortie))
    assert (code, sortie.read_text("utf-8")) == (2, "mes notes")
    assert "--remplacer" in erreurs
    code, _, _ = lancer("lot", "cas/lot/exemple.csv", str(sortie), "--remplacer")
    assert code == 0
    assert sortie.read_text("utf-8-sig").startswith("ligne;specialite;annee;statut")


def test_un_disque_plein_a_son_code(lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def plein(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("binome.lots.chantier.Chantier.ajouter", plein)
    code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(tmp_path / "s.csv"))
    assert code == 69
    assert "Il manque" in erreurs
    assert "Mo sur le disque" in erreurs
    assert list(tmp_path.iterdir()) == []


def test_une_interruption_dit_comment_continuer(
    lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ajouter = Chantier.ajouter

    def couper(self: Chantier, etat: Etat, *morceaux: bytes) -> None:
        ajouter(self, etat, *morceaux)
        if etat.blocs:
            raise KeyboardInterrupt

    with monkeypatch.context() as rustine:
        rustine.setattr(Chantier, "ajouter", couper)
        code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(tmp_path / "s.csv"))
    assert code == 130
    assert "--reprendre" in erreurs
    assert not (tmp_path / "s.csv").exists()
    code, _, erreurs = lancer("lot", "cas/lot/exemple.csv", str(tmp_path / "s.csv"), "--reprendre")
    assert code == 0
    assert "Reprise après 4 situations" in erreurs
    assert [chemin.name for chemin in tmp_path.iterdir()] == ["s.csv"]
