"""How many requests one address may make in a minute: a window that starts with its first request.

The count is of one process; behind a proxy, whose address is then everyone's, let the proxy count and set
`BINOME_API_DEBIT=0`, which counts nothing.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple

SECONDES: Final = 60
PAR_DEFAUT: Final = 600
_ADRESSES_SUIVIES: Final = 10_000


class Reste(NamedTuple):
    """What an address may still ask, and in how many seconds it may ask everything again."""

    permises: int
    restantes: int
    secondes: int

    @property
    def depasse(self) -> bool:
        """Whether this request is one too many."""
        return self.restantes < 0

    def entetes(self) -> dict[str, str]:
        """Return the headers that say so."""
        return {
            "RateLimit-Policy": f'"minute";q={self.permises};w={SECONDES}',
            "RateLimit": f'"minute";r={max(self.restantes, 0)};t={self.secondes}',
        }


class Debit:
    """The requests of each address in its current minute; the oldest addresses are forgotten."""

    def __init__(self, permises: int) -> None:
        self.permises = permises
        self._verrou = Lock()
        self._fenetres: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def compter(self, adresse: str, maintenant: float | None = None) -> Reste | None:
        """Count a request; None when nothing is counted."""
        if not self.permises:
            return None
        instant = monotonic() if maintenant is None else maintenant
        with self._verrou:
            debut, faites = self._fenetres.pop(adresse, (instant, 0))
            if instant - debut >= SECONDES:
                debut, faites = instant, 0
            self._fenetres[adresse] = (debut, faites + 1)
            if len(self._fenetres) > _ADRESSES_SUIVIES:
                self._fenetres.popitem(last=False)
        return Reste(self.permises, self.permises - faites - 1, SECONDES - int(instant - debut))


def debit_de_l_environnement() -> Debit:
    """Return the limit that `BINOME_API_DEBIT` sets."""
    ecrit = os.environ.get("BINOME_API_DEBIT", "")
    return Debit(int(ecrit) if ecrit.isdecimal() else PAR_DEFAUT)
