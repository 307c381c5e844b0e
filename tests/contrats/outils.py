"""The contracts that several tests replay."""

from __future__ import annotations

from typing import Any, Final

CONVENTION: Final[dict[str, Any]] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}
ANCIEN: Final[dict[str, Any]] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "0.5",
    "pmt_adultes_initiale": 900,
    "pfa_initiale": 1550,
    "percentile_pmt": 60,
    "percentile_pfa": 60,
    "exercice_regroupe": True,
    "exercice_coordonne": True,
}
