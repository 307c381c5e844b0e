"""Life events: what an event does to a contract, in sums worked out by hand.

The doctor: a full time signed on 1 September 2024, 1 100 / 1 700 patients; 38 000, 28 000, then 11 000 of acompte a year.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binome.cas import CasDEvenement, cas_d_evenement
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.situation import Situation, lire_situation
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.evenements import CHAMPS, Evenement, Survenue, consequence, sous_les_autres_lectures

S = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 1100,
    "pfa_initiale": 1700,
}
LE = date(2025, 10, 1)
"""In the second year: 38 000 + 28 000 are open."""


def _situation(**autres: Any) -> Situation:
    return lire_situation({**S, **autres})


def test_une_resiliation_rend_les_jours_qui_restaient() -> None:
    """30 days of the second year served of 365: 28 000 x 335 / 365 = 25 698.63 to give back; 66 000 less that stays."""
    vue = consequence(_situation(), Survenue(Evenement.RESILIATION, LE))
    assert vue.suppose_verse == 66_000_00
    assert vue.a_rendre == 25_698_63
    assert (vue.total_avant, vue.total_apres) == (99_000_00, 40_301_37)
    assert vue.apres.etat is EtatDeContrat.RESILIE
    perdus = [ligne for ligne in vue.lignes if ligne.apres is None]
    assert [(ligne.annee, ligne.avant) for ligne in perdus] == [(3, 11_000_00), (4, 11_000_00), (5, 11_000_00)]


def test_l_autre_lecture_de_la_reprise_a_son_prix() -> None:
    """On the whole contract: 1 431 days remain of 1 826, 66 000 x 1 431 / 1 826 = 51 722.89 (to the cent)."""
    (autre,) = sous_les_autres_lectures(
        _situation(), Survenue(Evenement.RESILIATION, LE), ["base_recuperation"], loi_en_vigueur()
    )
    assert (autre.lecture, autre.choix) == ("base_recuperation", "contrat_entier")
    assert autre.a_rendre == round(66_000_00 * 1_431 / 1_826)


def test_un_assistant_remplace_le_jour_meme_ne_change_rien() -> None:
    vue = consequence(_situation(), Survenue(Evenement.DEPART, LE, fin=LE))
    assert vue.sans_effet
    assert not [ligne for ligne in vue.lignes if ligne.change]


def test_un_poste_vacant_decale_les_dates_sans_rien_perdre() -> None:
    """151 days from 1 October to 1 March: what was due on 1 November 2026 is due on 1 April 2027."""
    vue = consequence(_situation(), Survenue(Evenement.DEPART, LE, fin=date(2026, 3, 1)))
    assert (vue.a_rendre, vue.total_avant, vue.total_apres) == (0, 99_000_00, 99_000_00)
    troisieme = next(ligne for ligne in vue.lignes if ligne.annee == 3)
    assert (troisieme.le_avant, troisieme.le_apres) == (date(2026, 11, 1), date(2027, 4, 1))


@pytest.mark.parametrize(
    ("retour", "suspendu"), [(date(2025, 12, 31), False), (date(2026, 1, 1), False), (date(2026, 1, 2), True)]
)
def test_une_absence_ne_suspend_qu_au_dela_de_trois_mois(retour: date, suspendu: bool) -> None:
    vue = consequence(_situation(), Survenue(Evenement.ABSENCE, LE, fin=retour))
    assert vue.sans_effet is not suspendu


def test_passer_a_mi_temps_divise_les_acomptes_qui_suivent() -> None:
    vue = consequence(_situation(), Survenue(Evenement.OPTION, LE, option_etp="0.5"))
    assert [(li.annee, li.avant, li.apres) for li in vue.lignes if li.change] == [
        (annee, 11_000_00, 5_500_00) for annee in (3, 4, 5)
    ]
    assert vue.apres.objectifs == vue.avant.objectifs, "those of the year in which one looks"


def test_un_tiers_de_temps_est_refuse_avec_sa_phrase() -> None:
    vue = consequence(_situation(), Survenue(Evenement.OPTION, LE, option_etp="1/3"))
    assert vue.refus is not None
    assert "tiers de temps est fermée" in vue.refus
    assert vue.total_apres == vue.total_avant


def test_avant_65_ans_l_avenant_est_refuse() -> None:
    vue = consequence(_situation(date_naissance="1965-01-01"), Survenue(Evenement.AGE, LE))
    assert vue.refus is not None
    assert "2030" in vue.refus


def test_un_arret_du_medecin_n_est_dit_par_aucun_texte() -> None:
    assert consequence(_situation(), Survenue(Evenement.ARRET, LE)).sans_effet


@pytest.mark.parametrize(
    ("situation", "survenue", "champ"),
    [
        ({"date_signature": None}, Survenue(Evenement.DEPART, LE), "date_signature"),
        ({}, Survenue(Evenement.DEPART, date(2024, 8, 31)), "le"),
        ({}, Survenue(Evenement.DEPART, LE, fin=date(2025, 9, 30)), "fin"),
        ({}, Survenue(Evenement.OPTION, LE), "option"),
    ],
)
def test_ce_qui_manque_ou_se_contredit_est_dit(situation: dict[str, Any], survenue: Survenue, champ: str) -> None:
    lue = lire_situation({cle: valeur for cle, valeur in {**S, **situation}.items() if valeur is not None})
    with pytest.raises(ErreurDeSaisie) as refus:
        consequence(lue, survenue)
    assert refus.value.champ == champ


@pytest.mark.parametrize("un_cas", cas_d_evenement(), ids=lambda un: un.nom)
def test_chaque_cas_d_evenement_donne_ce_qu_il_annonce(un_cas: CasDEvenement) -> None:
    donnees = {**un_cas.evenement, "evenement": Evenement(un_cas.evenement["evenement"])}
    vue = consequence(lire_situation(un_cas.situation), Survenue(**donnees)).en_json()
    assert {cle: vue[cle] for cle in un_cas.attendu} == un_cas.attendu


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(Evenement)),
    st.integers(0, 2_000),
    st.none() | st.integers(0, 700),
    st.sampled_from(["0.5", "1", "1.5", "2"]),
    st.sampled_from(["decale", "prorata"]),
)
def test_les_sommes_se_tiennent_quel_que_soit_l_evenement(
    evenement: Evenement, attente: int, duree: int | None, vers: str, suspension: str
) -> None:
    """What is kept and what is given back make what was paid; what does not change keeps its day and its sum."""
    le = date(2024, 9, 1) + timedelta(days=attente)
    fin = None if duree is None or "fin" not in CHAMPS.get(evenement, ()) else le + timedelta(days=duree)
    survenue = Survenue(evenement, le, fin, vers)
    vue = consequence(_situation(lectures={"suspension": suspension}), survenue)
    for etat in (vue.avant, vue.apres):
        assert etat.verse + etat.a_verser - etat.a_recouvrer == etat.ouvert
    assert vue.a_rendre >= 0
    assert vue.total_avant == sum(ligne.avant or 0 for ligne in vue.lignes)
    assert vue.total_apres == sum(ligne.apres or 0 for ligne in vue.lignes)
    if vue.sans_effet or vue.refus:
        assert not [ligne for ligne in vue.lignes if ligne.change]
    assert vue.en_json()["evenement"] == evenement.value
