"""What the page of the economics asks beside the situation: some fields of the project, by their own names."""

from __future__ import annotations

from typing import Final, NamedTuple

DU_PROJET: Final = (
    "position",
    "taux_at_mp",
    "mutuelle",
    "sante_au_travail",
    "frais_de_groupement",
    "formation",
    "remplacement",
    "equipement",
    "consultations_par_jour",
    "jours_travailles",
    "taux_d_impot",
)
"""The fields that the page asks, in their order; an address carries them under the same names."""


class ChampDemande(NamedTuple):
    """A field as the page asks it: what was typed, and why it cannot be read."""

    nom: str
    libelle: str
    aide: str
    choix: dict[str, str]
    saisi: str
    refus: str
