"""Many situations: each row read, refused in words or answered, exactly as one doctor's simulation would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.lots.lignes import colonne_du_champ, lignes_de_la_simulation, situation_de_la_ligne, verifier_les_colonnes
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.simuler import rendre

LIGNES_POUR_COMPILER: Final = 20_000
"""Under this many ordinary rows, compiling costs more than it saves."""


@dataclass(frozen=True, slots=True)
class ErreurDeLigne:
    """A row that cannot be answered: its number (from 1), the field at fault, the reason."""

    ligne: int
    champ: str
    raison: str


@dataclass(slots=True)
class Lot:
    """Answers in the order of the rows, and the rows that could not be answered."""

    lignes: list[tuple[Any, ...]] = field(default_factory=list)
    erreurs: list[ErreurDeLigne] = field(default_factory=list)


def traiter(lignes: Iterable[Mapping[str, Any]], premiere: int = 1, loi: Loi | str | None = None) -> Lot:
    """Answer flat rows, one by one, through the interpreter; `table.traiter_la_table` answers many at once.

    Args:
        lignes: rows by column name.
        premiere: number of the first row.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Returns:
        One answer per contract year, and one error per row that could not be read: no row is dropped.
    """
    lot, retenue = Lot(), loi_choisie(loi)
    for numero, ligne in enumerate(lignes, premiere):
        repondre(numero, ligne, lot, retenue)
    return lot


def repondre(numero: int, ligne: Mapping[str, Any], lot: Lot, loi: Loi) -> None:
    """Add the answer of a flat row, or why it has none."""
    donnees = situation_de_la_ligne(ligne)
    try:
        dossier = ouvrir(lire_situation(donnees), loi)
    except ErreurDeSaisie as faute:
        colonne = colonne_du_champ(faute.champ, donnees)
        lot.erreurs.append(ErreurDeLigne(numero, colonne, str(faute).replace(faute.champ, colonne)))
    else:
        lot.lignes += lignes_de_la_simulation(numero, rendre(dossier))


def simuler_lot(table: Any) -> Any:
    """Simulate every row of a polars, Arrow or pandas table; the answer is a table of the same library.

    Raises:
        ChampInconnu: a column is unknown.
        ErreurDeSaisie: a row cannot be read (its number is in the message); use `traiter` to keep the others.
    """
    import polars as pl

    from binome.lots.table import traiter_la_table

    verifier_les_colonnes(table.columns if isinstance(table, pl.DataFrame) else _noms(table))
    reponses = traiter_la_table(table if isinstance(table, pl.DataFrame) else pl.DataFrame(_en_lignes(table)))
    if reponses.erreurs:
        premiere = reponses.erreurs[0]
        raise ErreurDeSaisie(premiere.champ, f"ligne {premiere.ligne}", premiere.raison)
    return (
        reponses.lignes if isinstance(table, pl.DataFrame) else _comme(table, reponses.lignes.to_dict(as_series=False))
    )


def _noms(table: Any) -> list[str]:
    return list(table.column_names if hasattr(table, "column_names") else table.columns)


def _en_lignes(table: Any) -> list[dict[str, Any]]:
    lignes = table.to_pylist() if hasattr(table, "to_pylist") else table.to_dict("records")
    # A missing number is a float « nan » in some libraries: the only value that differs from itself.
    return [{nom: None if valeur != valeur else valeur for nom, valeur in ligne.items()} for ligne in lignes]  # noqa: PLR0124


def _comme(table: Any, colonnes: Mapping[str, list[Any]]) -> Any:
    if hasattr(table, "to_pylist"):
        return type(table).from_pydict(dict(colonnes))
    return type(table)(colonnes)
