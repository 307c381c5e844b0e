"""Reader and schema of every field accept and refuse the same things; examples are read; types are those announced."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from binome.contrats.champs.description import Champ, champs
from binome.contrats.champs.formes import Forme, Genre
from binome.contrats.decrire import decrire
from binome.contrats.situation import Situation, lire_situation
from binome.droit.codes import Option
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import Contradiction, ErreurDeSaisie, TropPrecis
from tests.contrats.champs.strategies import valeurs

CHAMPS = list(champs().values())
SITUATION = Draft202012Validator(champs().schema())
SANS_SCHEMA = (Contradiction, TropPrecis)
"""What JSON Schema cannot say: conditions between values, decimals of a number (validators divide binary floats)."""


def _nom(champ: Champ) -> str:
    return champ.nom


@pytest.mark.parametrize("champ", CHAMPS, ids=_nom)
@settings(max_examples=150)
@given(donnees=st.data())
def test_ce_que_la_lecture_refuse_le_schema_le_refuse(champ: Champ, donnees: st.DataObject) -> None:
    """The schema accepts nothing that is refused, and everything that a value is described as once read."""
    valeur = donnees.draw(valeurs(champ.forme))
    schema = Draft202012Validator(champ.forme.schema)
    try:
        lue = champ.forme.lire(champ.nom, valeur)
    except SANS_SCHEMA:
        return
    except ErreurDeSaisie:
        assert not schema.is_valid(valeur)
        return
    decrite = champ.forme.decrire(lue)
    assert schema.is_valid(decrite)
    assert champ.forme.lire(champ.nom, decrite) == lue


@settings(max_examples=300)
@given(st.fixed_dictionaries({}, optional={c.nom: st.none() | valeurs(c.forme) for c in CHAMPS} | {"pmt": st.just(1)}))
def test_la_situation_entiere_suit_son_schema(donnees: dict[str, Any]) -> None:
    try:
        lue = lire_situation(donnees)
    except SANS_SCHEMA:
        return
    except ErreurDeSaisie:
        assert not SITUATION.is_valid(donnees)
        return
    assert SITUATION.is_valid(decrire(lue))
    assert lire_situation(decrire(lue)) == lue


@pytest.mark.parametrize(
    "faux",
    [
        {"departement": "00"},
        {"departement": "96"},
        {"pmt_initiale": 200_000},
        {"date_signature": "1850-01-01"},
        {"date_signature": "2023-02-29"},
        {"percentile_pfa": 101},
        {"part_activite_liberale": "0.12345"},
        {"prorogations": 5},
        {"constats": [{"pmt": 3}]},
        {"constats": [{"annee": 26}]},
        {"constats": [{"annee": 3, "part_decidee": "1/2"}]},
        {"avenants": [{"annee": 3, "nature": "option"}]},
        {"avenants": [{"annee": 3, "nature": "objectifs", "option_etp": "1"}]},
        {"avenants": [{"annee": 3, "nature": "autre"}]},
        {"seuils_caisse": {"pfa": {"p51": 1}}},
        {"lectures": {"seuil_p30": "autre"}},
        {"inconnu": 1},
    ],
    ids=str,
)
def test_schema_et_lecture_refusent_ensemble(faux: dict[str, Any]) -> None:
    assert not SITUATION.is_valid(faux)
    with pytest.raises(ErreurDeSaisie):
        lire_situation(faux)


@pytest.mark.parametrize(
    "juste",
    [
        {"departement": "2A"},
        {"date_signature": "2024-02-29"},
        {"part_activite_liberale": 0.6},
        {"pmt_initiale": 900.0},
        {"pmt_initiale": None},
        {"constats": [{"annee": 3, "pmt": None, "pfa": 1}]},
        {"constats": [{"annee": 3, "circonstances_exceptionnelles": True, "part_decidee": "1/2"}]},
        {"avenants": [{"annee": 3, "nature": "option", "option_etp": "1"}]},
        {"avenants": [{"annee": 3, "nature": "65_ans", "option_etp": None}]},
        {"option_etp": "1/2"},
    ],
    ids=str,
)
def test_schema_et_lecture_acceptent_ensemble(juste: dict[str, Any]) -> None:
    assert SITUATION.is_valid(juste)
    assert lire_situation(juste) is not None


@pytest.mark.parametrize("champ", CHAMPS, ids=_nom)
def test_l_exemple_d_un_champ_est_ecrit_comme_on_le_rend(champ: Champ) -> None:
    assert champ.forme.decrire(champ.forme.lire(champ.nom, champ.exemple)) == champ.exemple


@pytest.mark.parametrize("champ", CHAMPS, ids=_nom)
def test_un_champ_lu_a_le_type_annonce(champ: Champ) -> None:
    annonce = get_type_hints(Situation)[champ.nom]
    assert _est(champ.forme.lire(champ.nom, champ.exemple), annonce)
    assert _est(getattr(Situation(), champ.nom), annonce)


def _est(valeur: Any, annonce: Any) -> bool:
    """Return whether a value is of an announced type; an enumeration is not any integer."""
    origine, arguments = get_origin(annonce), get_args(annonce)
    if origine in (Union, types.UnionType):
        return any(_est(valeur, un) for un in arguments)
    if origine is tuple:
        paires = (valeur, [arguments[0]] * len(valeur) if arguments[-1] is Ellipsis else arguments)
        return isinstance(valeur, tuple) and all(_est(v, un) for v, un in zip(*paires, strict=True))
    if origine is dict:
        return isinstance(valeur, Mapping) and all(_est(v, arguments[1]) for v in valeur.values())
    return type(valeur) is annonce


@pytest.mark.parametrize("champ", CHAMPS, ids=_nom)
def test_les_codes_et_leurs_libelles_vont_ensemble(champ: Champ) -> None:
    def verifier(forme: Forme[Any]) -> None:
        choix = forme.choix()
        assert set(choix) <= set(forme.schema.get("enum", choix))
        assert bool(choix) == (forme.genre in (Genre.CODE, Genre.OUI_NON))
        assert all(choix.values())
        for sous in forme.sous.values():
            verifier(sous.forme)

    verifier(champ.forme)


def test_le_libelle_d_une_option_fermee_dit_depuis_quand() -> None:
    assert champs()["option_etp"].forme.choix()["1/3"] == "un tiers de temps (fermé depuis mai 2023)"
    droit = loi_en_vigueur().catalogue
    assert {option for option in Option if option >= 0 and droit.option_fermee_depuis(option)} == {Option.UN_TIERS}
