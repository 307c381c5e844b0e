"""The other pages: project, glossary, embedding, accessibility, about, health, errors."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from csp.decorators import csp_replace
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt

from binome import __version__
from binome.droit.loi import loi_en_vigueur
from binome.web.formulaire import FormulaireDeSituation
from binome.web.journal import JOURNAL, REFERENCE
from binome.web.vues.comprendre import rubriques
from binome.web.vues.simulation import apercu_du_resultat, lire_l_adresse

_COULEUR: Final = re.compile(r"[0-9a-fA-F]{6}")
_LUMINANCE_MAXIMALE: Final = 1833
"""In ten thousandths: white text on it has a contrast of 4.5."""


@cache
def caisses() -> list[dict[str, str]]:
    """Return the caisses by département, as the open data gives them; what is inferred says so."""
    fichier = Path(__file__).parents[1] / "donnees" / "cpam.csv"
    with fichier.open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


def projet(requete: HttpRequest) -> HttpResponse:
    """Show the steps from the idea to the first two years, with the caisse of a département."""
    departement = requete.GET.get("departement_caisse", "")[:3]
    contexte = {
        "caisses": sorted({(c["dept"], c["dept_nom"]) for c in caisses() if c["dept"]}),
        "departement": departement,
        "rubriques": rubriques("projet", loi_en_vigueur()),
        "trouvees": [c for c in caisses() if departement and c["dept"] == departement],
    }
    return render(requete, "projet.html", contexte)


def lexique(requete: HttpRequest) -> HttpResponse:
    """Show the glossary."""
    return render(requete, "lexique.html", {"lexique": loi_en_vigueur().catalogue.lexique.values()})


def accessibilite(requete: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(requete, "accessibilite.html")


def a_propos(requete: HttpRequest) -> HttpResponse:
    """Show who makes Binôme, what it keeps (nothing), its licence."""
    return render(requete, "a_propos.html")


def integrer(requete: HttpRequest) -> HttpResponse:
    """Show how to embed the simulator in another site."""
    adresse = requete.build_absolute_uri(reverse("integre"))
    script = requete.build_absolute_uri("/statique/binome/integrer.js")
    return render(requete, "integrer.html", {"adresse_integree": adresse, "script": script})


def couleur_lisible(brute: str) -> str:
    """Return the host's colour when white text reads on it (contrast of 4.5 at least), nothing otherwise.

    Relative luminance with a gamma of 2, which is never under the true one: the colours kept are all legible.
    """
    brute = brute.removeprefix("#")
    if not _COULEUR.fullmatch(brute):
        return ""
    rouge, vert, bleu = bytes.fromhex(brute)
    luminance = 2126 * rouge**2 + 7152 * vert**2 + 722 * bleu**2
    return brute.lower() if luminance <= _LUMINANCE_MAXIMALE * 255**2 else ""


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def integre(requete: HttpRequest) -> HttpResponse:
    """Show the short simulator, the only page that another site may frame."""
    noms = ("specialite", "secteur", "option_etp", "pmt_initiale", "pfa_initiale")
    lue = lire_l_adresse(requete)
    contexte: dict[str, Any] = {"formulaire": FormulaireDeSituation(noms, requete.GET.dict(), lue)}
    contexte |= {"couleur": couleur_lisible(requete.GET.get("couleur", "")), "rempli": bool(lue.donnees)}
    return render(requete, "integre.html", {**contexte, **apercu_du_resultat(lue)})


def couleur(_requete: HttpRequest, code: str) -> HttpResponse:
    """Return the style sheet of the host's colour: a style in the page would break its own security rules."""
    lisible = couleur_lisible(code)
    regle = f":root{{--bs-primary:#{lisible};--binome-accent:#{lisible}}}" if lisible else ""
    return HttpResponse(regle, content_type="text/css", headers={"Cache-Control": "public, max-age=86400"})


@cache_control(no_store=True)
def sante(_requete: HttpRequest) -> HttpResponse:
    """Say whether the process, the law and the database answer."""
    try:
        with connection.cursor() as curseur:
            curseur.execute("PRAGMA schema_version")
    except Error as faute:
        JOURNAL.warning("base inutilisable : %s", faute)
        return JsonResponse({"etat": "base inutilisable", "version": __version__}, status=503)
    return JsonResponse({"etat": "ok", "version": __version__, "version_du_droit": loi_en_vigueur().version})


def introuvable(requete: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer 404 in words."""
    return render(requete, "404.html", status=404)


def mauvaise_requete(requete: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400 in words, without the usual context: the host itself may be false."""
    return HttpResponse("Requête refusée.", status=400, content_type="text/plain; charset=utf-8")


def panne(requete: HttpRequest) -> HttpResponse:
    """Answer 500 in words, with the reference of the request, that the log also bears; never a trace."""
    JOURNAL.error("panne %s", REFERENCE.get(), exc_info=True)
    return render(requete, "500.html", {"reference": REFERENCE.get()}, status=500)
