"""A group that would sign a collective contract, read from what its doctors give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from binome.contrats.champs.composes import objet, suite
from binome.contrats.champs.formes import COMPTE, JOUR, Forme, Genre, SousChamp, code, entier
from binome.contrats.champs.noms_du_droit import OUI_NON, duree_du_contrat
from binome.droit.codes import FormeDeSociete, Patientele
from binome.droit.loi import Loi
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_entier, lire_objet, lire_unites

_FORMES: Final[Mapping[str, FormeDeSociete]] = {forme.code: forme for forme in FormeDeSociete}
_MEDECINS_MAXIMAUX: Final = 500
_CONSTATS_MAXIMAUX: Final = 20


class ConstatDuGroupe(NamedTuple):
    """The counts of the whole group in a year."""

    annee: int
    pmt: int
    pfa: int


@dataclass(frozen=True, slots=True)
class MedecinDuGroupe:
    """One adhering doctor."""

    pmt: int
    pfa: int
    nouvel_installe: bool = False
    contrat_individuel: bool = False


@dataclass(frozen=True, slots=True)
class Groupe:
    """A group that would sign a collective contract; working time in halves of a full time."""

    date_signature: date
    forme: FormeDeSociete
    demi_etp: int
    medecins: tuple[MedecinDuGroupe, ...]
    docteurs_juniors: int = 0
    constats: tuple[ConstatDuGroupe, ...] = ()

    def total(self, patientele: Patientele) -> int:
        """Return the patients of the group, all doctors together."""
        return sum(m.pmt if patientele == Patientele.PMT else m.pfa for m in self.medecins)


@lru_cache(16)
def champs_du_groupe(loi: Loi) -> Mapping[str, SousChamp]:
    """Return what a group gives, and how it is read under a law."""
    obligatoire = "un champ obligatoire de l'aide collective"
    medecins = suite(_medecin(), f"une liste de 1 à {_MEDECINS_MAXIMAUX} médecins {{pmt, pfa}}", 1, _MEDECINS_MAXIMAUX)
    constats = suite(_constat(loi), "une liste de constats {annee, pmt, pfa}", 0, _CONSTATS_MAXIMAUX)
    champs = (
        SousChamp("date_signature", JOUR, obligatoire=obligatoire),
        SousChamp("forme", code(_FORMES, ", ".join(_FORMES), dict), obligatoire=obligatoire),
        SousChamp("etp", _ETP, obligatoire=obligatoire),
        SousChamp("medecins", medecins, obligatoire=obligatoire),
        SousChamp("docteurs_juniors", COMPTE),
        SousChamp("constats", constats),
    )
    return {champ.nom: champ for champ in champs}


def lire_groupe(donnees: Mapping[str, object], loi: Loi) -> Groupe:
    """Read a group.

    Raises:
        ErreurDeSaisie: a field is unknown, missing or unreadable.
    """
    champs = champs_du_groupe(loi)
    lu = lire_objet("groupe", donnees, champs)
    for champ in champs.values():
        if champ.obligatoire and champ.nom not in lu:
            raise ErreurDeSaisie(champ.nom, None, champ.obligatoire)
    lus = {nom: champs[nom].forme.lire(nom, brut) for nom, brut in lu.items()}
    return Groupe(lus.pop("date_signature"), lus.pop("forme"), lus.pop("etp"), lus.pop("medecins"), **lus)


def _lire_les_demi_etp(champ: str, valeur: object) -> int:
    demis = lire_unites(champ, valeur, 2, _MEDECINS_MAXIMAUX, _UN_ETP)
    return lire_entier(champ, demis, 1, 2 * _MEDECINS_MAXIMAUX, _UN_ETP)


_UN_ETP: Final = "un temps de travail en demi-temps pleins : 0.5, 1, 1.5…"
_ETP: Final = Forme(
    Genre.DECIMAL,
    _lire_les_demi_etp,
    lambda demis: f"{demis // 2}.{5 * (demis % 2)}",
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": _MEDECINS_MAXIMAUX},
            {"type": "string", "pattern": r"^[0-9]{1,3}(?:\.[05])?$"},
        ]
    },
    _UN_ETP,
    "1.5",
)


def _medecin() -> Forme[MedecinDuGroupe]:
    attendu = "un médecin {pmt, pfa}"
    champs = (
        SousChamp("pmt", COMPTE, obligatoire=attendu),
        SousChamp("pfa", COMPTE, obligatoire=attendu),
        SousChamp("nouvel_installe", OUI_NON),
        SousChamp("contrat_individuel", OUI_NON),
    )
    return objet({champ.nom: champ for champ in champs}, MedecinDuGroupe, attendu)


def _constat(loi: Loi) -> Forme[ConstatDuGroupe]:
    attendu = "un constat {annee, pmt, pfa} de tout le groupe"
    derniere = duree_du_contrat(loi)
    annee = entier(1, derniere, f"une année de contrat, de 1 à {derniere}")
    formes = {"annee": annee, "pmt": COMPTE, "pfa": COMPTE}
    champs = {nom: SousChamp(nom, forme, obligatoire=attendu) for nom, forme in formes.items()}
    return objet(champs, ConstatDuGroupe, attendu)
