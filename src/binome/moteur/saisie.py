"""Reading of single values: each reader returns an exact value or refuses in one French sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from binome.moteur.erreurs import ChampInconnu, ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous

COMPTE_MAXIMAL: Final = 100_000
_SOMME_MAXIMALE: Final = 1_000_000
_PREMIERE_ANNEE, _DERNIERE_ANNEE = 1900, 2099
_CENTIEMES: Final = 100
_DIX_MILLIEMES: Final = 10_000
_LONGUEUR_MONTREE: Final = 60

_OUI: Final = {"oui": True, "non": False, "true": True, "false": False}


def lire_date(champ: str, valeur: Any) -> date:
    """Read a day, as an ISO 8601 string or a `date`."""
    attendu = "une date AAAA-MM-JJ qui existe, entre 1900 et 2099"
    if isinstance(valeur, str):
        try:
            valeur = date.fromisoformat(valeur.strip())
        except ValueError as faute:
            raise ErreurDeSaisie(champ, valeur, attendu) from faute
    if type(valeur) is not date or not _PREMIERE_ANNEE <= valeur.year <= _DERNIERE_ANNEE:
        raise ErreurDeSaisie(champ, valeur, attendu)
    return valeur


def lire_entier(champ: str, valeur: Any, minimum: int, maximum: int, attendu: str) -> int:
    """Read an integer within bounds; text is accepted when it is made of digits alone."""
    if (
        isinstance(valeur, str)
        and valeur.strip().isascii()
        and valeur.strip().isdigit()
        and len(valeur) < _LONGUEUR_MONTREE
    ):
        valeur = int(valeur)
    if isinstance(valeur, bool) or not isinstance(valeur, int) or not minimum <= valeur <= maximum:
        raise ErreurDeSaisie(champ, valeur, attendu)
    return valeur


def lire_compte(champ: str, valeur: Any) -> int:
    """Read a number of patients."""
    return lire_entier(champ, valeur, 0, COMPTE_MAXIMAL, f"un nombre entier de patients, de 0 à {COMPTE_MAXIMAL}")


def lire_annee(champ: str, valeur: Any, derniere: int) -> int:
    """Read the rank of a contract year."""
    return lire_entier(champ, valeur, 1, derniere, f"une année de contrat, de 1 à {derniere}")


def _decimal(champ: str, valeur: Any, attendu: str) -> Decimal:
    if isinstance(valeur, bool) or not isinstance(valeur, int | float | str | Decimal):
        raise ErreurDeSaisie(champ, valeur, attendu)
    try:
        lu = Decimal(str(valeur).strip().replace(",", "."))
    except InvalidOperation as faute:
        raise ErreurDeSaisie(champ, valeur, attendu) from faute
    if not lu.is_finite():
        raise ErreurDeSaisie(champ, valeur, attendu)
    return lu


def _unites(champ: str, valeur: Any, unite: int, maximum: int, attendu: str) -> int:
    """Return the value in units of 1/`unite`, refused when it is not a whole number of them or out of bounds."""
    lu = _decimal(champ, valeur, attendu)
    if not 0 <= lu <= maximum or lu * unite != int(lu * unite):
        raise ErreurDeSaisie(champ, valeur, attendu)
    return int(lu * unite)


def lire_centiemes(champ: str, valeur: Any) -> int:
    """Read a percentile rank; returns hundredths of a rank."""
    return _unites(champ, valeur, _CENTIEMES, _CENTIEMES, "un rang de 0 à 100, avec deux décimales au plus")


def lire_part(champ: str, valeur: Any) -> tuple[int, int]:
    """Read a share; returns an exact fraction in lowest terms."""
    attendu = "une part de 0 à 1, avec quatre décimales au plus (0.8 pour 80 %)"
    part = Fraction(_unites(champ, valeur, _DIX_MILLIEMES, 1, attendu), _DIX_MILLIEMES)
    return (part.numerator, part.denominator)


def lire_fraction(champ: str, valeur: Any) -> tuple[int, int]:
    """Read a share given as a decimal or as « n/d »."""
    attendu = "une part de 0 à 1, décimale (0.5) ou fraction (« 1/2 »)"
    if not (isinstance(valeur, str) and "/" in valeur):
        return lire_part(champ, valeur)
    haut, _, bas = valeur.partition("/")
    numerateur = lire_entier(champ, haut, 0, _DIX_MILLIEMES, attendu)
    denominateur = lire_entier(champ, bas, 1, _DIX_MILLIEMES, attendu)
    if numerateur > denominateur:
        raise ErreurDeSaisie(champ, valeur, attendu)
    part = Fraction(numerateur, denominateur)
    return (part.numerator, part.denominator)


def lire_montant(champ: str, valeur: Any) -> Decimal:
    """Read a positive sum in euros, to the cent."""
    attendu = "une somme en euros, positive, avec deux décimales au plus"
    unites = _unites(champ, valeur, _CENTIEMES, _SOMME_MAXIMALE, attendu)
    if unites == 0:
        raise ErreurDeSaisie(champ, valeur, attendu)
    return Decimal(unites).scaleb(-2)


def lire_oui_non(champ: str, valeur: Any) -> bool:
    """Read a yes or no: a boolean, or the words « oui » and « non »."""
    if isinstance(valeur, bool):
        return valeur
    if isinstance(valeur, str) and valeur.strip().lower() in _OUI:
        return _OUI[valeur.strip().lower()]
    raise ErreurDeSaisie(champ, valeur, "oui ou non (true ou false en JSON)")


def lire_code(champ: str, valeur: Any, codes: Mapping[str, int], lisibles: str) -> int:
    """Read one code among a few; returns its rank."""
    if isinstance(valeur, int | Decimal) and not isinstance(valeur, bool):
        valeur = f"{Decimal(valeur).normalize():f}"
    if isinstance(valeur, str):
        code = valeur.strip().lower().replace(",", ".")
        if code in codes:
            return codes[code]
        raise ErreurDeSaisie(champ, valeur, lisibles, vouliez_vous(code, codes))
    raise ErreurDeSaisie(champ, valeur, lisibles)


def lire_objet(champ: str, valeur: Any, cles: Collection[str]) -> dict[str, Any]:
    """Read an object whose keys are all known; absent and null keys are left out."""
    if not isinstance(valeur, Mapping):
        raise ErreurDeSaisie(champ, valeur, f"un objet aux champs {', '.join(cles)}")
    for cle in valeur:
        if cle not in cles:
            raise ChampInconnu(str(cle), cles, f"« {champ} »")
    return {cle: brut for cle, brut in valeur.items() if brut is not None}
