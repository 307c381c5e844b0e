"""A file opened by the reader of its format; whatever the disk or the encoding refuses is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from binome.langue.courante import dire
from binome.lots.formats import FLUX_ARROW, entree, polars
from binome.lots.lecture.arrow import ouvrir_le_flux
from binome.lots.lecture.bloc import Bloc, Source
from binome.lots.lecture.classeur import ouvrir_le_classeur
from binome.lots.lecture.json_lignes import ouvrir_les_lignes
from binome.lots.lecture.parquet import ouvrir_le_parquet
from binome.lots.lecture.refus import attendu
from binome.lots.lecture.texte import ouvrir_le_texte
from binome.lots.lecture.titres import Vocabulaire


def source_de(fichier: Path, mots: Vocabulaire) -> Source:
    """Open a file whose columns are known under some titles.

    Raises:
        FichierRefuse: it cannot be read.
    """
    polars()
    genre = entree(fichier)
    try:
        if genre == ".csv":
            return ouvrir_le_texte(fichier, mots)
        if genre == ".jsonl":
            return ouvrir_les_lignes(fichier)
        if genre == ".parquet":
            return ouvrir_le_parquet(fichier, mots)
        if genre == FLUX_ARROW:
            return ouvrir_le_flux(fichier, mots)
        return ouvrir_le_classeur(fichier, mots)
    except (OSError, UnicodeDecodeError) as faute:
        raise attendu(fichier.name, dire("un fichier lisible")) from faute


def lus(fichier: Path, blocs: Iterable[Bloc]) -> Iterator[Bloc]:
    """Yield blocks; what the disk or the encoding refuses on the way is said in words."""
    try:
        yield from blocs
    except (OSError, UnicodeDecodeError) as faute:
        raise attendu(fichier.name, dire("un fichier lisible")) from faute
