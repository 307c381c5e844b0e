"""The language of an answer: the one that `Accept-Language` prefers among ours, French otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import parse_accept_lang_header

from binome.langue.courante import FRANCAIS, Langue, en_langue

_LONGUEUR: Final = 200


def langue_demandee(requete: HttpRequest) -> str:
    """Return the code of the language that a request asks for."""
    connues = {code for code, _ in settings.LANGUAGES}
    for code, _ in parse_accept_lang_header(requete.headers.get("Accept-Language", "").lower()[:_LONGUEUR]):
        if code.partition("-")[0] in connues:
            return code.partition("-")[0]
    return FRANCAIS.code


@contextmanager
def parler(code: str) -> Iterator[None]:
    """Say sentences in a language, those of the engine and those of the API."""
    with override(code), en_langue(FRANCAIS if code == FRANCAIS.code else Langue(code, gettext)):
        yield
