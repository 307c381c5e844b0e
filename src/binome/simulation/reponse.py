"""What a simulation answers: plain records, typed to the edge. Their JSON form is read from their types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.obligations import ObligationDatee
from binome.droit.choix import loi_choisie
from binome.droit.codes import CODES_D_OPTION, Issue, Motif, Nature, Option, Statut, StatutDEligibilite, Tranche
from binome.droit.reformes_en_mots import ReformeEnMots
from binome.moteur.codes import Code
from binome.moteur.rendu import A_PLAT, FACULTATIF, TU, EnJson, parmi, sous
from binome.moteur.sources import Source
from binome.simulation.quantites import Changement, Mesure, Quantite, Valeur

Bornes = tuple[Decimal, Decimal]
Parts = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Critere(EnJson):
    """One eligibility criterion: status, answer, sentence, source. `bloquant` when it decides."""

    code: str
    statut: Code[Statut]
    issue: Code[Issue]
    bloquant: bool
    explication: str
    source: Source
    nom: str = field(metadata=TU)
    """What a reader calls the criterion, in French."""


@dataclass(frozen=True, slots=True)
class Eligibilite(EnJson):
    """`eligible`, `non_eligible` or `a_confirmer`, with every criterion."""

    statut: StatutDEligibilite
    criteres: tuple[Critere, ...]

    def decident(self, statut: Statut) -> list[Critere]:
        """Return the criteria of a status among those that decide."""
        return [critere for critere in self.criteres if critere.bloquant and critere.statut.membre is statut]


@dataclass(frozen=True, slots=True)
class Tranches(EnJson):
    """Brackets at signature; None where the speciality has no such patientèle."""

    pmt: Code[Tranche] | None
    pfa: Code[Tranche]
    montant: Code[Tranche]


@dataclass(frozen=True, slots=True)
class ObjectifRendu(EnJson):
    """An objective: additional patients and count to reach; None where unknown, with the greatest possible value."""

    nature: Code[Nature]
    patients: int | None
    cible: int | None
    estimation: bool
    borne_maximale: int | None = field(metadata=FACULTATIF)


@dataclass(frozen=True, slots=True)
class Objectifs(EnJson):
    """Objectives of the two patientèles; None where the speciality has no such patientèle."""

    pmt: ObjectifRendu | None
    pfa: ObjectifRendu


@dataclass(frozen=True, slots=True)
class Versement(EnJson):
    """A payment; `montant` of a `trop_percu` is a positive sum to give back."""

    nature: NatureDeVersement
    au_plus_tard: date | None
    montant: Decimal


@dataclass(frozen=True, slots=True)
class TauxDAtteinte(EnJson):
    """How far each followed patientèle went towards its objective."""

    pmt: Fraction | None = field(metadata=FACULTATIF)
    pfa: Fraction


@dataclass(frozen=True, slots=True)
class AnneeDeContrat(EnJson):
    """One contract year. Euros; None where unknown, with bounds where they are known."""

    annee: int
    debut: date | None
    option_etp: Code[Option] | None = field(metadata=parmi(lambda: CODES_D_OPTION))
    montant_maximal: Decimal | None
    montant_maximal_bornes: Bornes | None = field(metadata=FACULTATIF)
    taux: TauxDAtteinte | None = field(metadata=FACULTATIF)
    part: Fraction | None
    part_bornes: Parts | None = field(metadata=FACULTATIF)
    motif: Code[Motif]
    explication: str
    montant: Decimal | None
    montant_bornes: Bornes | None = field(metadata=FACULTATIF)
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


@dataclass(frozen=True, slots=True)
class Total(EnJson):
    """Euros over the contract: guaranteed, at most, and already settled by constats.

    `sous_reserve_d_eligibilite` when eligibility itself is to be confirmed: the sums then hold if it is.
    """

    minimum: Decimal
    maximum: Decimal
    constate: Decimal
    sous_reserve_d_eligibilite: bool


@dataclass(frozen=True, slots=True)
class Effet(EnJson):
    """What another choice would change: the choice, then each figure that moves."""

    choix: str
    changements: tuple[Changement, ...] = field(metadata=A_PLAT)
    sens: str = field(metadata=TU)
    """What a reader calls the choice."""

    def apres(self, quantite: Quantite, rang: int | None = None) -> Valeur:
        """Return what a figure becomes under this choice.

        Raises:
            KeyError: this choice does not move it.
        """
        return {changement.mesure: changement.apres for changement in self.changements}[Mesure(quantite, rang)]


@dataclass(frozen=True, slots=True)
class LectureRetenue(EnJson):
    """A lecture that the result rests on, the choice retained, what the others would give.

    `sans_effet` when no other choice moves any figure of this result.
    """

    id: str
    question: str
    retenue: str
    par_defaut: bool
    sans_effet: bool
    effets: tuple[Effet, ...] = field(metadata=sous("effet"))
    sens: str = field(metadata=TU)
    """What a reader calls the choice retained."""


@dataclass(frozen=True, slots=True)
class Presomption(EnJson):
    """A field taken as ordinary because it is absent, and what its other value would change."""

    champ: str
    presume: str
    effets: tuple[Effet, ...] = field(metadata=sous("effet"))


@dataclass(frozen=True, slots=True)
class Enjeu(EnJson):
    """How far a missing field can move the answer."""

    statuts: tuple[StatutDEligibilite, ...]
    total_minimum: Decimal
    total_maximum: Decimal
    ce_qui_change: tuple[Mesure, ...]


@dataclass(frozen=True, slots=True)
class Manquant(EnJson):
    """A field that is unknown and matters: why, whom to ask, how far it can move the answer."""

    champ: str
    pourquoi: str
    ou: str
    enjeu: Enjeu


@dataclass(frozen=True, slots=True)
class Renversement(EnJson):
    """An unanswered question that reverses a refusal: the answers that do, in words, and the sums that they open."""

    champ: str
    reponses: tuple[str, ...]
    total_minimum: Decimal
    total_maximum: Decimal


@dataclass(frozen=True, slots=True)
class Avertissement(EnJson):
    """Something the reader must know: code and sentence."""

    code: str
    message: str


def _regimes() -> Iterator[str]:
    return (regime.id for regime in loi_choisie().catalogue.regimes)


@dataclass(frozen=True, slots=True)
class ReponseCalculee(EnJson):
    """The answer for one doctor; lectures, presumptions and missing fields only where other simulations were run."""

    regime: str = field(metadata=parmi(_regimes))
    eligibilite: Eligibilite
    tranches: Tranches
    objectifs: Objectifs
    annees: tuple[AnneeDeContrat, ...]
    total: Total
    obligations: tuple[ObligationDatee, ...]
    lectures: tuple[LectureRetenue, ...] | None = field(metadata=FACULTATIF, default=None, kw_only=True)
    presomptions: tuple[Presomption, ...] | None = field(metadata=FACULTATIF, default=None, kw_only=True)
    manquants: tuple[Manquant, ...] | None = field(metadata=FACULTATIF, default=None, kw_only=True)
    renversements: tuple[Renversement, ...] | None = field(metadata=FACULTATIF, default=None, kw_only=True)
    """What would reverse a refusal; empty when it is final."""
    avertissements: tuple[Avertissement, ...]
    version_du_droit: str
    reforme: ReformeEnMots | None = field(metadata=FACULTATIF)
    """The reform that the result applies, in words; None under the law in force."""
