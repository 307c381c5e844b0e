"""Numbers that carry a key: the doctor's RPPS, the account's IBAN. A wrong digit is refused when it is typed."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError

_DIX: Final = 10
_NEUF: Final = 9
_LONGUEUR_RPPS: Final = 11
_MODULE_IBAN: Final = 97
_TETE: Final = 4
_LONGUEURS_IBAN: Final = range(15, 35)


def verifier_le_rpps(numero: str) -> None:
    """Refuse a number of the répertoire partagé that its last digit, a Luhn key, contradicts.

    Raises:
        ValidationError: not eleven digits, or a wrong key.
    """
    if len(numero) != _LONGUEUR_RPPS or not (numero.isascii() and numero.isdecimal()):
        raise ValidationError("Un numéro RPPS a onze chiffres, par exemple 10001234563.")
    if _somme_de_luhn(numero) % _DIX:
        raise ValidationError("La clé de ce numéro RPPS ne convient pas : un chiffre est faux.")


def avec_sa_cle(debut: str) -> str:
    """Return the number that digits begin, its Luhn key at the end."""
    return f"{debut}{-_somme_de_luhn(f'{debut}0') % _DIX}"


def _somme_de_luhn(numero: str) -> int:
    doubles = (int(chiffre) * (1 + rang % 2) for rang, chiffre in enumerate(reversed(numero)))
    return sum(valeur - _NEUF if valeur > _NEUF else valeur for valeur in doubles)


def verifier_l_iban(numero: str) -> None:
    """Refuse an account's number, written without spaces, that its key contradicts (ISO 7064, modulo 97).

    Raises:
        ValidationError: not an IBAN, or a wrong key.
    """
    lisible = numero.isascii() and numero.isalnum() and numero == numero.upper() and numero[:2].isalpha()
    if not lisible or len(numero) not in _LONGUEURS_IBAN:
        raise ValidationError("Un IBAN s'écrit sans espace, deux lettres puis des chiffres et des lettres.")
    tourne = numero[_TETE:] + numero[:_TETE]
    if int("".join(str(int(signe, 36)) for signe in tourne)) % _MODULE_IBAN != 1:
        raise ValidationError("La clé de cet IBAN ne convient pas : un caractère est faux.")
