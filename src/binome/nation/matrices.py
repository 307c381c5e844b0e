"""Names of the arrays that the nation is made of."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

ANNEES: Final = 5
"""Contract years that are simulated."""

Entiers: TypeAlias = NDArray[np.int64]
Reels: TypeAlias = NDArray[np.float64]
Choix: TypeAlias = NDArray[np.bool_]
"""Which rows are meant."""
Table: TypeAlias = NDArray[np.void]
"""An array of records; a column by its name: `table["medecin.pmt.patients"]`."""
