"""What every chart shares: colours, French numbers, SVG."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Final

import altair as alt
import vl_convert

from binome.rapports.couleurs import INTEGRALE

VERT: Final = INTEGRALE.forte
ORANGE: Final = "#b3541e"
COULEURS: Final = (VERT, ORANGE, "#5b5ea6", "#7a7a2e", "#8c2f5a", "#2f6f8c", "#555555")
LARGE: Final = 620
"""Width of a chart on a page, in pixels."""
ETROIT: Final = 330
"""Width of the same chart on a phone: its letters keep their size."""
COUPE: Final = "|"
_PIXELS_PAR_LETTRE: Final = 7
_BARRE: Final = 24
_LIGNE: Final = 16
_LETTRES: Final = {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320}
_SOMBRE: Final = (
    "@media (prefers-color-scheme:dark){"
    "text[fill='#000'],text[fill='black']{fill:#e8e8e8}line[stroke='#ddd']{stroke:#3a4245}line[stroke='#888']{stroke:#8a9194}"
    "[fill='#14504d']{fill:#2f7f79}}"
)
"""What is drawn in the colours of a light page by default takes those of a dark one."""
_NOMBRES_EN_FRANCAIS: Final = {
    "number": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"]}
}


def en_svg(graphique: alt.Chart | alt.LayerChart | alt.FacetChart) -> str:
    """Return a chart as SVG, its numbers written in French."""
    configure = graphique.configure(
        background="transparent",
        font="Source Sans 3, Helvetica Neue, Arial, sans-serif",
        locale=_NOMBRES_EN_FRANCAIS,
        axis=_LETTRES,
        legend=_LETTRES,
        view={"stroke": None},
    )
    svg: str = vl_convert.vegalite_to_svg(configure.to_dict())
    return svg


def donnees(lignes: Iterable[Mapping[str, object]]) -> alt.InlineData:
    """Return rows as a chart takes them."""
    return alt.InlineData(values=[dict(ligne) for ligne in lignes])


def adresse(svg: str) -> str:
    """Return a drawing as the address of an image, read on a dark page too when the reader's system asks for one."""
    fin = svg.index(">") + 1
    dessin = f"{svg[:fin]}<style>{_SOMBRE}</style>{svg[fin:]}"
    return f"data:image/svg+xml;base64,{b64encode(dessin.encode()).decode()}"


def couleur(champ: str, noms: Sequence[str], couleurs: Sequence[str]) -> alt.Color:
    """Return one colour a name, its legend on top."""
    return alt.Color(
        f"{champ}:N",
        title=None,
        sort=list(noms),
        scale=alt.Scale(domain=list(noms), range=list(couleurs)),
        legend=alt.Legend(orient="top"),
    )


def en_lignes(texte: str, largeur: int) -> str:
    """Return a label cut where a chart of this width must go to the next line."""
    return COUPE.join(wrap(texte, largeur // _PIXELS_PAR_LETTRE))


def barres_couchees(lignes: Sequence[Mapping[str, object]], etiquette: str, largeur: int) -> alt.Chart:
    """Return lying bars, one a row or several, in the order of the rows, each under its label."""
    etiquettes = list(dict.fromkeys(str(ligne[etiquette]) for ligne in lignes))
    en_plus = _LIGNE * max(texte.count(COUPE) for texte in etiquettes)
    hauteur = _LIGNE + en_plus
    axe = alt.Axis(
        labelExpr=f"split(datum.label, '{COUPE}')",
        labelLineHeight=_LIGNE,
        labelAlign="left",
        labelBaseline="bottom",
        labelPadding=0,
        labelOffset=-_BARRE // 2 - 3 - en_plus,
        labelLimit=largeur,
        ticks=False,
        domain=False,
        zindex=1,
    )
    pas = _BARRE + hauteur + _LIGNE // 2
    echelle = alt.Scale(paddingInner=0, paddingOuter=hauteur / pas / 2)
    y = alt.Y(f"{etiquette}:N", title=None, sort=etiquettes, axis=axe, scale=echelle)
    barres = alt.Chart(donnees(lignes)).mark_bar(size=_BARRE).encode(y=y)
    dessinees: alt.Chart = barres.properties(width=largeur, height=alt.Step(pas))
    return dessinees
