"""What a simulation answers: typed records, and their JSON form (interfaces, section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from binome.contrats.echeancier import NatureDeVersement
from binome.moteur.sources import Source, source_en_json

Bornes = tuple[Decimal, Decimal]


def _argent(montant: Decimal | None) -> str | None:
    return None if montant is None else f"{montant:.2f}"


def _bornes(nom: str, bornes: Bornes | None) -> dict[str, Any]:
    return {} if bornes is None else {nom: [_argent(bornes[0]), _argent(bornes[1])]}


def _jour(jour: date | None) -> str | None:
    return None if jour is None else jour.isoformat()


@dataclass(frozen=True, slots=True)
class Critere:
    """One eligibility criterion: status, answer, sentence, source. `bloquant` when it decides."""

    code: str
    statut: str
    issue: str
    bloquant: bool
    explication: str
    source: Source

    def en_json(self) -> dict[str, Any]:
        """Return the criterion as JSON data."""
        return {
            "code": self.code,
            "statut": self.statut,
            "issue": self.issue,
            "bloquant": self.bloquant,
            "explication": self.explication,
            "source": source_en_json(self.source),
        }


@dataclass(frozen=True, slots=True)
class Eligibilite:
    """`eligible`, `non_eligible` or `a_confirmer`, with every criterion."""

    statut: str
    criteres: tuple[Critere, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the eligibility as JSON data."""
        return {"statut": self.statut, "criteres": [critere.en_json() for critere in self.criteres]}


@dataclass(frozen=True, slots=True)
class Tranches:
    """Brackets at signature; None where the speciality has no such patientèle."""

    pmt: str | None
    pfa: str | None
    montant: str

    def en_json(self) -> dict[str, Any]:
        """Return the brackets as JSON data."""
        return {"pmt": self.pmt, "pfa": self.pfa, "montant": self.montant}


@dataclass(frozen=True, slots=True)
class ObjectifRendu:
    """An objective: additional patients and count to reach; None where unknown, with the greatest possible value."""

    nature: str
    patients: int | None
    cible: int | None
    estimation: bool
    borne_maximale: int | None

    def en_json(self) -> dict[str, Any]:
        """Return the objective as JSON data."""
        rendu = {"nature": self.nature, "patients": self.patients, "cible": self.cible, "estimation": self.estimation}
        return rendu if self.borne_maximale is None else {**rendu, "borne_maximale": self.borne_maximale}


@dataclass(frozen=True, slots=True)
class Objectifs:
    """Objectives of the two patientèles; None where the speciality has no such patientèle."""

    pmt: ObjectifRendu | None
    pfa: ObjectifRendu

    def en_json(self) -> dict[str, Any]:
        """Return the objectives as JSON data."""
        return {"pmt": self.pmt.en_json() if self.pmt else None, "pfa": self.pfa.en_json()}


@dataclass(frozen=True, slots=True)
class Versement:
    """A payment; `montant` of a `trop_percu` is a positive sum to give back."""

    nature: NatureDeVersement
    au_plus_tard: date | None
    montant: Decimal

    def en_json(self) -> dict[str, Any]:
        """Return the payment as JSON data."""
        return {"nature": str(self.nature), "au_plus_tard": _jour(self.au_plus_tard), "montant": _argent(self.montant)}


