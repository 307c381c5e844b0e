"""Canonical JSON (RFC 8785): one text for one value, whoever writes it. What has two writings is refused.

Numbers are integers that a binary float holds exactly; a decimal, even a whole one, is another type.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from binome.moteur.erreurs import ErreurDeSaisie

ENTIER_MAXIMAL: Final = (1 << 53) - 1
_PROFONDEUR: Final = 100


def canonique(valeur: object) -> str:
    """Return the canonical text of a JSON value.

    Raises:
        ErreurDeSaisie: a value that no canonical text says the same everywhere.
    """
    return _ecrire(valeur, "contenu", 0)


def _ecrire(valeur: object, ou: str, profondeur: int) -> str:
    if valeur is None or isinstance(valeur, bool):
        return json.dumps(valeur)
    if isinstance(valeur, str):
        return _texte(valeur, ou)
    if isinstance(valeur, int) and abs(valeur) <= ENTIER_MAXIMAL:
        return str(int(valeur))
    if profondeur == _PROFONDEUR:
        raise ErreurDeSaisie(ou, valeur, f"{_PROFONDEUR} objets emboîtés au plus")
    if isinstance(valeur, Mapping):
        return _objet(valeur, ou, profondeur + 1)
    if isinstance(valeur, list | tuple):
        return f"[{','.join(_ecrire(un, f'{ou}[{rang}]', profondeur + 1) for rang, un in enumerate(valeur))}]"
    raise ErreurDeSaisie(ou, valeur, "un texte, un entier, oui ou non, rien, une liste ou un objet")


def _objet(objet: Mapping[object, object], ou: str, profondeur: int) -> str:
    """Write an object, its keys in the order of their UTF-16 code units."""
    textes = {_cle(cle, ou): valeur for cle, valeur in objet.items()}
    membres = (
        f"{_texte(cle, ou)}:{_ecrire(textes[cle], f'{ou}.{cle}', profondeur)}"
        for cle in sorted(textes, key=lambda cle: cle.encode("utf-16-be"))
    )
    return f"{{{','.join(membres)}}}"


def _cle(cle: object, ou: str) -> str:
    if not isinstance(cle, str):
        raise ErreurDeSaisie(ou, cle, "une clé qui est un texte")
    _texte(cle, ou)
    return cle


def _texte(texte: str, ou: str) -> str:
    try:
        texte.encode()
    except UnicodeEncodeError as faute:
        raise ErreurDeSaisie(ou, texte, "un texte dont chaque caractère Unicode est entier") from faute
    return json.dumps(texte, ensure_ascii=False)
