"""What several tests of the law need."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import Patientele, Percentile
from binome.droit.faits import Seuils


def seuils_des_generalistes(bareme: Bareme, patientele: Patientele) -> Seuils:
    """Return the published thresholds of general practice, with the estimate of P94."""
    publies = bareme.distribution[patientele][0]
    return Seuils(
        p30=publies[Percentile.P30],
        p50=publies[Percentile.P50],
        p90=publies[Percentile.P90],
        p94=bareme.p94_estime[patientele][0],
        p95=publies[Percentile.P95],
    )
