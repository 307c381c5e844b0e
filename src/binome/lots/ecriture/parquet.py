"""Parquet by blocks: each is encoded once, where it stands in the file is all that changes when it is put there.

A Parquet file is its blocks (row groups), then a foot that says where each stands. Blocks encoded apart are put one
after the other as they are, and one foot is written for all: nothing is decoded and encoded again.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from binome.lots.ecriture.compact import Lecteur, Liste, Structure, structure_en_octets, tete_de_liste
from binome.lots.ecriture.encode import Encode

if TYPE_CHECKING:
    import polars as pl

_MARQUE: Final = b"PAR1"
_LONGUEUR: Final = 4
_ENTIER_64: Final = 6
_LISTE: Final = 9
_STRUCTURE: Final = 12
_LIGNES: Final = 3
_GROUPES: Final = 4
_COLONNES_DU_GROUPE: Final = 1
_PLACE_DU_GROUPE: Final = 5
_RANG_DU_GROUPE: Final = 7
_META_DE_COLONNE: Final = 3
_PLACE_DE_COLONNE: Final = 2
_PLACES_D_INDEX: Final = (4, 6)
_INDEX: Final = (4, 5, 6, 7)
"""In a column of a group: indexes of its pages, by absolute places; one page a column needs none."""
_PLACES_DE_META: Final = (9, 10, 11, 14)
"""Where its pages of data, of index and of dictionary stand, and its filter."""


class Parquet:
    """The writer of Parquet files."""

    def debut(self, modele: pl.DataFrame) -> bytes:  # noqa: ARG002
        """Return what a file begins with."""
        return _MARQUE

    def encoder(self, lignes: pl.DataFrame) -> Encode:
        """Return rows as one block."""
        octets, pied = _seul(lignes)
        (groupe,) = cast("Liste", pied[_GROUPES][1]).valeurs
        colonnes = [
            cast("Structure", une) for une in cast("Liste", cast("Structure", groupe)[_COLONNES_DU_GROUPE][1]).valeurs
        ]
        index = [cast("int", une[place][1]) for une in colonnes for place in _PLACES_D_INDEX if place in une]
        for une in colonnes:
            for champ in _INDEX:
                une.pop(champ, None)
        return Encode(
            octets[: min(index, default=len(octets) + len(_MARQUE)) - len(_MARQUE)],
            partial(_placer, cast("Structure", groupe)),
        )

    def fin(self, modele: pl.DataFrame, pieds: bytes, blocs: int, lignes: int) -> bytes:
        """Return the foot of a file of `blocs` blocks, whose descriptions follow each other in `pieds`."""
        _, champs = _seul(modele)
        champs[_LIGNES] = (_ENTIER_64, lignes)
        avant = structure_en_octets({numero: champ for numero, champ in champs.items() if numero < _GROUPES})
        # Fields are numbered by their distance to the one before: those that follow the blocks, from theirs.
        apres = structure_en_octets({numero - _GROUPES: champ for numero, champ in champs.items() if numero > _GROUPES})
        groupes = bytes([1 << 4 | _LISTE]) + tete_de_liste(blocs, _STRUCTURE) + pieds
        corps = avant[:-1] + groupes + apres
        return corps + len(corps).to_bytes(_LONGUEUR, "little") + _MARQUE


def _seul(lignes: pl.DataFrame) -> tuple[bytes, Structure]:
    """Return the bytes of a table's one block, and the foot of the file that it would make alone."""
    tampon = BytesIO()
    lignes.write_parquet(tampon, row_group_size=max(lignes.height, 1))
    octets = tampon.getbuffer()
    fin = len(octets) - len(_MARQUE) - _LONGUEUR
    debut = fin - int.from_bytes(octets[fin : fin + _LONGUEUR], "little")
    return bytes(octets[len(_MARQUE) : debut]), Lecteur(bytes(octets[debut:fin])).structure()


def _placer(groupe: Structure, debut: int) -> bytes:
    """Return what the foot says of a block that stands at `debut`."""
    de = debut - len(_MARQUE)
    _avancer(groupe, (_PLACE_DU_GROUPE,), de)
    groupe.pop(_RANG_DU_GROUPE, None)
    for colonne in cast("Liste", groupe[_COLONNES_DU_GROUPE][1]).valeurs:
        _avancer(cast("Structure", colonne), (_PLACE_DE_COLONNE,), de)
        _avancer(cast("Structure", cast("Structure", colonne)[_META_DE_COLONNE][1]), _PLACES_DE_META, de)
    return structure_en_octets(groupe)


def _avancer(structure: Structure, champs: tuple[int, ...], de: int) -> None:
    for numero in champs:
        if numero in structure:
            genre, place = structure[numero]
            structure[numero] = (genre, cast("int", place) + de)
