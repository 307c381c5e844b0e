"""What the parts of one field must agree on; the schema says it too where JSON Schema can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from binome.contrats.champs.formes import Lien, Schema
from binome.moteur.erreurs import Contradiction


@dataclass(frozen=True, slots=True)
class Accord:
    """A condition between the parts of a field: `verifier` receives the field's name, the raw parts, those read."""

    lien: Lien
    verifier: Callable[[str, Mapping[str, Any], Mapping[str, Any]], None]
    schema: Schema = field(default_factory=dict)


def _seuils(champ: str, brut: Mapping[str, Any], lus: Mapping[str, Any]) -> None:
    """Thresholds grow strictly; the parts are read in the order of the ranks."""
    if list(lus.values()) != sorted(set(lus.values())):
        raise Contradiction(champ, brut, "des seuils qui croissent strictement de P30 à P95")


def _option(champ: str, brut: Mapping[str, object], lus: Mapping[str, object]) -> None:
    if (lus["nature"] == "option") != ("option_etp" in lus):
        attendu = "une option, pour un avenant d'option seul"
        raise Contradiction(f"{champ}.option_etp", brut.get("option_etp"), attendu)


def _part_decidee(champ: str, brut: Mapping[str, object], lus: Mapping[str, object]) -> None:
    if "part_decidee" in lus and not lus.get("circonstances_exceptionnelles"):
        attendu = "une part décidée seulement avec circonstances_exceptionnelles"
        raise Contradiction(f"{champ}.part_decidee", brut["part_decidee"], attendu)


def _si(nom: str, valeur: object, alors: Schema, sinon: Schema) -> Schema:
    condition = {"properties": {nom: {"const": valeur}}, "required": [nom]}
    return {"if": condition, "then": alors, "else": sinon}


def _nul(nom: str) -> Schema:
    return {"properties": {nom: {"type": "null"}}}


def _donne(nom: str) -> Schema:
    return {"properties": {nom: {"not": {"type": "null"}}}, "required": [nom]}


ACCORDS: Final[Mapping[str, Accord]] = {
    "": Accord(Lien.AUCUN, lambda _champ, _brut, _lus: None),
    "seuils": Accord(Lien.CROISSANTS, _seuils),
    "option": Accord(Lien.AUTRE, _option, _si("nature", "option", _donne("option_etp"), _nul("option_etp"))),
    "part_decidee": Accord(
        Lien.AUTRE, _part_decidee, _si("circonstances_exceptionnelles", True, {}, _nul("part_decidee"))
    ),
}
"""By their names in `champs.toml`."""
