"""What must hold for every doctor, under every lecture."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import binome
from binome.simulation.reponse import AnneeDeContrat
from tests.simulation.strategies import (
    COMPLETE,
    MG,
    completes,
    constats,
    de_tout_regime,
    lectures,
    partielles,
    pfa,
    pmt,
)


@given(completes, lectures)
def test_l_aide_reste_entre_zero_et_son_maximum(situation: dict[str, Any], choix: dict[str, str]) -> None:
    simulation = binome.simuler(situation, lectures=choix)
    for annee in simulation.annees:
        maximum = annee.montant_maximal or (annee.montant_maximal_bornes or (0, Decimal(0)))[1]
        for somme in (annee.montant, *(annee.montant_bornes or ())):
            assert somme is None or 0 <= somme <= maximum
        for part in (annee.part, *(annee.part_bornes or ())):
            assert part is None or 0 <= part <= 1
        if annee.taux is not None:
            assert min(annee.taux.pmt or 0, annee.taux.pfa) >= 0
    assert 0 <= simulation.total.minimum <= simulation.total.maximum
    assert simulation.total.constate <= simulation.total.maximum


@given(completes)
def test_l_acompte_et_le_solde_font_la_somme_due(situation: dict[str, Any]) -> None:
    for annee in binome.simuler(situation).annees:
        if annee.solde is not None:
            assert annee.acompte is not None
            assert annee.acompte + annee.solde == annee.montant
        if annee.annee <= 2 and annee.montant is not None:
            assert [str(versement.nature) for versement in annee.versements] == ["integral"]


@given(completes)
def test_le_montant_est_la_part_du_maximum_arrondie_une_fois(situation: dict[str, Any]) -> None:
    for annee in binome.simuler(situation).annees:
        if None not in (annee.part, annee.montant_maximal, annee.montant):
            exact = Fraction(annee.montant_maximal) * annee.part  # type: ignore[arg-type, operator]
            assert abs(Fraction(annee.montant) - exact) <= Fraction(1, 200)  # type: ignore[arg-type]


@given(completes, st.randoms(use_true_random=False))
def test_l_ordre_des_constats_ne_change_rien(situation: dict[str, Any], alea: Any) -> None:
    melanges = list(situation["constats"])
    alea.shuffle(melanges)
    assert binome.simuler(situation).annees == binome.simuler({**situation, "constats": melanges}).annees


@given(completes)
def test_sans_constat_les_annees_modulees_n_ont_que_leur_acompte(situation: dict[str, Any]) -> None:
    for annee in binome.simuler({**situation, "constats": []}).annees[2:]:
        assert annee.part is None
        assert annee.montant is None
        assert annee.solde is None
        assert {str(versement.nature) for versement in annee.versements} <= {"acompte"}


def _bornes(annee: AnneeDeContrat) -> tuple[Decimal, Decimal] | None:
    if annee.montant_maximal is not None:
        return (annee.montant_maximal, annee.montant_maximal)
    return annee.montant_maximal_bornes


CHAMPS_A_DECOUVRIR = [
    "secteur",
    "option_etp",
    "zone",
    "pmt_initiale",
    "pmt_adultes_initiale",
    "pfa_initiale",
    "exercice_regroupe",
    "departement",
    "apl_sous_dense",
    "zone_derogatoire",
]


@given(de_tout_regime, st.sets(st.sampled_from(CHAMPS_A_DECOUVRIR), min_size=1))
def test_renseigner_un_champ_inconnu_resserre_les_bornes(situation: dict[str, Any], inconnus: set[str]) -> None:
    # A rank that contradicts the counts is set aside once they are known: that is a correction, not a narrowing.
    assume(not {"percentile_pmt", "percentile_pfa"} & set(situation))
    complete = binome.simuler(situation)
    partielle = binome.simuler({cle: valeur for cle, valeur in situation.items() if cle not in inconnus})
    if not complete.annees:
        return
    assert partielle.annees, "an unknown field never makes a doctor ineligible"
    assert partielle.eligibilite.statut in ("a_confirmer", complete.eligibilite.statut)
    assert partielle.total.minimum <= complete.total.minimum
    assert complete.total.maximum <= partielle.total.maximum
    for large, etroite in zip(partielle.annees, complete.annees, strict=True):
        bornes_larges, bornes_etroites = _bornes(large), _bornes(etroite)
        if bornes_larges and bornes_etroites:
            assert bornes_larges[0] <= bornes_etroites[0]
            assert bornes_etroites[1] <= bornes_larges[1]


AU_DESSUS_DE_P30 = {
    **COMPLETE,
    "specialite": st.sampled_from(["04", "02", "14"]),
    "pmt_initiale": st.integers(60, 4000),
    "pfa_initiale": st.integers(1457, 6000),
}


@given(st.fixed_dictionaries(AU_DESSUS_DE_P30), st.integers(3000, 10000))
def test_le_rang_de_la_caisse_resserre_les_bornes(situation: dict[str, Any], centiemes: int) -> None:
    situation = {**situation, "option_etp": "1", "secteur": "1"}
    sans = binome.simuler(situation)
    avec = binome.simuler({**situation, "percentile_pfa": f"{centiemes / 100:.2f}"})
    assert sans.annees
    assert avec.annees
    assert not any(a.code == "rang_contredit" for a in avec.avertissements)
    assert sans.total.minimum <= avec.total.minimum
    assert avec.total.maximum <= sans.total.maximum
    borne = sans.objectifs.pfa.borne_maximale
    if borne is not None and avec.objectifs.pfa.patients is not None:
        assert avec.objectifs.pfa.patients <= borne


@given(st.fixed_dictionaries(COMPLETE), lectures, pmt, pfa, st.integers(0, 300), st.integers(0, 300))
def test_soigner_plus_de_patients_ne_paie_jamais_moins(
    situation: dict[str, Any], choix: dict[str, str], observe_pmt: int, observe_pfa: int, plus_pmt: int, plus_pfa: int
) -> None:
    situation = {**situation, "option_etp": "1", "lectures": choix}

    def du(pmt_constatee: int, pfa_constatee: int) -> Decimal | None:
        constat = {"annee": 5, "pmt": pmt_constatee, "pfa": pfa_constatee}
        annees = binome.simuler({**situation, "constats": [constat]}).annees
        return annees[4].montant if annees else None

    avant, apres = du(observe_pmt, observe_pfa), du(observe_pmt + plus_pmt, observe_pfa + plus_pfa)
    assert avant is None or apres is None or avant <= apres


@given(partielles, lectures)
def test_toute_situation_lisible_a_une_reponse_complete(situation: dict[str, Any], choix: dict[str, str]) -> None:
    try:
        rendu = binome.simuler(situation, lectures=choix).en_json()
    except binome.ErreurDeSaisie as refus:
        assert "Attendu" in str(refus)
        return
    if rendu.pop("renversements", None):
        assert rendu["eligibilite"]["statut"] == "non_eligible"
    assert set(rendu) == {
        "regime",
        "eligibilite",
        "tranches",
        "objectifs",
        "annees",
        "total",
        "obligations",
        "lectures",
        "presomptions",
        "manquants",
        "avertissements",
        "version_du_droit",
    }
    for lecture in rendu["lectures"]:
        assert len(lecture["effet"]) >= 1


@pytest.mark.parametrize(
    ("jour", "zone", "options"),
    [
        ("2020-01-15", "zip", ("1/3", "0.5", "1")),
        ("2020-01-15", "hors", ("1/3", "0.5")),
        ("2023-05-01", "hors", ("0.5", "1")),
        ("2024-09-01", "hors", ("0.5", "1")),
    ],
)
def test_sans_option_les_totaux_couvrent_celles_que_le_droit_du_jour_ouvre(
    jour: str, zone: str, options: tuple[str, ...]
) -> None:
    sans = {**MG, "date_signature": jour, "zone": zone, "zone_derogatoire": False, "pmt_adultes_initiale": 700}
    del sans["option_etp"]
    totaux = [binome.simuler(sans, option_etp=option).total for option in options]
    ouvert = binome.simuler(sans).total
    assert ouvert.minimum == min(total.minimum for total in totaux)
    assert ouvert.maximum == max(total.maximum for total in totaux)


@given(de_tout_regime)
def test_ce_qui_est_donne_n_est_jamais_redemande(situation: dict[str, Any]) -> None:
    simulation = binome.simuler(situation)
    assert not {manquant.champ for manquant in simulation.manquants} & set(situation)
    donnes = {"departement": "Indiquez le département", "zone": "La zone du cabinet n'est pas renseignée"}
    for critere in simulation.eligibilite.criteres:
        assert not any(nom in situation and phrase in critere.explication for nom, phrase in donnes.items())


@given(st.fixed_dictionaries(COMPLETE), constats([3, 4, 5]))
def test_un_constat_ne_change_que_son_annee(situation: dict[str, Any], autres: list[dict[str, Any]]) -> None:
    annees = [constat["annee"] for constat in autres]
    sans = binome.simuler({**situation, "constats": []}).annees
    avec = binome.simuler({**situation, "constats": autres}).annees
    for annee_sans, annee_avec in zip(sans, avec, strict=True):
        if annee_sans.annee not in annees:
            assert annee_sans == annee_avec
