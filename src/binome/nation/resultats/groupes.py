"""Groups of doctors: by speciality, bracket, zone, age, working time, region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

import numpy as np

from binome.droit.codes import CODES_D_OPTION, Statut, Tranche
from binome.nation.matrices import Choix, Entiers
from binome.nation.mesures import Mesure
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import Issues, en_euros, issues, par_strate
from binome.nation.resultats.enregistrement import Enregistrement
from binome.simulation.phrases import en_mots

_AGES: Final = {"moins de 40 ans": 0, "40 à 49 ans": 40, "50 à 59 ans": 50, "60 ans et plus": 60}
"""Groups of ages, by the age from which they count."""
_ZONES: Final = ("zone d'intervention prioritaire", "zone d'action complémentaire", "hors zone")


class Dimension(StrEnum):
    """What doctors are grouped by."""

    SPECIALITE = "specialite"
    TRANCHE = "tranche"
    ZONE = "zone"
    AGE = "age"
    OPTION = "option"
    REGION = "region"


TITRES: Final = {
    Dimension.SPECIALITE: "Spécialité",
    Dimension.TRANCHE: "Tranche",
    Dimension.ZONE: "Zone",
    Dimension.AGE: "Âge à la signature",
    Dimension.OPTION: "Temps de travail",
    Dimension.REGION: "Région",
}


@dataclass(frozen=True, slots=True)
class Classement:
    """The rank of each doctor's group, and the names of the groups."""

    rangs: Entiers
    noms: tuple[str, ...]

    def groupes(self) -> Iterator[tuple[str, Choix]]:
        """Yield each group: its name, and which doctors it holds."""
        for rang, nom in enumerate(self.noms):
            yield nom, self.rangs == rang


@dataclass(frozen=True, slots=True)
class ParGroupe(Enregistrement):
    """A group: doctors, those not refused, contracts, cost over five years, outcomes."""

    groupe: str
    medecins: int
    eligibles: int
    contrats: int
    cout: int
    cout_par_contrat_et_an: int | None
    issues: Issues
    manques_de_peu: int


def classer(projection: Projection, dimension: Dimension) -> Classement:
    """Return the groups of a dimension; brackets are those of the law in force."""
    return _CLASSEMENTS[dimension](projection)


def par_dimension(projection: Projection, simulee: Simulee, dimension: Dimension) -> tuple[ParGroupe, ...]:
    """Return each group of a dimension that has a doctor."""
    groupes = classer(projection, dimension).groupes()
    return tuple(_groupe(projection, simulee, nom, ici) for nom, ici in groupes if ici.any())


def _groupe(projection: Projection, simulee: Simulee, nom: str, ici: Choix) -> ParGroupe:
    ouverts = ici & (simulee.sorties["statut"] != Statut.NON_REMPLI)
    medecins = eligibles = contrats = Fraction(0)
    vues = dict.fromkeys(Mesure, Fraction(0))
    for strate, sommes in par_strate(projection, simulee):
        medecins += strate.poids * int(ici[strate.lignes].sum())
        eligibles += strate.poids * int(ouverts[strate.lignes].sum())
        annees = sommes.par_medecin[ici[strate.lignes]].sum(axis=0)
        contrats += strate.poids * int(annees[0, Mesure.CONTRATS]) / simulee.tirages
        for mesure in Mesure:
            vues[mesure] += strate.poids * int(annees[:, mesure].sum()) / simulee.tirages
    signes = vues[Mesure.CONTRATS]
    return ParGroupe(
        nom,
        round(medecins),
        round(eligibles),
        round(contrats),
        en_euros(vues[Mesure.CENTIMES]),
        en_euros(vues[Mesure.CENTIMES] / signes) if signes else None,
        issues(vues),
        round(vues[Mesure.MANQUES_DE_PEU]),
    )


def _par_specialite(projection: Projection) -> Classement:
    strates = projection.population.strates
    noms = tuple(f"{s.libelle}{' *' if s.provisoire else ''}" for s in strates)
    return Classement(np.repeat(np.arange(len(strates)), [s.tires for s in strates]), noms)


def _par_tranche(projection: Projection) -> Classement:
    noms = tuple(en_mots(t.code) for t in Tranche if t >= 0)
    return Classement(projection.reference.sorties["tranche_montant"], noms)


def _par_zone(projection: Projection) -> Classement:
    return Classement(projection.population.medecins["candidat.zone"], _ZONES)


def _par_age(projection: Projection) -> Classement:
    depuis = np.array(list(_AGES.values()))
    return Classement(np.searchsorted(depuis, projection.population.ages, side="right") - 1, tuple(_AGES))


def _par_option(projection: Projection) -> Classement:
    noms = tuple(f"{code} ETP" for code in CODES_D_OPTION)
    return Classement(projection.population.medecins["candidat.option"], noms)


def _par_region(projection: Projection) -> Classement:
    return Classement(projection.population.regions, projection.population.noms_de_regions)


_CLASSEMENTS: Final[dict[Dimension, Callable[[Projection], Classement]]] = {
    Dimension.SPECIALITE: _par_specialite,
    Dimension.TRANCHE: _par_tranche,
    Dimension.ZONE: _par_zone,
    Dimension.AGE: _par_age,
    Dimension.OPTION: _par_option,
    Dimension.REGION: _par_region,
}
