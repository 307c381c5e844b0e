"""The map of risk of a portfolio: each doctor by the patients left before nothing is paid, and by what is at stake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Final

from binome.langue.courante import dire
from binome.langue.ecriture import en_texte, nombre
from binome.portefeuille.suivi import Issue, Suivi
from binome.portefeuille.tableau import bilan, nom
from binome.rapports import couleurs
from binome.rapports.svg import texte

_LARGEUR, _HAUTEUR = 760, 480
_GAUCHE, _DROITE, _HAUT, _BAS = 96, 720, 30, 400
_BANDE: Final = 60
_ENCRE: Final = "#1d1d1d"
_TEINTES: Final = {
    Issue.NULLE: couleurs.NULLE,
    Issue.PRORATA: couleurs.PRORATA,
    Issue.ENTIERE: couleurs.INTEGRALE,
    Issue.INCONNUE: couleurs.INCONNUE,
}
_RAYON: Final = 11
_GRADUATIONS: Final = 4


def en_svg(suivis: Sequence[Suivi]) -> str:
    """Return the map as a standalone SVG picture; doctors bear their rank in the order given, that of the table."""
    titre = dire("Carte des risques du portefeuille")
    return "\n".join(
        [
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_LARGEUR} {_HAUTEUR}' role='img' "
                "aria-labelledby='titre description' font-family='sans-serif' font-size='13'>"
            ),
            f"<title id='titre'>{escape(titre)}</title>",
            f"<desc id='description'>{escape(bilan(suivis))}</desc>",
            f"<rect width='{_LARGEUR}' height='{_HAUTEUR}' fill='#ffffff'/>",
            *_axes(suivis),
            *(_medecin(rang, vu, suivis) for rang, vu in enumerate(suivis, 1) if vu.issue is not Issue.INCONNUE),
            *_legende(),
            "</svg>",
            "",
        ]
    )


def _marge(vu: Suivi) -> int | None:
    return vu.frontieres.plus_courte_marge if vu.frontieres else None


def _x(vu: Suivi, suivis: Sequence[Suivi]) -> int:
    """Return where a doctor stands: a band for what pays nothing already, one for what no departure brings to zero."""
    if vu.issue is Issue.NULLE:
        return _GAUCHE + _BANDE // 2
    marge = _marge(vu)
    if marge is None:
        return _DROITE - _BANDE // 2
    return _abscisse(marge, suivis)


def _abscisse(marge: int, suivis: Sequence[Suivi]) -> int:
    debut, fin = _GAUCHE + _BANDE, _DROITE - _BANDE - 2 * _RAYON
    return debut + (fin - debut) * marge // max(_large(suivis), 1)


def _large(suivis: Sequence[Suivi]) -> int:
    return max((_marge(vu) or 0 for vu in suivis), default=0)


def _haute(suivis: Sequence[Suivi]) -> Decimal:
    return max((vu.en_jeu for vu in suivis), default=Decimal(0))


def _y(somme: Decimal, suivis: Sequence[Suivi]) -> int:
    return _BAS - int((_BAS - _HAUT) * somme / max(_haute(suivis), Decimal(1)))


def _medecin(rang: int, vu: Suivi, suivis: Sequence[Suivi]) -> str:
    teinte, x, y = _TEINTES[vu.issue], _x(vu, suivis), _y(vu.en_jeu, suivis)
    dit = f"{rang}. {nom(vu)} : {dire(vu.issue.libelle)}, {en_texte(vu.en_jeu)}"
    return (
        f"<g><title>{escape(dit)}</title>"
        f"<circle cx='{x}' cy='{y}' r='{_RAYON}' fill='{teinte.forte}' stroke='#ffffff'/>"
        f"<text x='{x}' y='{y + 4}' text-anchor='middle' font-size='12' fill='{teinte.encre}'>{rang}</text></g>"
    )


def _axes(suivis: Sequence[Suivi]) -> Iterator[str]:
    for debut, bande in ((_GAUCHE, couleurs.NULLE), (_DROITE - _BANDE, couleurs.INTEGRALE)):
        yield f"<rect x='{debut}' y='{_HAUT - 14}' width='{_BANDE}' height='{_BAS - _HAUT + 14}' fill='{bande.pale}'/>"
    yield f"<path d='M{_GAUCHE} {_HAUT - 14}V{_BAS}H{_DROITE}' fill='none' stroke='{_ENCRE}'/>"
    yield _texte(_GAUCHE + _BANDE // 2, _BAS + 18, dire("déjà 0 €"), "middle")
    yield _texte(_DROITE - _BANDE // 2, _BAS + 18, dire("à l'abri"), "middle")
    large = _large(suivis)
    for part in range(1, _GRADUATIONS):
        marge = large * part // _GRADUATIONS
        yield _texte(_abscisse(marge, suivis), _BAS + 18, nombre(marge), "middle")
    yield _texte((_GAUCHE + _DROITE) // 2, _BAS + 38, dire("Patients qui peuvent partir avant 0 €"), "middle")
    for part in range(_GRADUATIONS + 1):
        somme = _haute(suivis) * part / _GRADUATIONS
        yield _texte(_GAUCHE - 8, _y(somme, suivis) + 4, en_texte(somme.quantize(Decimal(1))), "end")
    milieu = (_HAUT + _BAS) // 2
    enjeu = _texte(16, milieu, dire("En jeu dans l'année jugée"), "middle")
    yield f"<g transform='rotate(-90 16 {milieu})'>{enjeu}</g>"


def _legende() -> Iterator[str]:
    for rang, issue in enumerate((Issue.NULLE, Issue.PRORATA, Issue.ENTIERE)):
        x = _GAUCHE + 150 * rang
        yield f"<circle cx='{x + 8}' cy='460' r='8' fill='{_TEINTES[issue].forte}'/>"
        yield _texte(x + 22, 465, dire(issue.libelle), "start")


def _texte(x: int, y: int, ecrit: str, ancre: str) -> str:
    return texte(x, y, ecrit, ancre, fill=_ENCRE)
