"""Rows through the real road: as a table of texts, by the kernel or row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.lots.interprete import ErreurDeLigne

JAMAIS = 10**9
"""Rows from which to compile: none of these tables has as many."""


@dataclass(frozen=True)
class Rendues:
    """Answers as rows of integers and texts, refusals, how many the kernel answered."""

    lignes: list[tuple[Any, ...]]
    erreurs: list[ErreurDeLigne]
    compilees: int


def en_table(lignes: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as a table of texts."""
    polars = pytest.importorskip("polars", reason="files are an extra")
    # A table without columns has no rows: one that is empty keeps a row that says nothing.
    noms = dict.fromkeys(["specialite", *(nom for ligne in lignes for nom in ligne)])
    return polars.DataFrame(
        {nom: [None if ligne.get(nom) is None else str(ligne[nom]) for ligne in lignes] for nom in noms},
        schema=dict.fromkeys(noms, polars.String),
    )


def repondre(
    lignes: Sequence[Mapping[str, Any]], premiere: int = 1, compile_des: int = JAMAIS, loi: Loi | str | None = None
) -> Rendues:
    """The answers of rows, one by one unless `compile_des` says otherwise."""
    table = en_table(lignes)
    from binome.lots.colonnes import en_textes
    from binome.lots.lecture.bloc import numerotes
    from binome.lots.modeles import Memoire
    from binome.lots.table import traiter_un_bloc

    rendues = traiter_un_bloc(numerotes(table, premiere), Memoire(loi_choisie(loi)), compile_des)
    return Rendues(en_textes(rendues.lignes).rows(), rendues.erreurs, rendues.compilees)


def par_le_noyau(lignes: Sequence[Mapping[str, Any]], loi: Loi | str | None = None) -> Rendues:
    """The answers of rows, the kernel called wherever it may answer, even for one row."""
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    return repondre(lignes, compile_des=1, loi=loi)
