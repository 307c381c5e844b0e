"""Worked cases, as examples and as pages of the site."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.web.adresse import ecrire

_DOSSIERS: Final = (Path(__file__).parents[1] / "cas", Path(__file__).parents[3] / "cas")
_A_PART: Final = ("contrats", "collectif", "lot")
_EN_TETE: Final = (
    "reference/prorata_sur_le_meilleur_des_deux_taux",
    "reference/falaise_objectif_pmt_atteint_file_active_en_baisse_d_un_seul_patient_p",
    "anciens_regimes/contrat_reel_de_2020",
)


@dataclass(frozen=True, slots=True)
class Exemple:
    """One worked case: its name, title, source, who checked it, its arithmetic, its situation and its address."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    situation: dict[str, Any]

    @property
    def adresse(self) -> str:
        """The address that loads this case."""
        return ecrire(self.situation)


@cache
def tous() -> dict[str, Exemple]:
    """Return every worked case of one doctor, by name."""
    dossier = next((d for d in _DOSSIERS if d.is_dir()), None)
    if dossier is None:
        return {}
    lus = {}
    for fichier in sorted(dossier.rglob("*.toml")):
        if fichier.parent.name not in _A_PART:
            brut = tomllib.loads(fichier.read_text("utf-8"), parse_float=Decimal)
            nom = fichier.relative_to(dossier).with_suffix("").as_posix()
            lus[nom] = Exemple(
                nom, brut["titre"], brut["source"], brut["verification"], brut["calcul"], brut["situation"]
            )
    return lus


def exemples() -> list[Exemple]:
    """Return the cases, those that speak most first."""
    cas = tous()
    choisis = [cas[nom] for nom in _EN_TETE if nom in cas]
    return choisis + [un for nom, un in cas.items() if nom.startswith("reference/") and un not in choisis]
