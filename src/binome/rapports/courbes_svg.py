"""The curves of objectives as SVG: one line a working time, told apart by dashes and by its name, not by colour alone.

Colours are those of the charts; a page gives its own by class, for a dark theme. The drawing is narrow, so that its
letters keep their size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from binome.droit.codes import Patientele, Percentile
from binome.langue.courante import dire
from binome.langue.ecriture import en_etp, nombre
from binome.rapports.svg import texte
from binome.simulation.courbes import Courbe, Courbes, Point

_LARGEUR, _HAUTEUR = 380, 316
_GAUCHE, _DROITE, _HAUT, _BAS = 38, 372, 52, 264
_COULEURS: Final = ("#555555", "#5b5ea6", "#14504d", "#b3541e", "#8c2f5a")
_TIRETS: Final = ("", "7 4", "", "2 4", "10 3 2 3")
_PAS: Final = (50, 100, 200, 500, 1_000)
_GRADUATIONS: Final = 6
_LARGEUR_D_UN_NOM, _HAUTEUR_D_UN_NOM = 64, 26
_NOMS: Final = {
    Patientele.PMT: "Patients de plus à suivre comme médecin traitant",
    Patientele.PFA: "Patients de plus à voir dans l'année (file active)",
}
_AXES: Final = {Patientele.PMT: "Patientèle médecin traitant de départ", Patientele.PFA: "File active de départ"}


class _Plan:
    """Counts and objectives to picture coordinates."""

    def __init__(self, courbes: Courbes) -> None:
        self._premier, self._dernier = courbes.bornes
        if courbes.medecin:
            self._premier = min(self._premier, courbes.medecin.patients)
            self._dernier = max(self._dernier, courbes.medecin.patients)
        self.pas = next((p for p in _PAS if courbes.plus_haut // p < _GRADUATIONS), _PAS[-1])
        self.sommet = (courbes.plus_haut // self.pas + 1) * self.pas

    def x(self, patients: int) -> int:
        """Return the abscissa of a count."""
        return _GAUCHE + (_DROITE - _GAUCHE) * (patients - self._premier) // max(self._dernier - self._premier, 1)

    def y(self, objectif: int) -> int:
        """Return the ordinate of an objective."""
        return _BAS - (_BAS - _HAUT) * objectif // self.sommet


def titre(courbes: Courbes) -> str:
    """Return what the picture shows."""
    return dire(_NOMS[courbes.patientele])


def en_svg(courbes: Courbes) -> str:
    """Return the curves as a picture; its words are also in its title and description."""
    plan, nom = _Plan(courbes), courbes.patientele.code
    corps = [*_grille(plan), *_rangs(courbes, plan), *_lignes(courbes, plan), *_noms(courbes, plan)]
    return "".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' class='courbes-svg' viewBox='0 0 {_LARGEUR} {_HAUTEUR}' ",
            f"role='img' aria-labelledby='titre-{nom} description-{nom}' font-size='13' fill='#1b1b1b' ",
            "font-family='Source Sans 3, system-ui, sans-serif'>",
            f"<title id='titre-{nom}'>{escape(titre(courbes))}</title>",
            f"<desc id='description-{nom}'>{escape(' '.join(phrases(courbes)))}</desc>",
            _texte(_GAUCHE, 16, dire("Patients de plus"), "start"),
            *corps,
            *_point(courbes, plan),
            _texte(_DROITE, _BAS + 44, dire(_AXES[courbes.patientele]), "end"),
            "</svg>",
        ]
    )


def phrases(courbes: Courbes) -> Iterator[str]:
    """Yield one sentence a curve, from its values at the published ranks, then one on the doctor."""
    lignes = {ligne.rang: ligne for ligne in courbes.lignes if ligne.rang is not None}
    for numero, courbe in enumerate(courbes.courbes):
        yield dire(
            "{option} : +{debut} jusqu'à {p50} patients, +{p90} à {patients_p90}, +{fin} à partir de {p95}.",
            option=en_etp(courbe.option.code),
            debut=nombre(lignes[Percentile.P30].objectifs[numero]),
            p50=nombre(courbes.rangs[Percentile.P50]),
            p90=nombre(lignes[Percentile.P90].objectifs[numero]),
            patients_p90=nombre(courbes.rangs[Percentile.P90]),
            fin=nombre(lignes[Percentile.P95].objectifs[numero]),
            p95=nombre(courbes.rangs[Percentile.P95]),
        )
    yield from du_medecin(courbes)


def du_medecin(courbes: Courbes) -> Iterator[str]:
    """Yield where the doctor stands, and why when it is not on the curve."""
    if courbes.medecin is None:
        return
    depart, objectif = map(nombre, courbes.medecin)
    if courbes.medecin.objectif:
        yield dire("Votre point : {depart} patients au départ, +{objectif} demandés.", depart=depart, objectif=objectif)
    else:
        yield dire("Votre point : {depart} patients au départ, à garder.", depart=depart)
    if courbes.attendu not in (None, courbes.medecin.objectif):
        yield dire("Il n'est pas sur la courbe : une autre règle fixe votre objectif.")


def _texte(x: int, y: int, ecrit: str, ancre: str, classe: str = "") -> str:
    return texte(x, y, ecrit, ancre, **({"class": classe} if classe else {}))


def _grille(plan: _Plan) -> Iterator[str]:
    for objectif in range(0, plan.sommet + 1, plan.pas):
        y = plan.y(objectif)
        yield f"<path class='grille' d='M{_GAUCHE} {y}H{_DROITE}' stroke='#d5d5d5' fill='none'/>"
        yield _texte(_GAUCHE - 6, y + 4, nombre(objectif), "end")


def _rangs(courbes: Courbes, plan: _Plan) -> Iterator[str]:
    """Yield the published ranks: their name above, their count below."""
    for rang, patients in courbes.rangs.items():
        x = plan.x(patients)
        yield f"<path class='rang' d='M{x} {_HAUT - 4}V{_BAS}' stroke='#8a8a8a' stroke-dasharray='3 4' fill='none'/>"
        yield _texte(x, _HAUT - 9, rang.libelle, "middle")
        yield _texte(x, _BAS + 22, nombre(patients), "middle")


def _lignes(courbes: Courbes, plan: _Plan) -> Iterator[str]:
    for courbe in courbes.courbes:
        chemin = "L".join(f"{plan.x(point.patients)} {plan.y(point.objectif)}" for point in courbe.points)
        yield (
            f"<path class='ligne option-{int(courbe.option)}' d='M{chemin}' stroke='{_COULEURS[courbe.option]}' "
            f"stroke-width='{_epaisseur(courbes, courbe)}' stroke-dasharray='{_TIRETS[courbe.option]}' fill='none'/>"
        )


def _epaisseur(courbes: Courbes, courbe: Courbe) -> int:
    return 4 if courbe.option == courbes.option else 2


def _noms(courbes: Courbes, plan: _Plan) -> Iterator[str]:
    """Yield the name of each curve above its beginning; the doctor's is bold."""
    for courbe in courbes.courbes:
        if courbe.option == courbes.option and _cache_le_nom(courbes, plan):
            continue
        premier = courbe.points[0]
        classe = f"halo nom-{int(courbe.option)}" + (" choisie" if courbe.option == courbes.option else "")
        yield _texte(
            plan.x(premier.patients) + 6, plan.y(premier.objectif) - 6, en_etp(courbe.option.code), "start", classe
        )


