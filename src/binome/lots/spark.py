"""Beyond one machine, on Spark: references to slices of a file travel, never rows; the same code answers them.

On rows, Spark spends its time converting them between the Java machine and Python, whatever is done with them. So each
task is told which rows of a Parquet file to take, reads them itself, and writes its own part: a part that exists is
whole, so that a task run twice, or on another worker after one died, changes nothing. Every worker must see the files,
and have this package and its `population` extra.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from binome.droit.loi import loi_en_vigueur
from binome.lots.colonnes import en_textes, schema_des_textes
from binome.lots.dossier import conclu, dossier_de_parties
from binome.lots.ecriture.parties import ERREURS, PARTIE, ecrire_une_partie
from binome.lots.execution import Bilan
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import numerotes
from binome.lots.lecture.formes import vocabulaire
from binome.lots.lecture.lire import compter, ouvrir
from binome.lots.lecture.parquet import ouvrir_le_parquet
from binome.lots.marque import empreinte_du_moteur
from binome.lots.modeles import Memoire
from binome.lots.table import Reponses, avec_les_fautes, lignes_pour_compiler, traiter_un_bloc
from binome.moteur.erreurs import MoyenAbsent

if TYPE_CHECKING:
    from pyarrow import RecordBatch

LIGNES_PAR_TACHE: Final = 1_000_000
REFUS: Final = ("champ_refuse", "raison_du_refus")
"""Columns added to the answers of a table that is already in Spark: a refused row keeps its line, and says why."""


def traiter_sur_spark(
    session: Any,
    entree: Path,
    sortie: Path,
    lignes_par_tache: int = LIGNES_PAR_TACHE,
    compile_des: int | None = None,
    remplacer: bool = False,
) -> Bilan:
    """Answer every row of a Parquet file into a folder of Parquet parts, on the workers of a session.

    Args:
        session: a Spark session.
        entree: situations, one per row; seen by every worker at this same path.
        sortie: folder of the answers, seen by every worker; it must not exist, or hold parts of the same run,
            interrupted.
        lignes_par_tache: rows of a task.
        compile_des: rows under one law from which the kernel answers; by default, from which it is worth it.
        remplacer: remove what the folder holds, and the file of errors, whoever wrote them.

    Raises:
        ErreurDeSaisie: the file cannot be read, a column is unknown, the folder holds something else.
        MoyenAbsent: a worker has another law or another engine.
    """
    ouvrir(entree)
    total = compter(entree) or 0
    references = [(rang, debut) for rang, debut in enumerate(range(0, total, lignes_par_tache))]
    with dossier_de_parties(entree, sortie, lignes_par_tache, remplacer, loi_en_vigueur()) as dossier:
        tache = partial(_une_tranche, str(entree), str(dossier.chemin), lignes_par_tache, compile_des, version())
        rendus = session.sparkContext.parallelize(references, max(len(references), 1)).map(tache).collect()
        for rendu in rendus:
            if isinstance(rendu, str):
                raise MoyenAbsent(rendu)
        erreurs = dossier.conclure()
    return Bilan(total, sum(rendus), erreurs, dossier.sortie.erreurs if erreurs else None)


def _une_tranche(
    entree: str, sortie: str, lignes: int, compile_des: int | None, attendue: str, reference: tuple[int, int]
) -> int | str:
    """Answer one slice on a worker; return the rows written, or why this worker may not."""
    import polars as pl

    try:
        meme_droit(attendue)
    except MoyenAbsent as manque:
        return str(manque)
    rang, debut = reference
    fichier = Path(sortie) / f"{PARTIE}{rang:06d}.parquet"
    if not fichier.exists():
        ecrire_une_partie(fichier, _repondues(entree, debut, lignes, compile_des))
        if conclu(fichier.parent):
            fichier.with_suffix(ERREURS).unlink(missing_ok=True)
    ecrites: int = pl.scan_parquet(fichier).select(pl.len()).collect().item()
    return ecrites


def _repondues(entree: str, debut: int, lignes: int, compile_des: int | None) -> Iterator[Reponses]:
    """Yield the answers of a slice, some rows at a time."""
    seuil = lignes_pour_compiler() if compile_des is None else compile_des
    memoire, source = Memoire(loi_en_vigueur()), ouvrir_le_parquet(Path(entree), vocabulaire())
    for depart in range(debut, debut + lignes, bloc.LIGNES_PAR_BLOC):
        un = source.tranche(depart, min(bloc.LIGNES_PAR_BLOC, debut + lignes - depart))
        if un.table.height:
            reponses = traiter_un_bloc(un, memoire, max(seuil * un.table.height // lignes, 1))
            yield avec_les_fautes(reponses, un, source.vues)


def version() -> str:
    """Return what every machine of a run must share: the law and the engine."""
    return f"{loi_en_vigueur().version}/{empreinte_du_moteur()}"


def meme_droit(attendue: str) -> None:
    """Refuse a worker whose law or engine is not the driver's.

    Raises:
        MoyenAbsent: it is another.
    """
    if version() != attendue:
        ici, la_bas = (une.partition("/")[0] for une in (version(), attendue))
        raise MoyenAbsent(
            "Une machine de la grappe n'a pas la même version de binome que celle qui lance le calcul "
            f"(droit {ici} au lieu de {la_bas}, ou autres sources) : installer partout la même."
        )


def repondre_dans_spark(table: Any, ligne: str = "ligne", compile_des: int | None = None) -> Any:
    """Answer a Spark table whose rows are already there, batch by batch, in Arrow (`mapInArrow`).

    Args:
        table: a Spark table of situations, with a column of whole numbers that names each row.
        ligne: name of that column.
        compile_des: rows under one law, in a batch, from which the kernel answers.

    Returns:
        A Spark table: the columns of `binome lot`, then `REFUS`, empty where the row was answered.
    """
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    types = {nom: LongType() if str(type_) == "Int64" else StringType() for nom, type_ in schema_des_textes().items()}
    champs = [StructField(nom, type_) for nom, type_ in types.items()]
    champs += [StructField(nom, StringType()) for nom in REFUS]
    return table.mapInArrow(partial(_par_lots, ligne, compile_des, version()), StructType(champs))


def _par_lots(ligne: str, compile_des: int | None, attendue: str, lots: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    import polars as pl

    meme_droit(attendue)
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
