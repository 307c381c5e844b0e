"""The figures of an answer that another choice may move: what is measured, in which year, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from binome.contrats.echeancier import NatureDeVersement
from binome.droit.codes import Motif, Nature, StatutDEligibilite, Tranche
from binome.moteur.codes import Code, Mots
from binome.moteur.rendu import ClesPropres, en_mot

Valeur = (
    StatutDEligibilite
    | Code[Tranche]
    | Code[Nature]
    | Code[Motif]
    | Decimal
    | Fraction
    | date
    | int
    | tuple[Decimal, Decimal]
    | tuple[Fraction, Fraction]
    | None
)
"""The value of a figure, None when unknown."""


class Quantite(Mots):
    """What is measured: its code in the flat keys of an effect, and its name for a reader."""

    STATUT = "statut", "éligibilité"
    TRANCHE_PMT = "tranche_pmt", "tranche de la patientèle médecin traitant"
    TRANCHE_PFA = "tranche_pfa", "tranche de la file active"
    TRANCHE_MONTANT = "tranche_montant", "tranche du montant"
    OBJECTIF_PMT = "objectif_pmt", "objectif de patientèle médecin traitant"
    NATURE_PMT = "nature_pmt", "nature de l'objectif de patientèle médecin traitant"
    OBJECTIF_PFA = "objectif_pfa", "objectif de file active"
    NATURE_PFA = "nature_pfa", "nature de l'objectif de file active"
    BORNE_PMT = "borne_pmt", "objectif de patientèle médecin traitant, au plus"
    BORNE_PFA = "borne_pfa", "objectif de file active, au plus"
    MONTANT_MAXIMAL = "montant_maximal", "maximum"
    MONTANT_MAXIMAL_BORNES = "montant_maximal_bornes", "maximum"
    PART = "part"
    PART_BORNES = "part_bornes", "part"
    MOTIF = "motif"
    MONTANT = "montant", "dû"
    INTEGRAL = NatureDeVersement.INTEGRAL, "versement unique"
    ACOMPTE = NatureDeVersement.ACOMPTE
    SOLDE = NatureDeVersement.SOLDE
    TROP_PERCU = NatureDeVersement.TROP_PERCU, "trop-perçu"
    DEBUT = "debut", "début"
    TOTAL_MINIMUM = "total_minimum", "total assuré"
    TOTAL_MAXIMUM = "total_maximum", "total au plus"
    TOTAL_CONSTATE = "total_constate", "total constaté"
    ECHEANCE = "echeance", "échéance"


@en_mot
class Mesure(NamedTuple):
    """One figure: a quantity, of a contract year or of the whole contract, or the deadline of a duty and its rank."""

    quantite: Quantite
    rang: int | None = None
    obligation: str = ""

    def __str__(self) -> str:
        """Return the flat key of the figure: `montant_annee_3`, `echeance_points_semestriels_2`."""
        if self.rang is None:
            return self.quantite.value
        milieu = self.obligation or "annee"
        return f"{self.quantite.value}_{milieu}_{self.rang}"


@dataclass(frozen=True, slots=True)
class Changement(ClesPropres):
    """One figure that another choice moves: its value here, and there."""

    mesure: Mesure
    avant: Valeur
    apres: Valeur

    def paires(self) -> Mapping[str, Valeur]:
        """Return the flat key of the figure with what it becomes."""
        return {str(self.mesure): self.apres}


Mesures = Mapping[Mesure, Valeur]


def differences(avant: Mesures, apres: Mesures) -> tuple[Changement, ...]:
    """Return the figures that differ, those of `avant` first; one that disappears becomes None."""
    absent = object()
    return tuple(
        Changement(mesure, avant.get(mesure), apres.get(mesure))
        for mesure in dict.fromkeys((*avant, *apres))
        if avant.get(mesure, absent) != apres.get(mesure, absent)
    )
