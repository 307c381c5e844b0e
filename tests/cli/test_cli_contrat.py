"""`binome contrat` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Lancer, lancer
from tests.contrats.test_contrats import CHUTE, PAYES, SIGNATURE

__all__ = ["lancer"]


@pytest.fixture
def actes(tmp_path: Path) -> str:
    fichier = tmp_path / "actes.json"
    fichier.write_text(json.dumps([SIGNATURE, *PAYES, CHUTE]), "utf-8")
    return str(fichier)


def test_un_releve_en_mots_et_en_json(lancer: Lancer, actes: str) -> None:
    code, sortie, _ = lancer("contrat", actes, "--au", "2027-08-31")
    assert code == 0
    assert "Contrat en cours au 31 août 2027" in sortie
    assert "trop-perçu : −11\u202f000" in sortie
    assert "EN RETARD" in sortie
    rendu = json.loads(lancer("contrat", actes, "--au", "2027-08-31", "--connu-au", "2027-08-01", "--json")[1])
    assert rendu["etat"] == "en_cours"
    assert "trop_percu" not in {ligne["nature"] for ligne in rendu["echeancier"]}
    assert lancer("contrat", actes)[0] == 0


def test_une_suite_impossible_donne_le_code_2(lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "actes.json"
    fichier.write_text(json.dumps(PAYES), "utf-8")
    code, _, erreurs = lancer("contrat", str(fichier), "--au", "2027-01-01")
    assert code == 2
    assert "n'est pas encore signé" in erreurs
    assert lancer("contrat", str(fichier), "--au", "demain")[0] == 2
