"""Many situations: each row read, refused in words or answered, exactly as one doctor's simulation would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.saisie import ErreurDeSaisie
from binome.contrats.situation import lire_situation
from binome.droit.reponses import Motif, Statut
from binome.droit.vocabulaire import (
    Tranche,
)
from binome.moteur.argent import en_centimes
from binome.population.coder import Groupe, coder, groupe_de, ordinaire
from binome.population.lignes import (
    colonne_du_champ,
    lignes_de_la_simulation,
    situation_de_la_ligne,
    verifier_les_colonnes,
)
from binome.simulation.simuler import STATUTS, rendre

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
    compilees: int = 0


def traiter(lignes: Iterable[Mapping[str, Any]], premiere: int = 1, compile_des: int = LIGNES_POUR_COMPILER) -> Lot:
    """Answer flat rows.

    Args:
        lignes: rows by column name.
        premiere: number of the first row.
        compile_des: use the compiled kernel from this many ordinary rows under one law on.

    Returns:
        One answer per contract year, and one error per row that could not be read: no row is dropped.
    """
    lot = Lot()
    dossiers: dict[int, Dossier] = {}
    for numero, ligne in enumerate(lignes, premiere):
        donnees = situation_de_la_ligne(ligne)
        try:
            dossiers[numero] = ouvrir(lire_situation(donnees))
        except ErreurDeSaisie as faute:
            colonne = colonne_du_champ(faute.champ, donnees)
            lot.erreurs.append(ErreurDeLigne(numero, colonne, str(faute).replace(faute.champ, colonne)))
    reponses: dict[int, list[tuple[Any, ...]]] = {}
    for groupe, numeros in _par_groupe(dossiers):
        if len(numeros) >= compile_des:
            calculees = _compiler(groupe, numeros, dossiers)
            reponses |= calculees
            lot.compilees += len(calculees)
    for numero, dossier in dossiers.items():
        lot.lignes += reponses.get(numero) or lignes_de_la_simulation(numero, rendre(dossier))
    return lot


def cle_du_groupe(groupe: Groupe) -> tuple[Any, ...]:
    """Return what tells laws apart, by identity: hashing every table for each row would cost more than the row."""
    return (groupe.regime, id(groupe.signature), *map(id, groupe.baremes), groupe.lectures)


def _par_groupe(dossiers: Mapping[int, Dossier]) -> Iterable[tuple[Groupe, list[int]]]:
    """Return the ordinary rows by the law they live under: at signature, then at the start of each year."""
    groupes: dict[tuple[Any, ...], tuple[Groupe, list[int]]] = {}
    for numero, dossier in dossiers.items():
        if ordinaire(dossier):
            groupe = groupe_de(dossier)
            groupes.setdefault(cle_du_groupe(groupe), (groupe, []))[1].append(numero)
    return groupes.values()


def _compiler(groupe: Groupe, numeros: list[int], dossiers: Mapping[int, Dossier]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the answers of the kernel, for the rows that it does not leave to the interpreter."""
    import numpy as np

    from binome.population.colonnes import Sortie
    from binome.population.noyau import calculer

    matrice = np.array([coder(dossiers[numero]) for numero in numeros], dtype=np.int64)
    sorties, annees = calculer(matrice, groupe.regime, groupe.signature, groupe.baremes, groupe.lectures)
    return {
        numero: _lignes(numero, sortie, par_annee)
        for numero, sortie, par_annee in zip(numeros, sorties.tolist(), annees.tolist(), strict=True)
        if not sortie[Sortie.A_PART]
    }


def _lignes(numero: int, sortie: list[int], par_annee: list[list[int]]) -> list[tuple[Any, ...]]:
    statut, _a_part, pmt, pfa, montant, objectif_pmt, objectif_pfa = sortie
    commun = (
        STATUTS[Statut(statut)],
        _tranche(pmt),
        _tranche(pfa),
        _tranche(montant),
        _connu(objectif_pmt),
        _connu(objectif_pfa),
    )
    if statut == Statut.NON_REMPLI:
        return [(numero, None, *commun, None, None, None, None, None, None)]
    return [(numero, rang, *commun, *_annee(annee)) for rang, annee in enumerate(par_annee, 1)]


def _annee(annee: list[int]) -> tuple[Any, ...]:
    maximal, part_n, part_d, du, acompte, solde, motif = annee
    return (
        _euros(en_centimes(maximal)) if maximal >= 0 else None,
        str(Fraction(part_n, part_d)) if part_n >= 0 else None,
        _euros(du),
        _euros(acompte),
        _euros(solde),
        Motif(motif).name.lower(),
    )


def _euros(centimes: int) -> str | None:
    from binome.population.colonnes import ABSENT

    if centimes == ABSENT:
        return None
    signe, absolu = ("-" if centimes < 0 else ""), abs(centimes)
    return f"{signe}{absolu // 100}.{absolu % 100:02d}"


def _tranche(rang: int) -> str | None:
    return None if rang < Tranche.INCONNUE else Tranche(rang).name.lower()


def _connu(patients: int) -> int | None:
    return None if patients < 0 else patients


def simuler_lot(table: Any) -> Any:
    """Simulate every row of a polars, Arrow or pandas table; the answer is a table of the same library.

    Raises:
        ChampInconnu: a column is unknown.
        ErreurDeSaisie: a row cannot be read (its number is in the message); use `traiter` to keep the others.
    """
    import polars as pl

    from binome.population.table import traiter_la_table

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
