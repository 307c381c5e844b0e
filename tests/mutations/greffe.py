"""Put a fault into a program that runs: the functions that are there take the code of the faulty source."""

from __future__ import annotations

import ast
import functools
import gc
import inspect
from collections import defaultdict
from collections.abc import Iterator
from types import CodeType, FunctionType

from tests.mutations.operateurs import Mutant

Empreinte = tuple[object, ...]
"""What two codes of one source share; a code that has run no longer equals its twin."""


def codes_changes(fichier: str, arbre: ast.Module, mutant: Mutant) -> dict[Empreinte, CodeType] | None:
    """Return what each code becomes under a fault; None where it touches what runs once, when a module is loaded."""
    sain = compile(arbre, fichier, "exec", dont_inherit=True)
    mutant.poser()
    try:
        faux = compile(arbre, fichier, "exec", dont_inherit=True)
    finally:
        mutant.retirer()
    paires = list(_paires(sain, faux))
    if any(not a.co_flags & inspect.CO_OPTIMIZED and _propre(a) != _propre(b) for a, b in paires):
        return None
    return {_empreinte(a): b for a, b in paires if a.co_flags & inspect.CO_OPTIMIZED and a != b}


class Presents:
    """The functions and the kept answers of this process, listed once: each fault would otherwise look for them again."""

    def __init__(self, sous: str) -> None:
        self._fonctions: dict[tuple[str, Empreinte], list[FunctionType]] = defaultdict(list)
        self._gardees = []
        for objet in gc.get_objects():
            if type(objet) is FunctionType and objet.__code__.co_filename.startswith(sous):
                self._fonctions[objet.__code__.co_filename, _empreinte(objet.__code__)].append(objet)
            elif isinstance(objet, functools._lru_cache_wrapper):
                self._gardees.append(objet)

    def greffer(self, fichier: str, changes: dict[Empreinte, CodeType]) -> bool:
        """Give functions their faulty code; False when none is there, or one cannot take it."""
        paires = [(une, faux) for cle, faux in changes.items() for une in self._fonctions.get((fichier, cle), ())]
        if any(len(faux.co_freevars) != len(une.__code__.co_freevars) for une, faux in paires):
            return False
        for une, faux in paires:
            une.__code__ = faux
        return bool(paires)

    def oublier(self) -> None:
        """Forget what was kept of former calls: it was answered by the sound code."""
        for une in self._gardees:
            une.cache_clear()


def _paires(sain: CodeType, faux: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    yield sain, faux
    for un, autre in zip(_dedans(sain), _dedans(faux), strict=False):
        yield from _paires(un, autre)


def _dedans(code: CodeType) -> list[CodeType]:
    return [un for un in code.co_consts if isinstance(un, CodeType)]


def _empreinte(code: CodeType) -> Empreinte:
    return code.co_qualname, code.co_firstlineno, *_propre(code)


def _propre(code: CodeType) -> tuple[object, ...]:
    """Return what a code does itself, without the functions that it carries."""
    constantes = tuple((type(un), un) for un in code.co_consts if not isinstance(un, CodeType))
    return code.co_code, constantes, code.co_names
