"""The timeline of a contract, to its term: payments, what may have to be given back, the days that count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final, NamedTuple

from binome.contrats.echeancier import NatureDeVersement
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.rapports.svg import texte
from binome.simulation.echeances import Echeance, NatureDEcheance
from binome.simulation.reponse import AnneeDeContrat

LARGEUR: Final = 960
HAUTEUR: Final = 220
_MARGE: Final = 40
_BASE: Final = 150
_BARRE: Final = 26
_HAUT: Final = 110
_LARGE: Final = 80
"""What a sum takes, written."""
_INTERLIGNE: Final = 17


def frise(annees: Sequence[AnneeDeContrat], echeances: Sequence[Echeance]) -> str:
    """Return the timeline of dated years as SVG; nothing where no day is known."""
    if not echeances:
        return ""
    debut, fin = echeances[0].le, max(une.le for une in echeances)
    jours = max((fin - debut).days, 1)

    def x(jour: date) -> int:
        return _MARGE + (jour - debut).days * (LARGEUR - 2 * _MARGE) // jours

    traits = [*_annees(annees, x(fin), x), *_versements(annees, x), *_jours(echeances, x)]
    nom = escape(
        dire("Frise du contrat : versements, jours qui comptent, terme. Le tableau du calendrier dit la même chose.")
    )
    return (
        f"<svg class='frise' viewBox='0 0 {LARGEUR} {HAUTEUR}' role='img' aria-label=\"{nom}\">"
        "<defs><pattern id='hachure' width='7' height='7' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
        "<line class='hachure' x1='0' y1='0' x2='0' y2='7' stroke-width='5'/></pattern></defs>"
        f"{''.join(traits)}</svg>"
    )


_Place = Callable[[date], int]


def _annees(annees: Sequence[AnneeDeContrat], fin: int, x: _Place) -> Iterator[str]:
    yield f"<line class='axe' x1='{_MARGE}' y1='{_BASE}' x2='{fin}' y2='{_BASE}'/>"
    for annee in annees:
        if annee.debut is not None:
            la = x(annee.debut)
            yield f"<line class='axe' x1='{la}' y1='{_BASE}' x2='{la}' y2='{_BASE + 34}'/>"
            yield _texte(la + 5, _BASE + 32, dire("année {annee}", annee=annee.annee), "start")
    yield f"<line class='terme-du-contrat' x1='{fin}' y1='{_BASE - _HAUT}' x2='{fin}' y2='{_BASE + 34}'/>"
    yield _texte(fin, _BASE + 52, dire("terme"), "end")


class _Barre(NamedTuple):
    """A payment on the line: where, how high, of which kind, its sum."""

    x: int
    haut: int
    genre: str
    montant: str


def _versements(annees: Sequence[AnneeDeContrat], x: _Place) -> Iterator[str]:
    """Yield a bar a payment: full, or hatched while the result of its year may make it given back.

    A sum that the next one would cover is written above it.
    """
    plus_haut = max((abs(v.montant) for annee in annees for v in annee.versements), default=Decimal(1))
    suivante = (LARGEUR + _LARGE, 0)
    for barre in sorted(_barres(annees, x, plus_haut), reverse=True):
        y = _BASE - barre.haut - 6
        if suivante[0] - barre.x < _LARGE:
            y = min(y, suivante[1] - _INTERLIGNE)
        suivante = (barre.x, y)
        yield (
            f"<rect class='{barre.genre}' x='{barre.x - _BARRE // 2}' y='{_BASE - barre.haut}' width='{_BARRE}' "
            f"height='{barre.haut}'/>"
        )
        yield _texte(barre.x, y, barre.montant, "middle")


def _barres(annees: Sequence[AnneeDeContrat], x: _Place, plus_haut: Decimal) -> Iterator[_Barre]:
    for annee in annees:
        for versement in annee.versements:
            if versement.au_plus_tard is None or not versement.montant:
                continue
            haut = max(int(versement.montant * (_HAUT - 20) / plus_haut), 4)
            sure = annee.montant is not None and versement.nature is not NatureDeVersement.TROP_PERCU
            genre = "du" if sure else "a-rendre"
            yield _Barre(x(versement.au_plus_tard), haut, genre, en_texte(versement.montant))


def _jours(echeances: Sequence[Echeance], x: _Place) -> Iterator[str]:
    for une in echeances:
        la = x(une.le)
        if une.nature is NatureDEcheance.CONSTAT:
            yield _marque("constat", f"M{la} {_BASE - 8}l8 8l-8 8l-8 -8z", une.quoi)
        elif une.nature is NatureDEcheance.OBLIGATION:
            yield _marque("devoir", f"M{la} {_BASE + 2}l6 11h-12z", une.quoi)


def _marque(genre: str, trace: str, quoi: str) -> str:
    return f"<path class='{genre}' d='{trace}'><title>{escape(quoi)}</title></path>"


def _texte(x: int, y: int, ecrit: str, ancre: str) -> str:
    return texte(x, y, ecrit, ancre, font_size=15)
