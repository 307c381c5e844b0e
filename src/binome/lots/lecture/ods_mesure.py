"""How far the cells of an OpenDocument sheet reach, repetitions included, read as its text comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

_TABLE: Final = "table:table"
_RANGEE: Final = "table:table-row"
_CELLULES: Final = ("table:table-cell", "table:covered-table-cell")
_LIGNES_REPETEES: Final = "table:number-rows-repeated"
_COLONNES_REPETEES: Final = "table:number-columns-repeated"
_VALEUR: Final = "office:value-type"


class EtendueDOds:
    """The largest sheet of a document, in rows and columns that hold something, and the length of all its texts."""

    def __init__(self) -> None:
        self.lignes = self.colonnes = self.octets = 0
        self._ligne = self._colonne = self._repetee = self._largeur = self._fois = 0
        self._lecteur = expat.ParserCreate()
        self._lecteur.StartElementHandler = self._ouvrir
        self._lecteur.EndElementHandler = self._fermer
        self._lecteur.CharacterDataHandler = self._lire
        self._lecteur.StartDoctypeDeclHandler = self._refuser

    def ajouter(self, bloc: bytes) -> None:
        """Read one more block.

        Raises:
            ExpatError: this is no such document.
        """
        self._lecteur.Parse(bloc)

    def _refuser(self, *_: object) -> None:
        raise expat.ExpatError

    def _ouvrir(self, nom: str, attributs: Mapping[str, str]) -> None:
        if nom == _TABLE:
            self._ligne = 0
        elif nom == _RANGEE:
            self._colonne = self._largeur = 0
            self._repetee = _repetition(attributs, _LIGNES_REPETEES)
        elif nom in _CELLULES:
            fois = _repetition(attributs, _COLONNES_REPETEES)
            self._colonne += fois
            self._fois = 0
            if _VALEUR in attributs:
                self._largeur = self._colonne
                self._fois = fois * self._repetee

    def _fermer(self, nom: str) -> None:
        if nom == _RANGEE:
            self._ligne += self._repetee
            if self._largeur:
                self.lignes = max(self.lignes, self._ligne)
                self.colonnes = max(self.colonnes, self._largeur)
        elif nom in _CELLULES:
            self._fois = 0

    def _lire(self, texte: str) -> None:
        self.octets += len(texte) * self._fois


def _repetition(attributs: Mapping[str, str], nom: str) -> int:
    ecrite = attributs.get(nom, "1")
    return int(ecrite) if ecrite.isascii() and ecrite.isdigit() and len(ecrite) < len("100000000") else 1
