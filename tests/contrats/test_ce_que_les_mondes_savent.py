"""What is unknown is printed only where the possible worlds disagree: on every face, by the interpreter and the kernel."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.contrats.accord import engagement_commun, engagement_su, objectif_commun
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.contrats.dossier import ouvrir
from binome.contrats.engagements import engagement_a_la_signature, possibles
from binome.contrats.situation import lire_situation
from binome.droit.codes import Nature, Option, Reponse, Tranche
from binome.droit.faits import Objectif
from binome.droit.loi import loi_en_vigueur
from binome.simulation.carte import carte
from binome.simulation.question_inverse import objectif
from tests.lots.outils import par_le_noyau, repondre

SANS_P70: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "date_signature": "2020-03-01",
    "option_etp": "0.5",
    "zone": "zip",
    "pmt_adultes_initiale": 1318,
    "pfa_initiale": 2000,
    "percentile_pfa": 75,
    "exercice_coordonne": True,
}
"""Adults between P50 and P90, P70 unknown; the PFA is in P70-P90, and the higher of the two rows decides."""


def test_tous_les_rangs_possibles_donnent_164_et_250() -> None:
    simulation = binome.simuler(SANS_P70)
    buts = simulation.objectifs
    assert buts.pmt is not None
    assert [(str(but.nature), but.patients, but.cible) for but in (buts.pmt, buts.pfa)] == [
        ("augmentation", 164, 1482),
        ("augmentation", 250, 2250),
    ]
    assert all(annee.objectifs == buts for annee in simulation.annees)
    assert {"objectif_inconnu"}.isdisjoint(avertissement.code for avertissement in simulation.avertissements)
    assert "percentile_pmt" not in [manquant.champ for manquant in simulation.manquants]


def test_la_question_inverse_repond() -> None:
    """95 % of 164 is 155.8; 95 % of 250 is 237.5."""
    reponse = objectif(SANS_P70, annee=3)
    assert reponse.impossible is None
    patients = [{str(nom): combien for nom, combien in une.patients.items()} for une in reponse.solutions]
    assert patients == [{"pmt": 156, "pfa": 0}, {"pmt": 0, "pfa": 238}]
    assert carte(SANS_P70, 3).montant_maximal == 10500


def test_le_releve_dit_les_memes_objectifs() -> None:
    situation = {nom: valeur for nom, valeur in SANS_P70.items() if nom != "date_signature"}
    actes = lire_actes([{"nature": "signature", "effectif_le": "2020-03-01", "situation": situation}])
    rendu = releve(actes, date(2022, 6, 1)).en_json()
    assert rendu["objectifs"] == {"pmt": 164, "pfa": 250}


def test_un_rang_qui_change_l_objectif_le_laisse_inconnu() -> None:
    simulation = binome.simuler(SANS_P70 | {"percentile_pfa": 40})
    assert simulation.objectifs.pmt is not None
    assert (simulation.objectifs.pmt.patients, simulation.objectifs.pfa.patients) == (None, None)
    assert "percentile_pmt" in [manquant.champ for manquant in simulation.manquants]
    assert objectif(SANS_P70 | {"percentile_pfa": 40}, annee=3).impossible is not None


def test_une_annee_dont_seule_la_tranche_est_inconnue_repond() -> None:
    """Years 1 and 2 pay the same in P50-P90 and P90-P95, and 65-year-olds maintain in both."""
    situation = {"specialite": "04", "secteur": "1", "option_etp": "1", "date_signature": "2024-09-01"}
    seuils = {"seuils_caisse": {"pfa": {"p50": 1800, "p95": 3000}}}
    cardiologue = situation | seuils | {"pfa_initiale": 2500, "age": "age_du_maintien"}
    assert objectif(cardiologue, annee=2).impossible is None
    assert objectif(cardiologue, annee=3).impossible is not None


@pytest.mark.parametrize("change", [{}, {"percentile_pfa": 40}, {"percentile_pfa": 96}, {"option_etp": None}])
def test_le_noyau_et_l_interprete_disent_les_memes_objectifs(change: dict[str, Any]) -> None:
    ligne = {nom: valeur for nom, valeur in (SANS_P70 | change).items() if valeur is not None}
    rendues, attendues = par_le_noyau([ligne]), repondre([ligne])
    assert rendues.lignes == attendues.lignes
    assert rendues.compilees == 1


def test_sans_option_un_objectif_commun_a_toutes_les_options_est_dit() -> None:
    """At P95 and above, a maintien at 1/3 and 1/2 ETP; 1 ETP, in these zones, would be asked for 5 % more."""
    forte = {**SANS_P70, "option_etp": None, "pmt_adultes_initiale": 1800, "zone": "hors", "exercice_regroupe": True}
    buts = binome.simuler({nom: valeur for nom, valeur in forte.items() if valeur is not None}).objectifs
    assert buts.pfa.nature == "a_convenir"
    hors = {**forte, "zone_derogatoire": False, "apl_sous_dense": False}
    buts = binome.simuler({nom: valeur for nom, valeur in hors.items() if valeur is not None}).objectifs
    assert buts.pmt is not None
    assert (str(buts.pmt.nature), str(buts.pfa.nature)) == ("maintien", "maintien")


def test_deux_objectifs_differents_n_en_font_aucun() -> None:
    un = Objectif(Nature.AUGMENTATION, 164, 1318, 1482, False)
    assert objectif_commun(un, un) == un
    assert objectif_commun(un, un._replace(estime=True)) == un._replace(estime=True)
    autre = un._replace(patients=263, cible=1581)
    assert objectif_commun(un, autre) == Objectif(Nature.A_CONVENIR, -1, 1318, -1, False)


def test_un_depart_sans_compte_ne_doit_rien_a_ses_deux_bouts() -> None:
    """Only the two extreme brackets of an unknown count are tried: what they share is no proof for those between."""
    dossier = ouvrir(lire_situation(SANS_P70 | {"pmt_adultes_initiale": None}), loi_en_vigueur())
    reel = possibles(dossier).reel.initial._replace(
        pmt=Objectif(Nature.A_CONVENIR, -1, -1, -1, False), primo=Reponse.NON
    )
    commun = reel._replace(pmt=Objectif(Nature.AUGMENTATION, 195, -1, -1, False))
    assert engagement_su(reel, commun).pmt == reel.pmt
    assert engagement_su(commun, commun).pmt == commun.pmt


def test_deux_mondes_gardent_ce_qu_ils_partagent() -> None:
    dossier = ouvrir(lire_situation(SANS_P70), loi_en_vigueur())
    un, *autres = [monde.initial for monde in possibles(dossier).mondes]
    assert autres
    assert engagement_commun(un, autres[0]) == engagement_a_la_signature(dossier) == un
    haut = un._replace(tranche_pmt=Tranche.P95_PLUS, tranche_montant=Tranche.P95_PLUS, primo=Reponse.OUI)
    commun = engagement_commun(un, haut)
    assert (commun.tranche_pmt, commun.tranche_pfa) == (Tranche.INCONNUE, un.tranche_pfa)
    assert (commun.tranche_montant, commun.primo) == (Tranche.INCONNUE, Reponse.INCONNUE)


@settings(max_examples=80)
@given(
    st.integers(640, 1720), st.integers(500, 3500), st.integers(0, 99), st.sampled_from([Option.UN_TIERS, Option.DEMI])
)
def test_un_objectif_dit_est_celui_de_tout_rang_que_la_caisse_pourrait_donner(
    pmt: int, pfa: int, rang: int, option: Option
) -> None:
    """Giving the rank of the PMT never changes an objective that was printed without it."""
    situation = SANS_P70 | {"pmt_adultes_initiale": pmt, "pfa_initiale": pfa, "percentile_pfa": 60}
    situation |= {"option_etp": option.code}
    sans, avec = binome.simuler(situation).objectifs, binome.simuler(situation | {"percentile_pmt": rang}).objectifs
    for su, donne in ((sans.pmt, avec.pmt), (sans.pfa, avec.pfa)):
        assert su is not None
        assert donne is not None
        assert su.patients in (None, donne.patients) or donne.patients is None
