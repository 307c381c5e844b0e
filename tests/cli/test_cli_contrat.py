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


S = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400, "zone": "zip"}


@pytest.mark.parametrize(
    ("change", "acte", "raison"),
    [
        ({}, {"nature": "avenant_option", "effectif_le": "2025-09-01", "option_etp": "1/3"}, "1er mai 2023"),
        ({}, {"nature": "avenant_second_assistant", "effectif_le": "2026-09-01", "option_etp": "1/3"}, "1,5 ou 2 ETP"),
        ({}, {"nature": "avenant_second_assistant", "effectif_le": "2025-09-01", "option_etp": "2"}, "année 3"),
        ({"zone": "hors"}, {"nature": "avenant_option", "effectif_le": "2026-09-01", "option_etp": "2"}, "prioritaire"),
        ({"date_naissance": "1962-03-02"}, {"nature": "avenant_65_ans", "effectif_le": "2026-10-01"}, "02/03/2027"),
        ({}, {"nature": "prorogation", "effectif_le": "2026-10-01"}, "se reconduit"),
        ({}, {"nature": ["suspension"], "effectif_le": "2026-10-01"}, "nature"),
        ({}, {"nature": "correction", "id": "c", "vise": "c", "connu_le": "2026-10-01"}, "pas elle-même"),
    ],
)
def test_un_acte_refuse_dit_pourquoi(
    lancer: Lancer, tmp_path: Path, change: dict[str, str], acte: dict[str, str], raison: str
) -> None:
    fichier = tmp_path / "actes.json"
    signature = {"id": "s", "nature": "signature", "effectif_le": "2024-09-01", "situation": {**S, **change}}
    fichier.write_text(json.dumps([signature, acte]), "utf-8")
    code, _, erreurs = lancer("contrat", str(fichier), "--au", "2027-12-01")
    assert code == 2
    assert raison in erreurs


@pytest.mark.parametrize("au", ["2025-10-01", "2026-03-01", "2031-01-01"])
def test_la_dette_d_un_contrat_suspendu_puis_resilie_ne_depend_pas_du_jour(lancer: Lancer, au: str) -> None:
    code, sortie, _ = lancer("contrat", "cas/contrats/suspension_puis_resiliation.toml", "--au", au)
    assert code == 0
    assert "à recouvrer : 19\u202f156,16" in sortie
    assert "EN RETARD" not in "".join(ligne for ligne in sortie.splitlines() if "2026" in ligne or "2027" in ligne)
