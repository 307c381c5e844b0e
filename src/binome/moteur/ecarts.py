"""Where two JSON values differ, in words: strictly, `true` is not 1 and a key that is missing is not null."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from binome.moteur.canonique import canonique
from binome.moteur.mots import visible

_LONGUEUR: Final = 120
_LONGUEUR_D_UNE_CLE: Final = 60


def ecarts(ou: str, ecrit: object, rejoue: object) -> Iterator[str]:
    """Yield one sentence per place where what is written is not what the replay gives."""
    if isinstance(ecrit, Mapping) and isinstance(rejoue, Mapping):
        yield from _des_objets(ou, ecrit, rejoue)
    elif isinstance(ecrit, list) and isinstance(rejoue, list) and len(ecrit) == len(rejoue):
        for rang, (un, autre) in enumerate(zip(ecrit, rejoue, strict=True)):
            nom = autre.get("regle", rang) if isinstance(autre, dict) else rang
            yield from ecarts(f"{ou}[{nom}]", un, autre)
    elif canonique(ecrit) != canonique(rejoue):
        yield f"{ou} : {_court(ecrit)} dans le récépissé, {_court(rejoue)} rejoué."


def _des_objets(ou: str, ecrit: Mapping[str, object], rejoue: Mapping[str, object]) -> Iterator[str]:
    for cle in sorted(set(ecrit) | set(rejoue)):
        lieu = f"{ou}.{_coupe(visible(cle), _LONGUEUR_D_UNE_CLE)}" if ou else _coupe(visible(cle), _LONGUEUR_D_UNE_CLE)
        if cle not in rejoue:
            yield f"{lieu} : {_court(ecrit[cle])} dans le récépissé, rien de tel rejoué."
        elif cle not in ecrit:
            yield f"{lieu} : absent du récépissé, {_court(rejoue[cle])} rejoué."
        else:
            yield from ecarts(lieu, ecrit[cle], rejoue[cle])


def _court(valeur: object) -> str:
    return _coupe(visible(json.dumps(valeur, ensure_ascii=False)), _LONGUEUR)


def _coupe(texte: str, longueur: int) -> str:
    return texte if len(texte) <= longueur else texte[:longueur] + "…"
