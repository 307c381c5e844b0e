"""What every chart shares: colours, French numbers, SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import altair as alt
import vl_convert

VERT: Final = "#14504d"
ORANGE: Final = "#b3541e"
COULEURS: Final = (VERT, ORANGE, "#5b5ea6", "#7a7a2e", "#8c2f5a", "#2f6f8c", "#555555")
LARGEUR: Final = 620
_LETTRES: Final = {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320}
_NOMBRES_EN_FRANCAIS: Final = {
    "number": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"]}
}


def en_svg(graphique: alt.Chart | alt.LayerChart) -> str:
    """Return a chart as SVG, its numbers written in French."""
    configure = graphique.configure(
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


def couleur(champ: str, noms: Sequence[str], couleurs: Sequence[str], en_colonne: bool = False) -> alt.Color:
    """Return one colour a name, its legend on top, in one column or in a row."""
    return alt.Color(
        f"{champ}:N",
        title=None,
        sort=list(noms),
        scale=alt.Scale(domain=list(noms), range=list(couleurs)),
        legend=alt.Legend(orient="top", columns=1) if en_colonne else alt.Legend(orient="top"),
    )


def barres_couchees(lignes: Sequence[Mapping[str, object]], etiquette: str, x: alt.X) -> alt.Chart:
    """Return lying bars, one a row or several, in the order of the rows."""
    y = alt.Y(f"{etiquette}:N", title=None, sort=[str(ligne[etiquette]) for ligne in lignes])
    barres: alt.Chart = alt.Chart(donnees(lignes)).mark_bar().encode(y=y, x=x)
    return barres
