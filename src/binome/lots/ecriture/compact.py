"""Thrift's compact protocol, in which Parquet writes what a file holds: read into plain values, written back.

A structure is a dictionary by number of field, each value with its kind; nothing is known of what fields mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

_VRAI: Final = 1
_FAUX: Final = 2
_OCTET: Final = 3
_ENTIERS: Final = (4, 5, 6)
_DOUBLE: Final = 7
_OCTETS: Final = 8
_LISTES: Final = (9, 10)
_STRUCTURE: Final = 12
_LONGUE: Final = 15
_SEPT_BITS: Final = 0x7F


@dataclass(slots=True)
class Liste:
    """Values of one kind."""

    genre: int
    valeurs: Sequence[Valeur]


Structure: TypeAlias = "dict[int, tuple[int, Valeur]]"
Valeur: TypeAlias = "bool | int | bytes | Liste | Structure"


class Lecteur:
    """Values read one after the other from bytes."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.place = 0

    def structure(self) -> Structure:
        """Return the structure that begins here."""
        champs: Structure = {}
        numero = 0
        while tete := self._octet():
            saut, genre = tete >> 4, tete & 0x0F
            numero = numero + saut if saut else self._entier()
            champs[numero] = (genre, self.valeur(genre))
        return champs

    def valeur(self, genre: int) -> Valeur:
        """Return the value of this kind that begins here."""
        if genre in (_VRAI, _FAUX):
            return genre == _VRAI
        if genre in _ENTIERS:
            return self._entier()
        if genre in _LISTES:
            return self._liste()
        if genre == _STRUCTURE:
            return self.structure()
        return self._prendre({_OCTET: 1, _DOUBLE: 8}.get(genre) or self._naturel())

    def _liste(self) -> Liste:
        tete = self._octet()
        combien, genre = tete >> 4, tete & 0x0F
        if combien == _LONGUE:
            combien = self._naturel()
        if genre in (_VRAI, _FAUX):
            return Liste(genre, [self._octet() == _VRAI for _ in range(combien)])
        return Liste(genre, [self.valeur(genre) for _ in range(combien)])

    def _octet(self) -> int:
        self.place += 1
        return self.octets[self.place - 1]

    def _prendre(self, combien: int) -> bytes:
        self.place += combien
        return self.octets[self.place - combien : self.place]

    def _naturel(self) -> int:
        naturel = rang = 0
        while True:
            octet = self._octet()
            naturel |= (octet & _SEPT_BITS) << rang
            rang += 7
            if octet <= _SEPT_BITS:
                return naturel

    def _entier(self) -> int:
        naturel = self._naturel()
        return (naturel >> 1) ^ -(naturel & 1)


def structure_en_octets(champs: Structure) -> bytes:
    """Return a structure as it is written."""
    morceaux, avant = [], 0
    for numero in sorted(champs):
        genre, valeur = champs[numero]
        if isinstance(valeur, bool):
            genre = _VRAI if valeur else _FAUX
        saut = numero - avant
        morceaux.append(bytes([saut << 4 | genre]) if saut < _LONGUE + 1 else bytes([genre]) + _entier(numero))
        if not isinstance(valeur, bool):
            morceaux.append(_en_octets(genre, valeur))
        avant = numero
    return b"".join([*morceaux, b"\0"])


def tete_de_liste(combien: int, genre: int) -> bytes:
    """Return what comes before the values of a list."""
    if combien < _LONGUE:
        return bytes([combien << 4 | genre])
    return bytes([_LONGUE << 4 | genre]) + _naturel(combien)


def _en_octets(genre: int, valeur: Valeur) -> bytes:
    if isinstance(valeur, Liste):
        return tete_de_liste(len(valeur.valeurs), valeur.genre) + b"".join(
            _en_octets(valeur.genre, une) for une in valeur.valeurs
        )
    if isinstance(valeur, dict):
        return structure_en_octets(valeur)
    if isinstance(valeur, bool):
        return bytes([_VRAI if valeur else _FAUX])
    if isinstance(valeur, int):
        return _entier(valeur)
    return (_naturel(len(valeur)) if genre == _OCTETS else b"") + valeur


def _naturel(naturel: int) -> bytes:
    octets = bytearray()
    while naturel > _SEPT_BITS:
        octets.append(naturel & _SEPT_BITS | 0x80)
        naturel >>= 7
    octets.append(naturel)
    return bytes(octets)


def _entier(entier: int) -> bytes:
    return _naturel(entier << 1 if entier >= 0 else (-entier << 1) - 1)
