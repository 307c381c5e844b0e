"""A gauge of one patientèle as SVG: the start, what pays nothing, what is enough, the objective, the doctor."""

from __future__ import annotations

from html import escape
from typing import Final

from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.rapports.svg import texte
from binome.simulation.jauges import Jauge

_LARGEUR, _HAUTEUR = 360, 118
_GAUCHE, _DROITE, _LIGNE = 10, 350, 38
_RANGS: Final = (66, 86, 106)
_MILIEU: Final = (_GAUCHE + _DROITE) // 2


def en_svg(jauge: Jauge) -> str:
    """Return the gauge; each mark is written with its count, none on top of another."""
    vous, reperes = f"{dire('vous')} {nombre(jauge.point)}", _reperes(jauge)
    comptes = [compte for _, _, compte in reperes] + [jauge.point]
    bas = min(comptes)
    haut = max(*comptes, bas + 1)

    def x(compte: int) -> int:
        return _GAUCHE + (_DROITE - _GAUCHE) * (compte - bas) // (haut - bas)

    la = x(jauge.point)
    dits = [(genre, f"{mots} {nombre(compte)}", x(compte)) for genre, mots, compte in reperes]
    traits = [
        f"<line class='axe' x1='{_GAUCHE}' y1='{_LIGNE}' x2='{_DROITE}' y2='{_LIGNE}'/>",
        *(_repere(*dit, y) for dit, y in zip(dits, _RANGS, strict=False)),
        f"<circle class='point' cx='{la}' cy='{_LIGNE}' r='6'/>",
        _texte(la, 20, vous),
    ]
    nom = escape(" ; ".join([*(mots for _, mots, _ in dits), vous]))
    tete = f"<svg class='jauge' viewBox='0 0 {_LARGEUR} {_HAUTEUR}' role='img' aria-label=\"{nom}\">"
    return f"{tete}{''.join(traits)}</svg>"


def _reperes(jauge: Jauge) -> list[tuple[str, str, int]]:
    """Return what is marked, from the lowest: its kind, its words, its count."""
    marques = [("depart", dire("départ"), jauge.depart), ("objectif", dire("objectif"), jauge.objectif)]
    if jauge.suffit is not None:
        marques.append(("suffit", dire("100 % dès"), jauge.suffit))
    return sorted(marques, key=lambda une: une[2])


def _repere(genre: str, mots: str, x: int, y: int) -> str:
    trait = f"<line class='{genre}' x1='{x}' y1='{_LIGNE - 8}' x2='{x}' y2='{y - 12}'/>"
    return trait + _texte(x, y, mots)


def _texte(x: int, y: int, ecrit: str) -> str:
    return texte(x, y, ecrit, "start" if x < _MILIEU else "end", font_size=13)
