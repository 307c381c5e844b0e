"""What the kernel answers as columns: cents read as decimals, codes looked up, each distinct share written once.

No sum goes through a text here, and no code is written row by row: that would cost ten times the calculation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from binome.droit.codes import Statut
from binome.lots.colonnes import CODES, schema
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import ABSENT
from binome.noyau.lignes import ANNEE, Calcul

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from binome.noyau.lignes import Entiers

    Masque = NDArray[np.bool_]
    Rangs = NDArray[np.uint8]
    Genre = TypeVar("Genre", bound=np.generic)

_SANS: Final = 255
"""Where a code has no name: no enumeration of the law is so long."""
_BITS: Final = 31
_ENTIERES: Final = 2
"""The shares that come before the others: 0 and 1."""


def rendre(numeros: Entiers, calcul: Calcul) -> pl.DataFrame:
    """Return the answers as a table, one row per contract year; a doctor who is not eligible keeps one row.

    Args:
        numeros: line of each contract, in increasing order.
        calcul: what the kernel answered of them.
    """
    import numpy as np
    import polars as pl

    contrats, annees = calcul
    duree = annees.shape[1]
    refuses = contrats["statut"] == Statut.NON_REMPLI
    fois = np.where(refuses, 1, duree)
    annee = np.tile(np.arange(1, duree + 1), len(numeros))
    gardees = None
    if refuses.any():
        gardees = np.flatnonzero(~np.repeat(refuses, duree) | (annee == 1))
    vides = None if gardees is None else np.repeat(refuses, fois)

    def commune(valeurs: NDArray[Genre]) -> NDArray[Genre]:
        return np.repeat(valeurs, fois)

    def gardee(valeurs: Entiers) -> Entiers:
        return valeurs.reshape(-1) if gardees is None else valeurs.reshape(-1)[gardees]

    plates = {nom: gardee(annees[nom]) for nom in ANNEE.noms}
    maximal = plates["maximal"]
    colonnes = {
        "ligne": pl.Series(commune(numeros)),
        "annee": _sauf(vides, pl.Series(gardee(annee))),
        **{nom: _codes(nom, _rangs(nom, contrats[nom]), commune) for nom in CODES if nom != "motif"},
        **{nom: _connus(commune(contrats[nom])) for nom in ("objectif_pmt", "objectif_pfa")},
        "montant_maximal": _sommes(maximal * en_centimes(1), _reunis(vides, maximal < 0)),
        "part": _parts(plates["part_n"], plates["part_d"], vides),
        "montant": _sommes(plates["du"], _reunis(vides, plates["du"] == ABSENT)),
        "acompte": _sommes(plates["acompte"], _reunis(vides, plates["acompte"] == ABSENT)),
        "solde": _sommes(plates["solde"], _reunis(vides, plates["solde"] == ABSENT)),
        "motif": _sauf(vides, _codes("motif", _rangs("motif", plates["motif"]), lambda rangs: rangs)),
    }
    return pl.DataFrame([colonnes[nom].alias(nom) for nom in schema()])


def _reunis(vides: Masque | None, autres: Masque) -> Masque:
    """Return where a column is empty, for one reason or the other."""
    return autres if vides is None else vides | autres


def _sauf(vides: Masque | None, colonne: pl.Series) -> pl.Series:
    """Return a column emptied where the mask says so."""
    import polars as pl

    return colonne if vides is None else pl.select(pl.when(pl.Series(~vides)).then(colonne)).to_series()


def _connus(valeurs: Entiers) -> pl.Series:
    import polars as pl

    return _sauf(valeurs < 0, pl.Series(valeurs))


def _rangs(nom: str, codes: Entiers) -> Rangs:
    """Return the rank of each code among those of its column, on one byte; `_SANS` for one that is not of them."""
    import numpy as np

    connus: Mapping[int, str] = CODES[nom]
    avant = min(connus) - 1
    table = np.full(max(connus) - avant + 2, _SANS, dtype=np.uint8)
    for rang, code in enumerate(connus):
        table[code - avant] = rang
    return table[np.clip(codes - avant, 0, len(table) - 1)]


def _codes(nom: str, rangs: Rangs, repeter: Callable[[Rangs], Rangs]) -> pl.Series:
    """Return ranks, each repeated as often as it must be, as the names that they stand for."""
    import polars as pl

    colonne = pl.Series(repeter(rangs))
    if rangs.max(initial=0) == _SANS:
        colonne = _sauf(repeter(rangs) == _SANS, colonne)
    return colonne.cat.to(schema()[nom])


def _sommes(centimes: Entiers, vides: Masque | None) -> pl.Series:
    """Return cents as decimals: the same integer, read with two digits after the point."""
    import polars as pl

    return _sauf(vides, pl.Series(centimes)).cast(pl.Int128).reinterpret(dtype=pl.Decimal(12, 2))


def _parts(numerateurs: Entiers, denominateurs: Entiers, vides: Masque | None) -> pl.Series:
    """Return exact shares in lowest terms, as they are written, in a list of those that are there; unknown is empty."""
    import numpy as np
    import polars as pl

    connues = numerateurs >= 0 if vides is None else (numerateurs >= 0) & ~vides
    ou = (numerateurs == denominateurs).astype(np.uint32)
    autres = np.flatnonzero((numerateurs > 0) & (ou == 0))
    n, d = numerateurs[autres], denominateurs[autres]
    commun = np.gcd(n, d)
    distinctes, rangs = np.unique(((n // commun) << _BITS) | (d // commun), return_inverse=True)
    ou[autres] = _ENTIERES + rangs
    return _sauf(~connues, pl.Series(ou)).cat.to(pl.Enum(["0", "1", *_fractions(distinctes)]))


def _fractions(paires: Entiers) -> list[str]:
    """Return distinct pairs, each in one integer, as texts."""
    import polars as pl

    n, d = pl.Series(paires >> _BITS), pl.Series(paires & ((1 << _BITS) - 1))
    fractions = pl.concat_str(n.cast(pl.String), pl.lit("/"), d.cast(pl.String))
    return pl.select(pl.when(d == 1).then(n.cast(pl.String)).otherwise(fractions)).to_series().to_list()
