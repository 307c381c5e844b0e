"""Plain Python, a row at a time: the reference."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial

from bench.charge_w import reference
from bench.charge_w.donnees import Colonnes

NOM = "Python, ligne à ligne (référence)"


def version() -> str:
    """Return the interpreter's version."""
    return platform.python_version()


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""
    return partial(reference.calculer, colonnes)
