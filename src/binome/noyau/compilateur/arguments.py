"""What a kernel is called with: Python's values laid in cells, and the same cells taken up by the machine code."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from binome.noyau.compilateur.corps import Corps
from binome.noyau.compilateur.valeurs import (
    ADRESSE,
    ENTIER,
    OCTETS,
    Connue,
    EnMemoire,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    cellules,
    d_entiers,
    forme_d_une_valeur,
)

_EN_REGISTRES: Final = 4
"""A record of more integers than these is passed by its address."""
_ELEMENTS: Final = {"int64": "i64", "int32": "i32", "int16": "i16", "int8": "i8", "bool": "i8"}


@dataclass(slots=True)
class Cellules:
    """Arguments laid out for the machine code; `gardes` keeps alive what some cells point to."""

    valeurs: array[int] = field(default_factory=lambda: array("q"))
    gardes: list[array[int]] = field(default_factory=list)

    def poser(self, argument: Any) -> Hashable:
        """Lay an argument and return its kind: the code is compiled once for each kind.

        Raises:
            ValueError: an array is not laid row after row.
        """
        if hasattr(argument, "__array_interface__"):
            if not argument.flags.c_contiguous:
                raise ValueError("Un tableau donné au noyau doit être rangé ligne après ligne.")
            self.valeurs.append(argument.__array_interface__["data"][0])
            self.valeurs.extend(argument.shape)
            return (_element(argument), argument.ndim)
        if isinstance(argument, tuple) and _par_adresse(argument):
            plats = array("q", cellules(argument))
            self.gardes.append(plats)
            self.valeurs.append(plats.buffer_info()[0])
            return forme_d_une_valeur(argument)
        if isinstance(argument, tuple):
            return (type(argument), *map(self.poser, argument))
        self.valeurs.append(int(argument))
        return bool if isinstance(argument, bool) else int


@dataclass(slots=True)
class Reception:
    """The same arguments on the machine's side: `entree` takes the cells up, `corps` receives them as parameters."""

    entree: Corps = field(default_factory=Corps)
    corps: Corps = field(default_factory=Corps)
    parametres: list[str] = field(default_factory=list)
    passes: list[str] = field(default_factory=list)

    def recevoir(self, argument: Any) -> Valeur:
        """Return an argument as the compiled function sees it."""
        if hasattr(argument, "__array_interface__"):
            adresse = self._suivant(ADRESSE).texte
            return Tableau(adresse, _element(argument), tuple(self._suivant(ENTIER) for _ in range(argument.ndim)))
        if isinstance(argument, tuple) and _par_adresse(argument):
            return EnMemoire(self._suivant(ADRESSE).texte, forme_d_une_valeur(argument), stable=True)
        if isinstance(argument, tuple):
            return Groupe(type(argument), tuple(self.recevoir(membre) for membre in argument))
        recu = self._suivant(ENTIER)
        return self.corps.verite(recu) if isinstance(argument, bool) else recu

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


def en_python(rendue: Valeur, cases: Iterator[int]) -> Any:
    """Return what a function gave back as Python would have it."""
    if isinstance(rendue, Groupe):
        membres = [en_python(membre, cases) for membre in rendue.membres]
        return tuple(membres) if rendue.classe is tuple else rendue.classe(*membres)
    case = next(cases)
    vraie = isinstance(rendue.objet, bool) if isinstance(rendue, Connue) else getattr(rendue, "genre", "") == "i1"
    return bool(case) if vraie else case


def _largeur(rendue: Valeur) -> int:
    return sum(map(_largeur, rendue.membres)) if isinstance(rendue, Groupe) else 1


def _par_adresse(argument: tuple[Any, ...]) -> bool:
    return d_entiers(argument) and sum(1 for _ in cellules(argument)) > _EN_REGISTRES


def _element(tableau: Any) -> str:
    if tableau.dtype.names:
        return f"[{tableau.dtype.itemsize // OCTETS} x i64]"
    return _ELEMENTS[tableau.dtype.name]
