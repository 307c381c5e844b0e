"""Inverse question, cliff map, comparison: exact against brute force, and on the cases of the interfaces."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.contrats.situation import lire_situation
from binome.droit.codes import Motif, Patientele
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import AnneeIndeterminee
from binome.rapports.carte_svg import description, en_svg
from binome.simulation.annee_evaluable import evaluer_l_annee, premier
from binome.simulation.carte import carte
from binome.simulation.comparaison import comparer_lecture, comparer_options
from binome.simulation.question_inverse import objectif
from tests.simulation.strategies import MG, lectures

CARDIOLOGUE = {**MG, "specialite": "04", "pfa_initiale": 1600, "percentile_pfa": 72}
PRIMO = {**MG, "pmt_initiale": 300, "pfa_initiale": 400, "date_premiere_installation": "2024-03-01"}


def test_la_reponse_est_celle_que_les_interfaces_impriment() -> None:
    reponse = objectif(MG, 3, "100%").en_json()
    assert reponse["vise"] == "22000.00"
    assert reponse["depart"] == {"pmt": 900, "pfa": 1400}
    assert reponse["impossible"] is None
    assert [s["patients"] for s in reponse["solutions"]] == [{"pmt": 290, "pfa": 0}, {"pmt": 0, "pfa": 444}]
    assert reponse["solutions"][0]["certificat"] == {"voisin": {"pmt": 289, "pfa": 0}, "montant": "20845.90"}


def test_depuis_un_constat_en_baisse_il_faut_aussi_remonter() -> None:
    situation = {**MG, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1380}]}
    solutions = [s.patients for s in objectif(situation, 4, "100%", "constat").solutions]
    assert solutions == [{"pmt": 90, "pfa": 20}, {"pmt": 0, "pfa": 464}]


@pytest.mark.parametrize(
    ("situation", "viser", "attendu"),
    [
        (MG, "non-nul", [{"pmt": 0, "pfa": 1}, {"pmt": 1, "pfa": 0}]),
        (MG, "15000", [{"pmt": 208, "pfa": 0}, {"pmt": 0, "pfa": 319}]),
        (CARDIOLOGUE, "100%", [{"pfa": 289}]),
        ({**MG, "pmt_initiale": 2300, "pfa_initiale": 3400}, "100%", [{"pmt": 0, "pfa": 0}]),
    ],
)
def test_des_buts_atteignables(situation: dict[str, Any], viser: str, attendu: list[dict[str, int]]) -> None:
    assert [s.patients for s in objectif(situation, 3, viser).solutions] == attendu


@pytest.mark.parametrize(
    ("situation", "viser", "phrase"),
    [
        (MG, "22000.01", "Le maximum de l'année est de 22"),
        ({**MG, "specialite": "04"}, "100%", "Non éligible."),
        ({**MG, "specialite": "04", "pfa_initiale": 1600}, "100%", "La tranche est inconnue"),
        ({**MG, "specialite": "radiologie"}, "100%", "Non éligible. La spécialité « radiologie »"),
        ({**MG, "option_etp": None}, "100%", "« Option (temps de travail de l'assistant) » est inconnu"),
        ({**MG, "specialite": None}, "100%", "« Spécialité » est inconnu"),
        ({**MG, "pmt_initiale": None, "percentile_pmt": 40}, "100%", "objectif est inconnu"),
        ({**MG, "rqth_ou_ald": True}, "100%", "objectif est inconnu"),
    ],
)
def test_une_impossibilite_est_une_phrase(situation: dict[str, Any], viser: str, phrase: str) -> None:
    reponse = objectif(situation, 3, viser)
    assert reponse.solutions == ()
    assert phrase in (reponse.impossible or "")


def test_une_option_fermee_cette_annee_n_a_pas_de_reponse() -> None:
    second = {"option_etp": "2", "zone": "zip", "contrat_1_etp_en_cours": True, "objectifs_precedents_atteints": True}
    assert "l'option n'est pas ouverte" in (objectif({**MG, **second}, 1).impossible or "")


@pytest.mark.parametrize(
    ("arguments", "morceau"),
    [
        ((MG, 6), "une année de contrat"),
        ((MG, 3, "beaucoup"), "100%, une somme en euros"),
        ((MG, 3, "-5"), "100%, une somme en euros"),
        ((MG, 3, "10.001"), "100%, une somme en euros"),
        ((MG, 3, "NaN"), "100%, une somme en euros"),
        ((MG, 3, "100%", "demain"), "initiale ou constat"),
        ((MG, 3, "100%", "constat"), "un constat dans la situation"),
    ],
)
def test_une_question_mal_posee_est_refusee(arguments: tuple[Any, ...], morceau: str) -> None:
    with pytest.raises(binome.ErreurDeSaisie) as refus:
        objectif(*arguments)
    assert morceau in str(refus.value)


PETIT = st.integers(0, 14)
NATURES = st.fixed_dictionaries({"pmt": st.integers(0, 9), "pfa": st.integers(0, 9)})


@settings(max_examples=40)
@given(NATURES, st.integers(5, 40), st.integers(5, 40), lectures, st.sampled_from(["100%", "non-nul", "9000"]))
def test_les_solutions_sont_celles_de_la_recherche_exhaustive(
    convenus: dict[str, int], pmt: int, pfa: int, choix: dict[str, str], viser: str
) -> None:
    situation = {
        **MG,
        "rqth_ou_ald": True,
        "objectifs_convenus": convenus,
        "pmt_initiale": pmt,
        "pfa_initiale": pfa,
        "lectures": choix,
    }
    reponse = objectif(situation, 3, viser)
    assert reponse.impossible is None
    evaluable = evaluer_l_annee(lire_situation(situation), 3, loi_en_vigueur())
    vise = int((reponse.vise or Decimal(0)) * 100)
    grille = [point for point in product(range(15), range(15)) if evaluable.du(pmt + point[0], pfa + point[1]) >= vise]
    minimaux = {(x, y) for x, y in grille if not any((a, b) != (x, y) and a <= x and b <= y for a, b in grille)}
    assert {tuple(s.patients.values()) for s in reponse.solutions} == minimaux
    for solution in reponse.solutions:
        for voisin in solution.voisins:
            assert voisin.montant < (reponse.vise or 0)


@settings(max_examples=40)
@given(NATURES, st.integers(5, 40), st.integers(5, 40), lectures)
def test_chaque_point_de_la_carte_est_dans_une_region_et_une_seule(
    convenus: dict[str, int], pmt: int, pfa: int, choix: dict[str, str]
) -> None:
    situation = {
        **MG,
        "rqth_ou_ald": True,
        "objectifs_convenus": convenus,
        "pmt_initiale": pmt,
        "pfa_initiale": pfa,
        "lectures": choix,
    }
    dessin = carte(situation)
    evaluable = evaluer_l_annee(lire_situation(situation), 3, loi_en_vigueur())
    axes = dessin.axes
    assert axes.pmt is not None
    for x, y in product(range(axes.pmt[0], axes.pmt[1] + 1, 3), range(axes.pfa[0], axes.pfa[1] + 1, 3)):
        contenantes = [r for r in dessin.regions if r.pmt and r.pmt[0] <= x <= r.pmt[1] and r.pfa[0] <= y <= r.pfa[1]]
        assert len(contenantes) == 1
        resultat = evaluable.bilan(x, y).resultat
        if contenantes[0].part is not None:
            assert contenantes[0].part == Fraction(*resultat.part)
    for distance in dessin.distances:
        [(nom, ecart)] = distance.patients.items()
        ici = {"pmt": pmt, "pfa": pfa}
        la = evaluable.du(**{**ici, nom: ici[nom] + ecart})
        avant = evaluable.du(**{**ici, nom: ici[nom] + ecart - (1 if ecart > 0 else -1)})
        assert la in (0, evaluable.maximum)
        assert avant != la


def test_la_carte_des_falaises_d_un_generaliste() -> None:
    rendue = carte({**MG, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}).en_json()
    assert rendue["point"] == {
        "pmt": 1100,
        "pfa": 1600,
        "constate": True,
        "part": "40/61",
        "montant": "14426.23",
        "motif": "prorata_meilleur_taux",
    }
    prorata = [r for r in rendue["regions"] if r["part"] is None]
    assert [r["contour"] for r in prorata] == [[[900, 1400], [1189, 1400], [1189, 1843], [900, 1843]]]
    assert {"vers": "0", "patients": {"pfa": -201}, "perte": "14426.23", "acompte_a_rendre": "11000.00"} in rendue[
        "distances"
    ]
    assert rendue["isolignes"][1] == {"part": "1/2", "pmt": 1053, "pfa": 1634}
    assert rendue["acompte"] == "11000.00"
    assert rendue["marginal"]["pmt"] == {"un_de_plus": "72.13", "un_de_moins": "-72.13"}
    assert rendue["marginal"]["pfa"] == {"un_de_plus": "0.00", "un_de_moins": "0.00"}
    au_bord = carte({**MG, "constats": [{"annee": 3, "pmt": 1205, "pfa": 1400}]})
    assert au_bord.marginal[Patientele.PFA.code].un_de_moins == Decimal("-22000.00")


def test_la_carte_sur_une_seule_patientele_est_un_axe() -> None:
    rendue = carte(CARDIOLOGUE).en_json()
    assert rendue["axes"]["pmt"] is None
    assert [(r["part"], r["contour"]) for r in rendue["regions"]] == [
        ("0", [[1524], [1599]]),
        (None, [[1600], [1888]]),
        ("1", [[1889], [1980]]),
    ]
    assert rendue["point"]["constate"] is False


def test_la_carte_d_un_nouvel_installe_dit_les_100_pour_cent_deguises() -> None:
    parts = {r.motif.membre: r.part for r in carte(PRIMO).regions}
    assert parts[Motif.PRIMO_UN_NIVEAU_ATTEINT] == 1
    assert parts[Motif.PRIMO_PRORATA_MEILLEUR_TAUX] is None


def test_une_carte_sans_point_le_dit() -> None:
    with pytest.raises(AnneeIndeterminee, match="La patientèle du médecin est inconnue"):
        carte({**MG, "constats": [{"annee": 3, "pmt": 900}]})


@pytest.mark.parametrize("situation", [MG, CARDIOLOGUE, PRIMO, {**MG, "pmt_initiale": 2187, "pfa_initiale": 3207}])
def test_l_image_est_un_svg_accessible(situation: dict[str, Any]) -> None:
    dessin = carte(situation)
    racine = ET.fromstring(en_svg(dessin))  # our own text
    espace = "{http://www.w3.org/2000/svg}"
    assert racine.get("role") == "img"
    assert racine.find(f"{espace}title") is not None
    assert racine.find(f"{espace}desc") is not None
    assert len(racine.findall(f"{espace}rect")) >= len(dessin.regions)
    assert "Point du médecin" in description(dessin)


def test_la_recherche_du_premier() -> None:
    assert premier(lambda n: n >= 7) == 7
    assert premier(lambda n: n >= 7, 9) == 9
    assert premier(lambda _: False) is None


def test_comparer_des_options_annee_par_annee() -> None:
    comparaison = comparer_options(MG, ["0.5", "1", "1.5"])
    assert [c.cle for c in comparaison.colonnes] == [{"option_etp": o} for o in ("0.5", "1", "1.5")]
    chiffres = {str(d.chiffre): d.valeurs for d in comparaison.differences}
    assert chiffres["objectif_pmt"] == (195, 305, 397)
    assert chiffres["montant_maximal_annee_1"] == (Decimal("19000.00"), Decimal("38000.00"), None)
    assert "debut_annee_1" not in chiffres
    rendue = comparaison.en_json()
    assert rendue["differences"][0]["libelles"]
    avec_avenant = {**MG, "option_etp": "1.5", "avenant_second_assistant": {"annee": 4, "pmt": 1250, "pfa": 1900}}
    assert comparer_options(avec_avenant, ["1", "1.5"]).colonnes[1].simulation is not None


def test_comparer_les_choix_d_une_lecture() -> None:
    comparaison = comparer_lecture({**MG, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}, "taux_atteinte")
    chiffres = {str(d.chiffre): d.valeurs for d in comparaison.differences}
    assert chiffres["montant_annee_3"] == (Decimal("14426.23"), Decimal("20082.99"))
    jour = comparer_lecture({**MG, "date_signature": "2024-06-21"}, "entree_en_vigueur")
    assert [c.simulation and c.simulation.regime for c in jour.colonnes] == ["reglement-arbitral", "convention-2024"]
    with pytest.raises(binome.ErreurDeSaisie, match="« taux_atteint » inconnu"):
        comparer_lecture(MG, "taux_atteint")


def test_un_second_objectif_a_venir_et_nul_n_a_pas_de_frontiere() -> None:
    """Year 4 is paid in full before the second objective is due; in whole percents, its rate divided by its zero."""
    situation = {
        "specialite": "01",
        "secteur": "1",
        "option_etp": "1",
        "date_signature": "2024-09-01",
        "pmt_initiale": 900,
        "pfa_initiale": 1400,
        "date_premiere_installation": "2024-06-01",
        "avenant_primo_installe": {"annee": 3, "pmt": 1100, "pfa": 1600, "objectif_pmt": 0, "objectif_pfa": 150},
        "lectures": {"seuil_atteinte": "pourcent_entier"},
    }
    [solution] = objectif(situation, 4).solutions
    assert solution.patients == {"pmt": 0, "pfa": 0}
    assert {region.part for region in carte(situation, 4).regions} == {1}
