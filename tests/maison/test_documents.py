"""Generated documents: up to date, and schemas that every case obeys."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import binome
from binome.cas import cas
from binome.contrats.champs.description import champs
from docs.generer import pages, schema_de_simulation

SITUATION = Draft202012Validator(champs().schema())
SIMULATION = Draft202012Validator(schema_de_simulation())


@pytest.mark.parametrize(("fichier", "contenu"), pages().items(), ids=lambda f: getattr(f, "name", ""))
def test_les_documents_sont_a_jour(fichier: Any, contenu: str) -> None:
    assert fichier.read_text("utf-8") == contenu, "run `make docs`"


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un_cas: un_cas.nom)
def test_chaque_cas_obeit_aux_schemas(un_cas: Any) -> None:
    rendu = json.loads(json.dumps(binome.simuler(un_cas.situation).en_json()))
    SIMULATION.validate(rendu)
    situation = json.loads(
        json.dumps(un_cas.situation, default=lambda v: float(v) if hasattr(v, "as_tuple") else str(v))
    )
    SITUATION.validate(situation)


def test_le_schema_refuse_ce_que_la_lecture_refuse() -> None:
    for faux in ({"pmt_initial": 1}, {"pmt_initiale": -1}, {"specialite": "99"}, {"lectures": {"x": "y"}}):
        assert not SITUATION.is_valid(faux)
