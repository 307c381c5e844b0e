"""`binome population` from the terminal."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from tests.cli.test_cli import Lancer, lancer

__all__ = ["lancer"]
os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
PETITE = ("population", "--medecins", "400", "--tirages", "5", "--date-signature", "2024-09-01")


def test_la_commande_dit_la_reforme_puis_ses_limites(lancer: Lancer) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    code, sortie, _ = lancer(*PETITE, "--reforme", "rampe")
    assert code == 0
    assert sortie.replace("\u00a0", " ").startswith("« Une rampe au lieu du couperet à 0 € » : +")
    assert sortie.index("en cinq ans") < sortie.index("Ce que ce calcul ne dit pas") < sortie.index("Hypothèses")


def test_une_reforme_s_ecrit_dans_la_commande_meme(lancer: Lancer) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    code, sortie, _ = lancer(*PETITE, "--reforme", "montants:base:annees_suivantes:1=42000")
    assert code == 0
    assert "Montant maximal annuel, mi-temps et temps plein : 42000" in sortie.replace("\u00a0", " ")


def test_la_commande_ecrit_du_json_exact_et_des_documents(lancer: Lancer, tmp_path: Path) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    code, sortie, _ = lancer(
        *PETITE,
        "--json",
        "--option-etp",
        "1",
        "--hypothese",
        "recours_generalistes=1",
        "--sortie",
        str(tmp_path / "r.html"),
    )
    assert code == 0
    lu = json.loads(sortie)
    recours = next(h for h in lu["tableaux"]["hypotheses"] if h["hypothese"] == "recours_generalistes")
    assert recours["valeur"] == "1"
    assert recours["supposee"] is True
    assert [ligne["groupe"] for ligne in lu["tableaux"]["par option"]] == ["1 ETP"]
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        (("--reforme", "ranpe"), "rampe"),
        (("--hypothese", "corelation=1"), "correlation"),
        (("--hypothese", "correlation"), "nom=valeur"),
        (("--hypothese", "correlation=2"), "de 0 à 1"),
        (("--sortie", "x.docx"), ".html"),
        (("--date-signature", "2020-01-01"), "à partir du"),
        (("--marges", "absent.csv"), "lisible"),
    ],
)
def test_une_faute_est_dite_sans_calculer(lancer: Lancer, arguments: tuple[str, ...], mot: str) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    code, _, erreurs = lancer("population", *arguments)
    assert code == 2
    assert mot in erreurs


def test_la_liste_des_reformes_et_des_hypotheses(lancer: Lancer) -> None:
    pytest.importorskip("numpy", reason="the population is an extra")
    code, sortie, _ = lancer("population", "--lister")
    assert code == 0
    assert "rampe" in sortie
    assert "croissance_pfa = 0.045" in sortie
