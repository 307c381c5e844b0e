"""Three figures to read first: what is settled, what is paid if objectives are met, what is to give back otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binome.simulation.reponse import AnneeDeContrat


@dataclass(frozen=True, slots=True)
class Essentiel:
    """Euros over the contract: an acompte is advanced, not certain."""

    acquis: Decimal
    """Years that are paid whatever the result, and those that a constat has settled."""
    si_tenu: Decimal
    """The same, and the whole of the other years."""
    a_rendre: Decimal
    """Acomptes of the other years, to give back if nothing is due."""

    @property
    def en_jeu(self) -> bool:
        """Whether some years still depend on results."""
        return self.si_tenu != self.acquis


def essentiel(annees: Sequence[AnneeDeContrat]) -> Essentiel | None:
    """Return the three figures of the years of a contract; None while an amount is unknown."""
    acquis = ouverts = avances = Decimal(0)
    for annee in annees:
        if annee.montant is not None:
            acquis += annee.montant
        elif annee.montant_maximal is not None:
            ouverts += annee.montant_maximal
            avances += annee.acompte or 0
        else:
            return None
    return Essentiel(acquis, acquis + ouverts, avances) if annees else None
