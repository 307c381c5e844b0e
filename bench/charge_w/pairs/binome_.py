"""Binôme: decorated rules compiled by its own compiler on LLVM, numbers frozen, exact integers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.charge_w import noyau
from bench.charge_w.donnees import Colonnes

NOM = "Binôme (règles décorées, LLVM)"


def version() -> str:
    """Return the compiler's version."""
    import llvmlite

    return f"llvmlite {llvmlite.__version__}"


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""
    return partial(noyau.calculer, colonnes)
