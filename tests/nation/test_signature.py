"""What doctors are told at signature under each reading of the texts."""

from __future__ import annotations

import pytest

from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes import Reforme

pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation.effectifs import Effectif, Marges
from binome.nation.hypotheses import valeurs
from binome.nation.population import generer
from binome.nation.signature import signer
from tests.nation.conftest import JOUR


def test_les_parts_eligibles_par_lecture_sont_celles_de_l_etude() -> None:
    """Study: at 0.6, both counts reach P30 for 57 % of doctors, either for 83 %; 98 % are in an admitted sector."""
    nation = generer(JOUR, graine=7, marges=Marges({"01": Effectif(20_000, 2022, "")}))
    attendues = {"les_deux": 57, "une_des_deux": 83, "pmt": 70}
    for choix, part in attendues.items():
        loi = loi_en_vigueur().avec(Reforme("x", "x", lectures=(("test_activite", choix),)))
        (generalistes,) = signer(nation, loi, valeurs())
        assert abs(generalistes.eligibles.mean() / 0.98 - part / 100) < 0.02
