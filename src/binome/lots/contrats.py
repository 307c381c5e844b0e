"""Contracts of a table told apart: each distinct one is read once, for all the rows that share it.

Rows of a table differ by their counts far more than by their words. Those that share every other cell are read through
the very reader of one doctor's simulation, twice, with counts that cannot be confused: where they reappear in the
kernel's row is where the real ones go. Whatever is not plain (a count that is not an integer, a rare contract, a case
for the interpreter) is left out, to be answered row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.loi import Loi, LoiDuContrat
from binome.lots.lignes import est_un_compte, situation_de_la_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.noyau.codec import coder, groupe_de, ordinaire

if TYPE_CHECKING:
    import polars as pl

    from binome.noyau.colonnes import Matrice

LIGNES_PAR_CONTRAT: Final = 8
"""Rows that must share a contract for reading it once to pay."""
_CONTRATS_RETENUS: Final = 100_000
_RANG: Final = "_rang"
_PRESENTS: Final = "_presents"
_ENTIER: Final = r"^\d{1,6}$"


@dataclass(frozen=True, slots=True)
class Modele:
    """A contract read once: the law it lives under, the kernel's row, and where each count column goes."""

    groupe: LoiDuContrat
    ligne: list[int]
    places: dict[int, str]


@dataclass(frozen=True, slots=True)
class Colonnes:
    """The columns of a table: those of words, with their types, and those of counts."""

    mots: tuple[tuple[str, pl.DataType], ...]
    comptes: tuple[str, ...]

    def contrat(self, valeurs: Sequence[Any]) -> Contrat:
        """Return the contract that words, then the mask of the counts that are present, describe."""
        *mots, masque = valeurs
        noms = (nom for nom, _ in self.mots)
        presents = tuple(nom for rang, nom in enumerate(self.comptes) if masque >> rang & 1)
        return Contrat(dict(zip(noms, mots, strict=True)), presents)


@dataclass(frozen=True, slots=True)
class Contrat:
    """What rows share: every cell but the counts, and which counts are present."""

    mots: dict[str, Any]
    presents: tuple[str, ...]


@dataclass(slots=True)
class Memoire:
    """Contracts already read under a law, from one table to the next; None for those that the kernel may not."""

    loi: Loi
    _lus: dict[Colonnes, dict[tuple[Any, ...], Modele | None]] = field(default_factory=dict)

    def lire(self, colonnes: Colonnes, valeurs: tuple[Any, ...]) -> Modele | None:
        """Return a contract, read once however often it comes back."""
        lus = self._lus.setdefault(colonnes, {})
        try:
            return lus[valeurs]
        except KeyError:
            if len(lus) >= _CONTRATS_RETENUS:
                lus.clear()
            lus[valeurs] = modele = _lire_une_fois(colonnes.contrat(valeurs), self.loi)
            return modele
        except TypeError:  # a cell that holds a list: refused by its reader, like any other
            return _lire_une_fois(colonnes.contrat(valeurs), self.loi)


@dataclass(slots=True)
class Lot:
    """Rows that live under one law: their ranks in the table, and the kernel's row of each."""

    groupe: LoiDuContrat
    rangs: Matrice
    entrees: Matrice


def lots(table: pl.DataFrame, memoire: Memoire) -> Iterator[Lot]:
    """Yield the rows that the kernel may answer, law by law, in the order of the table."""
    comptes = _comptes(table)
    mots = tuple((nom, type_) for nom, type_ in table.schema.items() if nom not in comptes.columns)
    colonnes = Colonnes(mots, tuple(comptes.columns))
    par_loi: dict[LoiDuContrat, list[tuple[Modele, Matrice]]] = {}
    for valeurs, rangs in _par_contrat(table, comptes, colonnes):
        modele = memoire.lire(colonnes, valeurs)
        if modele is not None:
            par_loi.setdefault(modele.groupe, []).append((modele, rangs))
    des_comptes = {nom: comptes[nom].fill_null(-1).to_numpy() for nom in comptes.columns}
    for groupe, modeles in par_loi.items():
        yield _lot(groupe, modeles, des_comptes)


