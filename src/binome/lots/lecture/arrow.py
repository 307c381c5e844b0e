"""An Arrow stream: batches of rows read one after the other, their columns as those of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from binome.langue.courante import dire
from binome.lots.formats import polars
from binome.lots.lecture.bloc import Bloc, numeros
from binome.lots.lecture.bornes import OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.en_textes import en_textes
from binome.lots.lecture.nommer import nommer
from binome.lots.lecture.refus import attendu
from binome.lots.lecture.titres import Vocabulaire
from binome.lots.lecture.typee import TableTypee, tete_typee


@dataclass(frozen=True, slots=True)
class FluxArrow(TableTypee):
    """An Arrow stream that is open."""

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows, numbered from 1, a batch at a time."""
        import pyarrow as pa

        pl = polars()
        choisies = self.choisies(champs)
        premiere = 1
        with _entier(self.fichier), pa.OSFile(str(self.fichier)) as flux, pa.ipc.open_stream(flux) as lecteur:
            for lot in lecteur:
                table = en_textes(pl.DataFrame(lot).select(choisies))
                yield nommer(table, numeros(premiere, table.height), self.tete)
                premiere += table.height


@contextmanager
def _entier(fichier: Path) -> Iterator[None]:
    """Say in words that a stream is damaged.

    Raises:
        FichierRefuse: it is.
    """
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException, polars().exceptions.PolarsError) as faute:
        raise attendu(fichier.name, dire("un flux Arrow entier")) from faute


def ouvrir_le_flux(fichier: Path, vocabulaire: Vocabulaire) -> FluxArrow:
    """Open an Arrow stream.

    Raises:
        FichierRefuse: it is damaged, or its columns cannot be read.
    """
    import pyarrow as pa

    verifier_la_taille(fichier.name, fichier.stat().st_size, OCTETS_D_UN_TEXTE)
    with _entier(fichier), pa.OSFile(str(fichier)) as flux, pa.ipc.open_stream(flux) as lecteur:
        modele = polars().DataFrame(lecteur.schema.empty_table())
    return FluxArrow(fichier, *tete_typee(fichier.name, modele.schema, vocabulaire))
