"""The schemas of the document: every record that is answered, every value that is asked, each under one name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from binome.api.demandes import reference
from binome.contrats.actes.schema import schema_d_un_acte
from binome.contrats.champs.formes import Schema
from binome.contrats.situation import forme_de_situation
from binome.droit.loi import loi_en_vigueur
from binome.moteur.schema import definir

_ICI: Final = '"#/$defs/'
_LA: Final = '"#/components/schemas/'


def schema_de(types: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what an operation answers, its records added to the components."""
    lu: Schema = _deplacer(definir(types, definitions))
    return lu


def composants(definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the components: the situation, and the records given, in the order of their names."""
    loi = loi_en_vigueur()
    donnes = {"Acte": schema_d_un_acte(loi, reference("Situation")), "Situation": forme_de_situation(loi).schema}
    lu: dict[str, Schema] = _deplacer({**donnes, **dict(sorted(definitions.items()))})
    return lu


def _deplacer(lu: Any) -> Any:
    return json.loads(json.dumps(lu).replace(_ICI, _LA))


@cache
def validateur(texte: str) -> Any:
    """Return what says whether a value obeys a schema, given as JSON; it may refer to the situation."""
    from jsonschema_rs import validator_for

    return validator_for({**json.loads(texte), "components": {"schemas": composants({})}})
