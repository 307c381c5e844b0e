"""A synthetic nation of doctors: counts drawn through the published percentiles, exact at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from binome.droit.bareme import Bareme
from binome.droit.catalogue import Catalogue, Specialite
from binome.droit.choix import loi_choisie
from binome.droit.codes import Option, Patientele, Percentile
from binome.droit.loi import Loi
from binome.nation.courbes import GENERALISTE, seuils_completes
from binome.nation.effectifs import Marges, marges_publiees, partager
from binome.nation.hypotheses import Retenues, valeurs
from binome.nation.matrices import Entiers, Table
from binome.nation.medecins import tirer_les_ages, tirer_les_medecins, tirer_les_regions, tirer_les_secteurs


@dataclass(frozen=True, slots=True)
class Strate:
    """The doctors of one speciality, rows `debut` to `fin` of the nation: a survey's stratum."""

    code: str
    libelle: str
    specialite: int
    debut: int
    fin: int
    effectif: int
    provisoire: bool
    """True when its curve is borrowed from the general practitioners."""

    @property
    def lignes(self) -> slice:
        """Its rows in the nation."""
        return slice(self.debut, self.fin)

    @property
    def tires(self) -> int:
        """How many doctors were drawn."""
        return self.fin - self.debut

    @property
    def poids(self) -> Fraction:
        """How many real doctors a drawn one stands for."""
        return Fraction(self.effectif, self.tires)


@dataclass(frozen=True, slots=True)
class Population:
    """A drawn nation: one row per doctor for the kernel, and what only the results look at."""

    medecins: Table
    """Columns of `Ligne`, the thresholds of each doctor left to the law."""
    ages: Entiers
    regions: Entiers
    """Rank in `noms_de_regions`, by doctor."""
    noms_de_regions: tuple[str, ...]
    strates: tuple[Strate, ...]
    seuils: Entiers
    """Thresholds by speciality, patientèle and point; where nothing is published, those of the borrowed curve."""
    jour: date


def simulables(droit: Catalogue, bareme: Bareme, marges: Marges) -> list[Specialite]:
    """Return the specialities whose headcount and PFA P30 are known, in the order of the headcounts."""
    specialites = {s.code: s for s in droit.specialites}
    return [
        specialites[code]
        for code, effectif in marges.effectifs.items()
        if effectif.effectif > 0 and bareme.distribution[Patientele.PFA][specialites[code].rang][Percentile.P30] > 0
    ]


def generer(
    jour: date,
    *,
    medecins: int | None = None,
    graine: int = 1,
    choisies: Retenues | None = None,
    courbe: str = "spline",
    marges: Marges | None = None,
    options: tuple[Option, ...] = (Option.DEMI, Option.UN),
    loi: Loi | None = None,
) -> Population:
    """Draw a nation.

    Args:
        jour: day of signature; its thresholds place everyone.
        medecins: rows drawn, shared between specialities as their headcounts; one per real doctor by default.
        graine: seed; the same seed gives the same nation on any machine.
        choisies: assumptions replaced, by name.
        courbe: one of `COURBES`, for general practitioners; only « spline » is exact at the thresholds.
        marges: headcounts and shares read in files.
        options: working time asked for: the first one by the assumed share, the other by the others; one alone for all.
        loi: the law whose specialities and thresholds are those of the nation, in force by default.
    """
    loi, retenues = loi_choisie(loi), valeurs(choisies)
    droit, bareme = loi.catalogue, loi.bareme(jour)
    marges = marges or marges_publiees()
    hasard = np.random.Generator(np.random.Philox(graine))
    strates = _strates(simulables(droit, bareme, marges), marges, medecins)
    blocs, ages, lieux = [], [], []
    for strate in strates:
        bloc = tirer_les_medecins(strate.tires, strate.specialite, bareme, retenues, hasard, courbe, options)
        bloc["candidat.secteur"] = tirer_les_secteurs(strate.tires, marges.secteurs.get(strate.code), retenues, hasard)
        blocs.append(bloc)
        anciens = float(marges.plus_de_60_ans.get(strate.code, retenues["plus_de_60_ans"]))
        ages.append(tirer_les_ages(strate.tires, anciens, hasard))
        connues = marges.regions.get(strate.code, {})
        lieux.append(tirer_les_regions(strate.tires, marges.noms_de_regions, connues, hasard))
    regions = (*marges.noms_de_regions, "non renseignée")
    seuils = seuils_completes(bareme, [strate.specialite for strate in strates])
    return Population(
        np.concatenate(blocs), np.concatenate(ages), np.concatenate(lieux), regions, strates, seuils, jour
    )


def _strates(specialites: Sequence[Specialite], marges: Marges, medecins: int | None) -> tuple[Strate, ...]:
    effectifs = {s.code: marges.effectifs[s.code].effectif for s in specialites}
    tailles = partager(medecins, effectifs)
    strates, debut = [], 0
    for s in specialites:
        fin = debut + tailles[s.code]
        strates.append(Strate(s.code, s.libelle, s.rang, debut, fin, effectifs[s.code], s.rang != GENERALISTE))
        debut = fin
    return tuple(strates)
