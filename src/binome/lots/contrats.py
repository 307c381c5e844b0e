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
from binome.lots.modeles import Colonnes, Memoire, Modele, Place, colonnes_de
from binome.lots.nombres import AU_LECTEUR, nombres
from binome.moteur.primitives import INCONNU
from binome.noyau.compilateur.valeurs import cellules
from binome.noyau.enregistrements import Disposition
from binome.noyau.lignes import AVENANT, CONSTAT, LIGNE, Contrats

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from binome.noyau.lignes import Entiers, Table

LIGNES_PAR_LOT: Final = 8_192
"""Rows that the kernel takes at a time: their records fit in the memory next to a core."""
_RANG: Final = "_rang"
_DONNES: Final = "_donnes"


@dataclass(slots=True)
class Lot:
    """Rows that live under one law, not too many at once: their ranks in the table, the kernel's records of each."""

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
        ensemble = _Ensemble(modeles, des_nombres)
        if len(ensemble.rangs) >= lignes_minimales:
            for debut in range(0, len(ensemble.rangs), LIGNES_PAR_LOT):
                rangs, contrats = ensemble.tranche(slice(debut, debut + LIGNES_PAR_LOT))
                _poser_les_constats(contrats.constats, rangs, constats)
                dire_les_jours(contrats.lignes, rangs, jours, loi, memoire.loi.catalogue.verifie_le)
                yield Lot(loi, rangs, contrats)


def _par_contrat(
    mots: pl.DataFrame, lus: pl.DataFrame, colonnes: Colonnes, clairs: NDArray[np.bool_]
) -> Iterator[tuple[tuple[object, ...], Entiers]]:
    """Yield each contract, words and mask of the decisive numbers given, with the ranks of its rows."""
    import polars as pl

    donnes = (lus[nom].is_not_null().cast(pl.Int64) * (1 << rang) for rang, nom in enumerate(colonnes.decisives))
    masque = pl.sum_horizontal(*donnes) if colonnes.decisives else pl.lit(0)
    cles = mots.with_row_index(_RANG).select(_RANG, *(nom for nom, _ in colonnes.mots), masque.alias(_DONNES))
    lisibles = pl.Series(clairs)
    if lus.columns:
        lisibles = lisibles & lus.select(pl.all_horizontal((pl.all() != AU_LECTEUR).fill_null(True))).to_series()
    contrats = cles.filter(lisibles).group_by(cles.columns[1:]).agg(pl.col(_RANG))
    rangs = contrats[_RANG].explode().cast(pl.Int64).to_numpy()
    bornes = accumulate(contrats[_RANG].list.len(), initial=0)
    morceaux = (rangs[debut:fin] for debut, fin in pairwise(bornes))
    yield from zip(contrats.drop(_RANG).iter_rows(), morceaux, strict=True)


class _Ensemble:
    """Rows of some contracts that share a law, in the order of the table; `rangs` are theirs in it."""

    def __init__(self, modeles: Sequence[tuple[Modele, Entiers]], valeurs: Mapping[str, Entiers]) -> None:
        import numpy as np

        self._modeles, self._valeurs = [modele for modele, _ in modeles], valeurs
        rangs = np.concatenate([lignes for _, lignes in modeles])
        ordre = np.argsort(rangs, kind="stable")
        self.rangs = rangs[ordre]
        self._numeros = np.repeat(np.arange(len(modeles)), [len(lignes) for _, lignes in modeles])[ordre]
        lignes, constats, avenants = (list(une) for une in zip(*(m.cases for m in self._modeles), strict=True))
        self._cases = [np.array(une, dtype=np.int64) for une in (lignes, constats, _completes(avenants))]
        places = {paire for modele in self._modeles for paire in modele.places.items()}
        self._places = [(lieu, nom, self._concernes(lieu, nom)) for lieu, nom in places]

    def _concernes(self, lieu: Place, nom: str) -> NDArray[np.bool_] | None:
        """Return which contracts have a column there, None when all do."""
        import numpy as np

        concernes = np.array([modele.places.get(lieu) == nom for modele in self._modeles])
        return None if concernes.all() else concernes

    def tranche(self, ici: slice) -> tuple[Entiers, Contrats]:
        """Return the ranks of some rows, and their records, the real numbers in their places."""
        rangs, numeros = self.rangs[ici], self._numeros[ici]
        tables = [cases[numeros] for cases in self._cases]
        for lieu, nom, concernes in self._places:
            if concernes is None:
                tables[lieu.table][:, lieu.case] = self._valeurs[nom][rangs]
            else:
                choisies = concernes[numeros]
                tables[lieu.table][choisies, lieu.case] = self._valeurs[nom][rangs[choisies]]
        rangees: tuple[Disposition[Any], ...] = (LIGNE, CONSTAT, AVENANT)
        lignes, constats, avenants = map(_enregistrements, tables, rangees)
        return rangs, Contrats(lignes[:, 0], constats, avenants)


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


def _poser_les_constats(constats: Table, rangs: Entiers, donnes: Mapping[int, Entiers]) -> None:
    """Write which constats are there: a contract was read as if all its numbers were given."""
    for annee, donne in donnes.items():
        if annee <= constats.shape[1]:
            constats["present"][:, annee - 1] = donne[rangs]
