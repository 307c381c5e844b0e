"""The assumptions on patientèles, read once; what one doctor's answer adds to those of the nation stands apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from binome.moteur.hypotheses import Hypothese, lire_hypotheses


@cache
def croissances() -> dict[str, Hypothese]:
    """Return the assumptions that one doctor and the nation share, by name."""
    return lire_hypotheses(Path(__file__).with_name("croissances.toml"))


@cache
def hypotheses_d_un_medecin() -> dict[str, Hypothese]:
    """Return every assumption of one doctor's probabilities, by name."""
    return croissances() | lire_hypotheses(Path(__file__).with_name("medecin.toml"))
