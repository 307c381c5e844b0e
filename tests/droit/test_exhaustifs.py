"""Small domains checked in full against their definition: three-valued logic, brackets of the amount, dates."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.eligibilite.regles import (
    activite_au_dessus_de_p30,
    critere_troisieme_annee,
    l_un_ou_l_autre,
    les_deux,
    primo_installe,
)
from binome.droit.montant.regles import montant_maximal, tranche_du_montant
from binome.droit.patientele.regles import franchit, reste_sous_p50
from binome.droit.vie_du_contrat.regles import a_65_ans, installation_recente
from binome.droit.vocabulaire import Annee, Issue, Option, Reponse, Tranche
from binome.moteur.primitives import INCONNU, SANS_OBJET

BAREME = catalogue().bareme(date(2024, 9, 1))
MONDES = {Reponse.OUI: {True}, Reponse.NON: {False}, Reponse.INCONNUE: {True, False}}


def _reponse(mondes: set[bool]) -> Reponse:
    return Reponse.INCONNUE if len(mondes) > 1 else Reponse(int(mondes.pop()))


@pytest.mark.parametrize(("gauche", "droite"), list(product(Reponse, Reponse)))
def test_la_logique_a_trois_valeurs_est_celle_des_mondes(gauche: Reponse, droite: Reponse) -> None:
    couples = list(product(MONDES[gauche], MONDES[droite]))
    assert l_un_ou_l_autre(gauche, droite) == _reponse({a or b for a, b in couples})
    assert les_deux(gauche, droite) == _reponse({a and b for a, b in couples})


@pytest.mark.parametrize(("pmt", "pfa"), list(product(Reponse, Reponse)))
def test_chaque_choix_du_test_d_activite(pmt: Reponse, pfa: Reponse) -> None:
    def activite(choix: str, suit_la_pmt: bool = True) -> Reponse:
        return activite_au_dessus_de_p30(
            pmt, pfa, suit_la_pmt, catalogue().lectures_retenues({"test_activite": choix}, ())
        )

    assert activite("pmt") == pmt
    assert activite("pfa") == pfa
    assert activite("une_des_deux") == l_un_ou_l_autre(pmt, pfa)
    assert activite("les_deux") == les_deux(pmt, pfa)
    assert activite("pmt", suit_la_pmt=False) == pfa


@pytest.mark.parametrize(("pmt", "pfa"), list(product(Reponse, Reponse)))
def test_chaque_condition_du_nouvel_installe(pmt: Reponse, pfa: Reponse) -> None:
    deux = catalogue().lectures_retenues({}, ())
    une = catalogue().lectures_retenues({"primo_condition": "une_des_deux"}, ())
    assert primo_installe(True, pmt, pfa, True, deux) == les_deux(pmt, pfa)
    assert primo_installe(True, pmt, pfa, True, une) == l_un_ou_l_autre(pmt, pfa)
    assert primo_installe(True, pmt, pfa, False, deux) == pfa
    assert primo_installe(False, pmt, pfa, True, deux) == Reponse.NON


@pytest.mark.parametrize(("pmt", "pfa"), list(product(Tranche, Tranche)))
def test_chaque_choix_de_la_tranche_du_montant(pmt: Tranche, pfa: Tranche) -> None:
    def decide(choix: str, suit_la_pmt: bool = True) -> Tranche:
        return tranche_du_montant(pmt, pfa, suit_la_pmt, catalogue().lectures_retenues({"tranche_montant": choix}, ()))

    inconnue = Tranche.INCONNUE in (pmt, pfa)
    assert decide("pmt") == pmt
    assert decide("pfa") == decide("meilleure", suit_la_pmt=False) == pfa
    if Tranche.P95_PLUS in (pmt, pfa):
        assert decide("meilleure") == Tranche.P95_PLUS
    else:
        assert decide("meilleure") == (Tranche.INCONNUE if inconnue else max(pmt, pfa))
    assert decide("moins_bonne") == (Tranche.INCONNUE if inconnue else min(pmt, pfa))


@pytest.mark.parametrize("annee", range(1, 6))
@pytest.mark.parametrize("tranche", [t for t in Tranche if t >= 0])
@pytest.mark.parametrize("choix", ["annee_3", "annee_1"])
def test_les_options_1_5_et_2_ouvrent_a_leur_annee(annee: int, tranche: Tranche, choix: str) -> None:
    lectures = catalogue().lectures_retenues({"options_1_5_2_p95": choix}, ())
    ouverte = annee >= 3 or (choix == "annee_1" and tranche == Tranche.P95_PLUS)
    for option in (Option.UN_ET_DEMI, Option.DEUX):
        assert (montant_maximal(option, annee, tranche, BAREME, lectures) != SANS_OBJET) == ouverte
    issue = critere_troisieme_annee(annee, tranche, BAREME, lectures)
    des_le_debut = choix == "annee_1" and tranche == Tranche.P95_PLUS
    assert (issue == Issue.TROISIEME_ANNEE) == (annee >= Annee.TROISIEME or des_le_debut)
    sans_annee = critere_troisieme_annee(INCONNU, tranche, BAREME, lectures)
    assert sans_annee == (Issue.TROISIEME_ANNEE if des_le_debut else Issue.ANNEE_DE_PASSAGE_INCONNUE)


@pytest.mark.parametrize("option", [Option.DEMI, Option.UN, Option.UN_ET_DEMI, Option.DEUX])
def test_les_montants_d_une_option_sont_ceux_d_un_temps_plein_a_proportion(option: Option) -> None:
    """Arithmetic check of the study: 0.5, 1.5 and 2 ETP are exact multiples of the 1 ETP row, in every bracket."""
    demis = {Option.DEMI: 1, Option.UN: 2, Option.UN_ET_DEMI: 3, Option.DEUX: 4}[option]
    lectures = catalogue().lectures_retenues({}, ())
    for tranche in (Tranche.P30_P50, Tranche.P50_P90, Tranche.P90_P95, Tranche.P95_PLUS):
        plein = montant_maximal(Option.UN, 3, tranche, BAREME, lectures)
        assert montant_maximal(option, 3, tranche, BAREME, lectures) * 2 == plein * demis


def test_franchir_un_seuil() -> None:
    assert franchit(10, INCONNU, 10, 3000, False) == Reponse.OUI
    assert franchit(10, INCONNU, 10, 3000, True) == Reponse.NON
    assert franchit(INCONNU, 3000, 10, 3000, False) == Reponse.OUI
    assert franchit(10, 2999, INCONNU, 3000, False) == Reponse.NON
    assert franchit(INCONNU, INCONNU, 10, 3000, False) == Reponse.INCONNUE


@pytest.mark.parametrize(
    ("tranche", "p50", "attendu"),
    [
        (Tranche.SOUS_P30, Reponse.INCONNUE, Reponse.OUI),
        (Tranche.P30_P50, Reponse.INCONNUE, Reponse.OUI),
        (Tranche.INCONNUE, Reponse.NON, Reponse.OUI),
        (Tranche.INCONNUE, Reponse.INCONNUE, Reponse.INCONNUE),
        (Tranche.INCONNUE, Reponse.OUI, Reponse.NON),
        (Tranche.P50_P90, Reponse.OUI, Reponse.NON),
    ],
)
def test_rester_sous_p50(tranche: Tranche, p50: Reponse, attendu: Reponse) -> None:
    assert reste_sous_p50(tranche, p50) == attendu


@pytest.mark.parametrize(("jour", "des", "apres"), [(99, 0, 0), (100, 1, 0), (101, 1, 1)])
def test_le_jour_des_65_ans(jour: int, des: int, apres: int) -> None:
    assert a_65_ans(jour, 100, catalogue().lectures_retenues({}, ())) == des
    assert a_65_ans(jour, 100, catalogue().lectures_retenues({"age_65": "apres_65_ans"}, ())) == apres


@pytest.mark.parametrize(("installation", "recente"), [(9, False), (10, True), (20, True), (21, False)])
def test_la_fenetre_du_nouvel_installe(installation: int, recente: bool) -> None:
    assert installation_recente(20, installation, 10) == recente
