"""Reading of single values: each reader returns an exact value or refuses in one French sentence.

Text is read as people write it, on every face; what JSON gives as a number stays a number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.moteur.codes_ecrits import trouver_le_code
from binome.moteur.dates_ecrites import DERNIERE_ANNEE, PREMIERE_ANNEE, jours_et_mois, lire_le_jour
from binome.moteur.erreurs import ChampInconnu, Contradiction, ErreurDeSaisie, TropPrecis
from binome.moteur.mots import aplatir
from binome.moteur.nombres_ecrits import EUROS, LONGUEUR_MAXIMALE, PATIENTS, Illisible, NombreEcrit, nombre_ecrit
from binome.moteur.proximite import vouliez_vous

COMPTE_MAXIMAL: Final = 100_000
CENTIEMES: Final = 100
DIX_MILLIEMES: Final = 10_000
SOMME_MAXIMALE: Final = 1_000_000

UNE_DATE: Final = "une date AAAA-MM-JJ qui existe (ou JJ/MM/AAAA), entre 1900 et 2099"
UN_COMPTE: Final = f"un nombre entier de patients, de 0 à {COMPTE_MAXIMAL}"
UN_RANG: Final = "un rang de 0 à 100, avec deux décimales au plus"
UNE_PART: Final = "une part de 0 à 1, avec quatre décimales au plus (0.8 pour 80 %)"
UNE_FRACTION: Final = "une part de 0 à 1, décimale (0.5) ou fraction (« 1/2 »)"
UNE_SOMME: Final = "une somme en euros, positive, avec deux décimales au plus"
OUI_OU_NON: Final = "oui ou non (true ou false en JSON)"
"""What each reader accepts, in the words of its refusals."""

C = TypeVar("C")

_OUI: Final = dict.fromkeys(("oui", "o", "yes", "y", "true", "vrai", "x", "1"), True)
_NON: Final = dict.fromkeys(("non", "n", "no", "false", "faux", "0"), False)


def lire_date(champ: str, valeur: object) -> date:
    """Read a day: a `date`, a `datetime` at midnight, or a text (ISO, day first, in words, number of a spreadsheet)."""
    if isinstance(valeur, str):
        try:
            return lire_le_jour(valeur)
        except Illisible as faute:
            raise _refus(champ, valeur, UNE_DATE, faute) from faute
    if isinstance(valeur, datetime) and valeur.time() == time.min:
        valeur = valeur.date()
    if isinstance(valeur, datetime) or not isinstance(valeur, date):
        raise ErreurDeSaisie(champ, valeur, UNE_DATE)
    if not PREMIERE_ANNEE <= valeur.year <= DERNIERE_ANNEE:
        raise ErreurDeSaisie(champ, valeur, UNE_DATE)
    return valeur


def lire_entier(
    champ: str, valeur: object, minimum: int, maximum: int, attendu: str, unites: tuple[str, ...] = ()
) -> int:
    """Read an integer within bounds, from a number that is whole or a text as people write it."""
    if type(valeur) is int and minimum <= valeur <= maximum:
        return valeur
    lues, pour_cent = _lectures(champ, valeur, attendu, unites)
    entieres = [] if pour_cent else [lu for lu in _en_unites(lues, 1, maximum) if lu >= minimum]
    return _la_seule(champ, valeur, attendu, entieres)


def entier_ou(defaut: int, valeur: object, minimum: int, maximum: int) -> int:
    """Return an integer within bounds, or another one when there is none: for what a page shows, not for an answer."""
    try:
        return lire_entier("", valeur, minimum, maximum, "")
    except ErreurDeSaisie:
        return defaut


def lire_compte(champ: str, valeur: object) -> int:
    """Read a number of patients."""
    return lire_entier(champ, valeur, 0, COMPTE_MAXIMAL, UN_COMPTE, PATIENTS)


def lire_annee(champ: str, valeur: object, derniere: int) -> int:
    """Read the rank of a contract year."""
    attendu = dire("une année de contrat, de 1 à {derniere}", derniere=derniere)
    return lire_entier(champ, valeur, 1, derniere, attendu)


def _refus(champ: str, valeur: object, attendu: str, faute: Illisible) -> ErreurDeSaisie:
    return ErreurDeSaisie(champ, valeur, attendu, f" {faute}" if str(faute) else "")


def _lectures(champ: str, valeur: Any, attendu: str, unites: tuple[str, ...] = ()) -> NombreEcrit:
    """Return what a value may mean as a number, exactly, and whether it is in per cents; all of it of bounded size."""
    if isinstance(valeur, str):
        try:
            return nombre_ecrit(valeur, unites)
        except Illisible as faute:
            raise _refus(champ, valeur, attendu, faute) from faute
    if isinstance(valeur, bool) or not isinstance(valeur, int | float | Decimal):
        raise ErreurDeSaisie(champ, valeur, attendu)
    lue = _exact(valeur)
    if not lue.is_finite() or lue.adjusted() > LONGUEUR_MAXIMALE:
        raise ErreurDeSaisie(champ, valeur, attendu)
    if _decimales(lue) > LONGUEUR_MAXIMALE:
        raise TropPrecis(champ, valeur, attendu)
    return NombreEcrit((lue,), pour_cent=False)


def _exact(valeur: float | Decimal) -> Decimal:
    """Return a number as a decimal: a float as it is written in short; « not a number » when it is too long."""
    if isinstance(valeur, int):
        return Decimal(valeur) if valeur.bit_length() < LONGUEUR_MAXIMALE else Decimal("NaN")
    return Decimal(repr(valeur)) if isinstance(valeur, float) else valeur


def _decimales(valeur: Decimal) -> int:
    exposant = valeur.as_tuple().exponent
    return -exposant if isinstance(exposant, int) else 0


def _la_seule(champ: str, valeur: object, attendu: str, lues: list[int], unite: int = 1) -> int:
    """Return the only reading that fits the field.

    Raises:
        ErreurDeSaisie: none fits, or two do and both are said.
    """
    distinctes = sorted(set(lues))
    if len(distinctes) == 1:
        return distinctes[0]
    conseil = ""
    if distinctes:
        une, autre = (nombre(lu, unite) for lu in distinctes)
        conseil = " " + dire(
            "Cela se lit {une} ou {autre} : écrivez sans séparateur de milliers.", une=une, autre=autre
        )
    raise ErreurDeSaisie(champ, valeur, attendu, conseil)


def lire_unites(
    champ: str, valeur: object, unite: int, maximum: int, attendu: str, unites: tuple[str, ...] = ()
) -> int:
    """Return the value in units of 1/`unite`, refused when it is not a whole number of them or out of bounds."""
    lues, pour_cent = _lectures(champ, valeur, attendu, unites)
    if pour_cent and unites:
        raise ErreurDeSaisie(champ, valeur, attendu)
    return _compter(champ, valeur, attendu, lues, unite, maximum)


def _compter(champ: str, valeur: object, attendu: str, lues: Collection[Decimal], unite: int, maximum: int) -> int:
    entieres = _en_unites(lues, unite, maximum)
    if not entieres and any(0 <= lu <= maximum for lu in lues):
        raise TropPrecis(champ, valeur, attendu)
    return _la_seule(champ, valeur, attendu, entieres, unite)


def _en_unites(lues: Collection[Decimal], unite: int, maximum: int) -> list[int]:
    entieres = [Fraction(lu) * unite for lu in lues if 0 <= lu <= maximum]
    return [lu.numerator for lu in entieres if lu.denominator == 1]


def lire_centiemes(champ: str, valeur: object) -> int:
    """Read a percentile rank; returns hundredths of a rank."""
    return lire_unites(champ, valeur, CENTIEMES, CENTIEMES, UN_RANG)


def lire_part(champ: str, valeur: object) -> tuple[int, int]:
    """Read a share; returns an exact fraction in lowest terms. A text above 1 and whole is in per cents: « 85 »."""
    lues, pour_cent = _lectures(champ, valeur, UNE_PART)
    if not pour_cent and isinstance(valeur, str):
        pour_cent = all(1 < lu <= CENTIEMES and lu == lu.to_integral_value() for lu in lues)
    unite = CENTIEMES if pour_cent else DIX_MILLIEMES
    maximum = CENTIEMES if pour_cent else 1
    part = Fraction(_compter(champ, valeur, UNE_PART, lues, unite, maximum), DIX_MILLIEMES)
    return (part.numerator, part.denominator)


def lire_fraction(champ: str, valeur: object) -> tuple[int, int]:
    """Read a share given as a decimal, per cents or « n/d », even when a spreadsheet made a date of « n/d »."""
    devenues = jours_et_mois(_texte_de_la_date(valeur))
    if devenues:
        part = Fraction(*min(sorted(paire) for paire in devenues))
        return (part.numerator, part.denominator)
    if not (isinstance(valeur, str) and "/" in valeur):
        return lire_part(champ, valeur)
    haut, _, bas = valeur.partition("/")
    numerateur = lire_entier(champ, haut, 0, DIX_MILLIEMES, UNE_FRACTION)
    denominateur = lire_entier(champ, bas, 1, DIX_MILLIEMES, UNE_FRACTION)
    if numerateur > denominateur:
        raise Contradiction(champ, valeur, UNE_FRACTION)
    part = Fraction(numerateur, denominateur)
    return (part.numerator, part.denominator)


def lire_centimes(champ: str, valeur: object) -> int:
    """Read a sum in euros, nothing included; return its cents."""
    return lire_unites(champ, valeur, CENTIEMES, SOMME_MAXIMALE, UNE_SOMME, EUROS)


def lire_montant(champ: str, valeur: object) -> Decimal:
    """Read a positive sum in euros, to the cent."""
    unites = lire_centimes(champ, valeur)
    if unites == 0:
        raise ErreurDeSaisie(champ, valeur, UNE_SOMME)
    return Decimal(unites).scaleb(-2)


def lire_oui_non(champ: str, valeur: object) -> bool:
    """Read a yes or no: a boolean, or a word (oui, non, vrai, faux, o, n, x…)."""
    if isinstance(valeur, bool):
        return valeur
    mots = _OUI | _NON
    if isinstance(valeur, str) and aplatir(valeur) in mots:
        return mots[aplatir(valeur)]
    raise ErreurDeSaisie(champ, valeur, OUI_OU_NON)


def lire_code(champ: str, valeur: object, codes: Mapping[str, C], lisibles: str) -> C:
    """Read one code among a few, as people and spreadsheets write it; returns what it stands for."""
    if isinstance(valeur, int | float | Decimal) and not isinstance(valeur, bool):
        lue = _lectures(champ, valeur, lisibles)[0][0]
        valeur = f"{lue.normalize():f}"
    texte = valeur if isinstance(valeur, str) else _texte_de_la_date(valeur)
    if not texte:
        raise ErreurDeSaisie(champ, valeur, lisibles)
    code = trouver_le_code(texte, codes)
    if code is None:
        raise ErreurDeSaisie(champ, valeur, lisibles, vouliez_vous(texte, codes))
    return codes[code]


def _texte_de_la_date(valeur: object) -> str:
    return valeur.isoformat() if isinstance(valeur, date) else valeur if isinstance(valeur, str) else ""


def lire_objet(champ: str, valeur: object, cles: Collection[str]) -> dict[str, Any]:
    """Read an object whose keys are all known; absent and null keys are left out."""
    if not isinstance(valeur, Mapping):
        raise ErreurDeSaisie(champ, valeur, f"un objet aux champs {', '.join(cles)}")
    for cle in valeur:
        if cle not in cles:
            raise ChampInconnu(str(cle), cles, f"« {champ} »")
    return {cle: brut for cle, brut in valeur.items() if brut is not None}
