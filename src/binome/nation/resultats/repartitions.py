"""How contracts spread: distance of counts to objectives, deciles of amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from binome.nation.mesures import CENTRE, Mesure
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import en_euros, par_strate, total
from binome.nation.resultats.enregistrement import Enregistrement

LARGEUR: Final = 10
"""Patients gathered in one row of distances."""
_DECILES: Final = 10


@dataclass(frozen=True, slots=True)
class EcartALObjectif(Enregistrement):
    """Contract years, in the mean of a draw, whose count is `ecart` to `ecart` + 9 patients past the objective."""

    patientele: str
    ecart: int
    annees_de_contrat: int


@dataclass(frozen=True, slots=True)
class Decile(Enregistrement):
    """A decile of the mean yearly amount of a contract."""

    decile: int
    montant_annuel_moyen: int


def ecarts_aux_objectifs(projection: Projection, simulee: Simulee) -> tuple[EcartALObjectif, ...]:
    """Return how far counts fall from each objective; the two ends gather what lies beyond."""
    lignes = []
    for rang, patientele in enumerate(("pmt", "pfa")):
        comptes = [(s.poids, sommes.ecarts[rang].tolist()) for s, sommes in par_strate(projection, simulee)]
        for debut in range(-CENTRE, CENTRE, LARGEUR):
            fin = None if debut + LARGEUR == CENTRE else debut + CENTRE + LARGEUR
            vus = total(poids * sum(cases[debut + CENTRE : fin]) for poids, cases in comptes)
            lignes.append(EcartALObjectif(patientele, debut, round(vus / simulee.tirages)))
    return tuple(lignes)


def distribution(projection: Projection, simulee: Simulee) -> tuple[Decile, ...]:
    """Return the deciles of the mean yearly amount of a contract, over the doctors who sign in some draw."""
    moyens = sorted(_montants_moyens(projection, simulee))
    ensemble = total(poids for _, poids in moyens)
    lignes: list[Decile] = []
    cumul = Fraction(0)
    for centimes, poids in moyens:
        cumul += poids
        while len(lignes) < _DECILES - 1 and cumul * _DECILES >= (len(lignes) + 1) * ensemble:
            lignes.append(Decile(len(lignes) + 1, en_euros(centimes)))
    return tuple(lignes)


def _montants_moyens(projection: Projection, simulee: Simulee) -> list[tuple[Fraction, Fraction]]:
    """Return, by doctor, the mean amount of a known contract year, in cents, and how many doctors he stands for."""
    moyens = []
    for strate, sommes in par_strate(projection, simulee):
        totaux = sommes.par_medecin.sum(axis=1)
        for centimes, annees, inconnues in totaux[:, [Mesure.CENTIMES, Mesure.CONTRATS, Mesure.INCONNUES]].tolist():
            if annees > inconnues:
                moyens.append((Fraction(centimes, annees - inconnues), strate.poids))
    return moyens
