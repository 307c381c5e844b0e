"""How large a file, a line, a cell or a workbook may be: said before any work is done on it."""

from __future__ import annotations

from typing import Final

from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.lots.lecture.refus import attendu

MEGA: Final = 1 << 20
OCTETS_D_UN_TEXTE: Final = 64 << 30
OCTETS_D_UN_CLASSEUR: Final = 200 * MEGA
OCTETS_DECOMPRESSES: Final = 1_500 * MEGA
COMPRESSION: Final = 300
"""How many times smaller a part of a workbook may be than what it holds, once that is large."""
OCTETS_DE_TEXTE: Final = 500 * MEGA
CELLULES: Final = 30_000_000
OCTETS_D_UNE_LIGNE: Final = MEGA
CARACTERES_D_UN_ENREGISTREMENT: Final = 100_000
LIGNES_D_UN_ENREGISTREMENT: Final = 1_000
CARACTERES_D_UNE_CELLULE: Final = 500
COLONNES: Final = 1_000


def verifier_la_taille(nom: str, octets: int, maximum: int) -> None:
    """Refuse a file that is empty or too large.

    Raises:
        FichierRefuse: there is nothing in it, or more than `maximum` bytes.
    """
    if octets == 0:
        raise attendu(nom, dire("un fichier qui contient quelque chose, et celui-ci est vide"))
    if octets > maximum:
        raise attendu(nom, dire("un fichier de {mega} mégaoctets au plus", mega=nombre(maximum // MEGA)))


def verifier_la_largeur(nom: str, colonnes: int) -> None:
    """Refuse a table of too many columns.

    Raises:
        FichierRefuse: more than `COLONNES`.
    """
    if colonnes > COLONNES:
        raise attendu(nom, dire("une table de {nombre} colonnes au plus", nombre=COLONNES))