def _comptes(table: pl.DataFrame) -> pl.DataFrame:
    """Return the count columns as integers: null where the cell is empty, -1 where only the reader can judge."""
    import polars as pl

    colonnes = []
    for nom in filter(est_un_compte, table.columns):
        colonne, type_ = pl.col(nom), table.schema[nom]
        if type_.is_integer():
            lue = colonne.cast(pl.Int64, strict=False)
            entiere = lue.is_between(0, COMPTE_MAXIMAL)
            vide = colonne.is_null()
        elif type_ == pl.String:
            nette = colonne.str.strip_chars()
            lue = nette.cast(pl.Int64, strict=False)
            entiere = nette.str.contains(_ENTIER) & lue.is_between(0, COMPTE_MAXIMAL)
            vide = colonne.is_null() | (nette == "")
        else:
            lue, entiere, vide = pl.lit(-1), pl.lit(False), colonne.is_null()
        colonnes.append(pl.when(vide).then(None).when(entiere).then(lue).otherwise(-1).alias(nom))
    return table.select(colonnes)


def _par_contrat(
    table: pl.DataFrame, comptes: pl.DataFrame, colonnes: Colonnes
) -> Iterator[tuple[tuple[Any, ...], Matrice]]:
    """Yield each contract that enough rows share, words and mask of the counts present, with the ranks of its rows."""
    import polars as pl

    presents = (pl.col(nom).is_not_null().cast(pl.Int64) * (1 << rang) for rang, nom in enumerate(comptes.columns))
    masque = comptes.select(pl.sum_horizontal(*presents)).to_series() if comptes.columns else pl.lit(0)
    cles = table.select(*(nom for nom, _ in colonnes.mots), masque.alias(_PRESENTS)).with_row_index(_RANG)
    if comptes.columns:
        cles = cles.filter(comptes.select(pl.all_horizontal((pl.all() >= 0).fill_null(True))).to_series())
    contrats = cles.group_by(cles.columns[1:]).agg(pl.col(_RANG)).filter(pl.col(_RANG).list.len() >= LIGNES_PAR_CONTRAT)
    rangs = contrats[_RANG].explode().to_numpy()
    bornes = accumulate(contrats[_RANG].list.len(), initial=0)
    morceaux = (rangs[debut:fin] for debut, fin in pairwise(bornes))
    yield from zip(contrats.drop(_RANG).iter_rows(), morceaux, strict=True)


def _lire_une_fois(contrat: Contrat, loi: Loi) -> Modele | None:
    """Read a contract with two sets of counts; None when it cannot be read or is not for the kernel."""
    depart = {nom: 97 * rang for rang, nom in enumerate(contrat.presents)}
    temoins = [{nom: base + decalage for nom, decalage in depart.items()} for base in (90_001, 70_003)]
    lues = []
    for temoin in temoins:
        try:
            dossier = ouvrir(lire_situation(situation_de_la_ligne({**contrat.mots, **temoin}), loi), loi)
        except ErreurDeSaisie:
            return None
        if not ordinaire(dossier):
            return None
        lues.append((coder(dossier), dossier))
    (une, dossier), (autre, _) = lues
    places = {
        place: nom
        for place, paire in enumerate(zip(une, autre, strict=True))
        for nom in contrat.presents
        if paire == (temoins[0][nom], temoins[1][nom])
    }
    if any(paire[0] != paire[1] and place not in places for place, paire in enumerate(zip(une, autre, strict=True))):
        return None
    return Modele(groupe_de(dossier), une, places)


def _lot(groupe: LoiDuContrat, modeles: Sequence[tuple[Modele, Matrice]], valeurs: Mapping[str, Matrice]) -> Lot:
    """Return the rows of some contracts as the kernel takes them, the real counts in their places."""
    import numpy as np

    rangs = np.concatenate([lignes for _, lignes in modeles])
    ordre = np.argsort(rangs, kind="stable")
    numeros = np.repeat(np.arange(len(modeles)), [len(lignes) for _, lignes in modeles])[ordre]
    rangs = rangs[ordre]
    entrees = np.array([modele.ligne for modele, _ in modeles], dtype=np.int64)[numeros]
    for place, nom in {paire for modele, _ in modeles for paire in modele.places.items()}:
        concernes = np.array([modele.places.get(place) == nom for modele, _ in modeles])
        if concernes.all():
            entrees[:, place] = valeurs[nom][rangs]
        else:
            lignes = concernes[numeros]
            entrees[lignes, place] = valeurs[nom][rangs[lignes]]
    return Lot(groupe, rangs, entrees)
