"""Parquet to Parquet: each core decodes a row group, calculates it and writes it, one part a group, memory bounded."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bench.charge_w.donnees import ENTREES, SORTIES, vides

CODEC: Final = "snappy"


def binome(source: Path, dossier: Path) -> None:
    """Calculate a file into a folder of parts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from bench.charge_w.noyau import noyau

    boucle, local = noyau(), threading.local()
    dossier.mkdir(parents=True, exist_ok=True)
    pa.set_cpu_count(1)

    def groupe(rang: int) -> int:
        if not hasattr(local, "fichier"):
            local.fichier, local.sorties, local.place = pq.ParquetFile(source, pre_buffer=False), [], 0
        lues = local.fichier.read_row_group(rang, columns=list(ENTREES), use_threads=False)
        n = lues.num_rows
        if local.place < n:
            local.sorties, local.place = vides(n), n
        sorties = tuple(colonne[:n] for colonne in local.sorties)
        boucle(tuple(lues.column(nom).to_numpy() for nom in ENTREES), sorties, 0, n)
        ecrites = pa.table(dict(zip(SORTIES, sorties, strict=True)))
        pq.write_table(
            ecrites, dossier / f"{rang:06d}.parquet", compression=CODEC, use_dictionary=False, write_statistics=False
        )
        return int(n)

    nombre = pq.ParquetFile(source).num_row_groups
    with ThreadPoolExecutor(os.cpu_count()) as ouvriers:
        for tache in _au_plus(ouvriers, groupe, iter(range(nombre)), 2 * (os.cpu_count() or 1)):
            tache.result()


def _au_plus(ouvriers: ThreadPoolExecutor, tache: Any, rangs: Iterator[int], avance: int) -> Iterator[Future[int]]:
    """Yield finished tasks, never more than `avance` under way."""
    en_cours = {ouvriers.submit(tache, rang) for rang in islice(rangs, avance)}
    while en_cours:
        finies, en_cours = wait(en_cours, return_when=FIRST_COMPLETED)
        en_cours |= {ouvriers.submit(tache, rang) for rang in islice(rangs, len(finies))}
        yield from finies


def polars(source: Path, dossier: Path) -> None:
    """Calculate a file into another with Polars' streaming engine."""
    import polars as pl

    from bench.charge_w.pairs.polars_ import requete

    dossier.mkdir(parents=True, exist_ok=True)
    requete(pl.scan_parquet(source)).sink_parquet(dossier / "tout.parquet", compression=CODEC, statistics=False)
