"""`objectif`, `carte`, `comparer`, `recu`, `verifier` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import COMPTES, MG, Lancer, lancer

__all__ = ["lancer"]
CONSTAT = ["--constat", "3:1100:1600"]


def test_objectif_en_mots_et_en_json(lancer: Lancer) -> None:
    code, sortie, _ = lancer("objectif", *MG, *COMPTES)
    assert code == 0
    assert "290 de médecin traitant et 0 de file active de plus" in sortie
    assert "preuve : 289 de médecin traitant" in sortie
    rendue = json.loads(lancer("objectif", *MG, *COMPTES, "--viser", "non-nul", "--annee", "4", "--json")[1])
    assert rendue["annee"] == 4
    assert "Pas de réponse." in lancer("objectif", *MG, *COMPTES, "--viser", "99999")[1]


def test_carte_en_mots_en_json_et_en_image(lancer: Lancer, tmp_path: Path) -> None:
    image = tmp_path / "carte.svg"
    code, sortie, _ = lancer("carte", *MG, *COMPTES, *CONSTAT, "--svg", str(image))
    assert code == 0
    assert "À 201 patients de PMT de la chute à 0\u00a0€, dont 11\u202f000\u00a0€ d'acompte à rendre." in sortie
    assert image.read_text("utf-8").startswith("<svg")
    assert json.loads(lancer("carte", *MG, *COMPTES, "--json")[1])["regions"]
    assert (
        "Pas de carte. Le champ « Option (temps de travail de l'assistant) »"
        in lancer("carte", "--specialite", "01")[1]
    )
    assert json.loads(lancer("carte", "--specialite", "01", "--json")[1])["impossible"]


def test_comparer_en_mots_et_en_json(lancer: Lancer) -> None:
    _, sortie, _ = lancer("comparer", *MG, *COMPTES, "--options", "0.5,1")
    assert "Option (temps de travail de l'assistant) : mi-temps" in sortie
    rendue = json.loads(lancer("comparer", *MG, *COMPTES, "--lectures", "seuil_p30", "--json")[1])
    assert [colonne["cle"]["choix"] for colonne in rendue["colonnes"]] == ["inclus", "strict"]
    _, sortie, _ = lancer(
        "comparer", *MG, *COMPTES, "--date-signature", "2024-06-21", "--lectures", "entree_en_vigueur"
    )
    assert "maximum 36" in sortie
    assert "objectifs : PMT à convenir, PFA à convenir" in sortie


def test_un_recu_s_ecrit_et_se_verifie(lancer: Lancer, tmp_path: Path) -> None:
    code, sortie, _ = lancer("recu", *MG, *COMPTES)
    assert code == 0
    fichier = tmp_path / "recu.json"
    fichier.write_text(sortie, "utf-8")
    assert lancer("verifier", str(fichier))[:2] == (
        0,
        "Identique : le récépissé est intact et le calcul rejoué donne le même résultat.\n",
    )
    fichier.write_text(sortie.replace("38000.00", "38000.01"), "utf-8")
    code, sortie, _ = lancer("verifier", str(fichier))
    assert code == 1
    assert "modifié" in sortie
    assert json.loads(lancer("verifier", str(fichier), "--json")[1])["identique"] is False
    fichier.write_text("{}", "utf-8")
    code, _, erreurs = lancer("verifier", str(fichier))
    assert code == 2
    assert "Ce n'est pas un récépissé" in erreurs


@pytest.mark.parametrize(
    ("arguments", "morceau"),
    [
        (["objectif"], "Donnez une situation"),
        (["recu"], "Donnez une situation"),
        (["objectif", *MG, *COMPTES, "--annee", "9"], "de 1 à 5"),
        (["comparer", *MG, *COMPTES], "l'un d'eux"),
        (["comparer", *MG, *COMPTES, "--options", "0.5,9"], "« 9 »"),
        (["verifier"], "argument"),
        (["verifier", "absent.json"], "Champ « recu »"),
        (["carte", *MG, *COMPTES, "--svg", "/absent/carte.svg"], "un fichier que l'on peut écrire"),
    ],
)
def test_une_question_mal_posee_donne_le_code_2(arguments: list[str], morceau: str, lancer: Lancer) -> None:
    code, _, erreurs = lancer(*arguments)
    assert code == 2
    assert morceau in erreurs


ANCIEN = [
    "--date-signature",
    "2019-09-15",
    "--specialite",
    "01",
    "--secteur",
    "1",
    "--option-etp",
    "1",
    "--zone",
    "zip",
    "--exercice-regroupe",
    "oui",
    "--exercice-coordonne",
    "oui",
    "--pmt-adultes-initiale",
    "900",
    "--pfa-initiale",
    "1550",
    "--percentile-pmt",
    "60",
    "--percentile-pfa",
    "60",
]


def test_comparer_des_regimes_dit_les_raisons(lancer: Lancer) -> None:
    code, sortie, _ = lancer("comparer", *ANCIEN, "--regimes", "avenant-7,convention-2024")
    assert code == 0
    assert "Régime : avenant 7 à la convention de 2016" in sortie
    assert "objectifs : PMT +270, PFA +465" in sortie
    assert "    avenant 7 à la convention de 2016, version du 20/08/2019 (ameli-juin-2024 §montants [A])" in sortie
    rendue = json.loads(lancer("comparer", *ANCIEN, "--regimes", "tous", "--json")[1])
    assert len(rendue["colonnes"]) == 5
    assert "montants" in [raison["nombre"] for raison in rendue["raisons"]]


def test_comparer_avec_une_autre_reponse(lancer: Lancer) -> None:
    autre = "date_signature=2025-03-01 pmt_initiale=1100"
    code, sortie, _ = lancer("comparer", *MG, *COMPTES, "--avec", autre)
    assert code == 0
    assert "La situation telle quelle" in sortie
    assert "Date de signature du contrat : 1er mars 2025, Patientèle médecin traitant initiale (PMT) : 1100" in sortie
    code, _, erreurs = lancer("comparer", *MG, *COMPTES, "--avec", "pmt_initiale")
    assert code == 2
    assert "champ=valeur" in erreurs


def test_comparer_au_terme(lancer: Lancer) -> None:
    code, sortie, _ = lancer("comparer", *ANCIEN, "--constat", "5:1170:2015", "--au-terme")
    assert code == 0
    assert "Terme du contrat : 15 septembre 2024." in sortie
    assert "Prorogation de cinq ans" in sortie
    assert "année 10 : maximum 22\u202f000\xa0€" in sortie
    rendue = json.loads(lancer("comparer", *ANCIEN, "--au-terme", "--json")[1])
    assert [colonne["cle"]["au_terme"] for colonne in rendue["colonnes"]] == [
        "prorogation",
        "nouveau_contrat",
        "cloture",
    ]


def test_l_aide_collective_en_mots_et_en_json(lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "groupe.json"
    groupe = {"date_signature": "2026-12-01", "forme": "scm", "etp": 1.5, "medecins": [{"pmt": 900, "pfa": 1400}] * 2}
    fichier.write_text(json.dumps(groupe), "utf-8")
    code, sortie, _ = lancer("collective", str(fichier))
    assert code == 0
    assert "PMT du groupe : 1800 + 390 = 2190 patients" in sortie
    assert "Source secondaire" in sortie
    assert json.loads(lancer("collective", str(fichier), "--json")[1])["regime"] == "aide-collective"
    fichier.write_text(json.dumps({**groupe, "etp": 3}), "utf-8")
    assert "Non éligible" in lancer("collective", str(fichier))[1]


def test_un_releve_d_ancien_contrat_se_lit(lancer: Lancer) -> None:
    code, sortie, _ = lancer("contrat", "cas/contrats/prorogation.toml", "--au", "2025-01-10")
    assert code == 0
    assert "échu le    15/11/2024, année 6, acompte" in sortie
    assert "sans date lue" in sortie
