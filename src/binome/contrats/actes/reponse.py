"""What the statement of a contract answers: records, typed to the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.obligations import ObligationDatee
from binome.contrats.remarques import Remarque
from binome.droit.codes import Motif, Patientele
from binome.moteur.codes import Code, Mots
from binome.moteur.rendu import A_PLAT, CENTIMES, FACULTATIF, TU, EnJson, en_centimes, sous

_PRECEDENTS = {"presentation": FACULTATIF["presentation"]._replace(cle="contrats_precedents")}


class NatureDeReprise(Mots):
    """Nature of a sum that is not a payment of a year: what the end of a contract makes due back."""

    RECUPERATION = "recuperation", "récupération"


class MotifDeReprise(Mots):
    """Why a sum is due back."""

    RESILIATION = "resiliation", "résiliation"


class EtatDObligation(Mots):
    """Where a duty stands; `A_VERIFIER` when its day has passed and it may not apply."""

    FAITE = "faite", "fait"
    EN_RETARD = "en_retard", "EN RETARD"
    A_VENIR = "a_venir", "à venir"
    SANS_DATE = "sans_date", "à savoir"
    A_VERIFIER = "a_verifier", "à vérifier"


@dataclass(frozen=True, slots=True)
class LigneDEcheancier(EnJson):
    """A sum of the contract: open from a day, due at latest on another; cents, negative when to give back.

    `au_plus_tard` is None when no document dates the payment (earlier regimes).
    """

    annee: int
    nature: NatureDeVersement | NatureDeReprise
    ouvert_le: date
    au_plus_tard: date | None
    centimes: int = field(metadata=en_centimes("montant"))
    motif: Code[Motif] | MotifDeReprise


@dataclass(frozen=True, slots=True)
class ObligationSuivie(EnJson):
    """A duty and where it stands."""

    obligation: ObligationDatee = field(metadata=A_PLAT)
    etat: EtatDObligation


@dataclass(frozen=True, slots=True)
class EcheanceAVenir(EnJson):
    """What comes next: a payment or a duty."""

    le: date
    quoi: str


@dataclass(frozen=True, slots=True)
class UnReleve(EnJson):
    """What a contract is on a day, as known on another. Sums in cents.

    `a_verser` may be paid now and is not; `exigible` should already have been paid and is not; `a_recouvrer` was paid
    beyond what is open: verse + a_verser - a_recouvrer = ouvert, to the cent, on every day.
    `carence` is the day until which a new contract may be refused, after a résiliation and for some of its motives.
    `remarques` say what follows, and what a caisse should look at.
    """

    au: date
    connu_au: date
    etat: EtatDeContrat
    annee: int
    objectifs: dict[Code[Patientele], int | None]
    echeancier: tuple[LigneDEcheancier, ...]
    ouvert: int = field(metadata=CENTIMES)
    verse: int = field(metadata=CENTIMES)
    a_verser: int = field(metadata=CENTIMES)
    exigible: int = field(metadata=CENTIMES)
    a_recouvrer: int = field(metadata=CENTIMES)
    obligations: tuple[ObligationSuivie, ...]
    prochaines: tuple[EcheanceAVenir, ...] = field(metadata=sous("prochaines_echeances"))
    carence: date | None = field(metadata=sous("carence_possible_jusqu_au"))
    remarques: tuple[Remarque, ...]
    echu: int = field(metadata=TU)


@dataclass(frozen=True, slots=True)
class Releve(UnReleve):
    """The statement of the contract that runs, or ran last; with those of the contracts that it follows, in order."""

    precedents: tuple[UnReleve, ...] | None = field(metadata=_PRECEDENTS)
