"""Canonical JSON: the same text as an independent implementation of RFC 8785 gives; what has two writings refused."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from binome.cas import cas
from binome.moteur.canonique import ENTIER_MAXIMAL, canonique
from binome.moteur.ecarts import ecarts
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.recu import recu

TEXTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FEUILLES = st.none() | st.booleans() | st.integers(-ENTIER_MAXIMAL, ENTIER_MAXIMAL) | TEXTES
VALEURS = st.recursive(FEUILLES, lambda sous: st.lists(sous, max_size=4) | st.dictionaries(TEXTES, sous, max_size=4))


@given(VALEURS)
def test_la_forme_canonique_est_celle_d_une_autre_bibliotheque(valeur: Any) -> None:
    assert canonique(valeur).encode() == rfc8785.dumps(valeur)


def test_les_cles_se_rangent_par_unites_utf_16() -> None:
    assert canonique({"\ufb33": 1, "\U0001f600": 2, "é": 3, "a": 4}) == '{"a":4,"é":3,"\U0001f600":2,"\ufb33":1}'


def test_un_recepisse_reel_a_la_meme_forme_ailleurs() -> None:
    contenu = recu(cas()[0].situation)["contenu"]
    assert canonique(contenu).encode() == rfc8785.dumps(contenu)


class _Autre(Enum):
    UN = 1


def _emboite(combien: int) -> object:
    valeur: object = 0
    for _ in range(combien):
        valeur = [valeur]
    return valeur


@pytest.mark.parametrize(
    "valeur",
    [
        1.0,
        float("nan"),
        Decimal(1),
        ENTIER_MAXIMAL + 1,
        -ENTIER_MAXIMAL - 1,
        10**5_000,
        "\ud800",
        {"\udfff": 1},
        {1: 1},
        {None: 1},
        b"octets",
        _Autre.UN,
        _emboite(101),
        _emboite(5_000),
    ],
    ids=lambda valeur: type(valeur).__name__,
)
def test_ce_qui_a_deux_ecritures_est_refuse_en_mots(valeur: object) -> None:
    with pytest.raises(ErreurDeSaisie, match="Attendu"):
        canonique([valeur] if not isinstance(valeur, dict | list) else valeur)


def test_cent_objets_emboites_s_ecrivent_encore() -> None:
    assert canonique(_emboite(100)) == "[" * 100 + "0" + "]" * 100


@given(VALEURS, VALEURS)
def test_deux_valeurs_sans_ecart_ont_la_meme_forme(une: Any, autre: Any) -> None:
    assert (not list(ecarts("ici", une, autre))) == (canonique(une) == canonique(autre))


@pytest.mark.parametrize(
    ("une", "autre"), [(True, 1), (False, 0), ({}, {"a": None}), ({"a": None}, {}), ([], {}), ("1", 1)]
)
def test_deux_types_sont_deux_valeurs(une: Any, autre: Any) -> None:
    assert list(ecarts("ici", {"x": une}, {"x": autre}))
