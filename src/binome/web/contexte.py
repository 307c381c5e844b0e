"""What every page needs: the law's version, the address of the same page in the other language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from binome import __version__
from binome.droit.catalogue import catalogue


def commun(requete: HttpRequest) -> dict[str, Any]:
    """Return the variables common to all templates."""
    autre = "en" if get_language() == "fr" else "fr"
    return {
        "version_du_droit": catalogue().version,
        "verifie_le": catalogue().verifie_le,
        "version": __version__,
        "langue": get_language(),
        "autre_langue": autre,
        "autre_adresse": translate_url(requete.get_full_path(), autre),
        "adresse": requete.GET.urlencode(),
    }
