"""A workbook, XLSX or ODS: the sheet that has the columns is found among the others, dates stay dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.lots.formats import polars
from binome.lots.lecture.bloc import Bloc, numeros
from binome.lots.lecture.classeur_mesure import mesurer
from binome.lots.lecture.nommer import nommer, remarque_sans_titre, remarques_sur_la_tete
from binome.lots.lecture.refus import FichierRefuse, attendu
from binome.lots.lecture.tete import Rangee, Tete, chercher, lire_la_tete, reconnus
from binome.lots.lecture.titres import Vocabulaire

if TYPE_CHECKING:
    import polars as pl

_RANGEES_DU_DEBUT: Final = 60


@dataclass(frozen=True, slots=True)
class Classeur:
    """A sheet of a workbook that is open."""

    table: pl.DataFrame
    tete: Tete
    rang: int
    remarques: list[str] = field(default_factory=list)

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column as the person finds it."""
        return self.tete.vues

    @property
    def en_francais(self) -> bool:
        """Whether a French spreadsheet writes such files."""
        return True

    @property
    def identifiants(self) -> tuple[str, ...]:
        """The titles of the columns that travel."""
        return tuple(une.titre for une in self.tete.identifiants)

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:  # noqa: ARG002  (all is in memory)
        """Yield the rows under the head, numbered as the sheet numbers them."""
        sous = self.table.slice(self.rang + 1)
        yield nommer(sous, numeros(self.rang + 2, sous.height), self.tete)


def ouvrir_le_classeur(fichier: Path, vocabulaire: Vocabulaire) -> Classeur:
    """Open the sheet of a workbook whose titles are best known.

    Raises:
        FichierRefuse: it is not a workbook, it is too large, or no sheet has the columns.
    """
    erreurs = mesurer(fichier)
    lecteur = _lecteur(fichier)
    debuts = [(nom, _rangees(_charger(lecteur, fichier, nom, _RANGEES_DU_DEBUT))) for nom in lecteur.sheet_names]
    debuts = [(nom, rangees) for nom, rangees in debuts if any(any(cellules) for _, cellules in rangees)]
    if not debuts:
        raise attendu(fichier.name, dire("un classeur qui contient quelque chose, et celui-ci est vide"))
    nom, rangees = max(debuts, key=lambda debut: _note(debut[1], vocabulaire))
    rang = chercher(rangees, vocabulaire)
    tete = lire_la_tete(fichier.name, rangees[rang], vocabulaire)
    table = _charger(lecteur, fichier, nom, None)
    remarques = []
    if len(lecteur.sheet_names) > 1:
        remarques.append(dire("Feuille lue : « {nom} ».", nom=nom))
    remarques += remarques_sur_la_tete(tete) + remarque_sans_titre(table.slice(rang + 1), tete)
    if erreurs:
        phrase = "Cellules en erreur (#DIV/0!, #REF!…) dans le classeur, lues comme inconnues : {nombre}."
        remarques.append(dire(phrase, nombre=nombre(erreurs)))
    return Classeur(table, tete, rang, remarques)


def _note(rangees: Sequence[Rangee], vocabulaire: Vocabulaire) -> int:
    return max((reconnus(cellules, vocabulaire) for _, cellules in rangees), default=0)


def _rangees(table: pl.DataFrame) -> list[Rangee]:
    """Return the first rows of a sheet, each cell at its place."""
    rangs = [int(nom) for nom in table.columns]
    largeur = max(rangs, default=-1) + 1
    rangees: list[Rangee] = []
    for numero, valeurs in enumerate(table.rows(), 1):
        cellules: list[str | None] = [None] * largeur
        for rang, valeur in zip(rangs, valeurs, strict=True):
            cellules[rang] = valeur
        rangees.append((numero, cellules))
    return rangees


def _lecteur(fichier: Path) -> Any:
    polars()
    import fastexcel

    return _sans_panique(fichier, lambda: fastexcel.read_excel(fichier))


def _charger(lecteur: Any, fichier: Path, feuille: str, lignes: int | None) -> Any:
    """Return the rows of a sheet as texts, from its very first one; columns bear their position in the sheet."""

    def lire() -> Any:
        lue = lecteur.load_sheet(feuille, header_row=None, skip_rows=0, n_rows=lignes, dtypes="string")
        table = lue.to_polars()
        places = [str(colonne.absolute_index) for colonne in lue.selected_columns]
        return table.rename(dict(zip(table.columns, places, strict=True)))

    return _sans_panique(fichier, lire)


def _sans_panique(fichier: Path, faire: Any) -> Any:
    """Do something with the library of workbooks; whatever it fails of, the file is refused in words."""
    try:
        return faire()
    except FichierRefuse:
        raise
    except BaseException as faute:
        if isinstance(faute, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise attendu(fichier.name, dire("un classeur XLSX ou ODS lisible, sans mot de passe")) from faute
