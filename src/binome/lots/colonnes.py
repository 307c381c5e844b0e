"""The columns of the answers and their types: whole numbers, sums to the cent, codes from a closed list, texts."""

from __future__ import annotations

from typing import Any, Final

from binome.droit.codes import Motif, Tranche
from binome.lots.lignes import COLONNES
from binome.simulation.simuler import STATUTS

ENTIERES: Final = frozenset({"ligne", "annee", "objectif_pmt", "objectif_pfa"})
SOMMES: Final = ("montant_maximal", "montant", "acompte", "solde")
_TRANCHES: Final = {int(tranche): tranche.code for tranche in Tranche}
CODES: Final[dict[str, dict[int, str]]] = {
    "statut": {int(statut): code for statut, code in STATUTS.items()},
    "tranche_pmt": _TRANCHES,
    "tranche_pfa": _TRANCHES,
    "tranche_montant": _TRANCHES,
    "motif": {int(motif): motif.code for motif in Motif},
}
"""For each column of codes, the code of each member of its enumeration."""


def schema() -> dict[str, Any]:
    """Return the type of each column of the answers."""
    import polars as pl

    types = dict.fromkeys(ENTIERES, pl.Int64)
    types |= {nom: pl.Decimal(12, 2) for nom in SOMMES}
    types |= {nom: pl.Enum(list(codes.values())) for nom, codes in CODES.items()}
    return {nom: types.get(nom, pl.String) for nom in COLONNES}


def schema_des_textes() -> dict[str, Any]:
    """Return the types of the answers as texts: whole numbers, everything else written."""
    import polars as pl

    return {nom: pl.Int64 if nom in ENTIERES else pl.String for nom in COLONNES}


def en_textes(reponses: Any) -> Any:
    """Return answers with codes and sums as texts, sums with two decimals."""
    return reponses.cast(schema_des_textes())
