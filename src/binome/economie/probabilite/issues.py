"""What the law's own rules make of each fate: outcome of each year, sums due, acompte to give back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from binome.contrats.situation import Situation
from binome.droit.annee import motif_sans_condition
from binome.droit.codes import Motif, Reponse, Tranche
from binome.droit.faits import Constat
from binome.droit.loi import Loi
from binome.economie.probabilite.patienteles import Comptes, Processus, Retenues, processus
from binome.moteur.codes import Mots
from binome.moteur.erreurs import AnneeIndeterminee
from binome.moteur.primitives import ABSENT, ENTIER, INCONNU, TAUX_INCONNU, au_moins
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee


class IssueDAnnee(Mots):
    """What a year pays."""

    INTEGRALE = "integrale", "aide entière"
    PRORATA = "prorata", "au prorata"
    NULLE = "nulle", "rien"


@dataclass(frozen=True, slots=True)
class AnneeJugee:
    """A contract year of a fate: its outcome, what is due and what is given back, in cents."""

    issue: IssueDAnnee
    du: int
    a_rendre: int


@dataclass(frozen=True)
class Tirages:
    """The fates of one contract option."""

    annees: tuple[AnneeEvaluable, ...]
    processus: Processus
    nombre: int

    @property
    def conditionnelles(self) -> tuple[int, ...]:
        """The ranks, from 0, of the years that a constat decides."""
        return tuple(
            rang
            for rang, une in enumerate(self.annees)
            if motif_sans_condition(une.annee, une.engagement, une.bareme) == Motif.CONSTAT_ATTENDU
        )

    @cached_property
    def destins(self) -> tuple[tuple[AnneeJugee, ...], ...]:
        """Every fate, year by year."""
        decidees, rangees = self.conditionnelles, enumerate(self.annees)
        # A year that no constat decides is the same in every fate.
        fixes = [_constat_connu(une) or (None if rang in decidees else self.processus.depart) for rang, une in rangees]
        juges: dict[tuple[int, Comptes], AnneeJugee] = {}
        return tuple(
            tuple(self._juger(rang, fixes[rang] or vus, juges) for rang, vus in enumerate(destin))
            for destin in map(self.processus.destin, range(self.nombre))
        )

    def _juger(self, rang: int, vus: Comptes, juges: dict[tuple[int, Comptes], AnneeJugee]) -> AnneeJugee:
        if (rang, vus) not in juges:
            juges[rang, vus] = juger(self.annees[rang], vus)
        return juges[rang, vus]

    @cached_property
    def par_annee(self) -> tuple[Counter[IssueDAnnee], ...]:
        """How many fates have each outcome, by year."""
        return tuple(Counter(destin[rang].issue for destin in self.destins) for rang in range(len(self.annees)))

    @property
    def toutes(self) -> Counter[IssueDAnnee]:
        """How many years of all fates have each outcome, among those that a constat decides."""
        return sum((self.par_annee[rang] for rang in self.conditionnelles), Counter[IssueDAnnee]())


def juger(annee: AnneeEvaluable, vus: Comptes) -> AnneeJugee:
    """Return what the law makes of these counts in a year."""
    pmt = vus.pmt if annee.engagement.suit_la_pmt else INCONNU
    une = annee.annee_vue(Constat(pmt, vus.pfa, Reponse.NON, TAUX_INCONNU))
    if une.du == ABSENT:
        raise AnneeIndeterminee(f"Année {annee.annee} : aucun constat ne suffit à dire ce qui est dû.")
    part = une.bilan.resultat.part
    issue = IssueDAnnee.INTEGRALE if au_moins(part, ENTIER) else IssueDAnnee.PRORATA if part[0] else IssueDAnnee.NULLE
    return AnneeJugee(issue, une.du, 0 if une.solde == ABSENT else max(-une.solde, 0))


def tirer(situation: Situation, loi: Loi, retenues: Retenues, nombre: int, graine: int) -> Tirages:
    """Draw the fates of a contract.

    Raises:
        AnneeIndeterminee: an initial count or an objective is unknown, or the doctor is not eligible.
    """
    premiere = evaluer_l_annee(situation, 1, loi)
    dossier = premiere.dossier
    annees = (premiere, *(evaluer_l_annee(situation, annee, loi) for annee in range(2, dossier.duree + 1)))
    pmt, pfa = dossier.patienteles_initiales
    suit = any(une.engagement.suit_la_pmt for une in annees)
    if pfa is None or (suit and pmt is None):
        raise AnneeIndeterminee("Une patientèle initiale est inconnue : saisissez-la pour estimer les probabilités.")
    depart = Comptes(INCONNU if pmt is None else pmt, pfa)
    tranche = Tranche(premiere.engagement.tranche_pmt)
    return Tirages(annees, processus(depart, tranche, len(annees), retenues, graine), nombre)


def _constat_connu(annee: AnneeEvaluable) -> Comptes | None:
    """Return the counts that a constat has already settled."""
    for lu in annee.dossier.situation.constats:
        if lu.annee == annee.annee and lu.pfa is not None:
            return Comptes(INCONNU if lu.pmt is None else lu.pmt, lu.pfa)
    return None
