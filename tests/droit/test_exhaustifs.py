"""Small domains checked in full against their definition: three-valued logic, brackets of the amount, dates."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from binome.droit.annee import motif_de_l_annee
from binome.droit.catalogue import catalogue
from binome.droit.codes import (
    Annee,
    ColonneDObjectif,
    Issue,
    Modulation,
    Nature,
    Option,
    PointDObjectif,
    Reponse,
    Tranche,
    TrancheDeTaux,
)
from binome.droit.eligibilite.regles import (
    activite_au_dessus_de_p30,
    critere_troisieme_annee,
    l_un_ou_l_autre,
    les_deux,
    primo_installe,
)
from binome.droit.faits import Depart, Engagement, Objectif, Seuils, Suivi
from binome.droit.lectures import Lectures
from binome.droit.montant.regles import montant_maximal, tranche_du_montant
from binome.droit.objectifs.regles import (
    case_du_tableau,
    interpolation,
    niveau_du_primo_installe,
    objectif,
    patients_supplementaires,
    taux_de_l_objectif,
    tranche_de_l_objectif,
)
from binome.droit.patientele.regles import (
    contredit,
    franchit,
    rang_lineaire,
    rang_lognormal,
    rang_pour_l_objectif,
    reste_sous_p50,
    seuil_retenu,
    taux_le_plus_haut,
    tranche_la_plus_haute,
)
from binome.droit.versement.regles import solde
from binome.droit.vie_du_contrat.regles import a_65_ans, installation_recente
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
        lectures = catalogue().lectures_retenues({"tranche_montant": choix}, ())
        return tranche_du_montant(pmt, pfa, tranche_la_plus_haute(pmt, pfa), suit_la_pmt, lectures)

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


@pytest.mark.parametrize("colonne", ColonneDObjectif)
@pytest.mark.parametrize("point", PointDObjectif)
@pytest.mark.parametrize("option", [o for o in Option if o >= 0])
def test_chaque_case_du_tableau_est_imprimee_sauf_deux_doutes(
    colonne: ColonneDObjectif, point: PointDObjectif, option: Option
) -> None:
    imprimee = BAREME.objectifs[colonne][point][option]
    comme_imprime = _lectures(objectif_pfa_p50_1_5etp="imprime")
    assert case_du_tableau(colonne, point, option, BAREME, comme_imprime) == imprimee
    doutes = _lectures(objectif_pmt_p95_1etp="maintien")
    attendue = imprimee
    if (colonne, point, option) == (ColonneDObjectif.PMT_GENERALISTES, PointDObjectif.P95_PLUS, Option.UN):
        attendue = 0
    if (colonne, point, option) == (ColonneDObjectif.PFA, PointDObjectif.P50, Option.UN_ET_DEMI):
        attendue = 604
    assert case_du_tableau(colonne, point, option, BAREME, doutes) == attendue


@pytest.mark.parametrize(("propre", "autre"), list(product(Tranche, Tranche)))
def test_la_tranche_d_un_objectif_est_la_sienne_ou_la_plus_haute(propre: Tranche, autre: Tranche) -> None:
    haute = tranche_la_plus_haute(propre, autre)
    assert tranche_de_l_objectif(propre, haute, _lectures()) == propre
    assert tranche_de_l_objectif(propre, haute, _lectures(tranche_objectifs="commune")) == haute
    incertaine = Tranche.INCONNUE in (propre, autre) and Tranche.P95_PLUS not in (propre, autre)
    assert haute == (Tranche.INCONNUE if incertaine else max(propre, autre))


@pytest.mark.parametrize(("pmt", "pfa"), list(product(TrancheDeTaux, TrancheDeTaux)))
def test_la_ligne_de_taux_est_la_sienne_ou_la_plus_haute(pmt: TrancheDeTaux, pfa: TrancheDeTaux) -> None:
    haute = taux_le_plus_haut(pmt, pfa)
    assert taux_de_l_objectif(pmt, haute, _lectures()) == pmt
    assert taux_de_l_objectif(pmt, haute, _lectures(tranche_objectifs="commune")) == haute
    incertaine = TrancheDeTaux.INCONNUE in (pmt, pfa) and TrancheDeTaux.P95_PLUS not in (pmt, pfa)
    assert haute == (TrancheDeTaux.INCONNUE if incertaine else max(pmt, pfa))


@pytest.mark.parametrize(("tranche", "convenir"), [(Tranche.SOUS_P30, True), (Tranche.P30_P50, False)])
def test_seul_un_objectif_sous_p30_peut_etre_a_convenir(tranche: Tranche, convenir: bool) -> None:
    def objectif_de_pfa(lectures: Lectures) -> int:
        depart = Depart(900, INCONNU, INCONNU)
        return patients_supplementaires(ColonneDObjectif.PFA, Option.UN, tranche, depart, INCONNU, BAREME, lectures)

    assert objectif_de_pfa(_lectures()) == 467
    assert objectif_de_pfa(_lectures(objectif_sous_p30="a_convenir")) == (INCONNU if convenir else 467)


@pytest.mark.parametrize(("avance", "attendu"), [(-5, 10), (0, 10), (1, 9), (5, 5), (9, 1), (10, 0), (15, 0)])
def test_la_droite_est_plate_aux_deux_bouts(avance: int, attendu: int) -> None:
    assert interpolation(10, 0, avance, 10, _lectures()) == attendu


@pytest.mark.parametrize(
    ("seuils", "part", "niveau"),
    [
        ((775, 1045), (1, 1), 1045),
        ((775, 1045), (9, 10), 941),
        ((775, 1045), (1, 2), 775),
        ((INCONNU, 1045), (1, 2), 523),
        ((775, INCONNU), (1, 2), INCONNU),
    ],
)
def test_le_niveau_d_un_nouvel_installe(seuils: tuple[int, int], part: tuple[int, int], niveau: int) -> None:
    tous = Seuils(seuils[0], seuils[1], INCONNU, INCONNU, INCONNU)
    assert niveau_du_primo_installe(tous, part, _lectures()) == niveau


@pytest.mark.parametrize(
    ("patients", "niveau", "manque"),
    [(300, 1045, 745), (1100, 1045, 0), (0, 0, 0), (INCONNU, 1045, INCONNU), (300, INCONNU, INCONNU)],
)
def test_ce_qui_manque_pour_atteindre_un_niveau(patients: int, niveau: int, manque: int) -> None:
    depart = Depart(patients, INCONNU, INCONNU)
    but = objectif(depart, Reponse.NON, Reponse.NON, Reponse.OUI, niveau, 305, True)
    assert (but.nature, but.patients, but.cible, but.estime) == (Nature.NIVEAU, manque, niveau, False)


@pytest.mark.parametrize(
    ("publie", "communique", "retenu"), [(775, 800, 775), (0, 5, 0), (INCONNU, 800, 800), (INCONNU, INCONNU, INCONNU)]
)
def test_le_seuil_publie_l_emporte(publie: int, communique: int, retenu: int) -> None:
    assert seuil_retenu(publie, communique) == retenu


@pytest.mark.parametrize(
    ("patients", "rang", "contraires"),
    [(774, 2999, False), (774, 3000, True), (775, 2999, True), (775, 3000, False), (776, 3001, False)],
)
def test_un_rang_et_un_compte_se_contredisent_de_part_et_d_autre_d_un_seuil(
    patients: int, rang: int, contraires: bool
) -> None:
    assert contredit(Depart(patients, rang, INCONNU), 775, 3000) == contraires
    assert not contredit(Depart(patients, rang, INCONNU), INCONNU, 3000)


@pytest.mark.parametrize(("choix", "methode"), [("lineaire", rang_lineaire), ("lognormale", rang_lognormal)])
@pytest.mark.parametrize("patients", [1046, 1500, 1857, 1858, 2000, 2186])
def test_le_rang_estime_croit_et_reste_dans_son_intervalle(choix: str, methode: Any, patients: int) -> None:
    seuils = Seuils(775, 1045, 1858, 2100, 2187)
    rang = methode(patients, seuils, BAREME)
    assert 5000 <= rang <= 9500
    assert (rang >= 9000) == (patients >= 1858)
    assert rang <= methode(patients + 1, seuils, BAREME)
    retenu = rang_pour_l_objectif(
        Depart(patients, INCONNU, INCONNU, seuils), BAREME, _lectures(estimation_percentile=choix)
    )
    assert retenu == rang


def _lectures(**choix: str) -> Lectures:
    return catalogue().lectures_retenues(choix, ())


@pytest.mark.parametrize(
    ("du", "verse", "choix", "attendu"),
    [
        (5, 3, "recupere", 2),
        (3, 3, "recupere", 0),
        (2, 3, "recupere", -1),
        (2, 3, "plancher_zero", 0),
        (5, 3, "plancher_zero", 2),
    ],
)
def test_le_solde(du: int, verse: int, choix: str, attendu: int) -> None:
    assert solde(du, verse, _lectures(trop_percu=choix)) == attendu


@pytest.mark.parametrize(
    ("pmt", "pfa", "choix", "motif"),
    [
        (Tranche.P95_PLUS, Tranche.P50_P90, "maintien", "prorata_maintiens"),
        (Tranche.P50_P90, Tranche.P95_PLUS, "maintien", "prorata_maintiens"),
        (Tranche.P95_PLUS, Tranche.P95_PLUS, "maintien", "prorata_maintiens"),
        (Tranche.P50_P90, Tranche.P50_P90, "maintien", "prorata_meilleur_taux"),
        (Tranche.P95_PLUS, Tranche.P95_PLUS, "ordinaire", "prorata_meilleur_taux"),
    ],
)
def test_deux_augmentations_d_une_forte_patientele(pmt: Tranche, pfa: Tranche, choix: str, motif: str) -> None:
    but = Objectif(Nature.AUGMENTATION, 100, 1000, 1100, False)
    engage = Engagement(True, pmt, pfa, pmt, Reponse.NON, but, but, Reponse.NON, 775, 1219, Modulation.TABLEAUX)
    vues = (Suivi(but, 1010, 775), Suivi(but, 1020, 1219))
    trouve = motif_de_l_annee(engage, *vues, BAREME, _lectures(p95_deux_augmentations=choix))
    assert trouve.code == motif
