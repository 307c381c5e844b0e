"""One doctor's situation as given: every field known, or unknown (None), never zero by default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, CODES_DE_SECTEUR, Option, Secteur, Zone
from binome.moteur.erreurs import ChampInconnu, ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous
from binome.moteur.saisie import (
    lire_annee,
    lire_centiemes,
    lire_code,
    lire_compte,
    lire_date,
    lire_entier,
    lire_fraction,
    lire_objet,
    lire_oui_non,
    lire_part,
)

_OPTIONS: Final = {code: Option(rang) for rang, code in enumerate(CODES_D_OPTION)} | {"1/2": Option.DEMI}
_SECTEURS: Final = {code: Secteur(rang) for rang, code in enumerate(CODES_DE_SECTEUR)} | {
    "2-optam-co": Secteur.SECTEUR_2_OPTAM_ACO
}
_ZONES: Final[Mapping[str, Zone]] = {zone.code: zone for zone in Zone if zone >= 0}
SEUILS: Final = ("p30", "p50", "p70", "p90", "p94", "p95")
_PATIENTELES: Final = ("pmt", "pfa")
NATURES_D_AVENANT: Final = ("65_ans", "objectifs", "option")
PROROGATIONS_MAXIMALES: Final = 4
_AGES_PLAUSIBLES: Final = (20, 110)
_DEPARTEMENT: Final = re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[4-8]")


@dataclass(frozen=True, slots=True)
class Champ:
    """One field of a situation: how it is called, asked, explained and read."""

    nom: str
    libelle: str
    forme: str
    question: str
    pourquoi: str
    ou: str
    presume: str | None


@dataclass(frozen=True, slots=True)
class ConstatLu:
    """Counts observed in one contract year; None where unknown."""

    annee: int
    pmt: int | None = None
    pfa: int | None = None
    circonstances_exceptionnelles: bool = False
    part_decidee: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class AvenantLu:
    """A change of objective inside the contract: year, counts on that day, objectives fixed by the avenant."""

    annee: int
    pmt: int | None = None
    pfa: int | None = None
    objectif_pmt: int | None = None
    objectif_pfa: int | None = None


@dataclass(frozen=True, slots=True)
class AvenantDObjectif:
    """Another change inside the contract: maintien at 65, agreed objectives, or another option.

    `pmt` and `pfa` are the counts on that day, from which the new objective is counted (the initial ones if unknown).
    """

    annee: int
    nature: str
    pmt: int | None = None
    pfa: int | None = None
    objectif_pmt: int | None = None
    objectif_pfa: int | None = None
    option_etp: Option | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One doctor and one contract. None means unknown."""

    date_signature: date | None = None
    specialite: int | None = None
    secteur: Secteur | None = None
    option_etp: Option | None = None
    zone: Zone | None = None
    pmt_initiale: int | None = None
    pfa_initiale: int | None = None
    percentile_pmt: int | None = None
    percentile_pfa: int | None = None
    seuils_caisse: dict[str, dict[str, int]] | None = None
    date_naissance: date | None = None
    date_premiere_installation: date | None = None
    rqth_ou_ald: bool | None = None
    part_honoraires_cliniques: tuple[int, int] | None = None
    part_activite_liberale: tuple[int, int] | None = None
    cabinet_distinct: bool | None = None
    contrat_1_etp_en_cours: bool | None = None
    objectifs_precedents_atteints: bool | None = None
    objectifs_convenus: dict[str, int] | None = None
    avenant_second_assistant: AvenantLu | None = None
    avenant_primo_installe: AvenantLu | None = None
    avenants: tuple[AvenantDObjectif, ...] = ()
    constats: tuple[ConstatLu, ...] = ()
    date_embauche: date | None = None
    pmt_adultes_initiale: int | None = None
    exercice_regroupe: bool | None = None
    exercice_coordonne: bool | None = None
    part_patients_moins_16_ans: tuple[int, int] | None = None
    coordination_renforcee: bool | None = None
    departement: str | None = None
    prorogations: int | None = None
    lectures: dict[str, str] = field(default_factory=dict)


