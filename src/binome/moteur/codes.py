"""Codes: the word that a program reads in an answer, declared once, with the one that a person reads instead.

An enumeration of the law is made of integers, which rules compare and a compiler knows (`Codes`). Its members leave the
law as words: `.code` is a string, equal to the code that data files, JSON and tables write, which still carries the
member it stands for. An enumeration that no rule computes is made of words from the start (`Mots`).
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Generic, Self, TypeVar, cast

M_co = TypeVar("M_co", bound="Codes", covariant=True)


class Code(str, Generic[M_co]):
    """The word of a member: a string for whoever reads an answer, the member itself for whoever decides on it."""

    __slots__ = ("membre",)
    membre: M_co

    def __new__(cls, mot: str, membre: M_co) -> Self:
        """Return the word of `membre`."""
        code = super().__new__(cls, mot)
        code.membre = membre
        return code

    @property
    def libelle(self) -> str:
        """What a person reads."""
        return self.membre.libelle

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (self.membre, "code")


class Codes(IntEnum):
    """An enumeration of the law: `NOM = valeur`, then its label and its code where the name does not give them."""

    code: Code[Self]
    libelle: str
    mot: str
    """The name as a derivation writes it; nearly always the code."""

    def __new__(cls, valeur: int, *_mots: str) -> Self:
        """Return the member of an integer."""
        membre = int.__new__(cls, valeur)
        membre._value_ = valeur
        return membre

    def __init__(self, _valeur: int, libelle: str = "", code: str = "") -> None:
        self.mot = self._name_.lower()
        self.code = Code(code or self.mot, cast("Self", self))
        self.libelle = libelle or self.code.replace("_", " ")

    @classmethod
    def lire(cls, code: str) -> Self:
        """Return the member of a code.

        Raises:
            KeyError: no member has it.
        """
        membres: dict[str, Self] = {membre.code: membre for membre in cls}
        return membres[code]


class Mots(StrEnum):
    """An enumeration that no rule computes: `NOM = code, label`."""

    libelle: str

    def __new__(cls, code: str, libelle: str = "") -> Self:
        """Return the member of a word."""
        membre = str.__new__(cls, code)
        membre._value_ = code
        membre.libelle = libelle or code.replace("_", " ")
        return membre
