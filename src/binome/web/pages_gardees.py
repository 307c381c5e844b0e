"""Pages kept in the memory of the process for some minutes: the same address under the same law is the same page.

What is kept is bounded in bytes and in time and disappears with the process; nothing of it reaches a disk. A page is
found by the digest of all that it depends on: the address as it was asked, who it is for (a fragment or a page, packed
or not), the law's version and the day. A view whose page depends on anything else says `no-store`; pages of accounts
never come here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from http import HTTPStatus
from threading import Lock
from time import monotonic
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip

from binome.droit.loi import loi_en_vigueur

SECONDES: Final = 600
_MEGA: Final = 1_000_000
_PARTS: Final = 4
_NATURES: Final = ("text/html", "text/css")


class Page(NamedTuple):
    """A page as it was answered, and until when it may be."""

    fin: float
    route: Any
    en_tetes: tuple[tuple[str, str], ...]
    contenu: bytes

    @property
    def poids(self) -> int:
        """What it takes in memory, about."""
        return len(self.contenu) + sum(len(nom) + len(valeur) for nom, valeur in self.en_tetes)


class Gardees:
    """The last pages answered, the oldest given up first; safe between threads."""

    def __init__(self, octets: int) -> None:
        self._octets = octets
        self._poids = 0
        self._pages: OrderedDict[bytes, Page] = OrderedDict()
        self._verrou = Lock()

    def lire(self, cle: bytes) -> Page | None:
        """Return a page that is kept, None when there is none or it is too old."""
        with self._verrou:
            page = self._pages.get(cle)
            if page is not None and page.fin > monotonic():
                self._pages.move_to_end(cle)
                return page
            return None

    def garder(self, cle: bytes, page: Page) -> None:
        """Keep a page, in the place of the oldest ones; one that would take the place of many is not kept."""
        if page.poids > self._octets // _PARTS:
            return
        with self._verrou:
            self._oter(cle)
            self._pages[cle] = page
            self._poids += page.poids
            while self._poids > self._octets or self._perimee():
                self._oter(next(iter(self._pages)))

    def _perimee(self) -> bool:
        return bool(self._pages) and next(iter(self._pages.values())).fin < monotonic()

    def _oter(self, cle: bytes) -> None:
        page = self._pages.pop(cle, None)
        self._poids -= 0 if page is None else page.poids


class PagesGardees:
    """Answer again the pages that are kept, as they were."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGES_GARDEES:
            raise MiddlewareNotUsed
        self.suite = suite
        self.gardees = Gardees(settings.PAGES_GARDEES * _MEGA)

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer the page that is kept, or the one that is made."""
        if requete.path_info.startswith(settings.COMPTES):
            return self.suite(requete)
        cle = _cle(requete)
        page = self.gardees.lire(cle)
        if page is not None:
            requete.resolver_match = page.route
            return HttpResponse(page.contenu, headers=dict(page.en_tetes))
        reponse = self.suite(requete)
        if _se_garde(reponse):
            en_tetes = tuple(reponse.items())
            self.gardees.garder(cle, Page(monotonic() + SECONDES, requete.resolver_match, en_tetes, reponse.content))
        return reponse


def _cle(requete: HttpRequest) -> bytes:
    """Return the digest of all that a page depends on."""
    depend = (
        requete.scheme,
        requete.META.get("HTTP_HOST", ""),
        requete.get_full_path(),
        requete.headers.get("HX-Request", ""),
        bool(re_accepts_gzip.search(requete.headers.get("Accept-Encoding", ""))),
        loi_en_vigueur().version,
        datetime.now(tz=UTC).date(),
    )
    return blake2b(repr(depend).encode("utf-8", "surrogatepass")).digest()


def _se_garde(reponse: HttpResponse) -> bool:
    """Return whether an answer is a whole page, that depends on its address alone."""
    return (
        reponse.status_code == HTTPStatus.OK
        and not reponse.streaming
        and not reponse.cookies
        and "no-store" not in reponse.get("Cache-Control", "")
        and reponse.get("Content-Type", "").startswith(_NATURES)
    )
