"""A contract replayed: every transition, dates, sums that balance, past statements that do not move."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import binome
from binome.contrats.actes.acte import NatureDActe, lire_actes, retenus
from binome.contrats.actes.etats import EtatDeContrat, Suite, suivant, transitions
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve
from binome.contrats.echeancier import NatureDeVersement
from binome.moteur.erreurs import ActeRefuse, ErreurDeSaisie
from tests.contrats.outils import ANCIEN
from tests.simulation.strategies import pfa, pmt

MG: dict[str, Any] = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}
SIGNATURE: dict[str, Any] = {"id": "s", "nature": "signature", "effectif_le": "2024-09-01", "situation": MG}


def acte(nature: str, effectif_le: str, **champs: Any) -> dict[str, Any]:
    return {"id": f"{nature}-{effectif_le}", "nature": nature, "effectif_le": effectif_le, **champs}


def verse(annee: int, pour: str, montant: str, effectif_le: str, **champs: Any) -> dict[str, Any]:
    identifiant = f"v-{annee}-{pour}-{effectif_le}"
    return {**acte("versement", effectif_le, annee=annee, pour=pour, montant=montant, **champs), "id": identifiant}


def au(jour: str, *actes: dict[str, Any], connu_au: str | None = None) -> Releve:
    connu = date.fromisoformat(connu_au) if connu_au else None
    return releve(lire_actes([SIGNATURE, *actes]), date.fromisoformat(jour), connu)


PAYES = [
    verse(1, "integral", "38000", "2024-10-15"),
    verse(2, "integral", "28000", "2025-10-15"),
    verse(3, "acompte", "11000", "2026-10-15"),
]
CONSTAT = acte("constat", "2027-08-15", annee=3, pmt=1100, pfa=1600)
CHUTE = acte("constat", "2027-08-15", annee=3, pmt=1205, pfa=1399)


@pytest.mark.parametrize("nature", NatureDActe, ids=lambda n: n.code)
@pytest.mark.parametrize("etat", EtatDeContrat, ids=lambda e: e.code)
def test_chaque_transition_est_permise_ou_refusee_en_mots(nature: NatureDActe, etat: EtatDeContrat) -> None:
    [un_acte] = retenus(lire_actes([acte("embauche", "2025-01-01")]), date(2025, 1, 1))
    un_acte = type(un_acte)(un_acte.id, nature, un_acte.effectif_le, un_acte.connu_le)
    suite = transitions().table[nature][etat]
    if suite <= Suite.RECONDUIT:
        assert suivant(etat, un_acte) == EtatDeContrat(suite)
        return
    with pytest.raises(ActeRefuse) as refus:
        suivant(etat, un_acte)
    assert transitions().refus[suite.code] in str(refus.value)


def test_le_releve_d_un_contrat_qui_suit_son_cours() -> None:
    fin_2026 = au("2026-12-31", *PAYES)
    assert fin_2026.etat is EtatDeContrat.EN_COURS
    assert (fin_2026.annee, fin_2026.objectifs) == (3, {"pmt": 305, "pfa": 467})
    assert (fin_2026.ouvert, fin_2026.verse) == (7_700_000, 7_700_000)
    assert (fin_2026.a_verser, fin_2026.exigible, fin_2026.a_recouvrer) == (0, 0, 0)
    apres = au("2027-09-01", *PAYES, CONSTAT)
    rendu = apres.en_json()
    assert rendu["exigible"] == "3426.23"
    assert rendu["a_verser"] == "14426.23", "the next acompte is open too"
    assert rendu["prochaines_echeances"][0] == {"le": "2027-11-01", "quoi": "acompte année 4"}


def test_une_chute_a_zero_rend_l_acompte_a_recouvrer() -> None:
    situation = au("2027-09-01", *PAYES, CHUTE)
    trop_percu = next(ligne for ligne in situation.echeancier if ligne.nature == "trop_percu")
    assert (trop_percu.centimes, trop_percu.ouvert_le) == (-1_100_000, date(2027, 9, 1))
    assert situation.a_verser == 0, "the next acompte and the sum to give back compensate"
    rembourse = au("2027-10-01", *PAYES, CHUTE, acte("recouvrement", "2027-09-20", montant="11000"))
    assert rembourse.a_verser == 1_100_000


def test_un_contrat_sans_acte_est_un_projet() -> None:
    vide = releve((), date(2026, 1, 1))
    assert vide.etat is EtatDeContrat.PROJET
    assert vide.en_json()["echeancier"] == []
    assert au("2024-08-31").etat is EtatDeContrat.PROJET


@pytest.mark.parametrize(
    ("actes", "raison"),
    [
        ([{**SIGNATURE, "id": "autre"}], "déjà signé"),
        ([verse(3, "solde", "3000", "2027-09-15")], "n'a pas reçu d'acompte"),
        ([verse(1, "acompte", "3000", "2024-10-01")], "se verse en une fois"),
        ([verse(3, "integral", "3000", "2026-10-01")], "en acompte puis solde"),
        ([verse(4, "acompte", "3000", "2026-10-01")], "l'année 4 n'a pas commencé"),
        ([acte("constat", "2026-08-31", annee=3, pmt=1, pfa=1)], "l'année 3 n'a pas commencé"),
        ([CONSTAT, {**CONSTAT, "id": "bis", "effectif_le": "2027-08-20"}], "a déjà son constat"),
        ([acte("decision_cpn", "2027-09-01", annee=3, part_decidee="1/2")], "n'invoque de circonstances"),
        ([acte("reprise", "2025-01-01")], "n'est pas suspendu"),
        ([acte("suspension", "2025-01-01"), acte("suspension", "2025-02-01")], "déjà suspendu"),
        ([acte("suspension", "2025-01-01"), CONSTAT], "il faut d'abord une reprise"),
        ([acte("resiliation", "2025-01-01", initiative="medecin"), CONSTAT], "le contrat est fini"),
        ([acte("cloture", "2028-01-01")], "le terme n'est pas atteint"),
        ([acte("avenant_option", "2028-10-01", option_etp="0.5")], "après le terme"),
        ([acte("embauche", "2024-08-01")], "n'est pas encore signé"),
    ],
)
def test_une_suite_impossible_est_refusee_en_mots(actes: list[dict[str, Any]], raison: str) -> None:
    with pytest.raises(ActeRefuse) as refus:
        au("2029-12-31", *actes)
    assert raison in str(refus.value)
    assert "impossible" in str(refus.value)


def test_la_signature_de_la_situation_doit_etre_celle_de_l_acte() -> None:
    with pytest.raises(ActeRefuse, match="une autre date de signature"):
        releve(lire_actes([{**SIGNATURE, "situation": {**MG, "date_signature": "2024-09-02"}}]), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("donnees", "morceau"),
    [
        ({}, "une liste d'actes"),
        ([3], "un acte {nature"),
        ([{"nature": "signatur", "effectif_le": "2024-09-01"}], "Vouliez-vous écrire « signature »"),
        ([{"nature": "signature", "situation": MG}], "effectif_le"),
        ([acte("constat", "2027-01-01", pmt=3)], "annee"),
        ([acte("constat", "2027-01-01", annee=3, patients=3)], "« patients » inconnu"),
        ([verse(1, "integral", "-3", "2024-10-01")], "une somme en euros, positive"),
        ([verse(1, "integral", "0", "2024-10-01")], "une somme en euros, positive"),
        ([verse(1, "cadeau", "3", "2024-10-01")], "integral ou acompte ou solde"),
        ([acte("resiliation", "2025-01-01", initiative="etat")], "medecin ou caisse"),
        ([acte("suspension", "2025-01-01", motif=3)], "un texte"),
        ([SIGNATURE, SIGNATURE], "donné une seule fois"),
        ([{"nature": "correction", "vise": "x", "connu_le": "2025-01-01"}], "l'identifiant d'un acte"),
        ([{"nature": "correction", "vise": "x"}], "une correction avec"),
        ([{**SIGNATURE, "situation": 3}], "un objet"),
        ([{**SIGNATURE, "situation": {"pmt_initial": 3}}], "Vouliez-vous écrire « pmt_initiale »"),
        (
            [
                SIGNATURE,
                {
                    "nature": "correction",
                    "vise": "s",
                    "connu_le": "2025-01-01",
                    "remplace": {"nature": "correction", "vise": "s", "connu_le": "2025-01-01"},
                },
            ],
            "un acte, pas une correction",
        ),
    ],
)
def test_un_acte_illisible_est_refuse(donnees: Any, morceau: str) -> None:
    with pytest.raises(ErreurDeSaisie) as refus:
        lire_actes(donnees)
    assert morceau in str(refus.value)


def test_une_correction_remplace_sans_effacer_le_passe() -> None:
    correction = {
        "id": "c",
        "nature": "correction",
        "vise": "constat-2027-08-15",
        "connu_le": "2027-10-10",
        "remplace": acte("constat", "2027-08-15", annee=3, pmt=1205, pfa=1867),
    }
    actes = [*PAYES, CONSTAT, correction]
    assert au("2027-12-31", *actes).exigible == 2_200_000
    assert au("2027-12-31", *actes, connu_au="2027-10-09").exigible == 342_623 + 1_100_000
    annulation = {"id": "a", "nature": "correction", "vise": "constat-2027-08-15", "connu_le": "2027-10-10"}
    assert au("2027-12-31", *PAYES, CONSTAT, annulation).exigible == 1_100_000


def test_une_suspension_decale_l_echeancier() -> None:
    actes = [acte("suspension", "2025-03-01"), acte("reprise", "2025-06-01")]
    lignes = {(ligne.annee, ligne.nature): ligne for ligne in au("2025-12-31", *actes).echeancier}
    assert lignes[1, NatureDeVersement.INTEGRAL].au_plus_tard == date(2024, 11, 1)
    assert lignes[2, NatureDeVersement.INTEGRAL].ouvert_le == date(2025, 9, 1) + timedelta(days=92)
    en_cours = au("2025-04-01", actes[0])
    assert en_cours.etat is EtatDeContrat.SUSPENDU
    assert en_cours.echeancier[1].ouvert_le == date(2025, 9, 1) + timedelta(days=31)


def test_une_suspension_au_prorata_reduit_les_sommes() -> None:
    situation = {**MG, "lectures": {"suspension": "prorata"}}
    actes = [
        {**SIGNATURE, "situation": situation},
        acte("suspension", "2027-01-01"),
        acte("reprise", "2027-03-15"),
        CONSTAT,
    ]
    lignes = {(li.annee, li.nature): li for li in releve(lire_actes(actes), date(2027, 12, 31)).echeancier}
    assert lignes[3, NatureDeVersement.ACOMPTE].centimes == 880_000, "73 days of suspension out of 365"
    assert (
        lignes[3, NatureDeVersement.ACOMPTE].centimes + lignes[3, NatureDeVersement.SOLDE].centimes
        == (1_442_623 * 292 * 2 + 365) // 730
    )
    assert lignes[3, NatureDeVersement.ACOMPTE].ouvert_le == date(2026, 9, 1)
    chute = [*actes[:3], CHUTE]
    lignes = {(li.annee, li.nature): li for li in releve(lire_actes(chute), date(2027, 12, 31)).echeancier}
    assert lignes[3, NatureDeVersement.TROP_PERCU].centimes == -880_000


def test_une_resiliation_recupere_le_temps_qui_restait() -> None:
    actes = [PAYES[0], acte("resiliation", "2025-03-01", initiative="medecin", motif="départ")]
    fini = au("2025-03-01", *actes)
    restants = (date(2025, 9, 1) - date(2025, 3, 1)).days
    attendu = (3_800_000 * restants * 2 + 365) // 730
    assert fini.etat is EtatDeContrat.RESILIE
    assert fini.a_recouvrer == attendu
    assert {ligne.annee for ligne in fini.echeancier} == {1}
    entier = {**SIGNATURE, "situation": {**MG, "lectures": {"base_recuperation": "contrat_entier"}}}
    releve_entier = releve(lire_actes([entier, *actes]), date(2025, 3, 1))
    jours, du_contrat = (date(2029, 9, 1) - date(2025, 3, 1)).days, (date(2029, 9, 1) - date(2024, 9, 1)).days
    assert releve_entier.a_recouvrer == (3_800_000 * jours * 2 + du_contrat) // (2 * du_contrat)


@pytest.mark.parametrize("nature", ["demenagement", "changement_de_specialite"])
def test_un_demenagement_ou_un_changement_de_specialite_met_fin(nature: str) -> None:
    assert au("2026-01-01", acte(nature, "2025-09-01", motif="installation")).etat is EtatDeContrat.RESILIE


def test_une_resiliation_ouvre_peut_etre_une_carence() -> None:
    fin = acte("resiliation", "2025-03-01", initiative="medecin", motif="départ")
    assert au("2025-04-01", fin).en_json()["carence_possible_jusqu_au"] == "2027-03-01"
    assert au("2025-04-01", acte("demenagement", "2025-03-01")).carence is None
    assert au("2025-04-01").carence is None


def ancien(jour: str, *actes: dict[str, Any]) -> Releve:
    signature = {**SIGNATURE, "effectif_le": "2019-09-15", "situation": ANCIEN}
    return releve(lire_actes([signature, *actes]), date.fromisoformat(jour))


def test_une_prorogation_ouvre_cinq_annees() -> None:
    prorogation = acte("prorogation", "2024-09-15")
    constat = acte("constat", "2025-08-01", annee=6, pmt=990, pfa=1705)
    etat = ancien("2025-10-01", prorogation, constat, verse(6, "acompte", "5500", "2024-10-15"))
    assert (etat.annee, etat.ouvert) == (7, 18000 * 100 + 13500 * 100 + 5500 * 100 + 5500 * 100)
    deux = ancien("2030-01-01", prorogation, acte("prorogation", "2029-09-15"))
    assert deux.annee == 11
    assert deux.echeancier[-1].annee == 15


@pytest.mark.parametrize(
    ("actes", "raison"),
    [
        ([acte("constat", "2025-08-01", annee=6, pmt=990, pfa=1705)], "que 5 années ; il faut d'abord une prorogation"),
        ([verse(6, "acompte", "5500", "2024-10-15")], "que 5 années"),
        ([acte("prorogation", "2024-09-16")], "arrivé à son terme le 15/09/2024"),
        ([acte("reconduction", "2024-09-14")], "clos à son terme, sauf prorogation"),
        ([acte("reconduction", "2024-09-15"), acte("prorogation", "2024-09-15")], "clos à son terme, sauf prorogation"),
    ],
)
def test_la_fin_d_un_ancien_contrat_a_ses_refus(actes: list[dict[str, Any]], raison: str) -> None:
    with pytest.raises(ActeRefuse, match=raison):
        ancien("2026-01-01", *actes)


def test_une_cinquieme_prorogation_est_refusee() -> None:
    with pytest.raises(ActeRefuse, match="Binôme ne suit que 4 prorogations"):
        ancien("2050-01-01", *(acte("prorogation", f"{annee}-09-15") for annee in range(2024, 2045, 5)))


def test_un_contrat_de_2024_ne_se_proroge_pas() -> None:
    with pytest.raises(ActeRefuse, match="se reconduit"):
        au("2029-01-01", acte("prorogation", "2028-12-01"))


def test_les_versements_d_un_ancien_contrat_suivent_son_calendrier() -> None:
    """Year 1 in two parts, year 2 without a known calendar (anything goes), nothing late without a known day."""
    embauche = acte("embauche", "2019-10-01")
    etat = ancien("2020-12-01", embauche, verse(1, "acompte", "12600", "2019-10-10"))
    lignes = {(li.annee, li.nature): li for li in etat.echeancier}
    assert str(lignes[1, NatureDeVersement.ACOMPTE].au_plus_tard) == "2019-10-16"
    assert lignes[1, NatureDeVersement.SOLDE].au_plus_tard is None
    assert etat.exigible == 0
    assert etat.a_verser == (5400 + 13500) * 100
    assert ancien("2020-12-01", verse(2, "integral", "13500", "2020-11-01")).verse == 1350000
    with pytest.raises(ActeRefuse, match="en acompte puis solde"):
        ancien("2020-12-01", verse(1, "integral", "18000", "2019-10-10"))


def test_un_contrat_se_clot_a_son_terme() -> None:
    assert au("2029-09-02", acte("cloture", "2029-09-01")).etat is EtatDeContrat.CLOS


def test_les_avenants_changent_la_suite() -> None:
    a_65_ans = au("2027-06-01", acte("avenant_65_ans", "2027-01-15", pmt=1000, pfa=1500))
    assert a_65_ans.objectifs == {"pmt": 0, "pfa": 0}
    convenus = au("2027-06-01", acte("avenant_objectifs", "2026-09-01", objectif_pmt=50, objectif_pfa=60))
    assert convenus.objectifs == {"pmt": 50, "pfa": 60}
    option = au("2028-06-01", acte("avenant_option", "2026-10-01", option_etp="0.5"))
    sommes = [ligne.centimes for ligne in option.echeancier]
    assert sommes == [3_800_000, 2_800_000, 1_100_000, 550_000, 550_000]
    second = {**MG, "zone": "zip", "objectifs_precedents_atteints": True}
    actes = lire_actes(
        [
            {**SIGNATURE, "situation": second},
            acte("avenant_second_assistant", "2027-09-01", option_etp="1.5", pmt=1250, pfa=1900),
        ]
    )
    assert releve(actes, date(2028, 1, 1)).objectifs == {"pmt": 333, "pfa": 471}
    suivant_ = {**MG, "lectures": {"effet_avenant_objectif": "anniversaire_suivant"}}
    actes = lire_actes([{**SIGNATURE, "situation": suivant_}, acte("avenant_65_ans", "2027-01-15")])
    assert releve(actes, date(2027, 6, 1)).objectifs == {"pmt": 305, "pfa": 467}
    assert releve(actes, date(2027, 9, 1)).objectifs == {"pmt": 0, "pfa": 0}
    en_cours = {**MG, "lectures": {"effet_avenant_option": "annee_en_cours"}}
    actes = lire_actes([{**SIGNATURE, "situation": en_cours}, acte("avenant_option", "2026-10-01", option_etp="0.5")])
    assert [ligne.centimes for ligne in releve(actes, date(2028, 6, 1)).echeancier][2] == 550_000


def test_un_avenant_ne_defait_pas_le_precedent() -> None:
    suite = [
        acte("avenant_65_ans", "2026-09-01", pmt=1000, pfa=1500),
        acte("avenant_option", "2027-09-01", option_etp="0.5"),
        acte("constat", "2028-08-15", annee=4, pmt=950, pfa=1360),
    ]
    quatrieme = au("2028-09-01", *suite)
    assert quatrieme.objectifs == {"pmt": 0, "pfa": 0}
    assert [li.centimes for li in quatrieme.echeancier if li.annee == 4] == [550_000, 550_000]


def test_un_objectif_revise_n_est_plus_une_estimation() -> None:
    champs = {**MG, "date_signature": "2024-09-01", "pmt_initiale": 1300}
    avenants = [{"annee": 3, "nature": "objectifs", "objectif_pmt": 40}, {"annee": 5, "nature": "65_ans"}]
    annees = binome.simuler(champs, avenants=avenants).annees
    rendus = [annee.objectifs.pmt for annee in annees]
    assert [(o.patients, o.estimation) for o in rendus if o] == [
        (244, True),
        (244, True),
        (40, False),
        (40, False),
        (0, False),
    ]
    assert annees[4].objectifs.pfa.nature == "maintien"


@pytest.mark.parametrize(
    ("avenants", "morceau"),
    [
        (3, "une liste d'avenants"),
        ([{"nature": "65_ans"}], "avenants[0].annee"),
        ([{"annee": 3, "nature": "66_ans"}], "65_ans ou objectifs ou option"),
        ([{"annee": 3, "nature": "option"}], "une option, pour un avenant d'option seul"),
        ([{"annee": 3, "nature": "65_ans", "option_etp": "1"}], "une option, pour un avenant d'option seul"),
    ],
)
def test_un_avenant_illisible_est_refuse(avenants: Any, morceau: str) -> None:
    with pytest.raises(ErreurDeSaisie) as refus:
        binome.simuler(MG, avenants=avenants)
    assert morceau in str(refus.value)


def test_le_second_objectif_d_un_nouvel_installe() -> None:
    primo = {**MG, "pmt_initiale": 300, "pfa_initiale": 400, "date_premiere_installation": "2024-03-01"}
    actes = lire_actes(
        [
            {**SIGNATURE, "situation": primo},
            acte("avenant_primo_installe", "2027-09-01", pmt=1050, pfa=1520, objectif_pmt=100, objectif_pfa=200),
        ]
    )
    assert releve(actes, date(2028, 1, 1)).objectifs == {"pmt": 100, "pfa": 200}


def test_une_decision_de_la_caisse_complete_le_constat() -> None:
    chute = {**CHUTE, "circonstances_exceptionnelles": True}
    sans = au("2027-10-01", *PAYES, chute)
    assert "solde" not in {ligne.nature for ligne in sans.echeancier}
    avec = au("2027-10-01", *PAYES, chute, acte("decision_cpn", "2027-09-15", annee=3, part_decidee="3/4"))
    assert [ligne.centimes for ligne in avec.echeancier if ligne.nature == "solde"] == [550_000]


def test_les_obligations_sont_faites_en_retard_ou_a_venir() -> None:
    faits = [acte("embauche", "2024-10-01"), acte("point_semestriel", "2025-02-20"), acte("formation", "2026-01-10")]
    suivies = [(s.obligation.code, s.etat) for s in au("2026-10-01", *faits).obligations]
    assert ("formation_de_l_assistant", "faite") in suivies
    assert [etat for code, etat in suivies if code == "points_semestriels"] == [
        "faite",
        "en_retard",
        "en_retard",
        "en_retard",
    ]
    assert ("absence_de_l_assistant", "sans_date") in suivies
    debut = {s.obligation.code: s.etat for s in au("2024-10-01").obligations}
    assert debut["formation_de_l_assistant"] == "a_venir"
    plus_tard = {s.obligation.code: s.etat for s in au("2026-10-01").obligations}
    assert plus_tard["remplacement_du_secretaire"] == "a_verifier", "only if the assistant was the secretary"
    assert au("2024-12-01", acte("remplacement_du_secretaire", "2024-11-01")).obligations[1].etat == "faite"


@st.composite
def histoires(tirer: st.DrawFn) -> list[dict[str, Any]]:
    """Return a possible history: payments, constats, a suspension, an end, recorded late or on time."""
    actes = [SIGNATURE, acte("embauche", "2024-10-01")]
    actes += tirer(st.lists(st.sampled_from(PAYES[:2]), unique_by=lambda un: un["id"], max_size=2))
    if tirer(st.booleans()):
        actes += [acte("suspension", "2026-02-01"), acte("reprise", "2026-05-01")]
    if tirer(st.booleans()):
        actes.append(PAYES[2])
    for annee in tirer(st.sets(st.sampled_from([3, 4]))):
        constat = acte("constat", f"{2024 + annee}-08-15", annee=annee, pmt=tirer(pmt), pfa=tirer(pfa))
        actes.append({**constat, "connu_le": tirer(st.sampled_from([f"{2024 + annee}-08-15", "2028-11-01"]))})
    if tirer(st.booleans()):
        actes.append(acte("resiliation", "2028-12-01", initiative="caisse"))
    return actes


CONTRATS = [
    ("2024-09-01", MG),
    ("2019-09-15", ANCIEN),
    ("2021-09-15", {**ANCIEN, "option_etp": "1/3"}),
    ("2023-06-22", {**MG, "objectifs_convenus": {"pmt": 260, "pfa": 200}}),
]
JOURS = st.dates(date(2024, 8, 1), date(2030, 1, 1))


@given(histoires(), JOURS)
def test_verse_plus_a_verser_moins_a_recouvrer_font_l_ouvert(actes: list[dict[str, Any]], jour: date) -> None:
    etat = releve(lire_actes(actes), jour)
    assert etat.verse + etat.a_verser - etat.a_recouvrer == etat.ouvert
    assert etat.exigible >= 0
    assert all(ligne.au_plus_tard is not None and ligne.au_plus_tard >= ligne.ouvert_le for ligne in etat.echeancier)


@given(histoires(), JOURS, st.integers(0, 10**6))
def test_l_ordre_d_enregistrement_ne_change_rien(actes: list[dict[str, Any]], jour: date, graine: int) -> None:
    melanges = list(actes)
    random.Random(graine).shuffle(melanges)
    assert releve(lire_actes(actes), jour) == releve(lire_actes(melanges), jour)


@given(histoires(), JOURS, JOURS)
def test_ce_qui_est_connu_plus_tard_ne_change_pas_le_passe(
    actes: list[dict[str, Any]], jour: date, connu: date
) -> None:
    connus = [un for un in actes if date.fromisoformat(un.get("connu_le", un["effectif_le"])) <= connu]
    assert releve(lire_actes(actes), jour, connu) == releve(lire_actes(connus), jour, connu)


@given(histoires(), JOURS)
def test_tout_debut_d_histoire_est_une_histoire(actes: list[dict[str, Any]], jour: date) -> None:
    """Any day may be replayed: acts in effect later are simply not there yet."""
    assert releve(lire_actes(actes), jour).etat in EtatDeContrat


@given(
    st.lists(
        st.fixed_dictionaries({"annee": st.sampled_from([3, 4, 5]), "pmt": pmt, "pfa": pfa}),
        unique_by=lambda c: c["annee"],
        max_size=3,
    ),
    st.sampled_from(CONTRATS),
)
def test_simule_egale_rejoue(constats: list[dict[str, Any]], contrat: tuple[str, dict[str, Any]]) -> None:
    """A simulation is a fictitious contract played forward: same payments, same days, same cents, in every regime."""
    signature, situation = contrat
    simulation = binome.simuler(situation, date_signature=signature, constats=constats)
    annee_de_signature = int(signature[:4])
    actes = [
        {**SIGNATURE, "effectif_le": signature, "situation": situation},
        *(acte("constat", f"{annee_de_signature + c['annee']}-08-31", **c) for c in constats),
    ]
    rejoue = releve(lire_actes(actes), date(annee_de_signature + 6, 1, 1))
    simule = [
        (annee.annee, str(v.nature), v.au_plus_tard, -v.montant if str(v.nature) == "trop_percu" else v.montant)
        for annee in simulation.annees
        for v in annee.versements
    ]
    assert simule == [
        (ligne.annee, ligne.nature, ligne.au_plus_tard, Decimal(ligne.centimes).scaleb(-2))
        for ligne in rejoue.echeancier
    ]
