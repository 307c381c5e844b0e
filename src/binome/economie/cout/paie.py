"""The months of pay of one assistant: salary, contributions, the reduction as it is regularised month after month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final

from binome.economie.baremes import BaremeDuCout
from binome.economie.catalogue import CatalogueEconomique
from binome.economie.codes import Position
from binome.economie.cout.lignes import COTISATIONS, LigneDeCout
from binome.economie.cout.regles import (
    annees_reprises,
    coefficient_de_reduction,
    cotisation,
    prime_d_anciennete,
    reduction_generale,
    salaire_de_base,
    salaire_minimal,
    smic_de_la_reduction,
)
from binome.economie.lectures import LecturesDuCout
from binome.economie.projet import Projet
from binome.moteur.calendrier import plus_mois
from binome.moteur.primitives import Taux

MOIS_PAR_AN: Final = 12


@dataclass(frozen=True, slots=True)
class Mois:
    """A calendar month and the numbers that hold in it."""

    jour: date
    bareme: BaremeDuCout


@dataclass(slots=True)
class Fiche:
    """One month of pay, in cents by line; `coefficient` is that of the reduction since the start of its period."""

    mois: Mois
    quotite: Fraction
    lignes: dict[LigneDeCout, int]
    coefficient: Taux = field(default=(0, 1))

    @property
    def brut(self) -> int:
        """The gross salary, seniority included."""
        return self.lignes[LigneDeCout.SALAIRE] + self.lignes[LigneDeCout.ANCIENNETE]

    @property
    def complementaires(self) -> int:
        """The employer's shares of prévoyance and mutuelle, as far as they are known."""
        return self.lignes[LigneDeCout.PREVOYANCE] + self.lignes.get(LigneDeCout.MUTUELLE, 0)


def mois_du_contrat(debut: date, nombre: int, catalogue: CatalogueEconomique) -> tuple[Mois, ...]:
    """Return whole calendar months from the one of `debut`, each under its own numbers."""
    premier = debut.replace(day=1)
    jours = [plus_mois(premier, rang) for rang in range(nombre)]
    return tuple(Mois(jour, catalogue.bareme(jour)) for jour in jours)


def mois_d_une_annee_type(jour: date, catalogue: CatalogueEconomique) -> tuple[Mois, ...]:
    """Return the twelve months of a calendar year, all under the numbers of one day."""
    bareme = catalogue.bareme(jour)
    return tuple(Mois(date(jour.year, rang + 1, 1), bareme) for rang in range(MOIS_PAR_AN))


def fiches_de_paie(
    mois: Sequence[Mois], quotites: Sequence[Fraction], projet: Projet, lectures: LecturesDuCout
) -> tuple[Fiche, ...]:
    """Return the pay of one assistant, one working time a month; months of no working time have no pay."""
    payes = [(un, quotite) for un, quotite in zip(mois, quotites, strict=True) if quotite > 0]
    fiches = [_fiche(un, quotite, rang, projet, lectures) for rang, (un, quotite) in enumerate(payes)]
    for _, periode in groupby(fiches, key=_periode):
        _reduire(list(periode), lectures)
    return tuple(fiches)


def minimum(projet: Projet, bareme: BaremeDuCout) -> int:
    """Return the least monthly salary of a full time: that of the position, or of the lowest one when it is unknown."""
    return salaire_minimal(Position.POSITION_5 if projet.position is None else projet.position, bareme)


def _fiche(mois: Mois, quotite: Fraction, rang: int, projet: Projet, lectures: LecturesDuCout) -> Fiche:
    bareme, part = mois.bareme, (quotite.numerator, quotite.denominator)
    plancher = minimum(projet, bareme)
    base = salaire_de_base(projet.salaire_brut or 0, plancher, part)
    annees = annees_reprises(projet.anciennete_ailleurs or 0, bareme) + rang // MOIS_PAR_AN
    prime = prime_d_anciennete(annees, base, plancher, part, bareme, lectures)
    brut = base + prime
    lignes = {LigneDeCout.SALAIRE: base, LigneDeCout.ANCIENNETE: prime}
    lignes |= {ligne: cotisation(brut, getattr(bareme, nom)) for ligne, nom in COTISATIONS.items()}
    if projet.taux_at_mp is not None:
        lignes[LigneDeCout.AT_MP] = cotisation(brut, projet.taux_at_mp)
    if projet.mutuelle is not None:
        lignes[LigneDeCout.MUTUELLE] = projet.mutuelle
    return Fiche(mois, quotite, lignes)


def _periode(fiche: Fiche) -> tuple[int, Taux, Taux]:
    """Return what tells two periods of the reduction apart: the calendar year, and its formula."""
    bareme = fiche.mois.bareme
    return (fiche.mois.jour.year, bareme.taux_maximal_avant_2026, bareme.reduction_variable)


def _reduire(periode: Sequence[Fiche], lectures: LecturesDuCout) -> None:
    """Give each month the reduction due since the start of the period, less what the months before have had."""
    smic, brut, deja = Fraction(0), 0, 0
    for fiche in periode:
        quotite = (fiche.quotite.numerator, fiche.quotite.denominator)
        smic += Fraction(*smic_de_la_reduction(quotite, fiche.mois.bareme, lectures))
        brut += fiche.brut
        fiche.coefficient = coefficient_de_reduction((smic.numerator, smic.denominator), brut, fiche.mois.bareme)
        due = reduction_generale(brut, fiche.coefficient)
        fiche.lignes[LigneDeCout.REDUCTION] = deja - due
        deja = due
