"""Le net d'un assistant : années, options, seuils, trésorerie, ce qui compte ; rien n'est supposé en silence."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import binome
from binome.contrats.situation import lire_situation
from binome.droit.codes import Option
from binome.droit.loi import loi_en_vigueur
from binome.economie.activite.recettes import Activite
from binome.economie.champs import champs_du_projet, decrire
from binome.economie.projet import lire_projet
from binome.economie.rentabilite.aide import Scenario, _du, aide_du_contrat
from binome.economie.rentabilite.option import chiffrer
from binome.economie.rentabilite.reponse import Rentabilite
from binome.economie.rentabilite.tresorerie import tresorerie
from binome.moteur.erreurs import ChampInconnu, Contradiction, ErreurDeSaisie
from docs.generer import schemas
from tests.economie.outils import MEDECIN, lire

PROJET: dict[str, Any] = {"position": "7", "taux_at_mp": "2.08 %", "mutuelle": 20, "tirages": 20}
ACTIF = {**PROJET, "consultations_par_jour": "1.5", "jours_travailles": 220}


def _repondre(**champs: Any) -> Rentabilite:
    return binome.rentabilite({**MEDECIN, **PROJET, **champs})


def _chiffrer(option: Option | None = Option.UN, situation: dict[str, Any] | None = None, **champs: Any) -> Any:
    loi = loi_en_vigueur()
    return chiffrer(
        lire_situation({**MEDECIN, **(situation or {})}, loi), lire_projet({**PROJET, **champs}), option, loi
    )


# -- aid ---------------------------------------------------------------------------------------------------------


def test_l_aide_est_celle_du_contrat_objectifs_atteints_ou_manques() -> None:
    loi = loi_en_vigueur()
    situation = lire_situation(MEDECIN, loi)
    atteints, manques = (aide_du_contrat(situation, scenario, loi) for scenario in Scenario)
    assert atteints.annees == (3_800_000, 2_800_000, 2_200_000, 2_200_000, 2_200_000)
    assert manques.annees == (3_800_000, 2_800_000, 0, 0, 0)
    assert (atteints.total, manques.total) == (13_200_000, 6_600_000)
    assert sum(paiement.centimes for paiement in manques.paiements) == 6_600_000


def test_un_constat_connu_reste_le_meme_dans_les_deux_scenarios() -> None:
    constats = [{"annee": 3, "pmt": 1100, "pfa": 1600}]
    chiffree = _chiffrer(situation={"constats": constats})
    troisiemes = {aide.annees[2] for aide in chiffree.aides.values()}
    assert troisiemes == {1_442_623}


def test_un_second_assistant_ne_travaille_qu_a_partir_de_son_avenant() -> None:
    situation = {"option_etp": "1.5", "zone": "zip", "pmt_initiale": 1900, "pfa_initiale": 2600}
    etp = _chiffrer(Option.UN_ET_DEMI, situation).aides[Scenario.ATTEINTS].etp
    assert etp == (1, 1, Fraction(3, 2), Fraction(3, 2), Fraction(3, 2))
    donne = {**situation, "avenant_second_assistant": {"annee": 4, "pmt": 2100, "pfa": 2700}}
    assert _chiffrer(Option.UN_ET_DEMI, donne).aides[Scenario.ATTEINTS].etp[2:] == (1, Fraction(3, 2), Fraction(3, 2))
    assert "second_assistant" in {h.code for h in _repondre(**situation).hypotheses}
    assert "second_assistant" not in {h.code for h in _repondre(**donne).hypotheses}


def test_un_medecin_exclu_garde_le_cout_sans_aide() -> None:
    reponse = _repondre(secteur="3")
    assert reponse.statut == "non_eligible"
    assert [annee.aide for annee in reponse.annees] == [0] * 5
    assert reponse.probabilites is None
    assert reponse.sans_probabilites is not None
    assert "Non éligible" in reponse.sans_probabilites


# -- years and options -------------------------------------------------------------------------------------------


def test_le_net_est_l_aide_et_les_recettes_moins_le_cout() -> None:
    reponse = binome.rentabilite({**MEDECIN, **ACTIF}, taux_d_impot="30 %")
    for annee in reponse.annees:
        assert annee.aide is not None
        assert annee.recettes is not None
        assert annee.net == annee.aide + annee.recettes - annee.cout_employeur
        assert annee.net_apres == annee.net - annee.cotisations - annee.impot  # type: ignore[operator]
    assert reponse.total.net == sum(annee.net or 0 for annee in reponse.annees)
    assert reponse.total.cout_employeur == sum(annee.total for annee in reponse.cout)
    assert reponse.total.net_apres == sum(annee.net_apres or 0 for annee in reponse.annees)


def test_les_recettes_sont_celles_des_consultations_au_tarif_publie() -> None:
    recettes = [annee.recettes for annee in binome.rentabilite({**MEDECIN, **ACTIF}).annees]
    assert recettes == [Decimal("9900.00")] * 5  # 1.5 x 220 x 30 €
    avant = binome.rentabilite({**MEDECIN, **ACTIF, "date_signature": "2024-09-01"}).annees[0]
    assert avant.recettes == Decimal("9515.00")  # four months at 26.50 €, eight at 30 €


def test_sans_activite_donnee_les_recettes_sont_inconnues_et_rien_n_est_compte() -> None:
    reponse = _repondre()
    assert {annee.recettes for annee in reponse.annees} == {None}
    assert "recettes" in {h.code for h in reponse.hypotheses}
    assert {"consultations_par_jour", "jours_travailles", "taux_d_impot"} <= {i.champ for i in reponse.inconnues}
    assert reponse.total.net_apres is None
    assert reponse.total.net_apres_cotisations is not None


def test_les_patients_de_plus_apportent_forfait_et_consultations() -> None:
    par_patients = {"patients_supplementaires": 100, "consultations_par_patient": "3.2", "forfait_par_patient": 12}
    reponse = _repondre(**par_patients)
    assert reponse.annees[2].recettes == Decimal("9600.00") + Decimal("1200.00")
    # The forfait exists since 2026: two months of the first contract year, from March 2025.
    assert reponse.annees[0].recettes == Decimal("9600.00") + 2 * Decimal("100.00")


def test_le_forfait_moyen_se_deduit_de_la_repartition_des_patients() -> None:
    types = {"de_7_a_74_ans": 80, "ald_moins_de_80_ans": "20"}
    reponse = _repondre(patients_supplementaires=100, patients_types=types)
    assert reponse.annees[3].recettes == Decimal("1500.00")  # (80 x 5 + 20 x 55) / 100 = 15 €


def test_ce_qui_manque_a_l_activite_est_demande() -> None:
    loi = loi_en_vigueur()

    def manques(situation: dict[str, Any], **projet: Any) -> set[str]:
        lue = lire_situation({**MEDECIN, **situation}, loi)
        return set(Activite(lue, lire_projet(projet)).inconnues(date(2026, 7, 1)))

    assert manques({"specialite": "04"}) >= {"tarif"}
    assert manques({"secteur": "2-optam"}) >= {"tarif", "taux_de_cotisations"}
    assert manques({}, patients_supplementaires=10) >= {"consultations_par_patient", "forfait_par_patient"}
    assert manques({}, consultations_par_jour=1, jours_travailles=200, taux_d_impot=0) == set()


def test_les_options_sont_mises_cote_a_cote_avec_ne_rien_employer() -> None:
    reponse = binome.rentabilite({**MEDECIN, **PROJET}, options=["0.5", "1", "2"])
    assert [option.option_etp for option in reponse.options] == [None, "0.5", "1", "2"]
    aucune, demi, plein, _ = reponse.options
    assert aucune.total.net == 0
    assert aucune.probabilites is None
    assert demi.total.cout_employeur < plein.total.cout_employeur
    assert plein.total == reponse.total


def test_le_cout_court_depuis_l_embauche_et_on_le_dit() -> None:
    reponse = _repondre(date_embauche="2025-06-15")
    assert reponse.annees[0].debut == date(2025, 6, 1)
    assert "embauche" in {h.code for h in reponse.hypotheses}
    assert "embauche" not in {h.code for h in _repondre().hypotheses}


def test_sans_option_choisie_un_temps_plein_et_on_le_dit() -> None:
    reponse = _repondre(option_etp=None)
    assert reponse.option_etp == "1"
    assert "option_etp" in {h.code for h in reponse.hypotheses}


def test_une_tranche_inconnue_ne_donne_pas_de_net_invente() -> None:
    reponse = _repondre(specialite="04", pmt_initiale=None, pfa_initiale=2000)
    assert reponse.total.net is None
    assert reponse.ce_qui_compte == ()
    assert {seuil.manque for seuil in reponse.seuils} == {None}
    assert reponse.sans_probabilites


@pytest.mark.parametrize(
    ("champs", "faute", "mot"),
    [
        ({"date_signature": None}, ErreurDeSaisie, "date_signature"),
        ({"position": None}, ErreurDeSaisie, "position"),
        ({"mutuele": 3}, ChampInconnu, "mutuele"),
        (
            {"consultations_par_jour": 1, "consultations_par_patient": 3, "patients_supplementaires": 9},
            Contradiction,
            "à la fois",
        ),
        ({"forfait_par_patient": 1, "patients_types": {"de_7_a_74_ans": 1}}, Contradiction, "forfait"),
        ({"patients_types": {"de_7_a_74_ans": 0}}, ErreurDeSaisie, "au moins un patient"),
        ({"hypotheses": {"ecart": "0.1"}}, ErreurDeSaisie, "hypothèse connue"),
        ({"hypotheses": {"ecart_de_croissance": "2"}}, ErreurDeSaisie, "de 0 à 1"),
        ({"hypotheses": "0.1"}, ErreurDeSaisie, "objet"),
        ({"tirages": 0}, ErreurDeSaisie, "tirages"),
    ],
)
def test_ce_qui_ne_se_lit_pas_est_refuse(champs: dict[str, Any], faute: type[Exception], mot: str) -> None:
    with pytest.raises(faute, match=mot):
        _repondre(**champs)


def test_une_situation_deja_lue_se_passe_telle_quelle() -> None:
    situation = lire_situation(MEDECIN)
    assert binome.rentabilite(situation, **PROJET) == _repondre()


def test_un_tarif_et_un_taux_saisis_l_emportent_sur_ceux_qui_sont_publies() -> None:
    reponse = binome.rentabilite({**MEDECIN, **ACTIF, "tarif": "40", "taux_de_cotisations": "25 %"})
    assert reponse.annees[0].recettes == Decimal("13200.00")
    assert reponse.annees[0].net is not None
    assert reponse.annees[0].cotisations == pytest.approx(reponse.annees[0].net / 4, abs=Decimal("0.01"))
    assert not {"tarif", "taux_de_cotisations"} & {h.code for h in reponse.hypotheses}


def test_sans_specialite_le_tarif_est_inconnu() -> None:
    reponse = _repondre(specialite=None)
    assert "tarif" in {inconnue.champ for inconnue in reponse.inconnues}


def test_une_annee_dont_l_option_n_est_pas_ouverte_ne_verse_rien() -> None:
    premiere = binome.simuler({**MEDECIN, "option_etp": "1.5", "zone": "zip", "pmt_initiale": 1900}).annees[0]
    assert premiere.motif == "option_fermee"
    assert _du(premiere) == 0


def test_un_versement_sans_date_reste_hors_de_la_caisse_et_on_le_dit() -> None:
    ancien = {"date_signature": "2020-06-01", "zone": "zip", "pmt_adultes_initiale": 2059, "pfa_initiale": 2333}
    reponse = _repondre(**ancien, percentile_pfa=80, exercice_regroupe=True, pmt_initiale=None)
    assert reponse.statut != "non_eligible"
    assert "versements_sans_date" in {h.code for h in reponse.hypotheses}


# -- break-even --------------------------------------------------------------------------------------------------


def test_le_seuil_couvre_juste_ce_qui_manque() -> None:
    reponse = binome.rentabilite({**MEDECIN, **PROJET, "jours_travailles": 220, "consultations_par_patient": "3.2"})
    seuil = reponse.seuils[1]
    assert seuil.manque is not None
    assert seuil.consultations_par_an is not None
    assert (seuil.consultations_par_an - 1) * 30 < seuil.manque <= seuil.consultations_par_an * 30
    assert seuil.consultations_par_jour is not None
    assert seuil.consultations_par_jour * 220 >= seuil.consultations_par_an
    assert seuil.patients is not None
    assert (seuil.patients - 1) * 96 < seuil.manque <= seuil.patients * 96


def test_quand_l_aide_couvre_le_cout_il_ne_manque_rien() -> None:
    reponse = _repondre(option_etp="0.5", position="5")
    assert reponse.seuils[0].manque == 0
    assert reponse.seuils[0].consultations_par_an == 0


# -- cash --------------------------------------------------------------------------------------------------------


def test_la_tresorerie_finit_au_net_quand_tout_est_paye() -> None:
    for scenario in Scenario:
        chiffree = _chiffrer(consultations_par_jour=1, jours_travailles=200)
        mois = tresorerie(chiffree, scenario)
        assert mois[-1].cumul == chiffree.net(scenario)
        assert sum(un.entrees - un.sorties for un in mois) == mois[-1].cumul
        assert [un.jour for un in mois] == sorted({un.jour for un in mois})


def test_l_acompte_et_le_solde_tombent_aux_mois_de_l_echeancier() -> None:
    entrees = {un.jour: un.entrees for un in tresorerie(_chiffrer(), Scenario.ATTEINTS) if un.entrees}
    assert entrees[date(2025, 5, 1)] == 3_800_000
    assert entrees[date(2027, 5, 1)] == 1_100_000
    # The year-late payment: the solde of year 3 comes after the anniversary that closes it.
    assert [jour for jour, somme in entrees.items() if somme == 1_100_000 and jour > date(2028, 2, 1)]


def test_un_acompte_a_rendre_sort_de_la_caisse() -> None:
    sorties = {un.jour: un.sorties for un in tresorerie(_chiffrer(), Scenario.MANQUES)}
    assert max(sorties.values()) > 1_100_000
    bas = _repondre().tresorerie[1].point_bas
    assert bas.cumul < 0


def test_sans_emploi_la_caisse_ne_bouge_pas() -> None:
    chiffree = _chiffrer(None)
    assert chiffree.couts == (0,) * 5
    assert chiffree.recettes == (0,) * 5
    assert {un.cumul for un in tresorerie(chiffree, Scenario.ATTEINTS)} == {0}


# -- what matters ------------------------------------------------------------------------------------------------


def test_ce_qui_compte_le_plus_vient_d_abord_et_se_retrouve_en_le_changeant() -> None:
    reponse = binome.rentabilite({**MEDECIN, **ACTIF})
    amplitudes = [une.amplitude for une in reponse.ce_qui_compte]
    assert amplitudes == sorted(amplitudes, reverse=True)
    assert all(amplitudes)
    par_code = {une.code: une for une in reponse.ce_qui_compte}
    assert binome.rentabilite({**MEDECIN, **ACTIF, "position": "9"}).total.net == par_code["position"].net_bas
    assert par_code["objectifs"].net_bas == reponse.total.net_minimal
    suivi = {"lectures_du_cout": {"smic_de_la_reduction": "suivi"}}
    assert binome.rentabilite({**MEDECIN, **ACTIF, **suivi}).total.net == par_code["smic_de_la_reduction"].net_haut


def test_un_salaire_convenu_ne_varie_pas_avec_la_position() -> None:
    assert "position" not in {une.code for une in _repondre(salaire_brut=2200).ce_qui_compte}


# -- the answer --------------------------------------------------------------------------------------------------


def test_la_reponse_obeit_a_son_schema_et_porte_les_cles_promises() -> None:
    rendu = json.loads(json.dumps(binome.rentabilite({**MEDECIN, **ACTIF}).en_json()))
    Draft202012Validator(schemas()["rentabilite"]).validate(rendu)
    assert {"annee", "cout_employeur", "aide", "recettes", "net"} <= set(rendu["annees"][0])
    assert set(rendu["probabilites"]) == {"integrale", "prorata", "nulle"}
    assert sum(rendu["probabilites"].values()) == pytest.approx(1)
    assert rendu["hypotheses"]


def test_chaque_hypothese_dit_le_champ_qui_la_change_ou_aucun() -> None:
    connus = set(champs_du_projet()) | {"constats", "option_etp", "avenant_second_assistant", "date_embauche"}
    for hypothese in _repondre().hypotheses:
        assert hypothese.champ is None or hypothese.champ in connus
        assert hypothese.phrase.endswith(".")


def test_une_valeur_lue_se_reecrit() -> None:
    donnees = {
        "position": "7",
        "mutuelle": "20.50",
        "autres_salaires": ["24000.00"],
        "patients_types": {"de_7_a_74_ans": 3},
        "hypotheses": {"ecart_de_croissance": "0.2"},
        "lectures_du_cout": {"smic_de_la_reduction": "suivi"},
        "consultations_par_jour": "1.50",
        "taux_d_impot": "0.3",
        "jours_travailles": 220,
    }
    projet = lire_projet(donnees)
    assert {nom: decrire(nom, getattr(projet, nom)) for nom in donnees} == donnees


def test_le_cout_est_celui_de_l_etude_dans_la_reponse() -> None:
    """A year wholly in the numbers of 2026, position 7, at the full time: 28 438 € in the study, to the euro."""
    [ligne] = [
        un
        for un in lire("employer_cost.json")
        if (un["position"], un["quotite"], un["smic_rgdu"]) == (7, 1, Decimal("12.02"))
    ]
    reponse = _repondre(date_signature="2026-01-01", sante_au_travail=110)
    assert reponse.annees[0].cout_employeur == pytest.approx(ligne["total_an"], abs=1)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 400), st.integers(0, 300), st.sampled_from(["0.5", "1"]))
def test_le_net_croit_avec_l_activite_et_decroit_avec_le_cout(centiemes: int, equipement: int, option: str) -> None:
    base = {**MEDECIN, **PROJET, "option_etp": option, "jours_travailles": 200, "tirages": 1}
    sans = binome.rentabilite({**base, "consultations_par_jour": 0, "equipement": 0}).total
    avec = binome.rentabilite(
        {**base, "consultations_par_jour": f"{centiemes / 100:.2f}", "equipement": equipement}
    ).total
    assert avec.net is not None
    assert sans.net is not None
    assert abs(avec.net - sans.net - (10 * 30 * centiemes - equipement)) <= Decimal("0.30")
