"""Contracts of a table as the kernel takes them, law by law: words read once, numbers and days in their places.

Whatever is not plain (a number or a day that only the reader can judge, a case for the interpreter) is left out, to be
answered row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from binome.contrats.avenants import SANS_AVENANT
from binome.droit.loi import LoiDuContrat
from binome.lots.jours import dire_les_jours, lire_les_jours, representer
from binome.lots.lignes import annee_du_constat
from binome.lots.modeles import Colonnes, Memoire, Modele, colonnes_de
from binome.lots.nombres import AU_LECTEUR, nombres
from binome.moteur.primitives import INCONNU
from binome.noyau.compilateur.valeurs import cellules
from binome.noyau.enregistrements import Disposition
from binome.noyau.lignes import AVENANT, CONSTAT, LIGNE, Contrats

if TYPE_CHECKING:
    import polars as pl

    from binome.noyau.lignes import Entiers, Table

_RANG: Final = "_rang"
_DONNES: Final = "_donnes"


@dataclass(slots=True)
class Lot:
    """Rows that live under one law: their ranks in the table, and the kernel's records of each."""

    loi: LoiDuContrat
    rangs: Entiers
    contrats: Contrats


def lots(table: pl.DataFrame, memoire: Memoire, lignes_minimales: int = 1) -> Iterator[Lot]:
    """Yield the rows that the kernel may answer, law by law, in the order of the table.

    Args:
        table: one situation a row, cells canonical.
        memoire: the law, and the contracts already read.
        lignes_minimales: rows under one law from which it is worth asking the kernel.
    """
    jours, lus = lire_les_jours(table, memoire.loi), nombres(table)
    mots = representer(table, jours, memoire.signatures)
    colonnes = colonnes_de(mots, lus.columns, memoire.loi)
    par_loi: dict[LoiDuContrat, list[tuple[Modele, Entiers]]] = {}
    for valeurs, rangs in _par_contrat(mots, lus, colonnes, ~jours.au_lecteur):
        modele = memoire.lire(colonnes, valeurs)
        if modele is not None:
            par_loi.setdefault(modele.loi, []).append((modele, rangs))
    des_nombres = {nom: lus[nom].fill_null(INCONNU).to_numpy() for nom in lus.columns}
    constats = _constats_donnes(table)
    for loi, modeles in par_loi.items():
        if sum(len(rangs) for _, rangs in modeles) >= lignes_minimales:
            lot = _lot(loi, modeles, des_nombres)
            _poser_les_constats(lot, constats)
            dire_les_jours(lot.contrats.lignes, lot.rangs, jours, loi, memoire.loi.catalogue.verifie_le)
            yield lot


def _par_contrat(
    mots: pl.DataFrame, lus: pl.DataFrame, colonnes: Colonnes, clairs: Any
) -> Iterator[tuple[tuple[Any, ...], Entiers]]:
    """Yield each contract, words and mask of the decisive numbers given, with the ranks of its rows."""
    import polars as pl

    donnes = (lus[nom].is_not_null().cast(pl.Int64) * (1 << rang) for rang, nom in enumerate(colonnes.decisives))
    masque = pl.sum_horizontal(*donnes) if colonnes.decisives else pl.lit(0)
    cles = mots.with_row_index(_RANG).select(_RANG, *(nom for nom, _ in colonnes.mots), masque.alias(_DONNES))
    lisibles = pl.Series(clairs)
    if lus.columns:
        lisibles = lisibles & lus.select(pl.all_horizontal((pl.all() != AU_LECTEUR).fill_null(True))).to_series()
    contrats = cles.filter(lisibles).group_by(cles.columns[1:]).agg(pl.col(_RANG))
    rangs = contrats[_RANG].explode().to_numpy()
    bornes = accumulate(contrats[_RANG].list.len(), initial=0)
    morceaux = (rangs[debut:fin] for debut, fin in pairwise(bornes))
    yield from zip(contrats.drop(_RANG).iter_rows(), morceaux, strict=True)


def _lot(loi: LoiDuContrat, modeles: Sequence[tuple[Modele, Entiers]], valeurs: Mapping[str, Entiers]) -> Lot:
    """Return the rows of some contracts as the kernel takes them, the real numbers in their places."""
    import numpy as np

    rangs = np.concatenate([lignes for _, lignes in modeles])
    ordre = np.argsort(rangs, kind="stable")
    numeros = np.repeat(np.arange(len(modeles)), [len(lignes) for _, lignes in modeles])[ordre]
    rangs = rangs[ordre]
    cases = [modele.cases for modele, _ in modeles]
    lignes, constats, avenants = (list(une) for une in zip(*cases, strict=True))
    tables = [np.array(une, dtype=np.int64)[numeros] for une in (lignes, constats, _completes(avenants))]
    for place, nom in {paire for modele, _ in modeles for paire in modele.places.items()}:
        concernes = np.array([modele.places.get(place) == nom for modele, _ in modeles])
        if concernes.all():
            tables[place.table][:, place.case] = valeurs[nom][rangs]
        else:
            ici = concernes[numeros]
            tables[place.table][ici, place.case] = valeurs[nom][rangs[ici]]
    rangees: tuple[Disposition[Any], ...] = (LIGNE, CONSTAT, AVENANT)
    des_lignes, des_constats, des_avenants = map(_enregistrements, tables, rangees)
    return Lot(loi, rangs, Contrats(des_lignes[:, 0], des_constats, des_avenants))


def _completes(avenants: Sequence[list[int]]) -> list[list[int]]:
    """Return the avenants of contracts, each given as many as the one that has most."""
    aucun, plus_long = list(cellules(SANS_AVENANT)), max(map(len, avenants))
    return [un + aucun * ((plus_long - len(un)) // len(aucun)) for un in avenants]


def _enregistrements(table: Entiers, rangee: Disposition[Any]) -> Table:
    """Return rows of integers as rows of records, nothing copied."""
    n, largeur = table.shape
    return table.reshape(-1).view(rangee.genre).reshape(n, largeur // len(rangee.noms))


def _constats_donnes(table: pl.DataFrame) -> dict[int, Entiers]:
    """Return, by contract year, whether each row says anything of a constat."""
    import numpy as np
    import polars as pl

    par_annee: dict[int, list[pl.Expr]] = {}
    for nom in table.columns:
        annee = annee_du_constat(nom)
        if annee is not None:
            texte = pl.col(nom).is_not_null()
            if table.schema[nom] == pl.String:
                texte = texte & (pl.col(nom).str.strip_chars() != "")
            par_annee.setdefault(annee, []).append(texte)
    return {
        annee: table.select(pl.any_horizontal(*textes)).to_series().to_numpy().astype(np.int64)
        for annee, textes in par_annee.items()
    }


def _poser_les_constats(lot: Lot, donnes: Mapping[int, Entiers]) -> None:
    """Write which constats are there: a contract was read as if all its numbers were given."""
    constats = lot.contrats.constats
    for annee, donne in donnes.items():
        if annee <= constats.shape[1]:
            constats["present"][:, annee - 1] = donne[lot.rangs]
