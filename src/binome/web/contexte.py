"""What every page needs: the law's version, the address of the same page in the other language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from binome import __version__
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_en_mots import en_mots
from binome.web.adresse import REFORME


def commun(requete: HttpRequest) -> dict[str, object]:
    """Return the variables common to all templates."""
    loi = getattr(requete, "loi", None) or loi_en_vigueur()
    autre = "en" if get_language() == "fr" else "fr"
    return {
        "version_du_droit": loi.version,
        "verifie_le": loi.catalogue.verifie_le,
        "reforme": en_mots(loi),
        "adresse_sans_reforme": _sans_reforme(requete),
        "version": __version__,
        "langue": get_language(),
        "autre_langue": autre,
        "autre_adresse": translate_url(requete.get_full_path(), autre),
        "adresse": requete.GET.urlencode(),
        "gestion_ouverte": settings.GESTION,
    }


def _sans_reforme(requete: HttpRequest) -> str:
    """Return the address of the same page under the law in force."""
    adresse = requete.GET.copy()
    adresse.pop(REFORME, None)
    return f"{requete.path}?{adresse.urlencode()}"
