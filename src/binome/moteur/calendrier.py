"""Days, months and years of the civil calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_MOIS_PAR_AN = 12
_FEVRIER = 2
_DERNIER_BISSEXTE = 29
_TOUJOURS_LA = 28


def plus_mois(jour: date, mois: int) -> date:
    """Return the same day `mois` months later; the last day of the month where that day does not exist."""
    rang = jour.year * _MOIS_PAR_AN + jour.month - 1 + mois
    annee, mois_0 = divmod(rang, _MOIS_PAR_AN)
    if jour.day <= _TOUJOURS_LA:
        return date(annee, mois_0 + 1, jour.day)
    dernier = monthrange(annee, mois_0 + 1)[1]
    return date(annee, mois_0 + 1, min(jour.day, dernier))


def est_un_29_fevrier(jour: date) -> bool:
    """Return whether a day exists in leap years alone."""
    return (jour.month, jour.day) == (_FEVRIER, _DERNIER_BISSEXTE)


def plus_annees(jour: date, annees: int, reporter_au_1er_mars: bool = False) -> date:
    """Return the anniversary of `jour`, `annees` years later.

    A 29 February falls on 28 February of a common year, or on 1 March when `reporter_au_1er_mars`.
    """
    anniversaire = plus_mois(jour, annees * _MOIS_PAR_AN)
    if reporter_au_1er_mars and jour.month == _FEVRIER and anniversaire.day < jour.day:
        return anniversaire + timedelta(days=1)
    return anniversaire
