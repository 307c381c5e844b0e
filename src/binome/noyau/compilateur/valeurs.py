"""What an expression of the law is while it is compiled: a known object, a number in a register, a group, a place.

A record stays apart, field by field, for as long as it is looked at field by field: the machine code never builds one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from operator import index
from typing import Final, SupportsIndex, TypeAlias, cast, get_args, get_origin, get_type_hints

ENTIER: Final = "i64"
BOOLEEN: Final = "i1"
REEL: Final = "double"
ADRESSE: Final = "ptr"
OCTETS: Final = 8
"""Width of a cell of memory: one integer."""


@dataclass(frozen=True, slots=True)
class Forme:
    """How integers lie in memory, one cell each: a leaf (`classe` is int or bool), or members one after the other."""

    classe: type
    membres: tuple[Forme, ...] = ()
    _empreinte: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_empreinte", hash((self.classe, self.membres)))

    def __hash__(self) -> int:
        # Looked up at every call of a kernel: what it holds is long.
        return self._empreinte

    @property
    def feuille(self) -> bool:
        """Whether it is one integer."""
        return not issubclass(self.classe, tuple)

    @property
    def taille(self) -> int:
        """Number of cells."""
        return 1 if self.feuille else sum(membre.taille for membre in self.membres)

    def place(self, rang: int) -> int:
        """Return the cell where a member begins."""
        return sum(membre.taille for membre in self.membres[:rang])


@dataclass(frozen=True, slots=True)
class Connue:
    """An object known while compiling: a constant, a table of the law, an enumeration, a function."""

    objet: object


@dataclass(frozen=True, slots=True)
class Nombre:
    """An integer, a truth or a double in a register."""

    texte: str
    genre: str


@dataclass(frozen=True, slots=True)
class Groupe:
    """A tuple or a record whose members are values."""

    classe: type
    membres: tuple[Valeur, ...]


@dataclass(frozen=True, slots=True)
class EnMemoire:
    """Integers at an address: a table, a record of an array, a record given as an argument.

    `stable` when nothing writes there while the kernel runs.
    """

    adresse: str
    forme: Forme
    stable: bool


@dataclass(frozen=True, slots=True)
class Tableau:
    """An array of the caller, in C order: how an element lies in memory, size of each axis (none: one element)."""

    adresse: str
    element: str
    axes: tuple[Nombre, ...]


Valeur: TypeAlias = Connue | Nombre | Groupe | EnMemoire | Tableau


@cache
def forme_de(classe: type) -> Forme:
    """Return how a declared type lies in memory: nested records flattened, one cell for each integer or truth.

    Raises:
        TypeError: a field is neither an integer, a truth nor a record of these.
    """
    if get_origin(classe) is tuple:
        return Forme(tuple, tuple(forme_de(un) for un in get_args(classe)))
    if not issubclass(classe, int | tuple):
        raise TypeError(f"{classe} n'est pas fait d'entiers.")
    if issubclass(classe, int):
        return Forme(bool if classe is bool else int)
    return Forme(classe, tuple(forme_de(genre) for genre in get_type_hints(classe).values()))


def forme_d_une_valeur(valeur: object) -> Forme:
    """Return how a value lies in memory; the declared fields of a record say which of its integers are truths.

    Raises:
        TypeError: something in it is not an integer.
    """
    if isinstance(valeur, bool):
        return Forme(bool)
    if isinstance(valeur, int):
        return Forme(int)
    if not isinstance(valeur, tuple):
        raise TypeError(f"{valeur!r} n'est pas fait d'entiers.")
    membres = tuple(forme_d_une_valeur(membre) for membre in valeur)
    return Forme(type(valeur), membres)


def cellules(valeur: object) -> Iterator[int]:
    """Yield the integers of a value, in the order in which they lie in memory."""
    if isinstance(valeur, tuple):
        for membre in valeur:
            yield from cellules(membre)
    else:
        yield index(cast("SupportsIndex", valeur))


def d_entiers(valeur: object) -> bool:
    """Return whether an object is made of integers only."""
    return isinstance(valeur, int) or (isinstance(valeur, tuple) and all(map(d_entiers, valeur)))


def en_groupe(valeur: Valeur) -> Groupe | None:
    """Return a known tuple as the group of its members, a group as it is, None for the rest."""
    if isinstance(valeur, Groupe):
        return valeur
    if isinstance(valeur, Connue) and isinstance(valeur.objet, tuple):
        return Groupe(type(valeur.objet), tuple(Connue(membre) for membre in valeur.objet))
    return None


def champs(classe: type) -> tuple[str, ...]:
    """Return the names of the fields of a record, none for a plain tuple."""
    noms: Sequence[str] = getattr(classe, "_fields", ())
    return tuple(noms)


@cache
def genres_declares(classe: type) -> tuple[str | None, ...]:
    """Return the register that each field of a record declares: a truth, an integer, or neither."""
    genres: dict[object, str | None] = {bool: BOOLEEN, int: ENTIER}

    def genre(declare: object) -> str | None:
        if isinstance(declare, type) and issubclass(declare, IntEnum):
            return ENTIER
        return genres.get(declare)

    return tuple(genre(declare) for declare in get_type_hints(classe).values())
