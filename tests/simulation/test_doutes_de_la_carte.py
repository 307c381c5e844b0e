"""The map says where readings diverge, and each patientèle has its gauge: both replayed, never guessed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import binome
from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.situation import Situation
from binome.simulation.carte import carte
from binome.simulation.doutes_de_la_carte import divergences
from binome.simulation.jauges import jauges
from binome.simulation.simuler import simuler_situation

MG = binome.simuler(
    specialite="01", secteur="1", option_etp="1", date_signature="2024-09-01", pmt_initiale=1100, pfa_initiale=1700
)
DESSIN = carte(MG.situation, 3)


def test_les_doutes_de_la_carte_se_disent_avant_tout_constat() -> None:
    """La tolérance de 5 % et la base du taux déplacent des frontières, même sans compte saisi."""
    trouvees = {(une.lecture, une.choix): une for une in divergences(MG.situation, DESSIN, MG.loi)}
    assert ("tolerance_augmentation", "non") in trouvees
    assert trouvees["taux_atteinte", "total"].montant == Decimal("17683.22")


def test_une_divergence_est_vraie_la_ou_elle_est_dessinee_et_nulle_part_ailleurs() -> None:
    """Rejouée sous l'autre lecture, chaque case hachurée change d'issue ; la première case sûre n'en change pas."""
    une = next(d for d in divergences(MG.situation, DESSIN, MG.loi) if d.lecture == "tolerance_augmentation")
    autre = replace(MG.situation, lectures={une.lecture: une.choix})
    for pmt, pfa in une.zones:
        assert pmt is not None
        assert _du(MG.situation, pmt[0], pfa[0]) != _du(autre, pmt[0], pfa[0])
    assert _du(MG.situation, 1100, 1700) == _du(autre, 1100, 1700)


def _du(situation: Situation, pmt: int, pfa: int) -> Decimal | None:
    constatee = replace(situation, constats=(ConstatLu(3, pmt, pfa),))
    return simuler_situation(constatee, MG.loi).annees[2].montant


def test_la_jauge_est_exacte_a_un_patient_pres() -> None:
    """Au compte qui suffit, l'année est payée en entier ; un patient de moins, elle ne l'est pas."""
    pmt, pfa = jauges(MG.situation, 3, DESSIN.point, MG.loi)
    assert (pmt.depart, pmt.point) == (1100, 1100)
    assert pmt.suffit is not None
    assert pmt.suffit < pmt.objectif
    assert _du(MG.situation, pmt.suffit, 1700) == Decimal(22_000)
    assert _du(MG.situation, pmt.suffit - 1, 1700) != Decimal(22_000)
    assert pfa.suffit is not None
    assert _du(MG.situation, 1100, pfa.suffit) == Decimal(22_000)
