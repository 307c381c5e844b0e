"""Names of the arrays that the nation is made of."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Entiers: TypeAlias = NDArray[np.int64]
Reels: TypeAlias = NDArray[np.float64]
Choix: TypeAlias = NDArray[np.bool_]
"""Which rows are meant."""
