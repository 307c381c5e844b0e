"""`binome.simuler`: one situation in, one simulation out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.obligations import ObligationDatee
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.droit.reformes_en_mots import ReformeEnMots
from binome.simulation.calcul import rendre
from binome.simulation.reponse import (
    AnneeDeContrat,
    Avertissement,
    Eligibilite,
    LectureRetenue,
    Manquant,
    Objectifs,
    Presomption,
    Renversement,
    ReponseCalculee,
    Total,
    Tranches,
)

if TYPE_CHECKING:
    from binome.simulation.echeances import Echeance
    from binome.simulation.explication import Derivation


@dataclass(frozen=True)
class Simulation:
    """The answer for one doctor. Sums are exact euros; what is unknown is None, with bounds where they exist.

    `reponse` is the plain answer; what other simulations add to it is computed on first use.
    """

    dossier: Dossier
    reponse: ReponseCalculee

    @property
    def situation(self) -> Situation:
        """The situation as it was read."""
        return self.dossier.situation

    @property
    def loi(self) -> Loi:
        """The law that is applied."""
        return self.dossier.loi

    @property
    def regime(self) -> str:
        """The identifier of the regime of the signature."""
        return self.reponse.regime

    @property
    def eligibilite(self) -> Eligibilite:
        """The status, with every criterion."""
        return self.reponse.eligibilite

    @property
    def tranches(self) -> Tranches:
        """The brackets at signature."""
        return self.reponse.tranches

    @property
    def objectifs(self) -> Objectifs:
        """The objectives of the two patientèles."""
        return self.reponse.objectifs

    @property
    def annees(self) -> tuple[AnneeDeContrat, ...]:
        """The contract years; none when not eligible."""
        return self.reponse.annees

    @property
    def total(self) -> Total:
        """The sums over the contract."""
        return self.reponse.total

    @property
    def obligations(self) -> tuple[ObligationDatee, ...]:
        """The duties beside patients, with their deadlines."""
        return self.reponse.obligations

    @property
    def avertissements(self) -> tuple[Avertissement, ...]:
        """What the reader must know beside the figures."""
        return self.reponse.avertissements

    @property
    def version_du_droit(self) -> str:
        """The version of the law, which says the reform when there is one."""
        return self.reponse.version_du_droit

    @property
    def reforme(self) -> ReformeEnMots | None:
        """The reform that the result applies, in words; None under the law in force."""
        return self.reponse.reforme

    @cached_property
    def lectures(self) -> tuple[LectureRetenue, ...]:
        """The lectures that this result rests on, with the effect of every other choice (computed on first use)."""
        from binome.simulation.effets import lectures_retenues

        return lectures_retenues(self.dossier, self.reponse)

    @cached_property
    def presomptions(self) -> tuple[Presomption, ...]:
        """The fields presumed ordinary, and what each would change (computed on first use)."""
        from binome.simulation.effets import presomptions

        return presomptions(self.dossier, self.reponse)

    @cached_property
    def manquants(self) -> tuple[Manquant, ...]:
        """The unknown fields that matter, the most useful first (computed on first use)."""
        from binome.simulation.manquants import manquants

        return manquants(self.dossier, self.reponse)

    @cached_property
    def renversements(self) -> tuple[Renversement, ...]:
        """The unanswered questions that would reverse a refusal (computed on first use)."""
        from binome.simulation.renversements import renversements

        return renversements(self.dossier, self.reponse)

    @cached_property
    def echeances(self) -> tuple[Echeance, ...]:
        """Every dated day of the contract, with what is lost when it is missed (computed on first use)."""
        from binome.simulation.echeances import echeances

        return echeances(self.dossier, self.reponse)

    @cached_property
    def jours(self) -> tuple[Echeance, ...]:
        """The same days, without prices."""
        from binome.simulation.echeances import echeances

        return echeances(self.dossier, self.reponse, chiffrees=False)

    @property
    def verdict(self) -> str:
        """The one sentence that a reader wants first; a refusal says what would reverse it."""
        from binome.simulation.phrases import verdict

        return verdict(replace(self.reponse, renversements=self.renversements))

    @property
    def doutes_d_eligibilite(self) -> tuple[Avertissement, ...]:
        """The lectures whose other choice would change the eligibility itself."""
        from binome.simulation.avertissements import doutes_d_eligibilite

        return doutes_d_eligibilite(self.lectures)

    @cached_property
    def derivation(self) -> Derivation:
        """Every step of the calculation, with the text it rests on (computed on first use)."""
        from binome.simulation.explication import deriver

        return deriver(self.dossier)

    def expliquer(self) -> str:
        """Return the derivation as a text to read, with sources."""
        return self.derivation.en_texte()

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the verdict, then the contract years."""
        from binome.simulation.tableaux import A_LIRE, annees

        tableau = annees(self.reponse).choisir(*A_LIRE)._repr_html_() if self.annees else ""
        return f"<p><strong>{escape(self.verdict)}</strong></p>{tableau}"

    @property
    def reponse_complete(self) -> ReponseCalculee:
        """The answer with what other simulations add to it: lectures, presumptions, missing fields."""
        return replace(
            self.reponse,
            lectures=self.lectures,
            presomptions=self.presomptions,
            manquants=self.manquants,
            renversements=self.renversements,
            avertissements=(*self.avertissements, *self.doutes_d_eligibilite),
        )

    def en_json(self, effets: bool = True) -> dict[str, Any]:
        """Return the simulation as JSON data; `effets=False` leaves out what costs other simulations."""
        return (self.reponse_complete if effets else self.reponse).en_json()


def simuler(
    situation: Mapping[str, Any] | None = None, /, *, loi: Loi | str | None = None, **champs: Any
) -> Simulation:
    """Simulate one doctor's contract.

    Args:
        situation: fields of the situation, as in JSON (dates as ISO strings or `date`, counts as integers).
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.
        **champs: the same fields by name; a field given twice is refused.

    Returns:
        The simulation: eligibility, brackets, objectives, years, payments, doubts.

    Raises:
        ErreurDeSaisie: a field is unknown, unreadable, or contradicts another.

    Example:
        >>> import binome
        >>> simulation = binome.simuler(
        ...     specialite="01", option_etp="1", date_signature="2024-09-01", pmt_initiale=900, pfa_initiale=1400
        ... )
        >>> simulation.annees[2].montant_maximal
        Decimal('22000.00')
    """
    choisie = loi_choisie(loi)
    return simuler_situation(lire_situation(dict(situation or {}, **champs), choisie), choisie)


def simuler_situation(situation: Situation, loi: Loi) -> Simulation:
    """Simulate a situation already read."""
    dossier = ouvrir(situation, loi)
    return Simulation(dossier, rendre(dossier))
