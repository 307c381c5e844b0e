"""What is left to pay or to ask back, once what is already under way is counted: nothing is paid or asked twice.

Sums come from the statement. What is under way: payments that are proposed, entered, validated or sent and that no act
says paid yet; recoveries that are open and not given back yet. Over the life of a contract, what was paid, plus what is
under way, minus what is being asked back, equals what the schedule has opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binome.contrats.actes.reponse import LigneDEcheancier, UnReleve
from binome.contrats.echeancier import NatureDeVersement


@dataclass(frozen=True, slots=True)
class EnCours:
    """What is under way for one contract, in cents: payments by year, and what recoveries still wait for."""

    versements: Mapping[int, int]
    a_rendre: int

    @property
    def total(self) -> int:
        """What will have been paid in all, when everything under way is done, beyond what is paid."""
        return sum(self.versements.values()) - self.a_rendre


@dataclass(frozen=True, slots=True)
class Proposition:
    """A payment to propose."""

    annee: int
    nature: NatureDeVersement
    au_plus_tard: date | None
    centimes: int


def reste_a_verser(releve: UnReleve, en_cours: EnCours) -> int:
    """Return what may be proposed, in cents: what is open, less what is paid and what is under way."""
    return max(releve.ouvert - releve.verse - en_cours.total, 0)


def reste_a_recouvrer(releve: UnReleve, en_cours: EnCours) -> int:
    """Return what may be asked back, in cents."""
    return max(releve.verse + en_cours.total - releve.ouvert, 0)


def propositions(releve: UnReleve, paye: Mapping[int, int], en_cours: EnCours) -> tuple[Proposition, ...]:
    """Return the payments to propose, in the order of the schedule; their total is what is left, to the cent.

    Args:
        releve: the statement.
        paye: what acts say was paid for each year.
        en_cours: what is under way.
    """
    reste = reste_a_verser(releve, en_cours)
    lignes = [ligne for ligne in releve.echeancier if ligne.ouvert_le <= releve.au]
    parts = dict.fromkeys(range(len(lignes)), 0)
    for annee in dict.fromkeys(ligne.annee for ligne in lignes):
        siennes = [rang for rang, ligne in enumerate(lignes) if ligne.annee == annee]
        manque = sum(lignes[rang].centimes for rang in siennes)
        manque -= paye.get(annee, 0) + en_cours.versements.get(annee, 0)
        for rang in reversed([rang for rang in siennes if _se_verse(lignes[rang])]):
            parts[rang] = max(min(manque, lignes[rang].centimes, reste), 0)
            manque, reste = manque - parts[rang], reste - parts[rang]
    derniere = max((rang for rang, ligne in enumerate(lignes) if _se_verse(ligne)), default=None)
    if derniere is not None:
        parts[derniere] += reste
    return tuple(_proposition(lignes[rang], centimes) for rang, centimes in parts.items() if centimes)


def _se_verse(ligne: LigneDEcheancier) -> bool:
    return ligne.centimes > 0 and isinstance(ligne.nature, NatureDeVersement)


def _proposition(ligne: LigneDEcheancier, centimes: int) -> Proposition:
    return Proposition(ligne.annee, NatureDeVersement(ligne.nature), ligne.au_plus_tard, centimes)
