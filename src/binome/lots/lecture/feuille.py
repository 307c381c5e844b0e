"""A small sheet of anything: a reform, a table of codes, an export of the open data portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.lots.lecture.codes import CONVENTION, NATIONAUX, Codes, codes_nationaux, table_de_codes
from binome.lots.lecture.ouverture import lus, source_de
from binome.lots.lecture.refus import FichierRefuse
from binome.lots.lecture.titres import vocabulaire_de


@dataclass(frozen=True, slots=True)
class Feuille:
    """Rows of a small sheet as texts, under the names of the expected columns and the titles of the others."""

    lignes: list[dict[str, str | None]] = field(default_factory=list)
    numeros: list[int] = field(default_factory=list)
    """Where each row stands in the file."""


def lire_feuille(fichier: Path, colonnes: tuple[str, ...], *, seules: bool = False) -> Feuille:
    """Read a small sheet, CSV or workbook.

    Args:
        fichier: file of at most a few thousand rows.
        colonnes: names that are expected; one at least must be there.
        seules: whether a column of another name is refused.

    Raises:
        FichierRefuse: the file cannot be read, or a cell stands under no title.
    """
    source = source_de(fichier, vocabulaire_de(colonnes, garder_les_autres=not seules))
    feuille = Feuille()
    for un in lus(fichier, source.blocs()):
        for numero, phrase in un.fautes:
            raise FichierRefuse(fichier.name, dire("ligne {ligne} : {phrase}", ligne=numero, phrase=phrase))
        for numero, ligne in zip(un.lignes.to_list(), un.table.rows(named=True), strict=True):
            nette = {nom: None if cellule is None else cellule.strip() for nom, cellule in ligne.items()}
            if any(nette.values()):
                feuille.lignes.append(nette)
                feuille.numeros.append(numero)
    return feuille


def lire_les_codes(choix: str | None, loi: Loi | str | None = None) -> Codes:
    """Return how codes of specialities are read: « convention », « nationaux », or a table in a file.

    Raises:
        FichierRefuse: the table cannot be read.
    """
    if choix is None or choix == CONVENTION:
        return Codes(choix)
    if choix == NATIONAUX:
        return codes_nationaux()
    fichier = Path(choix)
    lignes = lire_feuille(fichier, ("code", "specialite")).lignes
    return table_de_codes(fichier, lignes, loi_choisie(loi).catalogue)
