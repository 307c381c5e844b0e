"""What a kernel is called with: Python's values laid in cells, and the same cells taken up by the machine code."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from binome.noyau.compilateur.corps import Corps
from binome.noyau.compilateur.valeurs import (
    ADRESSE,
    ENTIER,
    OCTETS,
    Connue,
    EnMemoire,
    Forme,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    cellules,
    d_entiers,
    forme_d_une_valeur,
)

Argument: TypeAlias = "int | NDArray[np.generic] | tuple[Argument, ...]"
"""What a kernel takes and gives back: integers and truths, arrays, records and tuples of these."""

_EN_REGISTRES: Final = 4
"""A record of more integers than these is passed by its address."""
_APLATIS_RETENUS: Final = 64
_ELEMENTS: Final = {"int64": "i64", "int32": "i32", "int16": "i16", "int8": "i8", "bool": "i8"}


@dataclass(frozen=True, slots=True)
class _Aplati:
    """A record of many integers, one after the other: readings come back at every call, and are laid out once."""

    argument: tuple[Argument, ...]
    forme: Forme
    cellules: array[int]


_aplatis: dict[int, _Aplati | None] = {}


def _aplatir(argument: tuple[Argument, ...]) -> _Aplati | None:
    """Return a record of integers laid out, None for one that goes member by member."""
    deja = _aplatis.get(id(argument))
    if deja is not None and deja.argument is argument:
        return deja
    if not d_entiers(argument) or len(plats := array("q", cellules(argument))) <= _EN_REGISTRES:
        return None
    if len(_aplatis) >= _APLATIS_RETENUS:
        _aplatis.clear()
    aplati = _aplatis[id(argument)] = _Aplati(argument, forme_d_une_valeur(argument), plats)
    return aplati


@dataclass(slots=True)
class Cellules:
    """Arguments laid out for the machine code; `gardes` keeps alive what some cells point to."""

    valeurs: array[int] = field(default_factory=lambda: array("q"))
    gardes: list[_Aplati] = field(default_factory=list)

    def poser(self, argument: Argument) -> Hashable:
        """Lay an argument and return its kind: the code is compiled once for each kind.

        Raises:
            ValueError: an array is not laid row after row.
        """
        if isinstance(argument, np.ndarray):
            if not argument.flags.c_contiguous:
                raise ValueError("Un tableau donné au noyau doit être rangé ligne après ligne.")
            self.valeurs.append(argument.ctypes.data)
            self.valeurs.extend(argument.shape)
            return (_element(argument), argument.ndim)
        if not isinstance(argument, tuple):
            self.valeurs.append(int(argument))
            return bool if isinstance(argument, bool) else int
        aplati = _aplatir(argument)
        if aplati is None:
            return (type(argument), *map(self.poser, argument))
        self.gardes.append(aplati)
        self.valeurs.append(aplati.cellules.buffer_info()[0])
        return aplati.forme


@dataclass(slots=True)
class Reception:
    """The same arguments on the machine's side: `entree` takes the cells up, `corps` receives them as parameters."""

    entree: Corps = field(default_factory=Corps)
    corps: Corps = field(default_factory=Corps)
    parametres: list[str] = field(default_factory=list)
    passes: list[str] = field(default_factory=list)

    def recevoir(self, argument: Argument) -> Valeur:
        """Return an argument as the compiled function sees it."""
        if isinstance(argument, np.ndarray):
            adresse = self._suivant(ADRESSE).texte
            return Tableau(adresse, _element(argument), tuple(self._suivant(ENTIER) for _ in range(argument.ndim)))
        if not isinstance(argument, tuple):
            recu = self._suivant(ENTIER)
            return self.corps.verite(recu) if isinstance(argument, bool) else recu
        aplati = _aplatir(argument)
        if aplati is None:
            return Groupe(type(argument), tuple(self.recevoir(membre) for membre in argument))
        return EnMemoire(self._suivant(ADRESSE).texte, aplati.forme, stable=True)

    def _suivant(self, genre: str) -> Nombre:
        """Take the next cell up. Two arrays of one call never overlap: the optimiser may know it."""
        rang = len(self.parametres)
        lu = self.entree.calcul(genre, f"load {genre}, ptr {self.entree.decaler('%arguments', rang)}")
        self.passes.append(f"{genre} {lu.texte}")
        self.parametres.append(f"{genre} {'noalias ' if genre == ADRESSE else ''}%a{rang}")
        return Nombre(f"%a{rang}", genre)


def sortie_vide(rendue: Valeur | None) -> array[int]:
    """Return room for what a function gives back."""
    return array("q", bytes(OCTETS * (0 if rendue is None else _largeur(rendue))))


def en_python(rendue: Valeur, cases: Iterator[int]) -> Argument:
    """Return what a function gave back as Python would have it."""
    if isinstance(rendue, Groupe):
        membres = [en_python(membre, cases) for membre in rendue.membres]
        return tuple(membres) if rendue.classe is tuple else rendue.classe(*membres)
    case = next(cases)
    vraie = isinstance(rendue.objet, bool) if isinstance(rendue, Connue) else getattr(rendue, "genre", "") == "i1"
    return bool(case) if vraie else case


def _largeur(rendue: Valeur) -> int:
    return sum(map(_largeur, rendue.membres)) if isinstance(rendue, Groupe) else 1


def _element(tableau: NDArray[np.generic]) -> str:
    if tableau.dtype.names:
        return f"[{tableau.dtype.itemsize // OCTETS} x i64]"
    return _ELEMENTS[tableau.dtype.name]
