"""Where a doctor stands on each patientèle in a contract year: start, what pays nothing, what is enough, objective."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Patientele
from binome.droit.loi import Loi
from binome.moteur.codes import Code
from binome.moteur.rendu import EnJson
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee, premier
from binome.simulation.plan import Point


@dataclass(frozen=True, slots=True)
class Jauge(EnJson):
    """One patientèle, the other held where the doctor's point is: counts, None where no count does it."""

    patientele: Code[Patientele]
    point: int
    depart: int
    objectif: int
    paye_des: int | None
    """The first count from which something is paid."""
    suffit: int | None
    """The first count from which everything is paid."""


def jauges(
    situation: Mapping[str, Any] | Situation, annee: int, point: Point, loi: Loi | str | None = None
) -> tuple[Jauge, ...]:
    """Return the gauge of each patientèle that is followed.

    Raises:
        AnneeIndeterminee: as the map of the year.
    """
    loi = loi_choisie(loi)
    evaluable = evaluer_l_annee(lire_situation(situation, loi), annee, loi)
    return tuple(_jauge(evaluable, patientele, point.comptes) for patientele in point.comptes)


def _jauge(evaluable: AnneeEvaluable, patientele: Patientele, comptes: Mapping[Patientele, int]) -> Jauge:
    objectif = evaluable.objectif(patientele)

    def du(n: int) -> int:
        tous = {**comptes, patientele: n}
        return evaluable.du(tous.get(Patientele.PMT, 0), tous[Patientele.PFA])

    return Jauge(
        patientele.code,
        comptes[patientele],
        objectif.reference,
        objectif.cible,
        premier(lambda n: du(n) > 0),
        premier(lambda n: du(n) >= evaluable.maximum),
    )
