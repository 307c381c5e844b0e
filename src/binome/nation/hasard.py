"""The normal scores that the draws of the nation look at, as a table."""

from __future__ import annotations

from functools import cache

import numpy as np

from binome.moteur import hasard
from binome.nation.matrices import Entiers


@cache
def scores_normaux() -> Entiers:
    """Return 4096 normal scores of equal probability, in millionths."""
    return np.array(hasard.scores_normaux(), dtype=np.int64)
