"""DuckDB, one SQL query."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb
import pyarrow as pa

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

NOM = "DuckDB, SQL"


def version() -> str:
    """Return the library's version."""
    return duckdb.__version__


def _rang(patients: str, seuils: Sequence[int]) -> str:
    return "(" + " + ".join(f"({patients} >= {seuil})::TINYINT" for seuil in seuils) + ")"


def _selon_l_option(ligne: Sequence[int]) -> str:
    cas = " ".join(f"WHEN {rang} THEN {valeur}" for rang, valeur in enumerate(ligne[:3], 1))
    return f"(CASE option {cas} ELSE {ligne[3]} END)"


def _objectif(quelle: str, rang: str) -> str:
    seuils, table = SEUILS[quelle], OBJECTIFS[quelle]
    etendue = seuils[3] - 1 - seuils[1]
    debut, fin = _selon_l_option(table[1]), _selon_l_option(table[2])
    pente = f"(2 * ({debut} * {etendue} + ({fin} - {debut}) * ({quelle} - {seuils[1]})) + {etendue}) // {2 * etendue}"
    return (
        f"CASE WHEN neuf THEN {seuils[1]} - {quelle} WHEN age > {AGE} THEN 0 WHEN {rang} <= 1 THEN "
        f"{_selon_l_option(table[0])} WHEN {rang} = 4 THEN {_selon_l_option(table[3])} ELSE {pente} END"
    )


def _taux(quelle: str) -> str:
    cible = f"({quelle} + objectif_{quelle})"
    return f"CASE WHEN {cible} <= 0 THEN {MILLION} ELSE {quelle}_obs::BIGINT * {MILLION} // greatest({cible}, 1) END"


_SP, _SF = SEUILS["pmt"], SEUILS["pfa"]
_BASE, _FORT, _TRES_FORT = MONTANTS
REQUETE = f"""
WITH a AS (SELECT *, {_rang("pmt", _SP)} r1, {_rang("pfa", _SF)} r2,
             primo AND pmt < {_SP[1]} AND pfa < {_SF[1]} neuf FROM w),
b AS (SELECT *, greatest(r1, r2) tranche, {_objectif("pmt", "r1")} objectif_pmt,
        {_objectif("pfa", "r2")} objectif_pfa FROM a),
c AS (SELECT *, {_taux("pmt")} taux_pmt, {_taux("pfa")} taux_pfa,
        specialite NOT BETWEEN {PREMIERE_EXCLUE} AND {DERNIERE_EXCLUE} AND secteur IN (1, 3) AND (tranche > 0 OR neuf)
          AND (option <= 2 OR (zip AND specialite = 1 AND annee >= 3)) eligible FROM b),
d AS (SELECT *, least({MILLION}, greatest(taux_pmt, taux_pfa)) meilleur, taux_pmt >= {ATTEINT} a1,
        taux_pfa >= {ATTEINT} a2, CASE WHEN age > {AGE} THEN {ATTEINT_65} ELSE {ATTEINT} END seuil FROM c),
e AS (SELECT *, CASE WHEN NOT eligible THEN 0 WHEN annee <= 2 THEN {MILLION}
        WHEN neuf THEN CASE WHEN pmt_obs >= {_SP[0]} AND pfa_obs >= {_SF[0]}
          AND (pmt_obs >= {_SP[1]} OR pfa_obs >= {_SF[1]}) THEN {MILLION} ELSE meilleur END
        WHEN tranche = 4 OR age > {AGE} THEN
          CASE WHEN taux_pmt >= seuil OR taux_pfa >= seuil THEN {MILLION} ELSE meilleur END
        WHEN (NOT a1 AND pmt_obs < pmt) OR (NOT a2 AND pfa_obs < pfa) THEN 0
        WHEN a1 OR a2 THEN {MILLION} ELSE meilleur END part,
      CASE WHEN NOT eligible THEN 0 WHEN tranche = 4 THEN {_selon_l_option(_TRES_FORT[0])}
        WHEN annee = 1 THEN {_selon_l_option(_BASE[0])} WHEN annee = 2 THEN {_selon_l_option(_BASE[1])}
        WHEN tranche = 3 THEN {_selon_l_option(_FORT[2])} ELSE {_selon_l_option(_BASE[2])} END montant FROM d)
SELECT eligible, tranche::TINYINT tranche, montant::INT montant, objectif_pmt::INT objectif_pmt,
  objectif_pfa::INT objectif_pfa, taux_pmt::INT taux_pmt, taux_pfa::INT taux_pfa, part::INT part,
  ((montant::BIGINT * part + 5000) // 10000)::INT du FROM e
"""  # noqa: S608  (constants of this file)


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns, already in a table of the database."""
    base = duckdb.connect()
    base.register("source", pa.table(colonnes))
    base.execute("CREATE TABLE w AS SELECT * FROM source")

    def calculer() -> Colonnes:
        rendue = base.sql(REQUETE).to_arrow_table()
        return {nom: rendue.column(nom).to_numpy() for nom in SORTIES}

    return calculer
