"""JAX on the processor, integers of 64 bits, compiled by XLA."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp

from bench.charge_w.donnees import Colonnes
from bench.charge_w.pairs import tableaux

NOM = "JAX (XLA)"
jax.config.update("jax_enable_x64", True)


def version() -> str:
    """Return the library's version."""
    return str(jax.__version__)


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns, already on the device."""
    chargees = {nom: jax.device_put(valeurs) for nom, valeurs in colonnes.items()}
    compilee = jax.jit(partial(tableaux.calculer, jnp))
    return lambda: dict(jax.block_until_ready(compilee(chargees)))
