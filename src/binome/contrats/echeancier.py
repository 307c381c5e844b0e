"""The payments of a contract year: nature, latest day, amount. The same code serves a simulated and a real schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binome.droit.bareme import Bareme
from binome.droit.lectures import Lectures
from binome.droit.versement.regles import acompte, solde
from binome.moteur.calendrier import plus_mois


class NatureDeVersement(StrEnum):
    """Nature of a payment; a trop-perçu is a sum to give back."""

    INTEGRAL = "integral"
    ACOMPTE = "acompte"
    SOLDE = "solde"
    TROP_PERCU = "trop_percu"


@dataclass(frozen=True, slots=True)
class Echeance:
    """One payment, in cents; `au_plus_tard` is None when the signature is unknown."""

    nature: NatureDeVersement
    au_plus_tard: date | None
    centimes: int


def echeances_de_l_annee(
    debut: date | None,
    fin: date | None,
    montant_maximal: int,
    du: int | None,
    integral: bool,
    bareme: Bareme,
    lectures: Lectures,
) -> tuple[Echeance, ...]:
    """Return the payments of one contract year.

    Args:
        debut: first day of the year (signature or anniversary).
        fin: anniversary that closes it.
        montant_maximal: euros.
        du: sum due in cents, None while no constat settles it.
        integral: the year is paid in one go whatever the result.
        bareme: numbers in force at `debut`.
        lectures: readings retained.
    """
    limite = None if debut is None else plus_mois(debut, bareme.delai_de_versement)
    if integral:
        return () if du is None else (Echeance(NatureDeVersement.INTEGRAL, limite, du),)
    avance = acompte(montant_maximal, bareme)
    premiere = Echeance(NatureDeVersement.ACOMPTE, limite, avance)
    if du is None:
        return (premiere,)
    reste = solde(du, avance, lectures)
    nature = NatureDeVersement.TROP_PERCU if reste < 0 else NatureDeVersement.SOLDE
    return (premiere, Echeance(nature, fin, abs(reste)))
