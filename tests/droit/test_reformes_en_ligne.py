"""A reform in one line: read as the same reform written in a file, and written back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import binome
from binome.droit.choix import loi_choisie, reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_ecrites import lire_reforme, relire
from binome.droit.reformes_en_ligne import en_ligne, lire_en_ligne
from binome.moteur.erreurs import ErreurDeSaisie

DROIT = loi_en_vigueur().catalogue
S = {"date_signature": "2024-09-01", "specialite": "01", "secteur": "1", "option_etp": "1"}


def test_une_ligne_dit_ce_qu_un_fichier_dit() -> None:
    ligne = "seuil_de_maintien=9/10; montants:p95_plus:annees_suivantes:1@2025-01-01=40000 ;test_activite=les_deux"
    lue = lire_en_ligne(ligne, DROIT)
    ecrite = lire_reforme(
        "f",
        {
            "nombres": {"montants": [["p95_plus", "annees_suivantes", "1", 40000]]},
            "depuis": date(2025, 1, 1),
            "lectures": {"test_activite": "les_deux"},
        },
        DROIT,
    )
    assert [(r.parametre, r.case, r.valeur, r.depuis) for r in lue.remplacements[1:]] == [
        (r.parametre, r.case, r.valeur, r.depuis) for r in ecrite.remplacements
    ]
    assert (lue.remplacements[0].valeur, lue.remplacements[0].depuis) == ((9, 10), None)
    assert lue.lectures == ecrite.lectures
    assert lue.titre.endswith("9/10 ; et 2 autres changements")


@pytest.mark.parametrize("nom", reformes_pretes(DROIT))
def test_toute_reforme_s_ecrit_en_une_ligne_et_se_relit(nom: str) -> None:
    reforme = reformes_pretes(DROIT)[nom]
    lue = lire_en_ligne(en_ligne(reforme), DROIT)
    assert (lue.regime, lue.remplacements, lue.lectures) == (reforme.regime, reforme.remplacements, reforme.lectures)
    assert lue.empreinte == reforme.empreinte


def test_un_code_d_option_avec_une_barre_reste_un_code() -> None:
    """« 1/3 » was cut in two codes where it is the only one: such a reform could not be read back from a receipt."""
    reforme = lire_en_ligne("coefficient_d_objectif:1/3=2", DROIT)
    assert reforme.remplacements[0].codes == ("1/3",)
    assert relire(reforme.en_json(), DROIT).empreinte == reforme.empreinte


def test_une_ligne_est_une_loi_que_l_on_choisit_partout() -> None:
    situation = {**S, "pmt_initiale": 1100, "pfa_initiale": 1700}
    ligne = "montants:base:premiere_annee:1=41234"
    montants = [une.montant for une in binome.simuler(situation, loi=ligne).annees]
    assert montants != [une.montant for une in binome.simuler(situation).annees]
    assert loi_choisie(ligne).reforme.titre == "Montant maximal annuel, mi-temps et temps plein : 41234"


@pytest.mark.parametrize(
    "ligne",
    [
        "seuil_de_maintien=",
        "=9/10",
        "seuil_de_maintien=9/10;seuil_de_maintien=8/10",
        "seuil_de_maintient=9/10",
        "test_activite=les_deux;test_activite=les_deux",
        "montants:p95_plus=3",
        "seuil_de_maintien@demain=9/10",
        "regime=inconnu",
        "a=" + "9" * 5_000,
    ],
)
def test_une_ligne_fausse_est_refusee_en_mots(ligne: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=r"Attendu"):
        lire_en_ligne(ligne, DROIT)


@given(st.text(max_size=60))
def test_une_ligne_quelconque_est_lue_ou_refusee(texte: str) -> None:
    try:
        lue = lire_en_ligne(texte, DROIT)
    except ErreurDeSaisie:
        return
    assert lire_en_ligne(en_ligne(lue), DROIT).empreinte == lue.empreinte
