"""A table that people read: columns chosen by key, cells that keep their value until a face writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from html import escape
from typing import TypeAlias

from binome.langue.courante import dire
from binome.langue.ecriture import en_date, en_pourcent, en_texte, nombre

Simple: TypeAlias = str | int | bool | Decimal | Fraction | date | None
Cellule: TypeAlias = Simple | tuple[Simple, ...]
"""What a cell holds: None where nothing is known, several values for a range or a list."""
Ligne: TypeAlias = Mapping[str, Cellule]
"""A row as its cells, by key of column."""


class Unite(StrEnum):
    """How a cell is written."""

    MOT = "mot"
    PHRASE = "phrase"
    NOMBRE = "nombre"
    EUROS = "euros"
    PART = "part"
    OUI_NON = "oui_non"
    JOUR = "jour"


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column; the key is the field of the record."""

    cle: str
    titre: str
    unite: Unite = Unite.NOMBRE
    essentielle: bool = True
    """Whether a narrow screen keeps it; documents keep all."""

    @property
    def large(self) -> bool:
        """Whether its cells are sentences, which take the width that is left."""
        return self.unite is Unite.PHRASE

    @property
    def en_mots(self) -> bool:
        """Whether its cells are words, which begin at the left; figures end at the right."""
        return self.unite in (Unite.MOT, Unite.PHRASE, Unite.OUI_NON)

    @property
    def en_tete(self) -> str:
        """The title in the current language."""
        return dire(self.titre)


@dataclass(frozen=True, slots=True)
class Tableau:
    """Columns, and rows by key of column."""

    titre: str
    colonnes: tuple[Colonne, ...]
    lignes: Sequence[Ligne]

    def choisir(self, *cles: str) -> Tableau:
        """Return the same rows with these columns, in this order."""
        connues = {colonne.cle: colonne for colonne in self.colonnes}
        return Tableau(self.titre, tuple(connues[cle] for cle in cles), self.lignes)

    def cellules(self) -> list[list[Cellule]]:
        """Return the cells row by row, in the order of the columns."""
        return [[ligne[colonne.cle] for colonne in self.colonnes] for ligne in self.lignes]

    def _repr_html_(self) -> str:
        """Return the table as a notebook shows it, in the current language."""
        titres = "".join(f'<th scope="col">{escape(colonne.en_tete)}</th>' for colonne in self.colonnes)
        lignes = (
            "".join(
                f"<td>{escape(ecrire(cellule, colonne.unite))}</td>"
                for cellule, colonne in zip(cellules, self.colonnes, strict=True)
            )
            for cellules in self.cellules()
        )
        corps = "".join(f"<tr>{ligne}</tr>" for ligne in lignes)
        return (
            f"<table><caption>{escape(dire(self.titre))}</caption>"
            f"<thead><tr>{titres}</tr></thead><tbody>{corps}</tbody></table>"
        )


def ecrire(valeur: Cellule, unite: Unite, entre: str = " – ") -> str:
    """Return a cell as a person reads it: a dash where nothing is known, `entre` between several values."""
    if isinstance(valeur, tuple):
        return entre.join(ecrire(une, unite) for une in valeur) or "—"
    if valeur is None:
        return "—"
    if isinstance(valeur, bool):
        return dire("oui") if valeur else dire("non")
    if isinstance(valeur, date):
        return en_date(valeur)
    if isinstance(valeur, str):
        return valeur
    if unite is Unite.EUROS:
        return en_texte(Decimal(valeur) if isinstance(valeur, int) else _decimal(valeur))
    return nombre(valeur) if isinstance(valeur, int) else en_pourcent(Fraction(valeur))


def _decimal(valeur: Decimal | Fraction) -> Decimal:
    return valeur if isinstance(valeur, Decimal) else Decimal(valeur.numerator) / valeur.denominator
