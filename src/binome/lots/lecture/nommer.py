"""Cells by their position turned into fields: what the head of a table says of each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from binome.langue.courante import dire
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.refus import lettre
from binome.lots.lecture.tete import Colonne, Tete

if TYPE_CHECKING:
    import polars as pl

_LONGUEUR_MONTREE: Final = 40
_TITRES_MONTRES: Final = 20


def nommer(table: pl.DataFrame, lignes: pl.Series, tete: Tete, fautes: list[tuple[int, str]] | None = None) -> Bloc:
    """Return rows whose columns are named by their position (« 0 », « 1 »…) under the fields that they give."""
    import polars as pl

    presentes = set(table.columns)
    champs = [pl.col(str(une.rang)).alias(nom) for nom, une in tete.champs.items() if str(une.rang) in presentes]
    noms = [pl.col(str(une.rang)).alias(une.titre) for une in tete.identifiants if str(une.rang) in presentes]
    return Bloc(_choisies(table, champs), lignes, _choisies(table, noms), fautes or [])


def _choisies(table: pl.DataFrame, colonnes: list[pl.Expr]) -> pl.DataFrame:
    """Return some columns of a table; without any, a table that keeps its height."""
    import polars as pl

    return table.select(colonnes) if colonnes else pl.DataFrame(height=table.height)


def remarques_sur_la_tete(tete: Tete, premiere_attendue: int = 1) -> list[str]:
    """Return what a person must know of how the columns are taken."""
    phrases = []
    if tete.ligne > premiere_attendue:
        phrases.append(dire("Les titres des colonnes sont lus ligne {ligne}.", ligne=tete.ligne))
    if tete.identifiants:
        noms = _liste(tete.identifiants)
        phrases.append(dire("Colonnes reportées telles quelles dans la sortie : {noms}.", noms=noms))
    if tete.sans_emploi:
        noms = _liste(tete.sans_emploi)
        phrases.append(dire("Colonnes que le calcul n'emploie pas : {noms}.", noms=noms))
    return phrases


def _liste(colonnes: Sequence[Colonne]) -> str:
    """Return the titles of columns, the first ones, in one line."""
    titres = [une.titre[:_LONGUEUR_MONTREE] for une in colonnes[:_TITRES_MONTRES]]
    suite = "…" if len(colonnes) > _TITRES_MONTRES else ""
    return "".join(c if c.isprintable() else " " for c in ", ".join(titres)) + suite


def remarque_sans_titre(table: pl.DataFrame, tete: Tete) -> list[str]:
    """Return a sentence on the columns that hold something under no title, if there are any."""
    import polars as pl

    titrees = {str(une.rang) for une in tete.colonnes}
    autres = [nom for nom in table.columns if nom not in titrees]
    pleines = [nom for nom in autres if table.select((pl.col(nom).str.strip_chars() != "").any()).item()]
    if not pleines:
        return []
    lettres = ", ".join(lettre(int(nom)) for nom in pleines[:10])
    return [dire("Colonnes sans titre, non lues : {lettres}.", lettres=lettres)]
