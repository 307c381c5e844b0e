"""Racines entières et puissances fractionnaires, au plus proche, sans flottant."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.moteur.racines import puissance_arrondie, racine


@given(st.integers(0, 10**40), st.integers(1, 7))
def test_la_racine_est_la_plus_grande_qui_tient(valeur: int, degre: int) -> None:
    trouvee = racine(valeur, degre)
    assert trouvee**degre <= valeur < (trouvee + 1) ** degre


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_la_puissance_est_arrondie_au_plus_proche(haut: int, bas: int) -> None:
    base = (min(haut, bas), bas)
    with localcontext() as precis:
        precis.prec = 60
        exacte = Decimal(3781) * (Decimal(base[0]) / Decimal(base[1])) ** Decimal("1.75")
        attendue = int(exacte.to_integral_value(ROUND_HALF_UP))
    assert puissance_arrondie(base, (7, 4), (3781, 1)) == attendue


@pytest.mark.parametrize(("base", "attendu"), [((0, 1), 0), ((1, 1), 3781), ((1, 16), 30)])
def test_quelques_puissances_connues(base: tuple[int, int], attendu: int) -> None:
    assert puissance_arrondie(base, (7, 4), (3781, 1)) == attendu
