"""What the collective contract answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from binome.droit.codes import Motif, Patientele, Statut, StatutDEligibilite
from binome.moteur.codes import Code, Mots
from binome.moteur.rendu import FACULTATIF, TU, EnJson
from binome.moteur.sources import Source


class MotifCollectif(Mots):
    """Why a year is paid as it is; the formula of a constat is not published."""

    PERIODE_D_OBSERVATION = Motif.PERIODE_D_OBSERVATION.code
    CONSTAT_ATTENDU = Motif.CONSTAT_ATTENDU.code
    CONSTAT = "constat"


@dataclass(frozen=True, slots=True)
class CritereCollectif(EnJson):
    """One criterion of the group."""

    code: str
    statut: Code[Statut]
    explication: str


@dataclass(frozen=True, slots=True)
class EligibiliteCollective(EnJson):
    """The status of the group, with every criterion."""

    statut: StatutDEligibilite
    criteres: tuple[CritereCollectif, ...]


@dataclass(frozen=True, slots=True)
class ObjectifDuGroupe(EnJson):
    """A patientèle of the group, all doctors together: at the start, to add, to reach."""

    initiale: int
    patients: int
    cible: int


@dataclass(frozen=True, slots=True)
class NouveauxInstalles(EnJson):
    """What is expected of each newly installed doctor, and in how many years."""

    pmt: int
    pfa: int
    annees: int


@dataclass(frozen=True, slots=True)
class AnneeCollective(EnJson):
    """One year: maximum, then what is due, or the lowest and highest sum that its constat may give."""

    annee: int
    debut: date
    montant_maximal: Decimal
    montant: Decimal | None
    montant_bornes: tuple[Decimal, Decimal] | None = field(metadata=FACULTATIF)
    motif: MotifCollectif
    bas: Decimal = field(metadata=TU)
    haut: Decimal = field(metadata=TU)


@dataclass(frozen=True, slots=True)
class AvertissementCollectif(EnJson):
    """Something the reader must know: code and sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class SimulationCollective(EnJson):
    """The answer for a group."""

    regime: str
    source: Source
    eligibilite: EligibiliteCollective
    objectifs: dict[Code[Patientele], ObjectifDuGroupe]
    nouveaux_installes: NouveauxInstalles | None
    annees: tuple[AnneeCollective, ...]
    avertissements: tuple[AvertissementCollectif, ...]
    version_du_droit: str
