"""`binome rentabilite` : lisible au terminal, complet en JSON, refus en une phrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import Lancer, lancer

__all__ = ["lancer"]

MEDECIN = [
    "--specialite",
    "01",
    "--secteur",
    "1",
    "--date-signature",
    "2025-03-01",
    "--pmt-initiale",
    "900",
    "--pfa-initiale",
    "1400",
]
PROJET = ["--position", "7", "--tirages", "50"]


def test_le_texte_dit_le_net_les_options_les_seuils_et_ce_qui_manque(lancer: Lancer) -> None:
    code, sortie, _ = lancer(
        "rentabilite",
        *MEDECIN,
        "--option-etp",
        "1",
        *PROJET,
        "--jours-travailles",
        "220",
        "--consultations-par-jour",
        "1",
    )
    assert code == 0
    for phrase in (
        "si les objectifs sont atteints",
        "0,5 ETP",
        "aucune",
        "Équilibre",
        "Acompte à rendre",
        "Trésorerie",
    ):
        assert phrase in sortie
    for phrase in ("Ce qui compte le plus", "faute d'être connu", "Ce qui est supposé", "Doutes des textes du coût"):
        assert phrase in sortie
    assert "pas un effet démontré" in " ".join(sortie.split())


def test_le_json_est_celui_de_la_bibliotheque(lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "situation.json"
    fichier.write_text(
        json.dumps(
            {
                "specialite": "01",
                "secteur": "1",
                "date_signature": "2025-03-01",
                "option_etp": "1",
                "pmt_initiale": 900,
                "pfa_initiale": 1400,
            }
        ),
        "utf-8",
    )
    code, sortie, _ = lancer(
        "rentabilite", str(fichier), *PROJET, "--autres-salaires", "24000", "--autres-salaires", "12000", "--json"
    )
    rendu: dict[str, Any] = json.loads(sortie)
    assert code == 0
    assert len(rendu["annees"]) == 5
    assert [option["option_etp"] for option in rendu["options"]] == [None, "0.5", "1"]


def test_le_detail_montre_chaque_ligne_avec_sa_source(lancer: Lancer) -> None:
    _, sortie, _ = lancer("rentabilite", *MEDECIN, *PROJET, "--detail")
    assert "réduction générale des cotisations" in " ".join(sortie.split())
    assert "kali-1147 §avenant 90 [A]" in " ".join(sortie.split())


def test_les_paires_se_donnent_une_a_une(lancer: Lancer) -> None:
    code, sortie, _ = lancer(
        "rentabilite",
        *MEDECIN,
        *PROJET,
        "--patients-supplementaires",
        "100",
        "--consultations-par-patient",
        "3",
        "--patients-types",
        "de_7_a_74_ans=80",
        "--patients-types",
        "ald_moins_de_80_ans=20",
        "--hypotheses",
        "ecart_de_croissance=0.2",
        "--lectures-du-cout",
        "smic_de_la_reduction=suivi",
        "--json",
    )
    assert code == 0
    assert json.loads(sortie)["annees"][4]["recettes"] == "10500.00"


def test_un_medecin_exclu_et_une_tranche_inconnue_ont_une_reponse(lancer: Lancer) -> None:
    code, sortie, _ = lancer("rentabilite", *MEDECIN, *PROJET, "--secteur", "3")
    assert code == 0
    assert "Pas de probabilités." in sortie
    code, sortie, _ = lancer(
        "rentabilite",
        "--specialite",
        "04",
        "--secteur",
        "1",
        "--date-signature",
        "2025-03-01",
        "--pfa-initiale",
        "2000",
        *PROJET,
    )
    assert code == 0
    assert "L'aide d'une année est inconnue" in sortie


def test_quand_l_aide_couvre_le_cout_il_n_y_a_rien_a_trouver(lancer: Lancer) -> None:
    _, sortie, _ = lancer(
        "rentabilite",
        *MEDECIN,
        "--option-etp",
        "0.5",
        "--position",
        "5",
        "--tirages",
        "5",
        "--jours-travailles",
        "200",
        "--consultations-par-patient",
        "3",
    )
    assert "l'aide couvre le coût" in sortie
    assert "patients de plus" in " ".join(sortie.split())


@pytest.mark.parametrize(
    ("options", "mot"),
    [(["--position", "12"], "position"), (["--options", "0.7", *PROJET], "option_etp"), ([], "position")],
)
def test_un_refus_nomme_le_champ_et_sort_a_2(lancer: Lancer, options: list[str], mot: str) -> None:
    code, _, erreurs = lancer("rentabilite", *MEDECIN, *options)
    assert code == 2
    assert mot in erreurs


def test_une_reforme_s_annonce(lancer: Lancer) -> None:
    code, sortie, _ = lancer("rentabilite", *MEDECIN, *PROJET, "--option-etp", "1", "--reforme", "rampe", "--json")
    assert code == 0
    assert "reforme" in json.loads(sortie)


def test_le_rapport_s_ecrit_en_pdf_accessible(lancer: Lancer, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the report is an extra")
    fichier = tmp_path / "rapport.pdf"
    code, _, _ = lancer("rentabilite", *MEDECIN, *PROJET, "--pdf", str(fichier))
    assert code == 0
    assert fichier.read_bytes().startswith(b"%PDF")
    assert b"pdfuaid" in fichier.read_bytes()
