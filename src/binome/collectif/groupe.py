"""A group that would sign a collective contract, read from what its doctors give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from binome.droit.codes import FormeDeSociete, Patientele
from binome.droit.loi import Loi
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import (
    lire_annee,
    lire_code,
    lire_compte,
    lire_date,
    lire_entier,
    lire_objet,
    lire_oui_non,
    lire_unites,
)

_FORMES: Final[Mapping[str, FormeDeSociete]] = {forme.code: forme for forme in FormeDeSociete}
_MEDECINS_MAXIMAUX: Final = 500


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
    constats: tuple[tuple[int, int, int], ...] = ()

    def total(self, patientele: Patientele) -> int:
        """Return the patients of the group, all doctors together."""
        return sum(m.pmt if patientele == Patientele.PMT else m.pfa for m in self.medecins)


def lire_groupe(donnees: Mapping[str, object], loi: Loi) -> Groupe:
    """Read a group: `date_signature`, `forme`, `etp`, `medecins`, `docteurs_juniors`, `constats`.

    Raises:
        ErreurDeSaisie: a field is unknown, missing or unreadable.
    """
    lu = lire_objet("groupe", donnees, ("date_signature", "forme", "etp", "medecins", "docteurs_juniors", "constats"))
    for obligatoire in ("date_signature", "forme", "etp", "medecins"):
        if obligatoire not in lu:
            raise ErreurDeSaisie(obligatoire, None, "un champ obligatoire de l'aide collective")
    if not isinstance(lu["medecins"], list) or not 1 <= len(lu["medecins"]) <= _MEDECINS_MAXIMAUX:
        raise ErreurDeSaisie("medecins", lu["medecins"], f"une liste de 1 à {_MEDECINS_MAXIMAUX} médecins {{pmt, pfa}}")
    constats = lu.get("constats", [])
    if not isinstance(constats, list):
        raise ErreurDeSaisie("constats", constats, "une liste de constats {annee, pmt, pfa}")
    return Groupe(
        lire_date("date_signature", lu["date_signature"]),
        FormeDeSociete(lire_code("forme", lu["forme"], _FORMES, ", ".join(_FORMES))),
        _demi_etp(lu["etp"]),
        tuple(_medecin(f"medecins[{rang}]", brut) for rang, brut in enumerate(lu["medecins"])),
        lire_compte("docteurs_juniors", lu.get("docteurs_juniors", 0)),
        tuple(_constat(f"constats[{rang}]", brut, loi) for rang, brut in enumerate(constats)),
    )


def _demi_etp(valeur: object) -> int:
    attendu = "un temps de travail en demi-temps pleins : 0.5, 1, 1.5…"
    demis = lire_unites("etp", valeur, 2, _MEDECINS_MAXIMAUX, attendu)
    return lire_entier("etp", demis, 1, 2 * _MEDECINS_MAXIMAUX, attendu)


def _medecin(champ: str, brut: object) -> MedecinDuGroupe:
    lu = lire_objet(champ, brut, ("pmt", "pfa", "nouvel_installe", "contrat_individuel"))
    if "pmt" not in lu or "pfa" not in lu:
        raise ErreurDeSaisie(champ, brut, "un médecin {pmt, pfa}")
    return MedecinDuGroupe(
        lire_compte(f"{champ}.pmt", lu["pmt"]),
        lire_compte(f"{champ}.pfa", lu["pfa"]),
        lire_oui_non(f"{champ}.nouvel_installe", lu.get("nouvel_installe", False)),
        lire_oui_non(f"{champ}.contrat_individuel", lu.get("contrat_individuel", False)),
    )


def _constat(champ: str, brut: object, loi: Loi) -> tuple[int, int, int]:
    lu = lire_objet(champ, brut, ("annee", "pmt", "pfa"))
    if set(lu) != {"annee", "pmt", "pfa"}:
        raise ErreurDeSaisie(champ, brut, "un constat {annee, pmt, pfa} de tout le groupe")
    derniere = loi.bareme(loi.catalogue.verifie_le).duree_du_contrat
    return (
        lire_annee(f"{champ}.annee", lu["annee"], derniere),
        lire_compte(f"{champ}.pmt", lu["pmt"]),
        lire_compte(f"{champ}.pfa", lu["pfa"]),
    )
