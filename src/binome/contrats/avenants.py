"""The avenants of a contract, one record for all of them, and what those of the years past leave.

Plain functions of integers and records: the interpreter calls them, the kernel compiles them.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu
from binome.contrats.dossier import depart
from binome.contrats.situation import Situation
from binome.droit.avenants import (
    engagement_apres_le_niveau,
    engagement_au_second_objectif,
    engagement_revise,
    medecin_apres_le_niveau,
    medecin_au_second_assistant,
    medecin_de_65_ans,
    medecin_revise,
)
from binome.droit.bareme import Bareme
from binome.droit.codes import Option, Reponse
from binome.droit.faits import Depart, Engagement, Medecin
from binome.droit.lectures import Lectures
from binome.moteur.primitives import INCONNU


class Changement(IntEnum):
    """What an avenant is about."""

    APRES_LE_NIVEAU = 0
    SECOND_ASSISTANT = 1
    SOIXANTE_CINQ_ANS = 2
    REVISION = 3


class Avenant(NamedTuple):
    """A change from a contract year on: option (-1: the same), and the patientèles that the objectives start from."""

    annee: int
    changement: Changement
    option: Option
    pmt: Depart
    pfa: Depart


class Cours(NamedTuple):
    """Where a contract is: its option, the doctor as the rules see him, the year of his second objective (-1: none)."""

    option: Option
    medecin: Medecin
    second_objectif: int


SANS_AVENANT: Final = Avenant(
    INCONNU, Changement.REVISION, Option.INCONNUE, depart(None, None, None), depart(None, None, None)
)
"""Stands for none where every contract has the same number of places."""


def avenants(situation: Situation) -> tuple[Avenant, ...]:
    """Return the avenants of a contract in the order in which they apply."""
    tous = []
    if situation.avenant_primo_installe:
        tous.append(_avenant(situation.avenant_primo_installe, Changement.APRES_LE_NIVEAU))
    if situation.avenant_second_assistant:
        tous.append(_avenant(situation.avenant_second_assistant, Changement.SECOND_ASSISTANT))
    for autre in situation.avenants:
        a_65_ans = autre.nature == "65_ans"
        tous.append(_avenant(autre, Changement.SOIXANTE_CINQ_ANS if a_65_ans else Changement.REVISION))
    return tuple(tous)


def _avenant(lu: AvenantLu | AvenantDObjectif, changement: Changement) -> Avenant:
    option = lu.option_etp if isinstance(lu, AvenantDObjectif) else None
    return Avenant(
        lu.annee,
        changement,
        Option.INCONNUE if option is None else option,
        depart(lu.pmt, None, lu.objectif_pmt),
        depart(lu.pfa, None, lu.objectif_pfa),
    )


def cours_initial(medecin: Medecin, option: Option, annee_du_second_assistant: int) -> Cours:
    """Return where a contract begins: at 1 ETP when an avenant brings the second assistant later."""
    if annee_du_second_assistant != INCONNU:
        return Cours(Option.UN, medecin, INCONNU)
    return Cours(option, medecin, INCONNU)


def apres_l_avenant(
    cours: Cours, avenant: Avenant, annee: int, option: Option, primo: Reponse, lectures: Lectures
) -> Cours:
    """Return where a contract is in a year once an avenant is taken into account.

    Args:
        cours: where the avenants before this one leave it.
        avenant: the next one.
        annee: the contract year that is looked at.
        option: what the whole contract asks for.
        primo: whether the doctor was newly installed at signature.
        lectures: readings retained.
    """
    if avenant.annee == INCONNU or annee < avenant.annee:
        return cours
    medecin = cours.medecin
    if avenant.changement == Changement.APRES_LE_NIVEAU:
        if primo != Reponse.OUI:
            return cours
        if annee == avenant.annee:
            return Cours(cours.option, medecin, annee)
        return Cours(cours.option, medecin_apres_le_niveau(medecin, avenant.pmt, avenant.pfa), avenant.annee)
    if avenant.changement == Changement.SECOND_ASSISTANT:
        revise = medecin_au_second_assistant(medecin, avenant.pmt, avenant.pfa, lectures)
        return Cours(option, revise, cours.second_objectif)
    if avenant.changement == Changement.SOIXANTE_CINQ_ANS:
        return Cours(cours.option, medecin_de_65_ans(medecin, avenant.pmt, avenant.pfa), INCONNU)
    courante = cours.option
    if avenant.option != Option.INCONNUE:
        courante = avenant.option
    return Cours(courante, medecin_revise(medecin, avenant.pmt, avenant.pfa), cours.second_objectif)


def engagement_de_l_annee(
    initial: Engagement, au_depart: Cours, cours: Cours, annee: int, bareme: Bareme, lectures: Lectures
) -> Engagement:
    """Return what the contract fixes for a year: as signed, or as the avenants have it."""
    engage = engagement_apres_le_niveau(initial, annee, bareme)
    if cours == au_depart:
        return engage
    revise = engagement_revise(cours.medecin, cours.option, initial.tranche_montant, bareme, lectures)
    return engagement_au_second_objectif(revise, annee, cours.second_objectif, bareme, lectures)
