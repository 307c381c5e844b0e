"""The cliff map as SVG: colours and hatching, so that it reads without colour; title and description for everyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape

from binome.droit.codes import Patientele
from binome.langue.courante import dire
from binome.langue.ecriture import en_pourcent, en_texte, nombre, patients_en_mots
from binome.rapports.couleurs import INTEGRALE, NULLE, PRORATA
from binome.rapports.svg import texte
from binome.simulation.doutes_de_la_carte import Divergence
from binome.simulation.plan import Carte, Distance, Frontiere, Intervalle, Region

_LARGEUR, _HAUTEUR = 660, 480
_GAUCHE, _HAUT, _DROITE, _BAS = 72, 16, 624, 420
_TRAITS: Final = "font-family='Source Sans 3, system-ui, sans-serif' font-size='14'"
_ENTIER, _NUL, _PRORATA = INTEGRALE.pale, NULLE.pale, PRORATA.pale
_ENCRE: Final = "#1b1b1b"
_DOUTE: Final = "#5b3f8c"
_MODELES: Final = {
    (Patientele.PMT, True): "Il vous manque {patients} de PMT pour {quoi}",
    (Patientele.PMT, False): "À {patients} de PMT de la chute à {quoi}",
    (Patientele.PFA, True): "Il vous manque {patients} de file active pour {quoi}",
    (Patientele.PFA, False): "À {patients} de file active de la chute à {quoi}",
}


class _Plan:
    """Counts to picture coordinates; one vertical strip when the PMT is not followed."""

    def __init__(self, carte: Carte) -> None:
        self.pmt, self.pfa = carte.axes.pmt, carte.axes.pfa

    def x(self, compte: int) -> int:
        """Return the abscissa of a PMT count."""
        return _GAUCHE if self.pmt is None else _entre(compte, self.pmt, _GAUCHE, _DROITE)

    def y(self, compte: int) -> int:
        """Return the ordinate of a PFA count."""
        return _entre(compte, self.pfa, _BAS, _HAUT)


def _entre(compte: int, fenetre: Intervalle, debut: int, fin: int) -> int:
    etendue = max(fenetre[1] + 1 - fenetre[0], 1)
    place = min(max(compte - fenetre[0], 0), etendue)
    return debut + (fin - debut) * place // etendue


def en_svg(carte: Carte, doutes: Sequence[Divergence] = ()) -> str:
    """Return the map as a standalone SVG picture; `doutes` hatches the counts that another reading would change."""
    plan = _Plan(carte)
    titre = dire(
        "Carte des falaises, année {annee} : maximum {maximum}",
        annee=carte.annee,
        maximum=en_texte(carte.montant_maximal),
    )
    corps = [
        *(_region(region, plan) for region in carte.regions),
        *_isolignes(carte, plan),
        *_doutes(doutes, plan),
        *_axes(carte, plan),
        _point(carte, plan),
        *_legende(bool(doutes)),
    ]
    return "\n".join(
        [
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_LARGEUR} {_HAUTEUR}' role='img' "
                f"aria-labelledby='titre description' {_TRAITS}>"
            ),
            f"<title id='titre'>{escape(titre)}</title>",
            f"<desc id='description'>{escape(description(carte))}</desc>",
            _motifs(),
            f"<rect width='{_LARGEUR}' height='{_HAUTEUR}' fill='#ffffff'/>",
            *corps,
            "</svg>",
            "",
        ]
    )


def description(carte: Carte) -> str:
    """Return in words what the picture shows: the point, then the distance to each frontier."""
    return " ".join([du_point(carte), *distances_en_mots(carte)])


def du_point(carte: Carte) -> str:
    """Return where the doctor stands and what it pays."""
    point = carte.point
    mots = {"pfa": nombre(point.pfa), "montant": en_texte(point.montant), "part": en_pourcent(point.part)}
    if point.pmt is None:
        return dire("Point du médecin (file active {pfa}) : {montant}, part {part}.", **mots)
    pmt = nombre(point.pmt)
    return dire("Point du médecin (file active {pfa}, PMT {pmt}) : {montant}, part {part}.", pmt=pmt, **mots)


def distances_en_mots(carte: Carte) -> list[str]:
    """Return one sentence per frontier: how many patients, what it pays, what acompte would have to be given back."""
    return [_distance(distance) for distance in carte.distances]


def _distance(distance: Distance) -> str:
    [(patientele, patients)] = distance.patients.items()
    quoi = en_pourcent(Fraction(1)) if distance.vers is Frontiere.ENTIER else en_texte(Decimal(0))
    modele = _MODELES[patientele.membre, patients > 0]
    phrase = dire(modele, patients=patients_en_mots(abs(patients)), quoi=quoi)
    if distance.acompte_a_rendre:
        rendre = en_texte(distance.acompte_a_rendre)
        return dire("{phrase}, dont {rendre} d'acompte à rendre.", phrase=phrase, rendre=rendre)
    return f"{phrase}."


def _motifs() -> str:
    hachure = "width='8' height='8' patternUnits='userSpaceOnUse' patternTransform="
    return (
        "<defs>"
        f"<pattern id='nul' {hachure}'rotate(45)'><rect width='8' height='8' fill='{_NUL}'/>"
        f"<line x1='0' y1='0' x2='0' y2='8' stroke='{NULLE.forte}' stroke-width='2'/></pattern>"
        f"<pattern id='prorata' {hachure}'rotate(0)'><rect width='8' height='8' fill='{_PRORATA}'/>"
        "<circle cx='4' cy='4' r='1' fill='#7a5c00'/></pattern>"
        f"<pattern id='doute' {hachure}'rotate(-45)'><line x1='0' y1='0' x2='0' y2='8' stroke='{_DOUTE}' "
        "stroke-width='3'/></pattern>"
        "</defs>"
    )


def _couleur(part: Fraction | None) -> str:
    if part is None:
        return "url(#prorata)"
    return _ENTIER if part == 1 else "url(#nul)" if part == 0 else "url(#prorata)"


def _region(region: Region, plan: _Plan) -> str:
    gauche, droite = (_GAUCHE, _DROITE) if region.pmt is None else (plan.x(region.pmt[0]), plan.x(region.pmt[1] + 1))
    haut, bas = plan.y(region.pfa[1] + 1), plan.y(region.pfa[0])
    part = dire("prorata") if region.part is None else en_pourcent(region.part)
    return (
        f"<rect x='{gauche}' y='{haut}' width='{droite - gauche}' height='{bas - haut}' "
        f"fill='{_couleur(region.part)}' stroke='{_ENCRE}' stroke-width='1'>"
        f"<title>{escape(part)} : {escape(region.explication)}</title></rect>"
    )


def _doutes(doutes: Sequence[Divergence], plan: _Plan) -> Iterator[str]:
    """Draw once each cell that some reading would change."""
    for pmt, pfa in dict.fromkeys(zone for un in doutes for zone in un.zones):
        gauche, droite = (_GAUCHE, _DROITE) if pmt is None else (plan.x(pmt[0]), plan.x(pmt[1] + 1))
        haut, bas = plan.y(pfa[1] + 1), plan.y(pfa[0])
        yield (
            f"<rect x='{gauche}' y='{haut}' width='{max(droite - gauche, 3)}' height='{max(bas - haut, 3)}' "
            f"fill='url(#doute)' stroke='{_DOUTE}' stroke-dasharray='3 3'/>"
        )


def _isolignes(carte: Carte, plan: _Plan) -> list[str]:
    """Draw each level of the prorata, inside the regions where it applies."""
    traits = []
    for region in carte.regions:
        if region.part is not None:
            continue
        for ligne in carte.isolignes:
            droite = plan.x(region.pmt[1] + 1) if region.pmt else _DROITE
            gauche = plan.x(region.pmt[0]) if region.pmt else _GAUCHE
            if region.pmt and ligne.pmt is not None and region.pmt[0] <= ligne.pmt <= region.pmt[1]:
                droite = plan.x(ligne.pmt)
            if ligne.pfa is None or not region.pfa[0] <= ligne.pfa <= region.pfa[1]:
                continue
            y, bas = plan.y(ligne.pfa), plan.y(region.pfa[0])
            traits.append(
                f"<polyline points='{gauche},{y} {droite},{y} {droite},{bas}' fill='none' stroke='#7a5c00' "
                f"stroke-dasharray='4 3'/><text x='{gauche + 4}' y='{y - 4}' font-size='12'>"
                f"{escape(en_pourcent(ligne.part))}</text>"
            )
    return traits


def _axes(carte: Carte, plan: _Plan) -> list[str]:
    milieu = (_HAUT + _BAS) // 2
    ordonnees = sorted({region.pfa[0] for region in carte.regions})
    abscisses = sorted({region.pmt[0] for region in carte.regions if region.pmt})
    return [
        *(_texte(_GAUCHE - 6, plan.y(compte) + 4, nombre(compte), "end", 12) for compte in ordonnees),
        *(_texte(plan.x(compte), _BAS + 16, nombre(compte), "middle", 12) for compte in abscisses),
        *(
            [_texte(_DROITE, _BAS + 34, dire("Patientèle médecin traitant"), "end")]
            if carte.axes.pmt is not None
            else []
        ),
        f"<g transform='rotate(-90 14 {milieu})'>{_texte(14, milieu, dire('File active'), 'middle')}</g>",
    ]


def _texte(x: int, y: int, ecrit: str, ancre: str, taille: int = 14) -> str:
    return texte(x, y, ecrit, ancre, font_size=taille)


def _point(carte: Carte, plan: _Plan) -> str:
    x = (_GAUCHE + _DROITE) // 2 if carte.point.pmt is None else plan.x(carte.point.pmt)
    y = plan.y(carte.point.pfa)
    return (
        f"<circle cx='{x}' cy='{y}' r='7' fill='#ffffff' stroke='{_ENCRE}' stroke-width='2'/>"
        f"<circle cx='{x}' cy='{y}' r='3' fill='{_ENCRE}'/>"
    )


def _legende(avec_doutes: bool) -> list[str]:
    entrees = (
        (_ENTIER, en_pourcent(Fraction(1))),
        ("url(#prorata)", dire("prorata")),
        ("url(#nul)", en_texte(Decimal(0))),
        *((("url(#doute)", dire("selon la lecture")),) if avec_doutes else ()),
    )
    return [
        f"<rect x='{_GAUCHE + 120 * rang}' y='461' width='18' height='14' fill='{couleur}' stroke='{_ENCRE}'/>"
        f"<text x='{_GAUCHE + 24 + 120 * rang}' y='473'>{nom}</text>"
        for rang, (couleur, nom) in enumerate(entrees)
    ]
