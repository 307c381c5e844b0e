"""A refusal says which unanswered question reverses it; it is final only when none does."""

from __future__ import annotations

import pytest

import binome
from binome.droit.codes import StatutDEligibilite

SOUS_LE_SEUIL = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2026-01-15",
    "pmt_initiale": 400,
    "pfa_initiale": 600,
}


def test_sous_le_seuil_la_date_d_installation_peut_tout_renverser() -> None:
    """Un jeune médecin sous le seuil n'est pas refusé avant qu'on lui demande quand il s'est installé."""
    simulation = binome.simuler(SOUS_LE_SEUIL)
    assert simulation.eligibilite.statut is StatutDEligibilite.NON_ELIGIBLE
    assert [un.champ for un in simulation.renversements] == ["date_premiere_installation", "rqth_ou_ald"]
    assert simulation.verdict.startswith("Non éligible, sauf si vous répondez « Date de première installation")


@pytest.mark.parametrize(("champ", "valeur"), [("date_premiere_installation", "2026-01-15"), ("rqth_ou_ald", True)])
def test_repondre_ainsi_renverse_bien_le_refus(champ: str, valeur: object) -> None:
    """Ce qui est annoncé se vérifie : la réponse donnée, le médecin n'est plus refusé, aux sommes annoncées."""
    annonce = next(un for un in binome.simuler(SOUS_LE_SEUIL).renversements if un.champ == champ)
    autre = binome.simuler({**SOUS_LE_SEUIL, champ: valeur})
    assert autre.eligibilite.statut is not StatutDEligibilite.NON_ELIGIBLE
    assert (annonce.total_minimum, annonce.total_maximum) == (autre.total.minimum, autre.total.maximum)


def test_un_refus_sans_question_qui_le_renverse_est_definitif() -> None:
    """En secteur 3, rien ne change le refus : il est dit sans réserve."""
    simulation = binome.simuler({**SOUS_LE_SEUIL, "secteur": "3"})
    assert simulation.renversements == ()
    assert simulation.verdict.startswith("Non éligible. Le secteur 3")


def test_les_deux_questions_repondues_le_refus_est_definitif() -> None:
    """Le doute tombe avec la question : installé depuis longtemps et sans situation particulière."""
    repondues = {**SOUS_LE_SEUIL, "date_premiere_installation": "2005-03-01", "rqth_ou_ald": False}
    assert binome.simuler(repondues).renversements == ()


def test_la_reponse_complete_les_porte() -> None:
    """Le JSON les dit : la question, les réponses, les sommes qu'elles ouvrent."""
    rendu = binome.simuler(SOUS_LE_SEUIL).en_json()["renversements"][0]
    assert rendu["champ"] == "date_premiere_installation"
    assert rendu["reponses"] == ["nouvel installé"]
    assert rendu["total_minimum"] == "66000.00"