@cache
def champs() -> dict[str, Champ]:
    """Return the fields of a situation, in the order in which they are asked."""
    brut = tomllib.loads(Path(__file__).with_name("champs.toml").read_text("utf-8"))
    return {
        nom: Champ(nom, c["libelle"], c["forme"], c["question"], c["pourquoi"], c["ou"], c.get("presume"))
        for nom, c in brut.items()
    }


def lire_situation(donnees: Mapping[str, Any] | Situation) -> Situation:
    """Read and check a situation; one already read is returned as it is.

    Raises:
        ErreurDeSaisie: unknown key, unreadable value, or fields that contradict each other.
    """
    if isinstance(donnees, Situation):
        return donnees
    formes = champs()
    for nom in donnees:
        if nom not in formes:
            raise ChampInconnu(str(nom), formes)
    lus = {nom: _LECTEURS[formes[nom].forme](nom, brut) for nom, brut in donnees.items() if brut is not None}
    situation = Situation(**lus)
    _verifier(situation)
    return situation


def _lire_specialite(champ: str, valeur: Any) -> int:
    specialite = catalogue().specialite(valeur) if isinstance(valeur, str) else None
    if specialite is None:
        noms = [nom for s in catalogue().specialites for nom in dict.fromkeys((s.code, s.alias))]
        conseil = vouliez_vous(valeur, noms) if isinstance(valeur, str) else ""
        raise ErreurDeSaisie(champ, valeur, f"un code entre guillemets ou un mot parmi {', '.join(noms)}", conseil)
    return specialite.rang


def lire_option(champ: str, valeur: Any) -> Option:
    """Read a working time of the assistant."""
    return Option(lire_code(champ, valeur, _OPTIONS, "0.5 ou 1 pour un nouveau contrat, 1.5, 2 ou 1/3"))


def _lire_secteur(champ: str, valeur: Any) -> Secteur:
    return Secteur(lire_code(champ, valeur, _SECTEURS, ", ".join(_SECTEURS)))


def _lire_zone(champ: str, valeur: Any) -> Zone:
    return Zone(lire_code(champ, valeur, _ZONES, ", ".join(_ZONES)))


def _lire_seuils(champ: str, valeur: Any) -> dict[str, dict[str, int]]:
    lus = {}
    for patientele, brut in lire_objet(champ, valeur, _PATIENTELES).items():
        nom = f"{champ}.{patientele}"
        seuils = {cle: lire_compte(f"{nom}.{cle}", v) for cle, v in lire_objet(nom, brut, SEUILS).items()}
        dans_l_ordre = [seuils[cle] for cle in SEUILS if cle in seuils]
        if dans_l_ordre != sorted(set(dans_l_ordre)):
            raise ErreurDeSaisie(nom, brut, "des seuils qui croissent strictement de P30 à P95")
        lus[patientele] = seuils
    return lus


def _lire_objectifs(champ: str, valeur: Any) -> dict[str, int]:
    return {cle: lire_compte(f"{champ}.{cle}", v) for cle, v in lire_objet(champ, valeur, _PATIENTELES).items()}


def duree_du_contrat() -> int:
    """Return the number of years of a contract."""
    return catalogue().bareme(catalogue().verifie_le).duree_du_contrat


def derniere_annee() -> int:
    """Return the last contract year that may be spoken of: the last one after every prorogation that is accepted."""
    return duree_du_contrat() * (1 + PROROGATIONS_MAXIMALES)


def _lire_prorogations(champ: str, valeur: Any) -> int:
    attendu = f"un nombre de prorogations de cinq ans, de 0 à {PROROGATIONS_MAXIMALES}"
    return lire_entier(champ, valeur, 0, PROROGATIONS_MAXIMALES, attendu)


def _lire_departement(champ: str, valeur: Any) -> str:
    code = valeur.strip().upper() if isinstance(valeur, str) else ""
    if not _DEPARTEMENT.fullmatch(code):
        raise ErreurDeSaisie(champ, valeur, "un code de département entre guillemets, par exemple « 18 » ou « 2A »")
    return code


