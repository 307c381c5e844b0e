"""Generated documents: up to date, and schemas that every answer of every case obeys."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import binome
from binome.cas import cas, cas_collectifs, cas_de_contrat
from binome.collectif.contrat import simuler_collective
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.moteur.erreurs import AnneeIndeterminee
from binome.simulation.carte import carte
from binome.simulation.comparaison import comparer_options, comparer_regimes
from binome.simulation.question_inverse import objectif
from binome.simulation.recu import recu, verifier
from binome.simulation.terme import comparer_au_terme
from docs.generer import REPONSES, pages, schemas

SCHEMAS = {nom: Draft202012Validator(lu) for nom, lu in schemas().items()}


@pytest.mark.parametrize(("fichier", "contenu"), pages().items(), ids=lambda f: getattr(f, "name", ""))
def test_les_documents_sont_a_jour(fichier: Any, contenu: str) -> None:
    assert fichier.read_text("utf-8") == contenu, "run `make docs`"


def _obeit(nom: str, rendu: dict[str, Any]) -> None:
    SCHEMAS[nom].validate(json.loads(json.dumps(rendu)))


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un_cas: un_cas.nom)
def test_chaque_cas_obeit_aux_schemas(un_cas: Any) -> None:
    simulation = binome.simuler(un_cas.situation)
    _obeit("simulation", simulation.en_json())
    _obeit("derivation", simulation.derivation.en_json())
    situation = json.loads(
        json.dumps(un_cas.situation, default=lambda v: float(v) if hasattr(v, "as_tuple") else str(v))
    )
    SCHEMAS["situation"].validate(situation)


@pytest.mark.parametrize("un_cas", cas()[::7], ids=lambda un_cas: un_cas.nom)
def test_les_autres_reponses_obeissent_a_leur_schema(un_cas: Any) -> None:
    situation = un_cas.situation
    _obeit("comparaison", comparer_options(situation, ["0.5", "1", "2"]).en_json())
    _obeit("comparaison", comparer_regimes(situation).en_json())
    _obeit("question_inverse", objectif(situation, 3).en_json())
    ecrit = recu(situation)
    _obeit("recu", ecrit)
    _obeit("verification", verifier(ecrit).en_json())
    if "date_signature" in situation:
        _obeit("au_terme", comparer_au_terme(situation).en_json())
    try:
        _obeit("carte", carte(situation).en_json())
    except AnneeIndeterminee:
        assert objectif(situation, 3).solutions == ()


@pytest.mark.parametrize("un_cas", cas_de_contrat(), ids=lambda un_cas: un_cas.nom)
def test_chaque_releve_obeit_a_son_schema(un_cas: Any) -> None:
    _obeit("releve", releve(lire_actes(un_cas.actes), un_cas.au).en_json())


@pytest.mark.parametrize("un_cas", cas_collectifs(), ids=lambda un_cas: un_cas.nom)
def test_chaque_reponse_collective_obeit_a_son_schema(un_cas: Any) -> None:
    _obeit("collectif", simuler_collective(un_cas.groupe).en_json())


def test_chaque_reponse_a_son_schema() -> None:
    dites: set[type] = set(REPONSES.values())
    publiques: list[Callable[..., Any]] = [objectif, carte, comparer_options, comparer_au_terme, releve, verifier]
    assert {fonction.__annotations__["return"] for fonction in publiques} <= {classe.__name__ for classe in dites}


def test_le_schema_refuse_ce_que_la_lecture_refuse() -> None:
    for faux in ({"pmt_initial": 1}, {"pmt_initiale": -1}, {"specialite": "99"}, {"lectures": {"x": "y"}}):
        assert not SCHEMAS["situation"].is_valid(faux)
