"""The JSON Schema of an act, from what each nature says and must say."""

from __future__ import annotations

from collections.abc import Mapping

from binome.contrats.actes.acte import COMMUNS, CORRECTION, TEXTE, NatureDActe, champs_des_actes, obligatoires
from binome.contrats.champs.composes import ou_null
from binome.contrats.champs.formes import JOUR, Forme, Schema
from binome.droit.loi import Loi

_DATES = ("effectif_le", "connu_le")


def schema_d_un_acte(loi: Loi, situation: Schema | None = None) -> Schema:
    """Return the schema of an act or of a correction.

    Args:
        loi: the law under which acts are read.
        situation: what stands for the schema of a situation, when it is elsewhere.
    """
    des_actes = [_acte(nature, formes, situation) for nature, formes in champs_des_actes(loi).items()]
    remplace = {"remplace": ou_null({"anyOf": des_actes})}
    correction = {
        **{nom: ou_null(TEXTE.schema) for nom in ("id", "par", "piece")},
        "vise": TEXTE.schema,
        "connu_le": JOUR.schema,
        **remplace,
    }
    return {"anyOf": [*des_actes, _objet(CORRECTION, correction, ("vise", "connu_le"))]}


def _acte(nature: NatureDActe, formes: Mapping[str, Forme[object]], situation: Schema | None) -> Schema:
    exiges = obligatoires(nature)
    schemas = {nom: JOUR.schema if nom in _DATES else TEXTE.schema for nom in COMMUNS if nom != "nature"}
    schemas |= {nom: forme.schema for nom, forme in formes.items()}
    if situation is not None and "situation" in schemas:
        schemas["situation"] = situation
    proprietes = {nom: schema if nom in exiges else ou_null(schema) for nom, schema in schemas.items()}
    return _objet(nature.code, proprietes, exiges)


def _objet(nature: str, proprietes: Schema, exiges: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {"nature": {"const": nature}, **proprietes},
        "required": ["nature", *exiges],
    }
