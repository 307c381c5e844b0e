from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from binome.moteur import primitives as p

entiers = st.integers(0, 10**9)
positifs = st.integers(1, 10**6)
taux = st.tuples(entiers, positifs)


@given(taux, taux)
def test_les_comparaisons_sont_celles_des_fractions(gauche: p.Taux, droite: p.Taux) -> None:
    a, b = Fraction(*gauche), Fraction(*droite)
    assert p.au_moins(gauche, droite) == (a >= b)
    assert p.depasse(gauche, droite) == (a > b)
    assert Fraction(*p.plus_grand(gauche, droite)) == max(a, b)
    assert Fraction(*p.plafonne(gauche)) == min(a, 1)


@given(entiers, positifs)
def test_les_arrondis_sont_ceux_de_la_definition(numerateur: int, denominateur: int) -> None:
    quotient = Fraction(numerateur, denominateur)
    assert p.par_defaut(numerateur, denominateur) == quotient.__floor__()
    assert p.par_exces(numerateur, denominateur) == quotient.__ceil__()
    assert p.au_plus_proche(numerateur, denominateur) == (quotient + Fraction(1, 2)).__floor__()


@given(st.integers(0, 10**7))
def test_l_arrondi_decimal_est_le_meme(dixiemes: int) -> None:
    exact = Decimal(dixiemes) / 10
    assert p.au_plus_proche(dixiemes, 10) == exact.to_integral_value(ROUND_HALF_UP)
    assert p.par_defaut(dixiemes, 10) == exact.to_integral_value(ROUND_FLOOR)
    assert p.par_exces(dixiemes, 10) == exact.to_integral_value(ROUND_CEILING)


@given(st.integers(-5, 50), st.lists(st.integers(0, 40), min_size=1, max_size=6).map(sorted))
def test_le_rang_compte_les_seuils_atteints(valeur: int, seuils: list[int]) -> None:
    assert p.rang(valeur, seuils) == sum(valeur >= seuil for seuil in seuils)


def test_un_pourcent_entier_arrondit_au_plus_proche() -> None:
    assert p.en_pourcents((945, 1000)) == (95, 100)
    assert p.en_pourcents((944, 1000)) == (94, 100)


def test_un_taux_egal_garde_le_premier() -> None:
    assert p.plus_grand((1, 2), (2, 4)) == (1, 2)
