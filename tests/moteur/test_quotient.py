"""The quotient's compiled twin: a division of doubles and one correction, proved to be the floor below 2^53."""

from __future__ import annotations

import os
import tempfile
from typing import Any

import pytest
import z3
from hypothesis import example, given
from hypothesis import strategies as st

from binome.moteur.primitives import quotient

EXACT = 2**53


def test_une_division_approchee_et_une_correction_donnent_le_quotient() -> None:
    """For every n < 2^53 and d > 0: the double f nearest to n/d is within a factor 2^-53 of it, so within one.

    Truncating f gives the floor, one more or one less; the remainder tells which, and the corrected value is the floor.
    """
    n, d, q = z3.Ints("n d q")
    x, f = z3.Reals("x f")
    solveur = z3.Solver()
    solveur.add(n >= 0, n < EXACT, d >= 1)
    # x = n/d and its floor k, q = truncation of f: products with d stay linear by scaling the remainders.
    k = z3.Int("k")
    solveur.add(x >= 0, x < EXACT, k <= x, x < k + 1)
    solveur.add(f >= 0, f - x <= x / EXACT, x - f <= x / EXACT)
    solveur.add(q <= f, f < q + 1)
    # remainder >= d  <=>  x - q >= 1 ; remainder < 0  <=>  x - q < 0
    corrige = q + z3.If(x - q >= 1, 1, 0) - z3.If(x - q < 0, 1, 0)
    solveur.add(corrige != k)
    assert solveur.check() == z3.unsat


def test_le_reste_dit_bien_de_quel_cote_est_le_quotient() -> None:
    """The integer remainder n - q d is x - q scaled by d: same comparisons with d and 0."""
    n, q = z3.Ints("n q")
    d = z3.Int("d")
    x = z3.Real("x")
    solveur = z3.Solver()
    solveur.add(d >= 1, x * d == n)
    solveur.add(z3.Or((n - q * d >= d) != (x - q >= 1), (n - q * d < 0) != (x - q < 0)))
    assert solveur.check() == z3.unsat


@pytest.fixture(scope="module")
def compilee() -> Any:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
    from binome.moteur.trace import REGLES, regle
    from binome.noyau.compilation import compiler

    @regle("etude-binome §noyau", "D")
    def quotient_d_essai(numerateur: int, denominateur: int) -> int:
        """Le quotient."""
        return quotient(numerateur, denominateur)

    try:
        yield compiler(quotient_d_essai)
    finally:
        del REGLES["quotient_d_essai"]


grands = st.integers(0, EXACT - 1)


@given(grands, st.integers(1, EXACT - 1))
@example(EXACT - 1, 1)
@example(EXACT - 1, EXACT - 1)
@example(0, 1)
def test_la_forme_compilee_est_la_division_entiere(compilee: Any, numerateur: int, denominateur: int) -> None:
    assert compilee(numerateur, denominateur) == numerateur // denominateur


@given(st.integers(1, 2**26), st.integers(0, 2**26), st.integers(-1, 1))
def test_au_bord_de_chaque_multiple(compilee: Any, denominateur: int, multiple: int, ecart: int) -> None:
    numerateur = max(denominateur * multiple + ecart, 0)
    assert compilee(numerateur, denominateur) == numerateur // denominateur