@dataclass(frozen=True, slots=True)
class AnneeDeContrat:
    """One contract year. Euros; None where unknown, with bounds where they are known."""

    annee: int
    debut: date | None
    option_etp: str | None
    montant_maximal: Decimal | None
    montant_maximal_bornes: Bornes | None
    taux: dict[str, Fraction] | None
    part: Fraction | None
    part_bornes: tuple[Fraction, Fraction] | None
    motif: str
    explication: str
    montant: Decimal | None
    montant_bornes: Bornes | None
    versements: tuple[Versement, ...]
    objectifs: Objectifs

    @property
    def acompte(self) -> Decimal | None:
        """The acompte of the year, None when it is paid in one go or unknown."""
        return next((v.montant for v in self.versements if v.nature is NatureDeVersement.ACOMPTE), None)

    @property
    def solde(self) -> Decimal | None:
        """The signed solde (negative for a trop-perçu), None while no constat settles it."""
        for versement in self.versements:
            if versement.nature is NatureDeVersement.SOLDE:
                return versement.montant
            if versement.nature is NatureDeVersement.TROP_PERCU:
                return -versement.montant
        return None

    def en_json(self) -> dict[str, Any]:
        """Return the year as JSON data."""
        part_bornes = {} if self.part_bornes is None else {"part_bornes": [str(part) for part in self.part_bornes]}
        return {
            "annee": self.annee,
            "debut": _jour(self.debut),
            "option_etp": self.option_etp,
            "montant_maximal": _argent(self.montant_maximal),
            **_bornes("montant_maximal_bornes", self.montant_maximal_bornes),
            **({} if self.taux is None else {"taux": {nom: str(taux) for nom, taux in self.taux.items()}}),
            "part": None if self.part is None else str(self.part),
            **part_bornes,
            "motif": self.motif,
            "explication": self.explication,
            "montant": _argent(self.montant),
            **_bornes("montant_bornes", self.montant_bornes),
            "versements": [versement.en_json() for versement in self.versements],
            "objectifs": self.objectifs.en_json(),
        }


@dataclass(frozen=True, slots=True)
class Total:
    """Euros over the contract: guaranteed, at most, and already settled by constats.

    `sous_reserve` when eligibility itself is to be confirmed: the sums then hold if it is.
    """

    minimum: Decimal
    maximum: Decimal
    constate: Decimal
    sous_reserve: bool

    def en_json(self) -> dict[str, Any]:
        """Return the totals as JSON data."""
        return {
            "minimum": _argent(self.minimum),
            "maximum": _argent(self.maximum),
            "constate": _argent(self.constate),
            "sous_reserve_d_eligibilite": self.sous_reserve,
        }


@dataclass(frozen=True, slots=True)
class Effet:
    """What another choice would change: the choice, then each figure that moves (key of the summary, new value)."""

    choix: str
    changements: dict[str, Any]

    def en_json(self) -> dict[str, Any]:
        """Return the effect as JSON data."""
        return {"choix": self.choix, **self.changements}


@dataclass(frozen=True, slots=True)
class LectureRetenue:
    """A lecture that the result rests on, the choice retained, what the others would give."""

    id: str
    question: str
    retenue: str
    par_defaut: bool
    effets: tuple[Effet, ...]

    @property
    def sans_effet(self) -> bool:
        """Whether no other choice moves any figure of this result."""
        return not any(effet.changements for effet in self.effets)

    def en_json(self) -> dict[str, Any]:
        """Return the lecture as JSON data."""
        return {
            "id": self.id,
            "question": self.question,
            "retenue": self.retenue,
            "par_defaut": self.par_defaut,
            "sans_effet": self.sans_effet,
            "effet": [effet.en_json() for effet in self.effets],
        }


@dataclass(frozen=True, slots=True)
class Presomption:
    """A field taken as ordinary because it is absent, and what its other value would change."""

    champ: str
    presume: str
    effets: tuple[Effet, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the presumption as JSON data."""
        return {"champ": self.champ, "presume": self.presume, "effet": [effet.en_json() for effet in self.effets]}


@dataclass(frozen=True, slots=True)
class Manquant:
    """A field that is unknown and matters: why, whom to ask, how far it can move the answer."""

    champ: str
    pourquoi: str
    ou: str
    statuts: tuple[str, ...]
    total_minimum: Decimal
    total_maximum: Decimal
    ce_qui_change: tuple[str, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the missing field as JSON data."""
        return {
            "champ": self.champ,
            "pourquoi": self.pourquoi,
            "ou": self.ou,
            "enjeu": {
                "statuts": list(self.statuts),
                "total_minimum": _argent(self.total_minimum),
                "total_maximum": _argent(self.total_maximum),
                "ce_qui_change": list(self.ce_qui_change),
            },
        }


@dataclass(frozen=True, slots=True)
class Avertissement:
    """Something the reader must know: code and sentence."""

    code: str
    message: str

    def en_json(self) -> dict[str, Any]:
        """Return the warning as JSON data."""
        return {"code": self.code, "message": self.message}
