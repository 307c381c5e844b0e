"""The project of an employer as given: every field known, or unknown (None), never zero by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binome.economie.champs import lire_champs
from binome.economie.codes import Position
from binome.moteur.primitives import Taux


@dataclass(frozen=True, slots=True)
class Projet:
    """What the employer says of the job. Sums in cents, shares as exact rates; None means unknown."""

    position: Position | None = None
    salaire_brut: int | None = None
    anciennete_ailleurs: int | None = None
    taux_at_mp: Taux | None = None
    mutuelle: int | None = None
    sante_au_travail: int | None = None
    frais_de_groupement: Taux | None = None
    formation: int | None = None
    remplacement: int | None = None
    equipement: int | None = None
    autres_salaires: tuple[int, ...] | None = None
    lectures_du_cout: tuple[tuple[str, str], ...] = ()

    def inconnus(self, *champs: str) -> tuple[str, ...]:
        """Return which of these fields are unknown."""
        return tuple(champ for champ in champs if getattr(self, champ) is None)


def lire_projet(donnees: Mapping[str, Any] | Projet) -> Projet:
    """Read the project of an employer; one already read is returned as it is.

    Raises:
        ErreurDeSaisie: unknown key, unreadable value.
    """
    return donnees if isinstance(donnees, Projet) else Projet(**lire_champs(donnees))
