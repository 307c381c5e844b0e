"""`binome portefeuille`: a file in, a table, a workbook or a map out; nothing of the user's is touched unasked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.test_cli import Lancer, lancer

pytest.importorskip("polars", reason="files are an extra")

__all__ = ["lancer"]

LIGNES = """Nom;specialite;secteur;option_etp;date_signature;pmt_initiale;pfa_initiale;pmt_annee_3;pfa_annee_3
Martin;01;1;1;2024-09-01;900;1400;;
=Durand;01;1;1;2024-09-01;900;1400;1100;1600
Faux;01;1;9;2024-09-01;900;1400;;
"""


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    ecrit = tmp_path / "medecins.csv"
    ecrit.write_text(LIGNES, "utf-8")
    return ecrit


def test_chaque_medecin_est_suivi_ou_refuse_avec_la_raison(fichier: Path, lancer: Lancer) -> None:
    code, dit, a_part = lancer("portefeuille", str(fichier), "--au", "2026-11-25", "--json")
    assert code == 0
    donnees = json.loads(dit)
    assert [(un["ligne"], un["qui"], un["issue"]) for un in donnees["medecins"]] == [
        (2, {"Nom": "Martin"}, "nulle"),
        (3, {"Nom": "=Durand"}, "prorata"),
    ]
    assert donnees["medecins"][1]["frontieres"]["manquent"] == {"pmt": 90, "pfa": 244}
    assert [(une["ligne"], une["champ"]) for une in donnees["erreurs"]] == [(4, "option_etp")]
    assert "Ligne 4 refusée" in a_part


def test_le_tableau_se_lit_au_terminal(fichier: Path, lancer: Lancer) -> None:
    code, dit, _ = lancer("portefeuille", str(fichier), "--au", "2026-11-25")
    assert code == 0
    assert "2 médecins" in dit
    assert "14 426,23 €" in dit.replace("\u202f", " ").replace("\xa0", " ")


def test_un_csv_garde_les_cles_et_ne_porte_aucune_formule(fichier: Path, tmp_path: Path, lancer: Lancer) -> None:
    sortie = tmp_path / "risques.csv"
    assert lancer("portefeuille", str(fichier), str(sortie), "--au", "2026-11-25")[0] == 0
    lignes = list(csv.DictReader(io.StringIO(sortie.read_text("utf-8-sig")), delimiter=";"))
    assert [ligne["qui"] for ligne in lignes] == ["Martin", "'=Durand"]
    assert (lignes[1]["marge"], lignes[1]["en_jeu"], lignes[1]["jugee_le"]) == ("201", "14426.23", "2027-09-01")


def test_la_carte_montre_chaque_medecin_juge(fichier: Path, tmp_path: Path, lancer: Lancer) -> None:
    sortie = tmp_path / "risques.svg"
    assert lancer("portefeuille", str(fichier), str(sortie), "--au", "2026-11-25")[0] == 0
    titres = [une.text for une in ET.parse(sortie).iter("{http://www.w3.org/2000/svg}title")]
    assert [titre.split(",")[0] for titre in titres[1:] if titre] == ["1. Martin : 0 €", "2. =Durand : au prorata"]


@pytest.mark.parametrize("extension", ["xlsx", "csv", "svg"])
def test_rien_n_est_ecrase_sans_le_dire(extension: str, fichier: Path, tmp_path: Path, lancer: Lancer) -> None:
    sortie = tmp_path / f"a_moi.{extension}"
    sortie.write_text("à moi", "utf-8")
    code, _, a_part = lancer("portefeuille", str(fichier), str(sortie), "--au", "2026-11-25")
    assert (code, sortie.read_text("utf-8")) == (2, "à moi")
    assert "--remplacer" in a_part
    assert lancer("portefeuille", str(fichier), str(sortie), "--au", "2026-11-25", "--remplacer")[0] == 0
    assert sortie.read_bytes() != "à moi".encode()


def test_une_forme_inconnue_est_refusee_avant_tout_travail(fichier: Path, tmp_path: Path, lancer: Lancer) -> None:
    code, _, a_part = lancer("portefeuille", str(fichier), str(tmp_path / "risques.doc"))
    assert code == 2
    assert "risques.xlsx" in a_part
