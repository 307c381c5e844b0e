"""What matters most: the net of the contract when one thing alone changes, the widest swing first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.economie.catalogue import catalogue_economique
from binome.economie.champs import champs_du_projet
from binome.economie.rentabilite.aide import Scenario
from binome.economie.rentabilite.option import OptionChiffree
from binome.langue.ecriture import nombre
from binome.moteur.sources import Source, lire_source


@dataclass(frozen=True, slots=True)
class Variation:
    """One thing that changes: its low and high values in words, and the net of the contract with each, in cents."""

    code: str
    titre: str
    basse: str
    haute: str
    net_bas: int
    net_haut: int
    source: Source | None

    @property
    def amplitude(self) -> int:
        """How far the net moves."""
        return abs(self.net_haut - self.net_bas)


_UNITES: Final = {"SOMME": "€", "N": "ans"}


@cache
def _essais() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("variations.toml").read_text("utf-8"))


def variations(option: OptionChiffree) -> tuple[Variation, ...]:
    """Return what moves the net, the widest swing first; nothing when the aid of a year is unknown."""
    if option.net(Scenario.ATTEINTS) is None or option.net(Scenario.MANQUES) is None:
        return ()
    toutes = [_objectifs(option), *_des_champs(option), *_des_lectures(option)]
    return tuple(sorted((une for une in toutes if une.amplitude), key=lambda une: -une.amplitude))


def _net(option: OptionChiffree, **champs: Any) -> int:
    """Return the net with other values of some fields; the aid, which they do not touch, is not computed again."""
    essai = OptionChiffree(option.situation, replace(option.projet, **champs), option.option, option.aides)
    return essai.net(Scenario.ATTEINTS) or 0


def _objectifs(option: OptionChiffree) -> Variation:
    bas, haut = option.net(Scenario.MANQUES) or 0, option.net(Scenario.ATTEINTS) or 0
    return Variation(
        "objectifs", "Les objectifs de patientèle", Scenario.MANQUES.libelle, Scenario.ATTEINTS.libelle, bas, haut, None
    )


def _des_champs(option: OptionChiffree) -> Iterator[Variation]:
    for champ, essai in _essais().items():
        if champ == "position" and option.projet.salaire_brut is not None:
            continue
        lire = champs_du_projet()[champ].forme.lire
        bas, haut = (_net(option, **{champ: lire(champ, essai[sens])}) for sens in ("basse", "haute"))
        unite = _UNITES.get(champs_du_projet()[champ].forme.indice, "")
        basse, haute = (_en_mots(essai[sens], unite) for sens in ("basse", "haute"))
        source = lire_source(essai["source"], essai["grade"])
        yield Variation(champ, essai["titre"], basse, haute, bas, haut, source)


def _des_lectures(option: OptionChiffree) -> Iterator[Variation]:
    choisies = option.projet.lectures_du_cout
    for nom, lecture in catalogue_economique().lectures.items():
        autres = tuple((n, choix) for n, choix in choisies if n != nom)
        essais = [
            (_net(option, lectures_du_cout=(*autres, (nom, choix))), sens) for choix, sens in lecture.choix.items()
        ]
        (bas, basse), (haut, haute) = min(essais), max(essais)
        yield Variation(nom, lecture.question, basse, haute, bas, haut, lecture.sources[0])


def _en_mots(valeur: object, unite: str) -> str:
    if isinstance(valeur, list):
        return ", ".join(_en_mots(un, unite) for un in valeur) or "aucun"
    texte = nombre(int(str(valeur))) if str(valeur).isdigit() else str(valeur).replace(".", ",")
    return f"{texte} {unite}".strip()
