"""Rows for a rule: random ones, and numbers beside every threshold that the law publishes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.moteur.codes import Codes
from tests.preuves.modele.entrees import Entrees, Inconnue

BORDS = (-1, 0, 1)


@cache
def reperes() -> tuple[int, ...]:
    """Return the numbers of the law that a count may be beside."""
    trouves: set[int] = set()
    for jour in catalogue().changements:
        bareme: Bareme = catalogue().bareme(jour)
        trouves |= {s for patientele in bareme.distribution for seuils in patientele for s in seuils}
        trouves |= {n for nombre in bareme for n in _entiers(nombre)}
    return tuple(sorted({repere + bord for repere in trouves for bord in BORDS if repere >= 0}))


def _entiers(nombre: Any) -> Iterator[int]:
    if not isinstance(nombre, tuple):
        yield int(nombre)
    elif len(nombre) <= max(2, len(nombre[0]) if isinstance(nombre[0], tuple) else 0) or not isinstance(
        nombre[0], tuple
    ):
        for membre in nombre:
            yield from _entiers(membre)


def ligne(alea: Random, donnees: Entrees) -> list[int | bool]:
    """Return a value for each unknown."""
    return [_valeur(alea, inconnue) for inconnue in donnees.inconnues]


def _valeur(alea: Random, inconnue: Inconnue) -> int | bool:
    if inconnue.genre is bool:
        return alea.random() < 1 / 2
    if issubclass(inconnue.genre, Codes):
        return inconnue.genre(alea.randint(inconnue.bas, inconnue.haut))
    tirages = (
        lambda: inconnue.bas,
        lambda: inconnue.haut,
        lambda: alea.randint(0, 9),
        lambda: alea.choice(reperes()),
        lambda: alea.randint(0, 3_000),
        lambda: alea.randint(inconnue.bas, inconnue.haut),
    )
    poids = (2, 1, 3, 6, 4, 1)
    return min(max(alea.choices(tirages, poids)[0](), inconnue.bas), inconnue.haut)
