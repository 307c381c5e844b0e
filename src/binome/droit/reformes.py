"""A reform: numbers, cells of tables and readings that replace those of the law, from a day on or at all times."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.droit.bornes import Valeur

LONGUEUR_DE_L_EMPREINTE: Final = 12
SEPARATEUR: Final = "/"


@dataclass(frozen=True, slots=True)
class Remplacement:
    """One number replaced from a day on; `case` holds the indices of a table's cell, empty for a plain number."""

    parametre: str
    case: tuple[int, ...]
    valeur: Valeur
    depuis: date | None
    codes: tuple[str, ...]
    """The cell as it was written."""
    brute: str
    """The value as it was written."""

    @property
    def ecrit(self) -> str:
        """The cell and the value as they were written."""
        return f"{' × '.join(self.codes)} = {self.brute}".strip(" =")

    def en_ligne(self) -> dict[str, str]:
        """Return the row of a sheet of reforms that says the same."""
        ligne = {"parametre": self.parametre, "case": f" {SEPARATEUR} ".join(self.codes), "valeur": self.brute}
        return ligne | ({} if self.depuis is None else {"depuis": self.depuis.isoformat()})

    def valable_au(self, jour: date) -> bool:
        """Return whether the number is replaced on `jour`."""
        return self.depuis is None or self.depuis <= jour


@dataclass(frozen=True)
class Reforme:
    """A law that could be: replaced numbers and readings, on the numbers of a regime."""

    nom: str
    titre: str
    description: str = ""
    regime: str | None = None
    remplacements: tuple[Remplacement, ...] = ()
    lectures: tuple[tuple[str, str], ...] = ()
    """Reading, choice."""

    @property
    def est_sans_nombre(self) -> bool:
        """Whether it changes readings at most."""
        return self.regime is None and not self.remplacements

    @property
    def est_vide(self) -> bool:
        """Whether it changes nothing."""
        return self.est_sans_nombre and not self.lectures

    @cached_property
    def parametres(self) -> frozenset[str]:
        """The numbers that it writes in."""
        return frozenset(remplacement.parametre for remplacement in self.remplacements)

    @cached_property
    def choix(self) -> Mapping[str, str]:
        """The choices of readings, by reading."""
        return dict(self.lectures)

    def en_json(self) -> dict[str, Any]:
        """Return the whole reform as JSON data, that `relire` reads."""
        return {
            "nom": self.nom,
            "titre": self.titre,
            "description": self.description,
            "regime": self.regime,
            "lignes": [remplacement.en_ligne() for remplacement in self.remplacements],
            "lectures": dict(self.lectures),
        }

    @cached_property
    def empreinte(self) -> str:
        """What it changes, digested; its words do not count."""
        change = {cle: valeur for cle, valeur in self.en_json().items() if cle in ("regime", "lignes", "lectures")}
        return sha256(json.dumps(change, sort_keys=True).encode()).hexdigest()[:LONGUEUR_DE_L_EMPREINTE]


SANS_REFORME: Final = Reforme("droit_en_vigueur", "Droit en vigueur")


def remplacer(bareme: Bareme, remplacements: Sequence[Remplacement]) -> Bareme:
    """Return the numbers once replaced, in order."""
    champs: dict[str, Any] = {}
    for remplacement in remplacements:
        ancien = champs.get(remplacement.parametre, getattr(bareme, remplacement.parametre))
        champs[remplacement.parametre] = _pose(ancien, remplacement.case, remplacement.valeur)
    return bareme._replace(**champs)


def _pose(table: Any, case: tuple[int, ...], valeur: Valeur) -> Any:
    if not case:
        return valeur
    return tuple(_pose(sous, case[1:], valeur) if rang == case[0] else sous for rang, sous in enumerate(table))
