"""Worked cases as examples of the site, those that speak most first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlencode

from binome.cas import Cas, cas
from binome.droit.loi import Loi
from binome.langue.courante import dire, langue
from binome.simulation.simuler import simuler_situation
from binome.web.adresse import ecrire, lire

_EN_TETE: Final = (
    "reference/prorata_sur_le_meilleur_des_deux_taux",
    "reference/falaise_objectif_pmt_atteint_file_active_en_baisse_d_un_seul_patient_p",
    "anciens_regimes/contrat_reel_de_2020",
)


DEMONSTRATION: Final = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2027-01-01",
    "pmt_initiale": "1100",
    "pfa_initiale": "1700",
}
"""The doctor of the home page's map."""
COMPTES: Final = ("1290", "1890")
"""Registered patients and patients seen, in the year of that map."""
_PORTRAITS: Final = (
    ("Généraliste, 1 100 patients médecin traitant, un temps plein en 2027", DEMONSTRATION),
    (
        "Cardiologue, qui ne connaît pas ses rangs",
        {"specialite": "02", "secteur": "1", "option_etp": "1", "date_signature": "2027-01-01", "pfa_initiale": "2200"},
    ),
    (
        "Généraliste de 66 ans, contrat à mi-temps de 2024",
        {
            "specialite": "01",
            "secteur": "1",
            "option_etp": "0.5",
            "date_signature": "2024-10-01",
            "age": "66",
            "pmt_initiale": "1300",
            "pfa_initiale": "1900",
        },
    ),
    (
        "Installée depuis six mois, 400 patients",
        {
            "specialite": "01",
            "secteur": "1",
            "option_etp": "0.5",
            "date_signature": "2027-01-01",
            "date_premiere_installation": "2026-07-01",
            "pmt_initiale": "400",
            "pfa_initiale": "700",
        },
    ),
)


class Exemple(Cas):
    """A worked case of one doctor, with the address that loads it."""

    __slots__ = ()

    @property
    def adresse(self) -> str:
        """The address that loads this case."""
        return ecrire(self.situation)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person whom a visitor may be: who, the address of the result, its verdict."""

    titre: str
    adresse: str
    verdict: str


def portraits(loi: Loi) -> tuple[Portrait, ...]:
    """Return four people, each with the verdict of a law."""
    return _portraits(loi, langue())


@lru_cache(4)
def _portraits(loi: Loi, _langue: str) -> tuple[Portrait, ...]:
    return tuple(
        Portrait(dire(titre), urlencode(valeurs), simuler_situation(lire(valeurs).situation, loi).verdict)
        for titre, valeurs in _PORTRAITS
    )


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
