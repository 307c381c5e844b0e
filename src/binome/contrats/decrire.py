"""A situation back into the JSON that gives it: canonical codes, unknown fields left out."""

from __future__ import annotations

from typing import Any

from binome.contrats.champs.description import champs
from binome.contrats.situation import Situation
from binome.droit.loi import Loi


def decrire(situation: Situation, loi: Loi | str | None = None) -> dict[str, Any]:
    """Return the fields that are known, as JSON data that `lire_situation` reads back to the same situation."""
    return champs(loi).decrire(situation)
