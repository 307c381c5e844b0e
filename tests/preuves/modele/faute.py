"""A fault put back in the source of a rule, to see that a proof finds it."""

from __future__ import annotations

import ast
import inspect
from textwrap import dedent
from types import FunctionType

from binome.droit.registre import toutes_les_regles
from binome.noyau.compilateur.source import definition_de
from tests.preuves.modele.traduction import Definitions


def avec_la_faute(nom: str, juste: str, faux: str) -> Definitions:
    """Return the definitions of the rules, a piece of the source of one of them written otherwise.

    Raises:
        ValueError: the rule has no such piece.
    """
    fonction = toutes_les_regles()[nom].fonction
    source = dedent(inspect.getsource(fonction))
    if juste not in source:
        raise ValueError(f"« {juste} » n'est pas dans {nom}")
    fautive = ast.parse(source.replace(juste, faux)).body[0]
    assert isinstance(fautive, ast.FunctionDef)

    def definitions(une: FunctionType) -> ast.FunctionDef:
        return fautive if une is fonction else definition_de(une)

    return definitions