def _lire_avenant(champ: str, valeur: Any, comptes: tuple[str, ...]) -> AvenantLu:
    brut = lire_objet(champ, valeur, ("annee", *comptes))
    if "annee" not in brut:
        raise ErreurDeSaisie(f"{champ}.annee", None, "l'année de contrat de l'avenant")
    return AvenantLu(
        annee=lire_annee(f"{champ}.annee", brut.pop("annee"), derniere_annee()),
        **{nom: lire_compte(f"{champ}.{nom}", v) for nom, v in brut.items()},
    )


def _lire_avenant_second(champ: str, valeur: Any) -> AvenantLu:
    return _lire_avenant(champ, valeur, _PATIENTELES)


def _lire_avenant_primo(champ: str, valeur: Any) -> AvenantLu:
    return _lire_avenant(champ, valeur, (*_PATIENTELES, "objectif_pmt", "objectif_pfa"))


def _lire_avenants(champ: str, valeur: Any) -> tuple[AvenantDObjectif, ...]:
    if not isinstance(valeur, list | tuple):
        raise ErreurDeSaisie(champ, valeur, "une liste d'avenants, par exemple [{annee: 4, nature: 65_ans}]")
    lus = [_lire_un_avenant(f"{champ}[{rang}]", brut) for rang, brut in enumerate(valeur)]
    return tuple(sorted(lus, key=lambda avenant: avenant.annee))


def _lire_un_avenant(champ: str, valeur: Any) -> AvenantDObjectif:
    comptes = (*_PATIENTELES, "objectif_pmt", "objectif_pfa")
    brut = lire_objet(champ, valeur, ("annee", "nature", *comptes, "option_etp"))
    if "annee" not in brut:
        raise ErreurDeSaisie(f"{champ}.annee", None, "l'année de contrat de l'avenant")
    if brut.get("nature") not in NATURES_D_AVENANT:
        raise ErreurDeSaisie(f"{champ}.nature", brut.get("nature"), " ou ".join(NATURES_D_AVENANT))
    if (brut["nature"] == "option") != ("option_etp" in brut):
        raise ErreurDeSaisie(f"{champ}.option_etp", brut.get("option_etp"), "une option, pour un avenant d'option seul")
    option = lire_option(f"{champ}.option_etp", brut["option_etp"]) if "option_etp" in brut else None
    return AvenantDObjectif(
        annee=lire_annee(f"{champ}.annee", brut["annee"], derniere_annee()),
        nature=brut["nature"],
        option_etp=option,
        **{nom: lire_compte(f"{champ}.{nom}", brut[nom]) for nom in comptes if nom in brut},
    )


def _lire_constats(champ: str, valeur: Any) -> tuple[ConstatLu, ...]:
    if not isinstance(valeur, list | tuple):
        raise ErreurDeSaisie(champ, valeur, "une liste de constats, par exemple [{annee: 3, pmt: 1100, pfa: 1600}]")
    constats = [_lire_constat(f"{champ}[{rang}]", brut) for rang, brut in enumerate(valeur)]
    annees = [constat.annee for constat in constats]
    for annee in annees:
        if annees.count(annee) > 1:
            raise ErreurDeSaisie(champ, annee, "un seul constat par année de contrat")
    return tuple(sorted(constats, key=lambda constat: constat.annee))


def _lire_constat(champ: str, valeur: Any) -> ConstatLu:
    cles = ("annee", "pmt", "pfa", "circonstances_exceptionnelles", "part_decidee")
    brut = lire_objet(champ, valeur, cles)
    if "annee" not in brut:
        raise ErreurDeSaisie(f"{champ}.annee", None, "l'année de contrat du constat")
    lecteurs: dict[str, Callable[[str, Any], Any]] = {
        "annee": lambda nom, v: lire_annee(nom, v, derniere_annee()),
        "pmt": lire_compte,
        "pfa": lire_compte,
        "circonstances_exceptionnelles": lire_oui_non,
        "part_decidee": lire_fraction,
    }
    constat = ConstatLu(**{cle: lecteurs[cle](f"{champ}.{cle}", v) for cle, v in brut.items()})
    if constat.part_decidee is not None and not constat.circonstances_exceptionnelles:
        raise ErreurDeSaisie(
            f"{champ}.part_decidee",
            brut["part_decidee"],
            "une part décidée seulement avec circonstances_exceptionnelles",
        )
    return constat


