"""The forms whose values are names of the law, and the register of the simple forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

from binome.contrats.champs.formes import (
    CENTIEMES,
    COMPTE,
    DEPARTEMENT,
    FRACTION,
    JOUR,
    PART,
    PROROGATIONS,
    PROROGATIONS_MAXIMALES,
    Forme,
    Genre,
    code,
    entier,
    mot,
)
from binome.droit.catalogue import Specialite
from binome.droit.codes import Option, OuiNon, Secteur, TrancheDAge, Zone
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import derniere_annee_possible
from binome.langue.courante import dire
from binome.langue.ecriture import en_mois
from binome.moteur import saisie
from binome.moteur.codes import Codes
from binome.moteur.erreurs import ErreurDeSaisie

E = TypeVar("E", bound=Codes)
Fabrique: TypeAlias = Callable[[Mapping[str, Any], Loi], Forme[Any]]


def duree_du_contrat(loi: Loi) -> int:
    """Return the number of years of a contract."""
    return loi.bareme(loi.catalogue.verifie_le).duree_du_contrat


def derniere_annee(loi: Loi) -> int:
    """Return the last contract year that may be spoken of: the last one after every prorogation that is accepted."""
    bareme, lectures = loi.bareme(loi.catalogue.verifie_le), loi.lectures_retenues({}, ())
    return derniere_annee_possible(PROROGATIONS_MAXIMALES, PROROGATIONS_MAXIMALES, bareme, lectures)


OUI_NON: Final = Forme(
    Genre.OUI_NON,
    saisie.lire_oui_non,
    lambda valeur: valeur,
    {"type": "boolean"},
    saisie.OUI_OU_NON,
    exemple=True,
    indice="oui|non",
    choix=lambda: libelles(OuiNon),
)


def codes_de(enumeration: type[E]) -> dict[str, E]:
    """Return the members that may be chosen, by their codes; the negative one says what is unknown."""
    return {str(membre.code): membre for membre in enumeration if membre >= 0}


def libelles(enumeration: type[Codes]) -> dict[str, str]:
    """Return the labels of the codes of an enumeration in the current language."""
    return {code: dire(membre.libelle) for code, membre in codes_de(enumeration).items()}


OPTIONS: Final = codes_de(Option) | {"1/2": Option.DEMI}
_AGE_MAXIMAL: Final = 110
UNE_OPTION: Final = "0.5 ou 1 pour un nouveau contrat, 1.5, 2 ou 1/3"
_SECTEURS: Final = codes_de(Secteur) | {"2-optam-co": Secteur.SECTEUR_2_OPTAM_ACO}
SECTEUR: Final = code(_SECTEURS, ", ".join(codes_de(Secteur)), lambda: libelles(Secteur))
ZONE: Final = code(codes_de(Zone), ", ".join(codes_de(Zone)), lambda: libelles(Zone))


def _option(loi: Loi) -> Forme[Option]:
    def choix() -> dict[str, str]:
        """Return the labels of the options; the one that no new contract may choose says since when."""
        dits = libelles(Option)
        for un, option in codes_de(Option).items():
            depuis = loi.catalogue.option_fermee_depuis(option)
            if depuis is not None:
                dits[un] = dire("{option} (fermé depuis {mois})", option=dits[un], mois=en_mois(depuis))
        return dits

    return code(OPTIONS, UNE_OPTION, choix)


def _specialite(loi: Loi) -> Forme[int]:
    droit = loi.catalogue
    noms = [nom for s in droit.specialites for nom in dict.fromkeys((s.code, s.alias))]
    attendu = f"un code entre guillemets ou un mot parmi {', '.join(noms)}"

    def lire(champ: str, valeur: object) -> int:
        if not isinstance(valeur, str | date):
            raise ErreurDeSaisie(champ, valeur, attendu)
        return saisie.lire_code(champ, valeur, droit.noms_de_specialites, attendu)

    return Forme(
        Genre.CODE,
        lire,
        lambda rang: droit.specialites[rang].code,
        {"enum": noms},
        attendu,
        droit.specialites[0].code,
        indice="CODE",
        choix=lambda: {s.code: _nom_de_specialite(s) for s in droit.specialites},
    )


def _nom_de_specialite(specialite: Specialite) -> str:
    libelle = dire(specialite.libelle)
    return libelle if specialite.code == specialite.alias else f"{libelle} ({specialite.code})"


def _tranche_d_age(loi: Loi) -> Forme[TrancheDAge]:
    """Return the form of an age at signature: a bracket, or a whole number of years that falls in one."""
    age = loi.bareme(loi.catalogue.verifie_le).age_du_maintien
    codes = codes_de(TrancheDAge)
    dits = {un: libelle.format(age=age) for un, libelle in libelles(TrancheDAge).items()}
    mots = codes | {dits[un]: membre for un, membre in codes.items()}
    attendu = f"{' ou '.join(codes)}, ou un âge en années, de 0 à {_AGE_MAXIMAL}"

    def lire(champ: str, valeur: object) -> TrancheDAge:
        texte = valeur.strip().lower().removesuffix("ans").strip() if isinstance(valeur, str) else valeur
        if isinstance(texte, int) or (isinstance(texte, str) and texte.isdecimal()):
            atteint = saisie.lire_entier(champ, texte, 0, _AGE_MAXIMAL, attendu) >= age
            return TrancheDAge.AGE_DU_MAINTIEN if atteint else TrancheDAge.AVANT_LE_MAINTIEN
        return saisie.lire_code(champ, valeur, mots, attendu)

    schema = {"anyOf": [{"enum": list(codes)}, {"type": "integer", "minimum": 0, "maximum": _AGE_MAXIMAL}]}
    canoniques = {membre: un for un, membre in codes.items()}
    return Forme(
        Genre.CODE,
        lire,
        lambda membre: canoniques[membre],
        schema,
        attendu,
        next(iter(codes)),
        indice=f"{'|'.join(codes)}|ANNEES",
        choix=lambda: dits,
    )


def lire_option(champ: str, valeur: object) -> Option:
    """Read a working time of the assistant."""
    return saisie.lire_code(champ, valeur, OPTIONS, UNE_OPTION)


def _annee(loi: Loi) -> Forme[int]:
    derniere = derniere_annee(loi)
    return entier(1, derniere, f"une année de contrat, de 1 à {derniere}", "année", 3)


def _toujours(forme: Forme[Any]) -> Fabrique:
    return lambda _brut, _loi: forme


def _selon(fabrique: Callable[[Loi], Forme[Any]]) -> Fabrique:
    return lambda _brut, loi: fabrique(loi)


SIMPLES: Final[Mapping[str, Fabrique]] = {
    "date": _toujours(JOUR),
    "compte": _toujours(COMPTE),
    "centiemes": _toujours(CENTIEMES),
    "part": _toujours(PART),
    "fraction": _toujours(FRACTION),
    "oui_non": _toujours(OUI_NON),
    "secteur": _toujours(SECTEUR),
    "zone": _toujours(ZONE),
    "departement": _toujours(DEPARTEMENT),
    "prorogations": _toujours(PROROGATIONS),
    "option_etp": _selon(_option),
    "specialite": _selon(_specialite),
    "tranche_d_age": _selon(_tranche_d_age),
    "annee": _selon(_annee),
    "mot": lambda brut, _loi: mot(brut["choix"]),
}
"""The simple forms by their names in `champs.toml`; some are read from the law."""
