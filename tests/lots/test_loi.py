"""A table under a reform: the kernel's rows are the interpreter's, which are one doctor's simulation."""

from __future__ import annotations

from typing import Any

import pytest

import binome
from binome.droit.catalogue import catalogue
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_ecrites import lire_reforme
from tests.lots.outils import par_le_noyau, repondre

LIGNE: dict[str, Any] = {"specialite": "01", "secteur": "1", "option_etp": "1", "date_signature": "2024-09-01"}
LIGNES = [
    {**LIGNE, "pmt_initiale": pmt, "pfa_initiale": pfa, "pmt_annee_3": pmt + ecart, "pfa_annee_3": pfa + 100}
    for pmt in (700, 900, 1500, 2200)
    for pfa in (1000, 1400, 3300)
    for ecart in (-200, -1, 0, 150, 900)
]
LES_MIENNES = lire_reforme(
    "les_miennes",
    {
        "depuis": "2024-06-22",
        "nombres": {
            "montants": [["base", "annees_suivantes", "1", 30_000], ["p95_plus", "annees_suivantes", "1", 1_000_000]],
            "seuil_de_maintien": "0.8",
            "part_selon_le_motif": [["baisse_de_patientele", "moins_bon_taux"]],
            "distribution": [["pmt", "01", "p30", 1000]],
        },
        "lectures": {"test_activite": "pmt"},
    },
    catalogue(),
)


PARTS_A_DECIDER = lire_reforme(
    "parts_a_decider", {"nombres": {"part_selon_le_motif": [["baisse_de_patientele", "a_decider"]]}}, catalogue()
)


def test_une_part_a_decider_est_inconnue_pour_le_noyau_aussi() -> None:
    loi = loi_en_vigueur().avec(PARTS_A_DECIDER)
    rendues, une_a_une = par_le_noyau(LIGNES, loi), repondre(LIGNES, loi=loi)
    assert rendues.compilees == len(LIGNES)
    assert rendues.lignes == une_a_une.lignes
    assert {ligne[10] for ligne in rendues.lignes if ligne[13] == "baisse_de_patientele"} == {None}


@pytest.mark.parametrize("loi", ["rampe", loi_en_vigueur().avec(LES_MIENNES), None], ids=["rampe", "nombres", "droit"])
def test_une_ligne_du_noyau_est_celle_de_l_interprete_et_du_medecin(loi: Any) -> None:
    rendues, une_a_une = par_le_noyau(LIGNES, loi), repondre(LIGNES, loi=loi)
    assert rendues.compilees == len(LIGNES)
    assert rendues.lignes == une_a_une.lignes
    sommes = [ligne[10] for ligne in une_a_une.lignes if ligne[1] == 3]
    seules = [
        binome.simuler(
            {cle: v for cle, v in ligne.items() if "annee" not in cle},
            constats=[{"annee": 3, "pmt": ligne["pmt_annee_3"], "pfa": ligne["pfa_annee_3"]}],
            loi=loi,
        )
        for ligne in LIGNES
    ]
    assert sommes == [f"{s.annees[2].montant:.2f}" for s in seules if s.annees]
    assert len(set(sommes)) > 5
