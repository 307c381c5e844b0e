"""Inputs, outputs and parameters of workload W."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

ENTREES: Final = {
    "specialite": "int16",
    "secteur": "int8",
    "pmt": "int32",
    "pfa": "int32",
    "option": "int8",
    "zip": "bool",
    "age": "int8",
    "primo": "bool",
    "annee": "int8",
    "pmt_obs": "int32",
    "pfa_obs": "int32",
}
SORTIES: Final = {
    "eligible": "bool",
    "tranche": "int8",
    "montant": "int32",
    "objectif_pmt": "int32",
    "objectif_pfa": "int32",
    "taux_pmt": "int32",
    "taux_pfa": "int32",
    "part": "int32",
    "du": "int32",
}
SEUILS: Final = {"pmt": (775, 1045, 1858, 2187), "pfa": (1219, 1514, 2587, 3207)}
MONTANTS: Final = (
    ((19000, 38000, 0, 0), (14000, 28000, 0, 0), (11000, 22000, 33000, 44000)),
    ((19000, 38000, 0, 0), (14000, 28000, 0, 0), (13000, 26000, 39000, 52000)),
    ((19000, 38000, 57000, 76000), (19000, 38000, 57000, 76000), (19000, 38000, 57000, 76000)),
)
OBJECTIFS: Final = {
    "pmt": ((195, 305, 397, 458), (195, 305, 397, 456), (56, 110, 143, 165), (0, 109, 80, 125)),
    "pfa": ((311, 467, 604, 707), (310, 466, 622, 706), (114, 171, 234, 278), (0, 0, 20, 30)),
}
MILLION: Final = 1_000_000
ATTEINT, ATTEINT_65, AGE = 950_000, 900_000, 65
PREMIERE_EXCLUE, DERNIERE_EXCLUE = 90, 95
_AUTRES: Final = (4, 6, 10, 11, 12, 13, 15, 16, 17, 19, 20, 21, 22, 24, 25, 84, 85)

Colonnes = dict[str, Any]


def generer(n: int, graine: int = 20240621) -> Colonnes:
    """Draw `n` rows: 60 % general practitioners, brackets 26/20/38/8/9 %, 56 % eligible, in random order."""
    r = np.random.default_rng(graine)
    u, v = r.random(n), r.random(n)
    autres = np.where(v < 0.8333, r.choice(_AUTRES, n), r.integers(PREMIERE_EXCLUE, DERNIERE_EXCLUE + 1, n))
    pmt = np.clip(1045 * np.exp(0.5 * r.standard_normal(n)), 0, 20_000)
    pfa = np.clip(pmt * 1.45 * np.exp(0.15 * r.standard_normal(n)), 0, 30_000)
    brutes = {
        "specialite": np.select([u < 0.60, u < 0.65, u < 0.70], [1, 2, 14], autres),
        "secteur": r.choice([1, 2, 3], n, p=[0.75, 0.10, 0.15]),
        "pmt": pmt,
        "pfa": pfa,
        "option": r.choice([1, 2, 3, 4], n, p=[0.35, 0.50, 0.10, 0.05]),
        "zip": r.random(n) < 0.2,
        "age": r.integers(28, 76, n),
        "primo": r.random(n) < 0.08,
        "annee": r.integers(1, 6, n),
        "pmt_obs": np.clip(pmt * (1.10 + 0.15 * r.standard_normal(n)), 0, None),
        "pfa_obs": np.clip(pfa * (1.10 + 0.15 * r.standard_normal(n)), 0, None),
    }
    return {nom: brutes[nom].astype(type_) for nom, type_ in ENTREES.items()}


def vides(n: int) -> list[Any]:
    """Return new output columns, not yet written."""
    return [np.empty(n, type_) for type_ in SORTIES.values()]


def ecrire_parquet(fichier: Path, n: int, par_groupe: int = 1_000_000) -> None:
    """Write `n` rows by row groups, a block at a time so that any size fits in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(nom, pa.from_numpy_dtype(np.dtype(type_))) for nom, type_ in ENTREES.items()])
    with pq.ParquetWriter(fichier, schema) as ecrivain:
        for rang, debut in enumerate(range(0, n, par_groupe)):
            bloc = generer(min(par_groupe, n - debut), 20240621 + rang)
            ecrivain.write_table(pa.table(bloc, schema=schema), row_group_size=par_groupe)


def differences(sorties: Colonnes, attendues: Colonnes) -> dict[str, int]:
    """Return how many rows differ, by output; nothing when all are equal."""
    comptes = {
        nom: int((np.asarray(sorties[nom]).astype("int64") != np.asarray(attendues[nom]).astype("int64")).sum())
        for nom in SORTIES
    }
    return {nom: compte for nom, compte in comptes.items() if compte}
