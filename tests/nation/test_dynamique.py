"""Take-up and growth: calibrated on what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from binome.droit.loi import loi_en_vigueur

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation.dynamique import DEUX_32, calibrer
from binome.nation.hypotheses import valeurs
from binome.nation.signature import signer

if TYPE_CHECKING:
    from binome.nation.population import Population


def test_le_recours_est_cale_sur_les_chiffres_publies(nation: Population) -> None:
    eligibles = np.concatenate([une.eligibles for une in signer(nation, loi_en_vigueur(), valeurs(), 1)])
    dynamique = calibrer(nation, eligibles, valeurs(), 1, 1)
    croissance = dynamique.evolution.croissance
    ici = nation.strates[0].lignes
    ouverts, pmt = eligibles[ici], nation.medecins["medecin.pmt.patients"][ici]
    recours = dynamique.recours[ici][ouverts] / DEUX_32
    assert abs(recours.mean() - 0.15) < 1e-6
    assert abs((recours * pmt[ouverts]).sum() / recours.sum() / pmt.mean() - 1.373) < 1e-3
    croissances, poids = croissance[0, dynamique.tranche[ici][ouverts], 3], recours * pmt[ouverts]
    assert abs((croissances * poids).sum() / poids.sum() / 10**6 - 0.195) < 1e-4
    assert (croissance[0, 1] == [124_000, 248_000, 372_000, 496_000, 620_000]).all()
