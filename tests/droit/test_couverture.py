"""Every date x speciality x option x bracket: an answer or a named refusal, never a hole."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

import binome
from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, Issue, Motif
from binome.droit.lectures import ENUMERATIONS, Lectures
from binome.moteur.erreurs import DroitAbsent

DATES = ("2024-06-22", "2024-12-31", "2028-02-29", "2030-06-01", "2099-12-31")
RANGS = (None, 10, 40, 70, 92, 94.5, 97)


@pytest.mark.parametrize("specialite", catalogue().specialites, ids=lambda s: s.code)
def test_toute_specialite_a_une_reponse(specialite: object) -> None:
    code = specialite.code  # type: ignore[attr-defined]
    for jour, option, rang in product(DATES, CODES_D_OPTION, RANGS):
        simulation = binome.simuler(
            date_signature=jour,
            specialite=code,
            secteur="1",
            option_etp=option,
            zone="zip",
            contrat_1_etp_en_cours=True,
            objectifs_precedents_atteints=True,
            part_honoraires_cliniques="0.9",
            percentile_pmt=rang,
            percentile_pfa=rang,
        )
        if simulation.eligibilite.statut == "non_eligible":
            assert any(c.statut == "non_rempli" for c in simulation.eligibilite.criteres)
            assert simulation.annees == ()
            continue
        assert len(simulation.annees) == 5
        for annee in simulation.annees:
            ouverte = annee.montant_maximal is not None or annee.montant_maximal_bornes is not None
            assert ouverte or annee.motif == "option_fermee"


def test_un_jour_sans_droit_est_refuse() -> None:
    with pytest.raises(DroitAbsent, match="Aucun nombre connu au 01/01/2010"):
        catalogue().bareme(date(2010, 1, 1))


def test_chaque_issue_et_chaque_motif_a_sa_phrase() -> None:
    assert set(catalogue().issues) == set(Issue)
    assert set(catalogue().motifs) == set(Motif)
    for phrase in [*catalogue().motifs.values(), *(issue.phrase for issue in catalogue().issues.values())]:
        assert phrase[0].isupper() or phrase.startswith("{")
        assert phrase.endswith((".", "}"))


def test_les_lectures_des_regles_sont_celles_des_donnees() -> None:
    assert set(catalogue().lectures) == set(ENUMERATIONS) == set(Lectures._fields)
    for nom, lecture in catalogue().lectures.items():
        assert [choix.code for choix in ENUMERATIONS[nom]] == list(lecture.choix)


def test_une_specialite_se_nomme_par_son_code_ou_son_mot() -> None:
    assert catalogue().specialite("01") == catalogue().specialite(" Medecine_Generale ")
    assert catalogue().specialite("99") is None
    codes = [s.code for s in catalogue().specialites]
    assert len(codes) == len(set(codes)) == 29
