"""JSON and TOML as they come in: one reader for files, addresses and lines, all bounded before it is converted.

Numbers stay exact, a key is given once, and what no text can hold (a half of a pair, NaN) is refused in words.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import Final

from binome.langue.courante import dire
from binome.moteur.doublons import premier_doublon
from binome.moteur.erreurs import montrer

CHIFFRES_D_UN_NOMBRE: Final = 40
PROFONDEUR: Final = 100
_TEXTE_OU_CROCHET: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_LIEU: Final = re.compile(r"at line (\d+), column (\d+)")
_PAS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


class TexteRefuse(ValueError):
    """A text that is not the JSON or the TOML that can be read; its text is a sentence that says why."""

    @property
    def conseil(self) -> str:
        """The sentence, as it follows another."""
        phrase = str(self)
        return f" {phrase[0].upper()}{phrase[1:]}"


def _trop_long() -> TexteRefuse:
    return TexteRefuse(dire("un nombre a plus de {chiffres} chiffres.", chiffres=CHIFFRES_D_UN_NOMBRE))


def _borne(ecrit: str) -> str:
    if len(ecrit) > CHIFFRES_D_UN_NOMBRE:
        raise _trop_long()
    return ecrit


def _entier(ecrit: str) -> int:
    return int(_borne(ecrit))


def _decimal(ecrit: str) -> Decimal:
    try:
        return Decimal(_borne(ecrit))
    except InvalidOperation as faute:
        raise TexteRefuse(dire("un nombre a un exposant démesuré.")) from faute


def lire_json(texte: str, *, une_ligne: bool = False) -> object:
    """Return what a JSON text holds; `une_ligne` when it is one line of a file, whose number is said elsewhere.

    Raises:
        TexteRefuse: it is not JSON, it is too deep, a number is too long, a key is given twice.
    """
    if _profondeur(texte) > PROFONDEUR:
        raise _trop_profond()
    try:
        lu = json.loads(
            texte, parse_float=_decimal, parse_int=_entier, parse_constant=_constante, object_pairs_hook=_sans_doublon
        )
    except json.JSONDecodeError as faute:
        raise TexteRefuse(_ou(faute, une_ligne)) from faute
    if "\\u" in texte:
        _verifier_les_paires(lu)
    return lu


def lire_toml(texte: str, decimale: Callable[[str], object] = _decimal) -> dict[str, object]:
    """Return what a TOML text holds, each decimal made by `decimale`.

    Raises:
        TexteRefuse: it is not TOML, it is too deep, a number is too long.
    """
    try:
        lu = tomllib.loads(texte, parse_float=lambda ecrit: decimale(_borne(ecrit)))
    except tomllib.TOMLDecodeError as faute:
        raise TexteRefuse(_ou_en_toml(str(faute))) from faute
    except RecursionError as faute:
        raise _trop_profond() from faute
    except ValueError as faute:
        raise faute if isinstance(faute, TexteRefuse) else _trop_long() from faute
    _verifier_la_profondeur(lu)
    return lu


def _ou_en_toml(dit: str) -> str:
    """Return where the text stops being TOML; the library says the rest in English."""
    lieu = _LIEU.search(dit)
    if lieu is None:
        return dire("ce n'est pas du TOML : le texte s'arrête trop tôt.")
    return dire(
        "ce n'est pas du TOML (à partir de : ligne {ligne}, colonne {colonne}).", ligne=lieu[1], colonne=lieu[2]
    )


def _trop_profond() -> TexteRefuse:
    return TexteRefuse(dire("ce texte emboîte trop d'objets."))


def _verifier_la_profondeur(lu: object) -> None:
    """Refuse what dotted keys put in one another without a bracket."""
    etage = [lu]
    for _ in range(PROFONDEUR + 1):
        etage = [sous for un in etage for sous in _dedans(un)]
        if not etage:
            return
    raise _trop_profond()


def _dedans(valeur: object) -> list[object]:
    if isinstance(valeur, Mapping):
        return list(valeur.values())
    return valeur if isinstance(valeur, list) else []


def _ou(faute: json.JSONDecodeError, une_ligne: bool) -> str:
    if une_ligne:
        return dire("ce n'est pas du JSON (à partir du caractère {rang}).", rang=faute.colno)
    lieu = {"ligne": faute.lineno, "colonne": faute.colno}
    return dire("ce n'est pas du JSON (à partir de : ligne {ligne}, colonne {colonne}).", **lieu)


def _profondeur(texte: str) -> int:
    """Return how deep objects and lists stand in one another; brackets inside a text do not count."""
    if texte.count("[") + texte.count("{") <= PROFONDEUR:
        return 0
    pas = (_PAS.get(trouve[0], 0) for trouve in _TEXTE_OU_CROCHET.finditer(texte))
    return max(accumulate(pas), default=0)


def _constante(constante: str) -> None:
    raise TexteRefuse(
        dire("« {constante} » n'est pas un nombre : il faut des nombres ordinaires.", constante=constante)
    )


def _sans_doublon(paires: list[tuple[str, object]]) -> dict[str, object]:
    lu = dict(paires)
    if len(lu) < len(paires):
        double = premier_doublon(nom for nom, _ in paires)
        raise TexteRefuse(dire("{nom} est donné deux fois : écrivez-le une seule fois.", nom=montrer(double)))
    return lu


def _verifier_les_paires(lu: object) -> None:
    """Refuse half of a pair of UTF-16: no text in UTF-8 can hold it."""
    try:
        json.dumps(lu, default=str, ensure_ascii=False).encode()
    except UnicodeEncodeError as faute:
        raise TexteRefuse(dire("un caractère Unicode est incomplet (une moitié de paire).")) from faute
