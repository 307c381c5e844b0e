"""Every day that counts says what is lost when it is missed: the difference between two contracts replayed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import binome
from binome.simulation.echeances import Echeance, NatureDEcheance

MG = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def _de(nature: NatureDEcheance, situation: dict[str, object] = MG) -> list[Echeance]:
    return [une for une in binome.simuler(situation).echeances if une.nature is nature]


def test_un_constat_met_en_jeu_l_annee_et_son_acompte() -> None:
    """Les comptes de l'année 3 se constatent à l'anniversaire qui la clôt : 22 000 € en jeu, 11 000 € avancés."""
    constat = _de(NatureDEcheance.CONSTAT)[0]
    assert (constat.le, constat.annee) == (date(2027, 9, 1), 3)
    assert constat.perte is not None
    assert (constat.perte.montant, constat.perte.a_rendre) == (Decimal(22_000), Decimal(11_000))


def test_le_prix_d_une_obligation_est_celui_d_un_contrat_fini_ce_jour_la() -> None:
    """Au 1er mars 2025, 181 jours de l'année 1 sont servis : 38 000 × 181/365 restent, sur 132 000 €."""
    point = _de(NatureDEcheance.OBLIGATION)[0]
    assert point.le == date(2025, 3, 1)
    assert point.perte is not None
    reste = (Decimal(38_000) * 181 / 365).quantize(Decimal("0.01"))
    assert point.perte.montant == Decimal(132_000) - reste
    assert point.perte.a_rendre == Decimal(38_000) - reste


def test_plus_tard_le_contrat_finit_moins_il_se_perd() -> None:
    """Chaque obligation manquée plus tard coûte moins : ce qui était servi l'est."""
    pertes = [une.perte.montant for une in _de(NatureDEcheance.OBLIGATION) if une.perte is not None]
    assert pertes == sorted(pertes, reverse=True)
    assert len(set(pertes)) > 2


def test_le_terme_est_le_dernier_jour_et_dit_ce_que_vaut_la_suite() -> None:
    """Sans suite demandée, les cinq années d'un nouveau contrat sont perdues."""
    (terme,) = _de(NatureDEcheance.TERME)
    assert terme.le == date(2029, 9, 1)
    assert terme.perte is not None
    assert "nouveau contrat" in terme.perte.phrase


def test_une_annee_deja_constatee_n_a_plus_de_prix() -> None:
    """Un constat connu ne se manque plus."""
    situation = {**MG, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}
    assert _de(NatureDEcheance.CONSTAT, situation)[0].perte is None


@pytest.mark.parametrize("manque", ["date_signature", "pfa_initiale"])
def test_ce_qui_ne_se_rejoue_pas_n_a_pas_de_prix(manque: str) -> None:
    """Sans jour de signature, aucun jour ; sans patientèle de départ, aucun prix qu'on ne puisse rejouer."""
    simulation = binome.simuler({nom: valeur for nom, valeur in MG.items() if nom != manque})
    assert all(une.perte is None for une in simulation.echeances if une.nature is NatureDEcheance.OBLIGATION)
    assert bool(simulation.echeances) == (manque != "date_signature")


def test_les_jours_sans_prix_sont_les_memes() -> None:
    """La frise du résultat montre les jours du calendrier, sans payer leurs prix."""
    simulation = binome.simuler(MG)
    assert [(une.le, une.quoi) for une in simulation.jours] == [(une.le, une.quoi) for une in simulation.echeances]
    assert all(une.perte is None for une in simulation.jours if une.nature is not NatureDEcheance.VERSEMENT)
