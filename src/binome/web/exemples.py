"""Worked cases as examples of the site, those that speak most first."""

from __future__ import annotations

from functools import cache
from typing import Final

from binome.cas import Cas, cas
from binome.web.adresse import ecrire

_EN_TETE: Final = (
    "reference/prorata_sur_le_meilleur_des_deux_taux",
    "reference/falaise_objectif_pmt_atteint_file_active_en_baisse_d_un_seul_patient_p",
    "anciens_regimes/contrat_reel_de_2020",
)


class Exemple(Cas):
    """A worked case of one doctor, with the address that loads it."""

    __slots__ = ()

    @property
    def adresse(self) -> str:
        """The address that loads this case."""
        return ecrire(self.situation)


@cache
def tous() -> dict[str, Exemple]:
    """Return every worked case of one doctor, by name."""
    return {
        un.nom: Exemple(un.nom, un.titre, un.source, un.verification, un.calcul, un.attendu, un.situation)
        for un in cas()
    }


def exemples() -> list[Exemple]:
    """Return the cases, those that speak most first."""
    connus = tous()
    choisis = [connus[nom] for nom in _EN_TETE if nom in connus]
    return choisis + [un for nom, un in connus.items() if nom.startswith("reference/") and un not in choisis]
