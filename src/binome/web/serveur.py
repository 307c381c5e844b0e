"""The built-in server: waitress, with limits that keep no one out.

A connection that says nothing is closed, a request must arrive whole in time however it trickles, and when all places
are taken the connection that has been silent for longest gives its own up.
"""

from __future__ import annotations

from copy import copy
from time import time
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

DELAI: Final = 15
"""Seconds that a connection may stay silent, and that a request may take to arrive."""
LIMITES: Final[dict[str, Any]] = {
    "threads": 4,
    "connection_limit": 200,
    "channel_timeout": DELAI,
    "cleanup_interval": 1,
    "max_request_header_size": 16_384,
    "max_request_body_size": 8_192,
    "asyncore_use_poll": True,
    "ident": None,
}
CORPS_PERMIS: Final = {"/api/v1/lots": 256 << 20, "/api/": 1 << 20, "/gestion/": 16 << 20}
"""In bytes, by the beginning of the address: what a body may be where one is sent."""
_MARGE: Final = 8
"""Places kept free, so that the server never stops accepting."""


class Requete(HTTPRequestParser):
    """A request that is arriving; its address says how large its body may be."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of the request, before any of its body."""
        super().parse_header(header_plus)
        permis = next((octets for debut, octets in CORPS_PERMIS.items() if self.path.startswith(debut)), None)
        if permis is not None:
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = permis + 1


class Canal(HTTPChannel):
    """A connection that knows since when the request it is reading has been arriving."""

    parser_class = Requete
    commencee: float = 0

    def received(self, data: bytes) -> bool:
        """Take in some bytes of a request."""
        avant = self.request
        recu: bool = super().received(data)
        if self.request is not avant:
            self.commencee = time()
        return recu

    def en_retard(self, avant: float) -> bool:
        """Return whether the request being read began before a given moment."""
        return self.request is not None and self.commencee < avant


class Serveur(TcpWSGIServer):
    """The server of one machine, listening as soon as it is made.

    Raises:
        OSError: the port is taken, or may not be opened.
    """

    channel_class = Canal

    def maintenance(self, now: float) -> None:
        """Close the connections that have been silent too long, and those whose request does not end."""
        super().maintenance(now)
        for canal in self.active_channels.values():
            if canal.en_retard(now - self.adj.channel_timeout):
                canal.will_close = True

    def readable(self) -> bool:
        """Make room before the last places are taken."""
        if len(self._map) > self.adj.connection_limit - _MARGE:
            self._faire_place()
        return bool(super().readable())

    def _faire_place(self) -> None:
        libres = [canal for canal in self.active_channels.values() if not (canal.requests or canal.will_close)]
        if libres:
            min(libres, key=lambda canal: canal.last_activity).will_close = True
