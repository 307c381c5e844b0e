"""The contract that stands for the logarithm where it is called: proved on its own source."""

from __future__ import annotations

import z3
from hypothesis import example, given
from hypothesis import strategies as st

from binome.moteur.lognormale import UN, logarithme, repartition_normale
from tests.preuves.intervalles import intervalle, tient_en_64_bits
from tests.preuves.modele.entrees import MILLION
from tests.preuves.modele.traduction import Traducteur
from tests.preuves.surete import LOGARITHME_MAXIMAL

N, D = z3.Ints("n d")
RAPPORT = (N - D) * UN / (N + D)


def test_le_premier_terme_reste_entre_zero_et_un() -> None:
    solveur = z3.Solver()
    solveur.add(D >= 0, N >= D, N >= 1, N <= MILLION)
    solveur.add(z3.Or(RAPPORT < 0, RAPPORT > UN, z3.And(N > D, RAPPORT < UN / (2 * MILLION))))
    assert solveur.check() == z3.unsat


def test_le_logarithme_tient_son_contrat_jusqu_a_un_million_de_patients() -> None:
    traducteur = Traducteur()
    rendu = traducteur.appeler(logarithme, (N, D))
    for bas in (0, UN // (2 * MILLION)):
        connues = {N.get_id(): (0, MILLION), D.get_id(): (0, MILLION), RAPPORT.get_id(): (bas, UN)}
        trouvees = intervalle(rendu, connues)
        assert bas <= trouvees[0]
        assert trouvees[1] <= LOGARITHME_MAXIMAL
        assert all(tient_en_64_bits(intervalle(nombre, connues)) for _, _, nombre in traducteur.carnet.nombres.values())


@given(st.integers(0, 3 * UN))
@example(0)
@example(3 * UN)
def test_la_loi_normale_reste_entre_un_demi_et_un(z: int) -> None:
    assert UN // 2 <= repartition_normale(z) <= UN
