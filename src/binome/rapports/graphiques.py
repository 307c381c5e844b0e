"""Charts of a projection, as SVG: each shows one table of `resultats`, and is never the only way to read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from binome.nation.projection import Projection
from binome.nation.resultats import Ligne, ecarts_aux_objectifs, gagnants, par_annee, par_dimension, prix_des_lectures

VERT: Final = "#14504d"
COULEURS: Final = ("#14504d", "#b3541e", "#5b5ea6", "#7a7a2e", "#8c2f5a", "#2f6f8c", "#555555")
ISSUES: Final = {
    "part_integrale": ("intégrale", "#14504d"),
    "part_prorata": ("au prorata", "#d9a441"),
    "part_nulle": ("0 €", "#b3261e"),
    "part_inconnue": ("inconnue", "#9a9a9a"),
}
_LARGEUR: Final = 620
_LECTURES_MONTREES: Final = 12


@cache
def _nombres_en_francais() -> dict[str, Any]:
    return {"number": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"]}}


def en_svg(graphique: Any) -> str:
    """Return a chart as SVG, its numbers written in French."""
    import vl_convert

    configure = graphique.configure(
        font="Source Sans 3, Helvetica Neue, Arial, sans-serif",
        locale=_nombres_en_francais(),
        axis={"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320},
        legend={"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320},
        view={"stroke": None},
    )
    svg: str = vl_convert.vegalite_to_svg(configure.to_dict())
    return svg


def _table(lignes: Sequence[Ligne]) -> Any:
    import altair as alt

    table: Any = alt.InlineData(values=[dict(ligne) for ligne in lignes])
    return table


def couts(projection: Projection) -> str:
    """Return the cost of each contract year under each law, with its interval."""
    import altair as alt

    lignes = [
        {
            "loi": une.reforme.titre,
            **{nom: ligne[nom] / 10**6 for nom in ("cout", "cout_bas", "cout_haut")},
            "annee": ligne["annee"],
        }
        for une in (projection.reference, *projection.reformes)
        for ligne in par_annee(projection, une)[:-1]
    ]
    lois = [une.reforme.titre for une in (projection.reference, *projection.reformes)]
    base = alt.Chart(_table(lignes)).encode(
        x=alt.X("annee:N", title="Année de contrat", axis=alt.Axis(labelAngle=0)),
        xOffset=alt.XOffset("loi:N", sort=lois),
    )
    barres = base.mark_bar().encode(
        y=alt.Y("cout:Q", title="Millions d'euros"),
        color=alt.Color(
            "loi:N",
            title=None,
            sort=lois,
            scale=alt.Scale(domain=lois, range=_palette(lois)),
            legend=alt.Legend(orient="top", columns=1),
        ),
    )
    traits = base.mark_rule(color="#222222").encode(y="cout_bas:Q", y2="cout_haut:Q")
    return en_svg((barres + traits).properties(width=_LARGEUR, height=260))


def _palette(lois: Sequence[str]) -> list[str]:
    return [COULEURS[rang % len(COULEURS)] for rang in range(len(lois))]


def issues(projection: Projection) -> str:
    """Return the share of contracts paid in full, in proportion, not at all, by year, under the law in force."""
    import altair as alt

    lignes = [
        {"annee": ligne["annee"], "issue": nom, "part": float(ligne[cle] or 0), "ordre": rang}
        for ligne in par_annee(projection, projection.reference)[:-1]
        for rang, (cle, (nom, _)) in enumerate(ISSUES.items())
    ]
    noms, couleurs = [nom for nom, _ in ISSUES.values()], [couleur for _, couleur in ISSUES.values()]
    graphique = (
        alt.Chart(_table(lignes))
        .mark_bar()
        .encode(
            y=alt.Y("annee:N", title="Année de contrat"),
            x=alt.X("part:Q", title="Part des contrats", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "issue:N",
                title=None,
                sort=noms,
                scale=alt.Scale(domain=noms, range=couleurs),
                legend=alt.Legend(orient="top"),
            ),
            order=alt.Order("ordre:Q"),
        )
    )
    return en_svg(graphique.properties(width=_LARGEUR, height=180))


def par_groupe(projection: Projection, dimension: str) -> str:
    """Return the cost over five years by group, under the law in force."""
    import altair as alt

    lignes = [
        {"groupe": ligne["groupe"], "cout": ligne["cout"] / 10**6}
        for ligne in par_dimension(projection, projection.reference, dimension)
    ]
    graphique = (
        alt.Chart(_table(lignes))
        .mark_bar(color=VERT)
        .encode(
            y=alt.Y("groupe:N", title=None, sort=[ligne["groupe"] for ligne in lignes]),
            x=alt.X("cout:Q", title="Millions d'euros en cinq ans"),
        )
    )
    return en_svg(graphique.properties(width=_LARGEUR - 140, height=26 * len(lignes) + 20))


def lectures(projection: Projection) -> str | None:
    """Return the price of the readings that move most, or None when none was played."""
    import altair as alt

    prix = prix_des_lectures(projection)[:_LECTURES_MONTREES]
    if not prix:
        return None
    lignes = [{"lecture": f"{p['lecture']} = {p['choix']}", "cout": p["cout"] / 10**6} for p in prix]
    graphique = (
        alt.Chart(_table(lignes))
        .mark_bar()
        .encode(
            y=alt.Y("lecture:N", title=None, sort=[ligne["lecture"] for ligne in lignes]),
            x=alt.X("cout:Q", title="Millions d'euros en cinq ans, par rapport aux lectures par défaut"),
            color=alt.condition("datum.cout < 0", alt.value(COULEURS[1]), alt.value(VERT)),
        )
    )
    return en_svg(graphique.properties(width=_LARGEUR - 200, height=26 * len(lignes) + 20))


def ecarts(projection: Projection) -> str:
    """Return how far counts fall from objectives, under the law in force."""
    import altair as alt

    noms = {"pmt": "patientèle médecin traitant", "pfa": "file active"}
    bords = {-200, 190}
    lignes = [
        {
            **ligne,
            "patientele": noms[ligne["patientele"]],
            "fin": ligne["ecart"] + 10,
            "sens": "objectif manqué" if ligne["ecart"] < 0 else "objectif atteint",
        }
        for ligne in ecarts_aux_objectifs(projection, projection.reference)
        if ligne["ecart"] not in bords
    ]
    sens = ["objectif manqué", "objectif atteint"]
    graphique = (
        alt.Chart(_table(lignes))
        .mark_bar()
        .encode(
            x=alt.X("ecart:Q", bin="binned", title="Patients sous ou sur l'objectif, par dizaines"),
            x2="fin:Q",
            y=alt.Y("annees_de_contrat:Q", title="Années de contrat"),
            color=alt.Color(
                "sens:N",
                title=None,
                sort=sens,
                scale=alt.Scale(domain=sens, range=[COULEURS[1], VERT]),
                legend=alt.Legend(orient="top"),
            ),
            row=alt.Row(
                "patientele:N",
                title=None,
                header=alt.Header(labelFontSize=12, labelAngle=0, labelAlign="left", labelOrient="top"),
            ),
        )
    )
    return en_svg(graphique.properties(width=_LARGEUR, height=120))


def gagnants_et_perdants(projection: Projection) -> str | None:
    """Return how many doctors each reform moves up or down, or None without a reform."""
    import altair as alt

    lignes = []
    for une in projection.reformes:
        tous = gagnants(projection, une)[0]
        lignes += [
            {"loi": une.reforme.titre, "sorte": "gagnants", "medecins": tous["gagnants"]},
            {"loi": une.reforme.titre, "sorte": "perdants", "medecins": -tous["perdants"]},
        ]
    if not lignes:
        return None
    sortes = ["perdants", "gagnants"]
    graphique = (
        alt.Chart(_table(lignes))
        .mark_bar()
        .encode(
            y=alt.Y("loi:N", title=None, sort=[ligne["loi"] for ligne in lignes]),
            x=alt.X("medecins:Q", title="Médecins, perdants à gauche"),
            color=alt.Color(
                "sorte:N",
                title=None,
                sort=sortes,
                scale=alt.Scale(domain=sortes, range=[COULEURS[1], VERT]),
                legend=alt.Legend(orient="top"),
            ),
        )
    )
    return en_svg(graphique.properties(width=_LARGEUR - 200, height=36 * len(projection.reformes) + 20))
