"""Philox: the published known answers, in Python and compiled."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.moteur.hasard import MASQUE, MILLION, philox
from binome.nation.hasard import scores_normaux

CONNUS = [
    ((0, 0, 0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((MASQUE,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("entree", "sortie"), CONNUS)
def test_les_reponses_publiees(entree: tuple[int, ...], sortie: tuple[int, ...]) -> None:
    assert philox(*entree) == sortie


mots = st.integers(0, MASQUE)


@given(st.tuples(mots, mots, mots, mots, mots, mots))
def test_la_forme_compilee_donne_les_memes_bits(entree: tuple[int, ...]) -> None:
    assert _compilee()(*entree) == philox(*entree)


@cache
def _compilee() -> Any:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    from binome.noyau.compilation import compiler

    return compiler(philox)


def test_les_scores_ont_une_moyenne_nulle_et_une_variance_d_un() -> None:
    np = pytest.importorskip("numpy", reason="the population is an extra")
    scores = scores_normaux()
    assert scores.sum() == 0
    assert (np.diff(scores) > 0).all()
    assert abs(float((scores**2).mean()) / MILLION**2 - 1) < 0.002
