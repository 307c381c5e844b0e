"""The columns of the answers and their types: whole numbers, sums to the cent, codes from a closed list, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from binome.droit.codes import Motif, Statut, Tranche
from binome.lots.lignes import COLONNES
from binome.simulation.criteres import statut_d_eligibilite

ENTIERES: Final = frozenset({"ligne", "annee", "objectif_pmt", "objectif_pfa"})
SOMMES: Final = ("montant_maximal", "montant", "acompte", "solde")
if TYPE_CHECKING:
    import polars as pl

_TRANCHES: Final = {int(tranche): str(tranche.code) for tranche in Tranche}
CODES: Final[dict[str, dict[int, str]]] = {
    "statut": {int(statut): str(statut_d_eligibilite(statut)) for statut in Statut},
    "tranche_pmt": _TRANCHES,
    "tranche_pfa": _TRANCHES,
    "tranche_montant": _TRANCHES,
    "motif": {int(motif): str(motif.code) for motif in Motif},
}
"""For each column of codes, the code of each member of its enumeration."""


def schema() -> pl.Schema:
    """Return the type of each column of the answers."""
    import polars as pl

    types: dict[str, pl.DataType] = {nom: pl.Int64() for nom in ENTIERES}
    types |= {nom: pl.Decimal(12, 2) for nom in SOMMES}
    types |= {nom: pl.Enum(list(codes.values())) for nom, codes in CODES.items()}
    return pl.Schema({nom: types.get(nom, pl.String()) for nom in COLONNES})


def modele() -> pl.DataFrame:
    """Return an empty table with the columns of the answers."""
    import polars as pl

    return pl.DataFrame(schema=schema())


def schema_des_textes() -> pl.Schema:
    """Return the types of the answers as texts: whole numbers, everything else written."""
    import polars as pl

    return pl.Schema({nom: pl.Int64() if nom in ENTIERES else pl.String() for nom in COLONNES})


def en_textes(reponses: pl.DataFrame) -> pl.DataFrame:
    """Return answers with codes and sums as texts, sums with two decimals."""
    return reponses.cast({nom: type_ for nom, type_ in schema_des_textes().items() if nom in reponses.columns})
