"""Charts of a projection: each shows one table, and is never the only way to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import altair as alt

from binome.langue.ecriture import nombre
from binome.nation.mesures import CENTRE
from binome.nation.projection import Projection
from binome.nation.resultats.annees import SousUneLoi
from binome.nation.resultats.calculs import Issues
from binome.nation.resultats.gagnants import GagnantsEtPerdants
from binome.nation.resultats.groupes import ParGroupe
from binome.nation.resultats.lectures import PrixDeLecture
from binome.nation.resultats.repartitions import LARGEUR as DIZAINE
from binome.nation.resultats.repartitions import Decile, EcartALObjectif
from binome.nation.resultats.tableaux import Tableaux
from binome.rapports.couleurs import INCONNUE, INTEGRALE, NULLE, PRORATA
from binome.rapports.nation.accroches import millions
from binome.rapports.nation.dessin import (
    COUPE,
    LARGE,
    ORANGE,
    VERT,
    barres_couchees,
    couleur,
    donnees,
    en_lignes,
    en_svg,
)
from binome.rapports.nation.sections import PATIENTELES

ISSUES: Final = {
    "part_integrale": ("intégrale", INTEGRALE),
    "part_prorata": ("au prorata", PRORATA),
    "part_nulle": ("0 €", NULLE),
    "part_inconnue": ("inconnue", INCONNUE),
}
_PART_LISIBLE: Final = Fraction(1, 14)
"""Share of a bar from which its figure fits inside."""
_LECTURES_MONTREES: Final = 8
_MILLION: Final = 10**6
_MARGE: Final = 50
_BARRE_FINE: Final = 18


def dessiner(projection: Projection, tableaux: Tableaux, largeur: int = LARGE) -> dict[str, str]:
    """Return the chart of each part of the report that has one, by its key, in pixels of width."""
    return dict(_dessins(projection, tableaux, largeur))


def _dessins(projection: Projection, tableaux: Tableaux, largeur: int) -> Iterator[tuple[str, str]]:
    titres = [simulee.reforme.titre for simulee in projection.lois]
    lois = [(_une_loi(loi, largeur), loi.issues) for loi in tableaux.lois]
    yield "lois", issues(lois, "Part des années de contrat", largeur)
    if projection.reformes:
        tous = [tous for tous, *_ in tableaux.gagnants.values()]
        yield "gagnants", gagnants_et_perdants(titres[1:], tous, largeur)
    annees = next(iter(tableaux.annees.values()))
    par_annee = [(f"Année {une.annee}", une.issues) for une in annees[:-1]]
    yield "annees", issues(par_annee, "Part des contrats de l'année", largeur)
    yield "ecarts", ecarts(tableaux.ecarts, largeur)
    if tableaux.distribution:
        yield "distribution", deciles(tableaux.distribution, largeur)
    for dimension, groupes in tableaux.groupes.items():
        if len(groupes) > 1:
            yield dimension, par_groupe(groupes, largeur)
    if tableaux.lectures:
        yield "lectures", lectures(tableaux.lectures, largeur)


def _une_loi(loi: SousUneLoi, largeur: int) -> str:
    """Return the label of a law: its title, and its cost with its interval."""
    bas, haut = (nombre(round(Fraction(cout, _MILLION))) for cout in (loi.cout.cout_bas, loi.cout.cout_haut))
    return f"{en_lignes(loi.loi, largeur)}{COUPE}{millions(loi.cout.cout)} ({bas} à {haut})"


def issues(barres: Sequence[tuple[str, Issues]], titre: str, largeur: int = LARGE) -> str:
    """Return one bar a law or a year: the share of contracts paid in full, in proportion, not at all, each written."""
    lignes = [ligne for etiquette, fins in barres for ligne in _parts(etiquette, fins)]
    base = barres_couchees(lignes, "barre", largeur)
    barre = base.encode(
        x=alt.X("debut:Q", title=titre, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        x2="fin:Q",
        color=couleur("issue", [nom for nom, _ in ISSUES.values()], [t.forte for _, t in ISSUES.values()]),
    )
    chiffres = [
        base.transform_filter(f"datum.issue == '{nom}' && datum.lisible")
        .mark_text(color=teinte.encre, fontSize=13, fontWeight="bold")
        .encode(x="milieu:Q", text="ecrite:N")
        for nom, teinte in ISSUES.values()
    ]
    return en_svg(alt.layer(barre, *chiffres))


def _parts(etiquette: str, fins: Issues) -> Iterator[dict[str, object]]:
    debut = Fraction(0)
    for cle, (nom, _) in ISSUES.items():
        part = Fraction(getattr(fins, cle) or 0)
        yield {
            "barre": etiquette,
            "issue": nom,
            "debut": float(debut),
            "fin": float(debut + part),
            "milieu": float(debut + part / 2),
            "lisible": part >= _PART_LISIBLE,
            "ecrite": f"{round(part * 100)}\u00a0%",
        }
        debut += part


def par_groupe(groupes: Sequence[ParGroupe], largeur: int = LARGE) -> str:
    """Return the cost over five years by group, under the law in force."""
    lignes = [{"groupe": groupe.groupe, "cout": groupe.cout / _MILLION} for groupe in groupes]
    base = barres_couchees(lignes, "groupe", largeur).encode(x=_en_millions("Millions d'euros en cinq ans"))
    return en_svg(alt.layer(base.mark_bar(size=_BARRE_FINE, color=VERT), _montants(base)))


def lectures(prix: Sequence[PrixDeLecture], largeur: int = LARGE) -> str:
    """Return the price of the readings that move most."""
    lignes = [{"lecture": _question(une, largeur), "cout": une.cout / _MILLION} for une in prix[:_LECTURES_MONTREES]]
    x = _en_millions("Millions d'euros en cinq ans, au lieu des lectures retenues")
    base = barres_couchees(lignes, "lecture", largeur).encode(x=x)
    teinte = alt.condition("datum.cout < 0", alt.value(ORANGE), alt.value(VERT))
    return en_svg(base.encode(color=teinte))


def _question(une: PrixDeLecture, largeur: int) -> str:
    return COUPE.join(en_lignes(phrase, largeur) for phrase in (une.question, f"→ {une.reponse}"))


def _en_millions(titre: str) -> alt.X:
    return alt.X("cout:Q", title=titre, axis=alt.Axis(format=",.0f", tickCount=5))


def _montants(base: alt.Chart) -> alt.Chart:
    """Return the amount at the end of each bar."""
    ecrits: alt.Chart = base.mark_text(align="left", dx=4, fontSize=12).encode(text=alt.Text("cout:Q", format=",.0f"))
    return ecrits


def ecarts(distances: Sequence[EcartALObjectif], largeur: int = LARGE) -> str:
    """Return how far counts fall from objectives, under the law in force, but for both ends, which gather the rest."""
    sens = ["objectif manqué", "objectif atteint"]
    lignes = [
        {
            **distance.a_plat(),
            "patientele": PATIENTELES[distance.patientele],
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
    return en_svg(graphique.properties(width=largeur - _MARGE, height=120))


def deciles(distribution: Sequence[Decile], largeur: int = LARGE) -> str:
    """Return the deciles of the mean yearly amount of a contract."""
    lignes = [{"decile": un.decile, "montant": un.montant_annuel_moyen} for un in distribution]
    base = alt.Chart(donnees(lignes)).encode(
        x=alt.X("decile:O", title="Décile des contrats", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("montant:Q", title="Euros par an", axis=alt.Axis(format=",.0f", tickCount=4)),
    )
    chiffres = base.mark_text(dy=-7, fontSize=11).encode(text=alt.Text("montant:Q", format=",.0f"))
    return en_svg(alt.layer(base.mark_bar(color=VERT), chiffres).properties(width=largeur - _MARGE, height=200))


def gagnants_et_perdants(titres: Sequence[str], tous: Sequence[GagnantsEtPerdants], largeur: int = LARGE) -> str:
    """Return how many contracts each reform moves up or down."""
    lignes = []
    for loi, nation in zip(titres, tous, strict=True):
        for sorte, contrats, sens in (("gagnants", nation.gagnants, 1), ("perdants", nation.perdants, -1)):
            ecrite = nombre(contrats) if contrats else ""
            lignes.append(
                {"loi": en_lignes(loi, largeur), "sorte": sorte, "contrats": sens * contrats, "ecrite": ecrite}
            )
    x = alt.X("contrats:Q", title="Contrats, perdants à gauche", axis=alt.Axis(format=",.0f", tickCount=5))
    barres = barres_couchees(lignes, "loi", largeur).encode(x=x)
    teintes = couleur("sorte", ["perdants", "gagnants"], [NULLE.forte, INTEGRALE.forte])
    gagnants = barres.transform_filter("datum.sorte == 'gagnants'").mark_text(align="left", dx=4, fontSize=12)
    perdants = barres.transform_filter("datum.sorte == 'perdants'").mark_text(align="right", dx=-4, fontSize=12)
    chiffres = [ecrits.encode(text="ecrite:N") for ecrits in (gagnants, perdants)]
    return en_svg(alt.layer(barres.encode(color=teintes), *chiffres))
