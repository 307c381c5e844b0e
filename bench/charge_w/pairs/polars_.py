"""Polars, lazy expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from bench.charge_w.donnees import (
    AGE,
    ATTEINT,
    ATTEINT_65,
    DERNIERE_EXCLUE,
    MILLION,
    MONTANTS,
    OBJECTIFS,
    PREMIERE_EXCLUE,
    SEUILS,
    SORTIES,
    Colonnes,
)

NOM = "Polars, expressions"
c = pl.col


def version() -> str:
    """Return the library's version."""
    return pl.__version__


def _rang(patients: Any, seuils: Sequence[int]) -> Any:
    return pl.sum_horizontal([(patients >= seuil).cast(pl.Int8) for seuil in seuils])


def _selon_l_option(ligne: Sequence[int]) -> Any:
    cas = pl.when(c("option") == 1).then(pl.lit(ligne[0], pl.Int32))
    for option, valeur in enumerate(ligne[1:3], 2):
        cas = cas.when(c("option") == option).then(pl.lit(valeur, pl.Int32))
    return cas.otherwise(pl.lit(ligne[3], pl.Int32))


def _objectif(quelle: str, rang: Any) -> Any:
    seuils, table, patients = SEUILS[quelle], OBJECTIFS[quelle], c(quelle)
    etendue = seuils[3] - 1 - seuils[1]
    debut, fin = _selon_l_option(table[1]), _selon_l_option(table[2])
    pente = (2 * (debut * etendue + (fin - debut) * (patients - seuils[1])) + etendue) // (2 * etendue)
    return (
        pl.when(c("neuf"))
        .then(seuils[1] - patients)
        .when(c("age") > AGE)
        .then(0)
        .when(rang <= 1)
        .then(_selon_l_option(table[0]))
        .when(rang == 4)
        .then(_selon_l_option(table[3]))
        .otherwise(pente)
    )


def _taux(observe: Any, cible: Any) -> Any:
    rapport = observe.cast(pl.Int64) * MILLION // pl.max_horizontal(cible, 1)
    return pl.when(cible <= 0).then(MILLION).otherwise(rapport).cast(pl.Int32)


def _montant() -> Any:
    base, fort, tres_fort = MONTANTS
    return (
        pl.when(c("tranche") == 4)
        .then(_selon_l_option(tres_fort[0]))
        .when(c("annee") == 1)
        .then(_selon_l_option(base[0]))
        .when(c("annee") == 2)
        .then(_selon_l_option(base[1]))
        .when(c("tranche") == 3)
        .then(_selon_l_option(fort[2]))
        .otherwise(_selon_l_option(base[2]))
    )


def requete(table: Any) -> Any:
    """Return the lazy calculation of a lazy table."""
    sp, sf = SEUILS["pmt"], SEUILS["pfa"]
    vu1, vu2, t1, t2 = c("pmt_obs"), c("pfa_obs"), c("taux_pmt"), c("taux_pfa")
    table = table.with_columns(
        r1=_rang(c("pmt"), sp), r2=_rang(c("pfa"), sf), neuf=c("primo") & (c("pmt") < sp[1]) & (c("pfa") < sf[1])
    ).with_columns(tranche=pl.max_horizontal("r1", "r2"))
    table = table.with_columns(
        objectif_pmt=_objectif("pmt", c("r1")), objectif_pfa=_objectif("pfa", c("r2"))
    ).with_columns(
        taux_pmt=_taux(vu1, c("pmt") + c("objectif_pmt")),
        taux_pfa=_taux(vu2, c("pfa") + c("objectif_pfa")),
        eligible=~c("specialite").is_between(PREMIERE_EXCLUE, DERNIERE_EXCLUE)
        & c("secteur").is_in([1, 3])
        & ((c("tranche") > 0) | c("neuf"))
        & ((c("option") <= 2) | (c("zip") & (c("specialite") == 1) & (c("annee") >= 3))),
    )
    meilleur = pl.min_horizontal(MILLION, pl.max_horizontal(t1, t2))
    seuil = pl.when(c("age") > AGE).then(ATTEINT_65).otherwise(ATTEINT)
    a1, a2 = t1 >= ATTEINT, t2 >= ATTEINT
    pleins = (vu1 >= sp[0]) & (vu2 >= sf[0]) & ((vu1 >= sp[1]) | (vu2 >= sf[1]))
    part = (
        pl.when(~c("eligible"))
        .then(0)
        .when(c("annee") <= 2)
        .then(MILLION)
        .when(c("neuf"))
        .then(pl.when(pleins).then(MILLION).otherwise(meilleur))
        .when((c("tranche") == 4) | (c("age") > AGE))
        .then(pl.when((t1 >= seuil) | (t2 >= seuil)).then(MILLION).otherwise(meilleur))
        .when((~a1 & (vu1 < c("pmt"))) | (~a2 & (vu2 < c("pfa"))))
        .then(0)
        .when(a1 | a2)
        .then(MILLION)
        .otherwise(meilleur)
    )
    table = table.with_columns(
        part=part.cast(pl.Int32), montant=pl.when(c("eligible")).then(_montant()).otherwise(0).cast(pl.Int32)
    )
    du = (c("montant").cast(pl.Int64) * c("part") + 5000) // 10_000
    return table.with_columns(du=du.cast(pl.Int32), tranche=c("tranche").cast(pl.Int8)).select(
        c(nom).cast({"int32": pl.Int32}.get(type_, pl.Int8)) if type_ == "int32" else c(nom)
        for nom, type_ in SORTIES.items()
    )


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""
    table = pl.DataFrame(colonnes)
    return lambda: {nom: colonne.to_numpy() for nom, colonne in requete(table.lazy()).collect().to_dict().items()}
