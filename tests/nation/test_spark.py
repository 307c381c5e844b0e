"""Fates drawn on a cluster: the same sums as on one machine."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="Spark is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

from binome.nation.projection import projeter
from binome.nation.spark import executeur


def test_des_destins_tires_par_les_ouvriers(grappe: Any, nation: Any) -> None:
    ici = projeter(nation, tirages=10, graine=5)
    la_bas = projeter(nation, tirages=10, graine=5, executeur=executeur(grappe[0], 700))
    for une, autre in zip(ici.reference.sommes, la_bas.reference.sommes, strict=True):
        assert all((a == b).all() for a, b in zip(une, autre, strict=True))
