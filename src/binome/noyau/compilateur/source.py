"""The source of a rule: the definition that Python runs, as a tree."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from types import FunctionType

from binome.noyau.compilateur.langue import NonCompilable


@cache
def _arbre(fichier: str) -> ast.Module:
    return ast.parse(Path(fichier).read_bytes())


@cache
def _fonctions(fichier: str, *, partout: bool) -> dict[int, ast.FunctionDef]:
    """Return the functions of a file by the line where they begin, decorators included; `partout`: nested ones too."""
    arbre = _arbre(fichier)
    return {
        min([noeud.lineno, *(un.lineno for un in noeud.decorator_list)]): noeud
        for noeud in (ast.walk(arbre) if partout else arbre.body)
        if isinstance(noeud, ast.FunctionDef)
    }


def definition_de(fonction: FunctionType) -> ast.FunctionDef:
    """Return the definition of a function.

    Raises:
        NonCompilable: no file holds it.
    """
    fichier, ligne = fonction.__code__.co_filename, fonction.__code__.co_firstlineno
    for partout in (False, True):
        try:
            noeud = _fonctions(fichier, partout=partout).get(ligne)
        except OSError:
            break
        if noeud is not None:
            return noeud
    raise NonCompilable(f"la source de {fonction.__qualname__} est introuvable")
