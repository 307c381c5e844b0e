"""The typed Python client, written from the OpenAPI document: `python -m docs.client`; `--verifier` compares.

A record of the document is a `TypedDict`, an operation a method. Nothing of it is written by hand but the transport.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

FICHIER: Final = Path(__file__).parent / "clients" / "binome_client.py"
MODELE: Final = Path(__file__).with_name("client_transport.txt")
_SIMPLES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
Schema = Mapping[str, Any]


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    os.environ.setdefault("BINOME_DONNEES", tempfile.mkdtemp(prefix="binome-client-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    import django

    django.setup()
    from binome.api.application import API

    return dict(API.get_openapi_schema())


class Ecrivain:
    """Schemas to types; each object that has properties is a class of its own."""

    def __init__(self) -> None:
        self.classes: dict[str, str] = {}

    def classe(self, nom: str, schema: Schema) -> None:
        """Write the class of an object."""
        self.classes[nom] = ""
        exiges = schema.get("required", ())
        if not all(cle.isidentifier() for cle in schema["properties"]):
            champs = (f"{cle!r}: {self.type(un, nom)!r}" for cle, un in schema["properties"].items())
            self.classes[nom] = f"{nom} = TypedDict({nom!r}, {{{', '.join(champs)}}}, total=False)"
            return
        lignes = [f"class {nom}(TypedDict):", f'    """{nom}, as the document describes it."""', ""]
        for cle, un in schema["properties"].items():
            type_ = self.type(un, f"{nom}{_camel(cle)}")
            lignes.append(f"    {cle}: {type_ if cle in exiges else f'NotRequired[{type_}]'}")
        self.classes[nom] = "\n".join(lignes)

    def type(self, schema: Schema, nom: str) -> str:
        """Return the annotation of a schema; `nom` is that of the class when one must be made."""
        if "$ref" in schema:
            return str(schema["$ref"]).rsplit("/", 1)[-1]
        if "enum" in schema or "const" in schema:
            return f"Literal[{', '.join(repr(str(un)) for un in schema.get('enum', [schema.get('const')]))}]"
        if "anyOf" in schema:
            return self._union(schema["anyOf"], nom)
        if schema.get("type") == "array":
            return f"list[{self.type(schema['items'], nom)}]" if "items" in schema else "list[Any]"
        if schema.get("properties"):
            self.classe(nom, schema)
            return nom
        if schema.get("type") == "object":
            return "dict[str, Any]"
        return _SIMPLES.get(str(schema.get("type")), "Any")

    def _union(self, choix: list[Schema], nom: str) -> str:
        noms = [f"{nom}{_camel(str(un.get('properties', {}).get('nature', {}).get('const', '')))}" for un in choix]
        return " | ".join(dict.fromkeys(self.type(un, n) for un, n in zip(choix, noms, strict=True)))


def _camel(cle: str) -> str:
    return "".join(morceau.capitalize() for morceau in cle.split("_"))


def contenu(lu: Mapping[str, Any]) -> str:
    """Return the whole file."""
    ecrivain = Ecrivain()
    alias = []
    for nom, schema in lu["components"]["schemas"].items():
        if schema.get("properties"):
            ecrivain.classe(nom, schema)
        else:
            alias.append(f"{nom}: TypeAlias = ({ecrivain.type(schema, nom)})")
    methodes = "\n".join(_methodes(lu, ecrivain))
    classes = "\n\n\n".join(ecrivain.classes.values())
    return MODELE.read_text("utf-8").format(classes=classes, alias="\n".join(alias), methodes=methodes)


def _methodes(lu: Mapping[str, Any], ecrivain: Ecrivain) -> Iterator[str]:
    for chemin, verbes in lu["paths"].items():
        for verbe, operation in verbes.items():
            reponse = operation["responses"][200]["content"].get("application/json")
            if reponse is not None:
                yield _methode(chemin, verbe.upper(), operation, reponse["schema"], ecrivain)


def _methode(chemin: str, verbe: str, operation: Schema, reponse: Schema, ecrivain: Ecrivain) -> str:
    nom = operation["operationId"]
    arguments, envoye = ["self"], "None"
    parametres = {un["name"]: un for un in operation["parameters"] if un["in"] == "query"}
    if "{nom}" in chemin:
        arguments.append("nom: str")
    if "requestBody" in operation:
        corps = ecrivain.type(
            operation["requestBody"]["content"]["application/json"]["schema"], f"Demande{_camel(nom)}"
        )
        arguments.append(f"corps: {corps}")
        envoye = "corps"
    if parametres:
        arguments += ["*", *(f"{cle}: str | None = None" for cle in parametres)]
    demandes = "{" + ", ".join(f'"{cle}": {cle}' for cle in parametres) + "}"
    adresse = chemin.removeprefix("/api/v1/").replace("{nom}", "{quote(nom)}")
    rendu = ecrivain.type(reponse, f"Reponse{_camel(nom)}")
    return (
        f"    def {nom}({', '.join(arguments)}) -> {rendu}:\n"
        f'        """{operation["summary"]}"""\n'
        f'        rendu: {rendu} = self._demander("{verbe}", {"f" if "{quote" in adresse else ""}"{adresse}", '
        f"{demandes}, {envoye})\n        return rendu\n"
    )


def a_jour() -> bool:
    """Return whether the client says what the document says, however it is laid out."""
    return ast.dump(ast.parse(contenu(document()))) == ast.dump(ast.parse(FICHIER.read_text("utf-8")))


def principal() -> int:
    """Write the client, or compare it."""
    if "--verifier" in sys.argv:
        return 0 if a_jour() else 1
    FICHIER.write_text(contenu(document()), "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(FICHIER)], check=True)  # noqa: S603
    return 0


if __name__ == "__main__":
    sys.exit(principal())
