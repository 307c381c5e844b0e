"""The log of the server: one line per request and per failure, each with the reference that the reader also sees.

Nothing of the reader is written: neither the address of the machine nor what the page's address says (its route is
named instead), nor the message of a failure, which may quote it; where a failure happened is enough to look for it.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from types import TracebackType
from typing import Final

REFERENCE: ContextVar[str] = ContextVar("reference", default="-")
"""Of the request being answered."""
JOURNAL: Final = logging.getLogger("binome.web")
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(reference)s %(message)s"
_RECUE: Final = re.compile(r"[0-9A-Za-z-]{8,64}")


def reference(recue: str) -> str:
    """Return the reference of a request: that of the front server when it gives a sound one, else one of our own."""
    return recue if _RECUE.fullmatch(recue) else secrets.token_hex(8)


class SansDonnees(logging.Formatter):
    """Write a line with the reference of its request; a failure by its kinds and places, without its messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        record.reference = REFERENCE.get()
        return super().format(record)

    def formatException(self, ei: object) -> str:  # noqa: N802  (the name that logging calls)
        """Return the kinds and the places of a failure and of its causes."""
        faute = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_lieux(faute)) if isinstance(faute, BaseException) else ""


def _lieux(faute: BaseException | None) -> Iterator[str]:
    while faute is not None:
        yield f"{type(faute).__module__}.{type(faute).__qualname__}"
        yield from _pile(faute.__traceback__)
        faute = faute.__cause__ or (None if faute.__suppress_context__ else faute.__context__)


def _pile(trace: TracebackType | None) -> Iterator[str]:
    for lieu in traceback.extract_tb(trace):
        yield f"  {lieu.filename}:{lieu.lineno} {lieu.name}"


def reglages(niveau: str) -> dict[str, object]:
    """Return the settings of logging: everything to the error output of the process, nothing of the reader."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"sans_donnees": {"()": SansDonnees, "format": FORMAT}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "sans_donnees"},
            "rien": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "binome": {"level": niveau},
            # What they say of a request quotes it; the request's own line and that of its failure say enough.
            "django": {"handlers": ["rien"], "propagate": False},
            "django.security": {"handlers": ["rien"], "propagate": False},
            "waitress": {"level": "ERROR"},
        },
    }
