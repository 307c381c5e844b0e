"""Un seul sérialiseur, et le schéma lu dans les mêmes types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from binome.moteur.codes import Code, Codes, Mots
from binome.moteur.rendu import (
    A_PLAT,
    CENTIMES,
    FACULTATIF,
    TU,
    ClesPropres,
    EnJson,
    EurosSignes,
    en_centimes,
    en_donnees,
    en_mot,
    parmi,
    sous,
)
from binome.moteur.schema import schema


class Saison(Codes):
    ETE = 0
    HIVER = 1, "la saison froide"


class Humeur(Mots):
    GAIE = "gaie"


@en_mot
class Repere(NamedTuple):
    nom: str
    rang: int

    def __str__(self) -> str:
        return f"{self.nom}_{self.rang}"


@dataclass(frozen=True, slots=True)
class Ecart(ClesPropres):
    repere: Repere
    valeur: Decimal

    def paires(self) -> Mapping[str, Decimal]:
        return {str(self.repere): self.valeur}


@dataclass(frozen=True, slots=True)
class Lieu(EnJson):
    ville: str
    places: int | None = field(metadata=FACULTATIF)


@dataclass(frozen=True, slots=True)
class Fete(EnJson):
    quand: date
    saison: Saison
    code: Code[Saison] | None
    humeur: Humeur
    genre: Literal["bal", "banquet"]
    part: Fraction
    prix: Decimal
    solde: EurosSignes
    bornes: tuple[Decimal, Decimal]
    reperes: tuple[Repere, ...]
    par_saison: dict[Code[Saison], int]
    libre: dict[str, Any]
    caisse: int = field(metadata=CENTIMES)
    recette: int = field(metadata=en_centimes("recettes"))
    lieu: Lieu = field(metadata=A_PLAT)
    ecarts: tuple[Ecart, ...] = field(metadata=A_PLAT)
    suite: Fete | None = field(metadata=sous("apres"))
    region: str = field(metadata=parmi(lambda: ("nord", "sud")))
    pays: str | None = field(metadata=parmi(lambda: ("ici",)))
    secret: str = field(metadata=TU)


def fete(suite: Fete | None = None, places: int | None = None) -> Fete:
    return Fete(
        date(2024, 9, 1),
        Saison.HIVER,
        Saison.ETE.code,
        Humeur.GAIE,
        "bal",
        Fraction(40, 61),
        Decimal(22000),
        Decimal("-0.5"),
        (Decimal(1), Decimal(2)),
        (Repere("butte", 2),),
        {Saison.ETE.code: 3},
        {"x": [1, None, True]},
        -250,
        100,
        Lieu("Lyon", places),
        (Ecart(Repere("saut", 1), Decimal("3.5")),),
        suite,
        "nord",
        None,
        "chut",
    )


ATTENDUE = {
    "quand": "2024-09-01",
    "saison": "hiver",
    "code": "ete",
    "humeur": "gaie",
    "genre": "bal",
    "part": "40/61",
    "prix": "22000.00",
    "solde": "-0.50",
    "bornes": ["1.00", "2.00"],
    "reperes": ["butte_2"],
    "par_saison": {"ete": 3},
    "libre": {"x": [1, None, True]},
    "caisse": "-2.50",
    "recettes": "1.00",
    "ville": "Lyon",
    "saut_1": "3.50",
    "apres": None,
    "region": "nord",
    "pays": None,
}


def test_un_record_s_ecrit_de_ses_champs_dans_leur_ordre() -> None:
    assert fete().en_json() == ATTENDUE
    assert list(fete().en_json()) == list(ATTENDUE)


def test_un_champ_facultatif_ne_parait_que_s_il_est_connu() -> None:
    assert fete(places=0).en_json() == {**ATTENDUE, "places": 0}


def test_les_records_s_emboitent() -> None:
    assert fete(fete()).en_json()["apres"] == ATTENDUE


def test_un_code_rendu_n_est_plus_qu_une_chaine() -> None:
    assert type(fete().en_json()["code"]) is str
    assert type(fete().en_json()["humeur"]) is str


def test_un_record_d_un_seul_champ_est_un_objet() -> None:
    @dataclass(frozen=True)
    class Seul(EnJson):
        nom: str

    assert Seul("x").en_json() == {"nom": "x"}


def test_un_facultatif_seul_parait_ou_non() -> None:
    assert Lieu("Lyon", None).en_json() == {"ville": "Lyon"}
    assert Lieu("Lyon", 3).en_json() == {"ville": "Lyon", "places": 3}


def test_ce_qui_n_est_pas_une_reponse_est_refuse() -> None:
    with pytest.raises(TypeError, match="complex ne s'écrit pas en JSON"):
        en_donnees(complex(1))


def test_des_cles_propres_se_definissent() -> None:
    with pytest.raises(NotImplementedError):
        ClesPropres().paires()


SCHEMA = Draft202012Validator(schema("Fête", Fete))


def test_le_schema_accepte_ce_qui_est_rendu() -> None:
    Draft202012Validator.check_schema(schema("Fête", Fete))
    SCHEMA.validate(fete().en_json())
    SCHEMA.validate(fete(fete(places=2)).en_json())


@pytest.mark.parametrize(
    "faux",
    [
        {"prix": "-1.00"},
        {"prix": "1"},
        {"part": 1},
        {"saison": "automne"},
        {"humeur": "triste"},
        {"genre": "concert"},
        {"par_saison": {"automne": 1}},
        {"bornes": ["1.00"]},
        {"region": "est"},
        {"pays": "ailleurs"},
        {"saut_1": 3},
        {"places": None},
        {"apres": {}},
        {"recettes": 100},
    ],
    ids=str,
)
def test_le_schema_refuse_ce_qui_ne_l_est_jamais(faux: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid({**ATTENDUE, **faux})


@pytest.mark.parametrize("cle", ["quand", "ville", "apres", "pays"])
def test_une_cle_promise_ne_manque_jamais(cle: str) -> None:
    assert not SCHEMA.is_valid({nom: valeur for nom, valeur in ATTENDUE.items() if nom != cle})


def test_le_schema_a_son_titre_et_ses_definitions() -> None:
    lu = schema("Lieu", Lieu)
    assert lu["title"] == "Lieu"
    assert "$defs" not in lu
    assert set(schema("Fête", Fete)["$defs"]) == {"Fete"}


def test_un_type_inconnu_n_a_pas_de_schema() -> None:
    @dataclass(frozen=True)
    class Bizarre:
        simple: complex

    @dataclass(frozen=True)
    class Composee:
        ensemble: frozenset[int]

    for classe in (Bizarre, Composee):
        with pytest.raises(TypeError, match="n'a pas de schéma"):
            schema("x", classe)
