"""How many requests one address may make in a minute: a window that starts with its first request.

The count is of one process. Behind a proxy, whose address is then everyone's, `BINOME_MANDATAIRES=1` says that what the
proxy writes of its client is to be believed; without it, what a client writes of itself never is.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple

SECONDES: Final = 60
PAR_DEFAUT: Final = 600
_ADRESSES_SUIVIES: Final = 10_000
_BITS_D_UN_ABONNE: Final = 64
_LONGUEUR: Final = 1_000
_MANDATAIRES_DITS: Final = ("1", "2", "3")


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


def abonne(entetes: Mapping[str, str], mandataires: int) -> str:
    """Return whom a request is counted for: the address that the furthest of our own proxies saw, or that of the peer.

    Each proxy adds its client at the end of the list, so that what a client invents stays on the left, unread. One
    subscriber has 2^64 addresses of IPv6, which are counted together.
    """
    pair = entetes.get("REMOTE_ADDR", "")
    vues = entetes.get("HTTP_X_FORWARDED_FOR", "")[-_LONGUEUR:].split(",")
    vue = vues[-mandataires].strip() if 0 < mandataires <= len(vues) else ""
    return _reseau(vue) or _reseau(pair) or pair


def _reseau(ecrite: str) -> str:
    try:
        adresse = ip_address(ecrite)
    except ValueError:
        return ""
    if not isinstance(adresse, IPv6Address):
        return str(adresse)
    if adresse.ipv4_mapped is not None:
        return str(adresse.ipv4_mapped)
    return str(IPv6Network((int(adresse), _BITS_D_UN_ABONNE), strict=False))


def mandataires_de_l_environnement() -> int:
    """Return how many proxies of ours stand in front, which `BINOME_MANDATAIRES` says; none by default."""
    ecrit = os.environ.get("BINOME_MANDATAIRES", "")
    return int(ecrit) if ecrit in _MANDATAIRES_DITS else 0


def debit_de_l_environnement() -> Debit:
    """Return the limit that `BINOME_API_DEBIT` sets."""
    ecrit = os.environ.get("BINOME_API_DEBIT", "")
    return Debit(int(ecrit) if ecrit.isdecimal() else PAR_DEFAUT)
