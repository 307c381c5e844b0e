"""An Arrow stream: batches of rows read one after the other, their columns as those of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from binome.langue.courante import dire
from binome.lots.formats import polars
from binome.lots.lecture.bloc import Bloc, numeros
from binome.lots.lecture.bornes import OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.en_textes import en_textes, types_illisibles
from binome.lots.lecture.nommer import nommer, remarques_sur_la_tete
from binome.lots.lecture.refus import FichierRefuse, attendu
from binome.lots.lecture.tete import Tete, lire_la_tete
from binome.lots.lecture.titres import Vocabulaire


@dataclass(frozen=True, slots=True)
class FluxArrow:
    """An Arrow stream that is open."""

    fichier: Path
    tete: Tete
    remarques: list[str] = field(default_factory=list)

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column under its own title."""
        return {champ: f"« {une.titre} »" for champ, une in self.tete.champs.items()}

    @property
    def en_francais(self) -> bool:
        """Whether a French spreadsheet writes such files."""
        return False

    @property
    def identifiants(self) -> tuple[str, ...]:
        """The titles of the columns that travel."""
        return tuple(une.titre for une in self.tete.identifiants)

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows, numbered from 1, a batch at a time."""
        import pyarrow as pa

        pl = polars()
        lues = [une for nom, une in self.tete.champs.items() if champs is None or nom in champs]
        utiles = [*lues, *(self.tete.identifiants if champs is None else ())]
        choisies = [pl.col(une.titre).alias(str(une.rang)) for une in utiles]
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
    tete = lire_la_tete(fichier.name, (0, modele.columns), vocabulaire)
    illisibles = types_illisibles({une.titre: modele.schema[une.titre] for une in tete.colonnes if une.champ})
    if illisibles:
        noms = ", ".join(illisibles)
        raise FichierRefuse(fichier.name, dire("des colonnes ne tiennent pas dans une cellule : {noms}.", noms=noms))
    return FluxArrow(fichier, tete, remarques_sur_la_tete(tete))