def _lire_lectures(champ: str, valeur: Any) -> dict[str, str]:
    connues = catalogue().lectures
    if not isinstance(valeur, Mapping):
        raise ErreurDeSaisie(champ, valeur, "un objet {lecture: choix}")
    for nom, choisi in valeur.items():
        if nom not in connues:
            raise ChampInconnu(str(nom), connues, "les lectures")
        if choisi is not None and str(choisi) not in connues[nom].choix:
            conseil = vouliez_vous(str(choisi), connues[nom].choix)
            raise ErreurDeSaisie(f"{champ}.{nom}", choisi, " ou ".join(connues[nom].choix), conseil)
    return {nom: str(choisi) for nom, choisi in valeur.items() if choisi is not None}


_LECTEURS: Final[dict[str, Callable[[str, Any], Any]]] = {
    "date": lire_date,
    "specialite": _lire_specialite,
    "secteur": _lire_secteur,
    "option_etp": lire_option,
    "zone": _lire_zone,
    "compte": lire_compte,
    "centiemes": lire_centiemes,
    "part": lire_part,
    "oui_non": lire_oui_non,
    "seuils": _lire_seuils,
    "objectifs": _lire_objectifs,
    "avenant_second_assistant": _lire_avenant_second,
    "avenant_primo_installe": _lire_avenant_primo,
    "avenants": _lire_avenants,
    "constats": _lire_constats,
    "lectures": _lire_lectures,
    "departement": _lire_departement,
    "prorogations": _lire_prorogations,
}


def _verifier(situation: Situation) -> None:
    """Refuse fields that contradict each other."""
    signature, naissance = situation.date_signature, situation.date_naissance
    installation = situation.date_premiere_installation
    if signature and naissance:
        age = signature.year - naissance.year
        if not _AGES_PLAUSIBLES[0] <= age <= _AGES_PLAUSIBLES[1]:
            attendu = "une date qui donne de {} à {} ans à la signature".format(*_AGES_PLAUSIBLES)
            raise ErreurDeSaisie("date_naissance", naissance, attendu)
    if naissance and installation and installation <= naissance:
        raise ErreurDeSaisie("date_premiere_installation", installation, "une date postérieure à la naissance")
    if signature and installation and installation > signature:
        raise ErreurDeSaisie("date_premiere_installation", installation, "une date qui ne suit pas la signature")
    if situation.avenant_second_assistant and situation.option_etp in (Option.UN_TIERS, Option.DEMI, Option.UN):
        attendu = "un avenant de second assistant seulement avec l'option 1.5 ou 2"
        raise ErreurDeSaisie("avenant_second_assistant", CODES_D_OPTION[situation.option_etp] + " ETP", attendu)
    derniere = duree_du_contrat() * (1 + (situation.prorogations or 0))
    if situation.lectures.get("fin_contrat_ancien") == "reconduction":
        derniere = derniere_annee()
    for nom in ("constats", "avenants"):
        for rang, un in enumerate(getattr(situation, nom)):
            if un.annee > derniere:
                attendu = f"une année de contrat, de 1 à {derniere} (davantage avec des prorogations)"
                raise ErreurDeSaisie(f"{nom}[{rang}].annee", un.annee, attendu)
    if (
        signature
        and situation.date_embauche
        and abs(situation.date_embauche.year - signature.year) > duree_du_contrat()
    ):
        raise ErreurDeSaisie("date_embauche", situation.date_embauche, "une date proche de la signature")