def _cache_le_nom(courbes: Courbes, plan: _Plan) -> bool:
    """Return whether the doctor's point stands where the name of the doctor's curve would be."""
    if courbes.medecin is None:
        return False
    debuts = (courbe.points[0] for courbe in courbes.courbes if courbe.option == courbes.option)
    return any(
        abs(plan.x(debut.patients) - plan.x(courbes.medecin.patients)) < _LARGEUR_D_UN_NOM
        and abs(plan.y(debut.objectif) - plan.y(courbes.medecin.objectif)) < _HAUTEUR_D_UN_NOM
        for debut in debuts
    )


def _point(courbes: Courbes, plan: _Plan) -> Iterator[str]:
    """Yield the doctor's point, with the name of the curve when it hides it."""
    if courbes.medecin is None:
        return
    x, y = plan.x(courbes.medecin.patients), plan.y(courbes.medecin.objectif)
    a_droite = x < (_GAUCHE + _DROITE) // 2
    yield f"<circle class='medecin' cx='{x}' cy='{y}' r='7' fill='#ffffff' stroke='#1b1b1b' stroke-width='3'/>"
    yield _texte(
        x + (11 if a_droite else -11),
        y + (20 if y < _BAS - _HAUTEUR_D_UN_NOM else -12),
        _etiquette(courbes, courbes.medecin, plan),
        "start" if a_droite else "end",
        "halo choisie",
    )


def _etiquette(courbes: Courbes, medecin: Point, plan: _Plan) -> str:
    combien = f"+{nombre(medecin.objectif)}" if medecin.objectif else dire("garder")
    if courbes.option is not None and _cache_le_nom(courbes, plan):
        return dire("vous, {option} : {combien}", option=en_etp(courbes.option.code), combien=combien)
    return dire("vous : {combien}", combien=combien)
