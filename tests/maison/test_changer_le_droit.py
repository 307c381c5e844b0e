"""The guide on a change of the law, executed in a copy: an invented avenant of 2027, and every face follows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import binome
from binome.archives.ecrire import archiver
from binome.archives.index import INDEX
from binome.simulation.recu import recu

RACINE = Path(__file__).parents[2]
GUIDE = RACINE / "docs" / "changer-le-droit.md"
DIFF = re.compile(r"```diff\n\+\+\+ (?P<fichier>\S+)\n(?P<lignes>.*?)```", re.DOTALL)
EN_COURS = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}
NOUVEAU = {**EN_COURS, "date_signature": "2027-04-01", "pmt_initiale": 1900, "pfa_initiale": 2700}
DEMANDE = Path(__file__).parent / "visages_du_droit.py"


def appliquer(texte: str, lignes: list[str]) -> str:
    """Apply the lines of a difference: what it takes away or keeps stands once; without any, it adds at the end."""
    avant = "".join(f"{ligne[1:]}\n" for ligne in lignes if ligne[:1] in "- ")
    apres = "".join(f"{ligne[1:]}\n" for ligne in lignes if ligne[:1] in "+ ")
    if not avant:
        return texte + apres
    assert texte.count(avant) == 1, avant
    return texte.replace(avant, apres)


@pytest.fixture(scope="module")
def reponses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what every face answers in a copy where the guide was followed."""
    copie = tmp_path_factory.mktemp("avenant")
    paquet = copie / "src" / "binome"
    shutil.copytree(
        RACINE / "src" / "binome", paquet, ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "*.zip")
    )
    shutil.copytree(RACINE / "cas", copie / "cas")
    (paquet / "archives" / INDEX).write_text("en_preparation = true\n", "utf-8")
    archiver(binome.__version__, paquet / "archives")
    for bloc in DIFF.finditer(GUIDE.read_text("utf-8")):
        fichier = copie / bloc["fichier"]
        fichier.write_text(appliquer(fichier.read_text("utf-8"), bloc["lignes"].splitlines()), "utf-8")
    demande = {"en_cours": EN_COURS, "nouveau": NOUVEAU, "recu": recu(EN_COURS), "recu_altere": _altere(recu(EN_COURS))}
    faite = subprocess.run(
        [sys.executable, DEMANDE],
        input=json.dumps(demande),
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(copie / "src"), str(RACINE))),
            "BINOME_CACHE": str(copie / "cache"),
        },
        capture_output=True,
        text=True,
        check=False,
        cwd=copie,
    )
    assert faite.returncode == 0, faite.stderr[-4000:]
    lues: dict[str, Any] = json.loads(faite.stdout.splitlines()[-1])
    return lues


def _altere(ecrit: dict[str, Any]) -> dict[str, Any]:
    ecrit["contenu"]["resultat"]["total"]["maximum"] = "999999.00"
    return ecrit


def test_la_simulation_suit(reponses: dict[str, Any]) -> None:
    assert reponses["nouveau"]["regime"] == "avenant-invente"
    assert [annee["montant_maximal"] for annee in reponses["nouveau"]["annees"][:3]] == [
        "40000.00",
        "33000.00",
        "28000.00",
    ]
    assert "ligne_p90_deuxieme_annee" in {lecture["id"] for lecture in reponses["nouveau"]["lectures"]}


def test_un_contrat_en_cours_est_revalorise_a_son_anniversaire(reponses: dict[str, Any]) -> None:
    assert reponses["en_cours"]["regime"] == "convention-2024"
    assert [annee["montant_maximal"] for annee in reponses["en_cours"]["annees"]] == [
        "38000.00",
        "28000.00",
        "22000.00",
        "24000.00",
        "24000.00",
    ]


def test_la_comparaison_des_regimes_et_des_lectures_suit(reponses: dict[str, Any]) -> None:
    assert reponses["regimes"] == {"convention-2024": "28000.00", "avenant-invente": "33000.00"}
    assert reponses["lectures"] == {"des_la_deuxieme": "33000.00", "a_la_troisieme": "30000.00"}


def test_le_calcul_compile_suit(reponses: dict[str, Any]) -> None:
    attendus = [["40000.00", "33000.00", "28000.00"], ["38000.00", "28000.00", "22000.00"]]
    assert reponses["noyau"] == {"compilees": 2, "montants": attendus}


def test_le_chiffrage_national_suit(reponses: dict[str, Any]) -> None:
    avant, apres = reponses["nation"]
    assert apres > avant > 0


def test_l_api_suit(reponses: dict[str, Any]) -> None:
    assert reponses["api"] == {"regime": "avenant-invente", "annee_2": "33000.00", "lecture": 200, "verifier": True}


def test_un_recu_d_avant_est_verifie_sous_son_propre_droit(reponses: dict[str, Any]) -> None:
    verification = reponses["verification"]
    assert verification["identique"]
    assert not verification["meme_droit"]
    assert verification["rejoue_sous"] == binome.loi_en_vigueur().version
    assert verification["differences"] == []
    assert any("24000.00" in phrase for phrase in verification["aujourd_hui"]), verification["aujourd_hui"][-8:]


def test_un_recu_d_avant_qui_fut_altere_ne_passe_pas(reponses: dict[str, Any]) -> None:
    assert not reponses["alteree"]["identique"]
    assert not reponses["alteree"]["intact"]
    assert reponses["alteree"]["rejoue_sous"] == binome.loi_en_vigueur().version
