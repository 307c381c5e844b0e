"""Charts of a projection: each shows one table, and is never the only way to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import altair as alt

from binome.nation.mesures import CENTRE
from binome.nation.projection import Projection
from binome.nation.resultats.annees import AnneeDeContrat
from binome.nation.resultats.gagnants import GagnantsEtPerdants
from binome.nation.resultats.groupes import ParGroupe
from binome.nation.resultats.lectures import PrixDeLecture
from binome.nation.resultats.repartitions import LARGEUR as DIZAINE
from binome.nation.resultats.repartitions import EcartALObjectif
from binome.nation.resultats.tableaux import Tableaux
from binome.rapports.nation.dessin import COULEURS, LARGEUR, ORANGE, VERT, barres_couchees, couleur, donnees, en_svg

ISSUES: Final = {
    "part_integrale": ("intégrale", "#14504d"),
    "part_prorata": ("au prorata", "#d9a441"),
    "part_nulle": ("0 €", "#b3261e"),
    "part_inconnue": ("inconnue", "#9a9a9a"),
}
_LECTURES_MONTREES: Final = 12
_MILLION: Final = 10**6


def dessiner(projection: Projection, tableaux: Tableaux) -> dict[str, str]:
    """Return the chart of each part of the report that has one, by its key."""
    return dict(_dessins(projection, tableaux))


def _dessins(projection: Projection, tableaux: Tableaux) -> Iterator[tuple[str, str]]:
    titres = [simulee.reforme.titre for simulee in projection.lois]
    par_loi = list(tableaux.annees.values())
    yield "lois", couts(titres, par_loi)
    yield "annees", issues(par_loi[0])
    yield "ecarts", ecarts(tableaux.ecarts)
    for dimension, groupes in tableaux.groupes.items():
        if len(groupes) > 1:
            yield dimension, par_groupe(groupes)
    if projection.reformes:
        yield "gagnants", gagnants_et_perdants(titres[1:], [tous for tous, *_ in tableaux.gagnants.values()])
    if tableaux.lectures:
        yield "lectures", lectures(tableaux.lectures)


def couts(titres: Sequence[str], par_loi: Sequence[Sequence[AnneeDeContrat]]) -> str:
    """Return the cost of each contract year under each law, with its interval."""
    lignes = [
        {"loi": loi, "annee": annee.annee, **{nom: cout / _MILLION for nom, cout in _couts(annee).items()}}
        for loi, (*annees, _) in zip(titres, par_loi, strict=True)
        for annee in annees
    ]
    palette = [COULEURS[rang % len(COULEURS)] for rang in range(len(titres))]
    base = alt.Chart(donnees(lignes)).encode(
        x=alt.X("annee:N", title="Année de contrat", axis=alt.Axis(labelAngle=0)),
        xOffset=alt.XOffset("loi:N", sort=list(titres)),
    )
    barres = base.mark_bar().encode(
        y=alt.Y("cout:Q", title="Millions d'euros"), color=couleur("loi", titres, palette, en_colonne=True)
    )
    traits = base.mark_rule(color="#222222").encode(y="cout_bas:Q", y2="cout_haut:Q")
    return en_svg((barres + traits).properties(width=LARGEUR, height=260))


def _couts(annee: AnneeDeContrat) -> dict[str, int]:
    cout = annee.cout
    return {"cout": cout.cout, "cout_bas": cout.cout_bas, "cout_haut": cout.cout_haut}


def issues(annees: Sequence[AnneeDeContrat]) -> str:
    """Return the share of contracts paid in full, in proportion, not at all, by year, under the law in force."""
    lignes = [
        {"annee": annee.annee, "issue": nom, "part": float(getattr(annee.issues, cle) or 0), "ordre": rang}
        for annee in annees[:-1]
        for rang, (cle, (nom, _)) in enumerate(ISSUES.items())
    ]
    noms, couleurs = zip(*ISSUES.values(), strict=True)
    graphique = (
        alt.Chart(donnees(lignes))
        .mark_bar()
        .encode(
            y=alt.Y("annee:N", title="Année de contrat"),
            x=alt.X("part:Q", title="Part des contrats", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            color=couleur("issue", noms, couleurs),
            order=alt.Order("ordre:Q"),
        )
    )
    return en_svg(graphique.properties(width=LARGEUR, height=180))


def par_groupe(groupes: Sequence[ParGroupe]) -> str:
    """Return the cost over five years by group, under the law in force."""
    lignes = [{"groupe": groupe.groupe, "cout": groupe.cout / _MILLION} for groupe in groupes]
    x = alt.X("cout:Q", title="Millions d'euros en cinq ans")
    graphique = barres_couchees(lignes, "groupe", x).mark_bar(color=VERT)
    return en_svg(graphique.properties(width=LARGEUR - 140, height=26 * len(lignes) + 20))


def lectures(prix: Sequence[PrixDeLecture]) -> str:
    """Return the price of the readings that move most."""
    lignes = [
        {"lecture": f"{une.lecture} = {une.choix}", "cout": une.cout / _MILLION} for une in prix[:_LECTURES_MONTREES]
    ]
    x = alt.X("cout:Q", title="Millions d'euros en cinq ans, par rapport aux lectures par défaut")
    graphique = barres_couchees(lignes, "lecture", x).encode(
        color=alt.condition("datum.cout < 0", alt.value(ORANGE), alt.value(VERT))
    )
    return en_svg(graphique.properties(width=LARGEUR - 200, height=26 * len(lignes) + 20))


def ecarts(distances: Sequence[EcartALObjectif]) -> str:
    """Return how far counts fall from objectives, under the law in force, but for both ends, which gather the rest."""
    noms = {"pmt": "patientèle médecin traitant", "pfa": "file active"}
    sens = ["objectif manqué", "objectif atteint"]
    lignes = [
        {
            **distance.a_plat(),
            "patientele": noms[distance.patientele],
            "fin": distance.ecart + DIZAINE,
            "sens": sens[distance.ecart >= 0],
        }
        for distance in distances
        if -CENTRE < distance.ecart < CENTRE - DIZAINE
    ]
    graphique = (
        alt.Chart(donnees(lignes))
        .mark_bar()
        .encode(
            x=alt.X("ecart:Q", bin="binned", title="Patients sous ou sur l'objectif, par dizaines"),
            x2="fin:Q",
            y=alt.Y("annees_de_contrat:Q", title="Années de contrat"),
            color=couleur("sens", sens, [ORANGE, VERT]),
            row=alt.Row(
                "patientele:N",
                title=None,
                header=alt.Header(labelFontSize=12, labelAngle=0, labelAlign="left", labelOrient="top"),
            ),
        )
    )
    return en_svg(graphique.properties(width=LARGEUR, height=120))


def gagnants_et_perdants(titres: Sequence[str], tous: Sequence[GagnantsEtPerdants]) -> str:
    """Return how many contracts each reform moves up or down."""
    lignes = []
    for loi, nation in zip(titres, tous, strict=True):
        lignes += [
            {"loi": loi, "sorte": "gagnants", "contrats": nation.gagnants},
            {"loi": loi, "sorte": "perdants", "contrats": -nation.perdants},
        ]
    x = alt.X("contrats:Q", title="Contrats, perdants à gauche")
    graphique = barres_couchees(lignes, "loi", x).encode(
        color=couleur("sorte", ["perdants", "gagnants"], [ORANGE, VERT])
    )
    return en_svg(graphique.properties(width=LARGEUR - 200, height=36 * len(titres) + 20))
