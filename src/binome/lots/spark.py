"""Beyond one machine, on Spark: references to slices of a file travel, never rows; the same code answers them.

On rows, Spark spends its time converting them between the Java machine and Python, whatever is done with them. So each
task is told which rows of a Parquet file to take, reads them itself, and writes its own part: a part that exists is
whole, so that a task run twice, or on another worker after one died, changes nothing. Every worker must see the files,
and have this package and its `population` extra.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.droit.loi import loi_en_vigueur
from binome.lots.colonnes import en_textes, schema_des_textes
from binome.lots.contrats import Memoire
from binome.lots.ecriture.parties import ecrire_une_partie, fautes_des_parties
from binome.lots.execution import Bilan
from binome.lots.lecture.bloc import numerotes
from binome.lots.lecture.lire import compter
from binome.lots.lecture.tableaux import verifier_le_parquet
from binome.lots.table import traiter_un_bloc
from binome.moteur.erreurs import ErreurDeSaisie

LIGNES_PAR_TACHE: Final = 1_000_000
REFUS: Final = ("champ_refuse", "raison_du_refus")
"""Columns added to the answers of a table that is already in Spark: a refused row keeps its line, and says why."""


def traiter_sur_spark(
    session: Any, entree: Path, sortie: Path, lignes_par_tache: int = LIGNES_PAR_TACHE, compile_des: int = 20_000
) -> Bilan:
    """Answer every row of a Parquet file into a folder of Parquet parts, on the workers of a session.

    Args:
        session: a Spark session.
        entree: situations, one per row; seen by every worker at this same path.
        sortie: folder of the answers, seen by every worker; it must not exist, or hold parts of the same run.
        lignes_par_tache: rows of a task.
        compile_des: rows under one law from which the kernel is compiled.

    Raises:
        ErreurDeSaisie: the file cannot be read, a column is unknown, the law of the workers is another one.
    """
    verifier_le_parquet(entree)
    total = compter(entree) or 0
    sortie.mkdir(parents=True, exist_ok=True)
    references = [(rang, debut) for rang, debut in enumerate(range(0, total, lignes_par_tache))]
    tache = partial(_une_tranche, str(entree), str(sortie), lignes_par_tache, compile_des, catalogue().version)
    rendus = session.sparkContext.parallelize(references, max(len(references), 1)).map(tache).collect()
    des_erreurs = sortie.with_name(sortie.name + ".erreurs.csv")
    erreurs = 0
    with des_erreurs.open("w", encoding="utf-8-sig", newline="") as flux:
        ecrivain = csv.writer(flux)
        ecrivain.writerow(("ligne", "champ", "raison"))
        for faute in fautes_des_parties(sortie):
            ecrivain.writerow(faute)
            erreurs += 1
    for fichier in sortie.glob("*.erreurs.jsonl"):
        fichier.unlink()
    if not erreurs:
        des_erreurs.unlink()
    return Bilan(total, sum(rendus), erreurs, des_erreurs if erreurs else None)


def _une_tranche(
    entree: str, sortie: str, lignes: int, compile_des: int, version: str, reference: tuple[int, int]
) -> int:
    """Answer one slice on a worker; return the rows written."""
    import polars as pl

    meme_droit(version)
    rang, debut = reference
    fichier = Path(sortie) / f"partie-{rang:06d}.parquet"
    if not fichier.exists():
        table = pl.scan_parquet(entree).slice(debut, lignes).collect()
        ecrire_une_partie(fichier, traiter_un_bloc(numerotes(table, debut + 1), Memoire(loi_en_vigueur()), compile_des))
    ecrites: int = pl.scan_parquet(fichier).select(pl.len()).collect().item()
    return ecrites


def meme_droit(version: str) -> None:
    """Refuse a worker whose law is not the driver's."""
    if catalogue().version != version:
        raise ErreurDeSaisie("version_du_droit", catalogue().version, f"la même sur chaque machine : {version}")


def repondre_dans_spark(table: Any, ligne: str = "ligne", compile_des: int = 20_000) -> Any:
    """Answer a Spark table whose rows are already there, batch by batch, in Arrow (`mapInArrow`).

    Args:
        table: a Spark table of situations, with a column of whole numbers that names each row.
        ligne: name of that column.
        compile_des: rows under one law, in a batch, from which the kernel is compiled.

    Returns:
        A Spark table: the columns of `binome lot`, then `REFUS`, empty where the row was answered.
    """
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    types = {nom: LongType() if str(type_) == "Int64" else StringType() for nom, type_ in schema_des_textes().items()}
    champs = [StructField(nom, type_) for nom, type_ in types.items()]
    champs += [StructField(nom, StringType()) for nom in REFUS]
    return table.mapInArrow(partial(_par_lots, ligne, compile_des, catalogue().version), StructType(champs))


def _par_lots(ligne: str, compile_des: int, version: str, lots: Iterable[Any]) -> Iterator[Any]:
    import polars as pl

    meme_droit(version)
    memoire = Memoire(loi_en_vigueur())
    for lot in lots:
        table = pl.from_arrow(lot)
        assert isinstance(table, pl.DataFrame)
        noms = table[ligne].cast(pl.Int64)
        rendues = traiter_un_bloc(numerotes(table.drop(ligne), 0), memoire, compile_des)
        refusees = pl.DataFrame(
            [(e.ligne, e.champ, e.raison) for e in rendues.erreurs],
            schema={"ligne": pl.Int64, REFUS[0]: pl.String, REFUS[1]: pl.String},
            orient="row",
        )
        toutes = pl.concat([en_textes(rendues.lignes), refusees], how="diagonal")
        yield from toutes.with_columns(ligne=noms.gather(toutes["ligne"])).to_arrow().to_batches()
