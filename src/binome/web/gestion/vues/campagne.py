"""A campaign of constats: a file is shown with every fault by its cell, then taken whole, or not at all."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from binome.gestion.codes import Role
from binome.gestion.droits import Action, visibles
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.services import campagne as services
from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie
from binome.web.gestion.cadre import aujourd_hui, en_mots, page, rendre, tenter

_FORMES: Final = (".csv", ".xlsx")
_DEPOSE: Final = re.compile(r"[0-9a-f]{64}\.(csv|xlsx)")
_FAUTES_MONTREES: Final = 200


@page(Role.GESTIONNAIRE)
def campagne(requete: HttpRequest) -> HttpResponse:
    """Show what a file of constats would change; import it when that was seen."""
    caisse = visibles(requete.user, Action.ECRIRE, Caisse).first()
    contexte: dict[str, Any] = {"colonnes": services.COLONNES}
    if requete.method != "POST" or caisse is None:
        return rendre(requete, "gestion/campagne.html", contexte)
    try:
        fichier = _depose(requete, caisse)
        lue = services.lire(requete.user, caisse, fichier)
    except ErreurBinome as refus:
        return rendre(requete, "gestion/campagne.html", {**contexte, "refus": en_mots(refus)}, 400)
    if requete.POST.get("etape") != "importer":
        montre = {"lue": lue, "erreurs": lue.erreurs[:_FAUTES_MONTREES], "fichier": fichier.name}
        return rendre(requete, "gestion/campagne.html", {**contexte, **montre})
    if tenter(
        requete,
        lambda: services.importer(requete.user, caisse, lue, aujourd_hui()),
        f"Constats annoncés : {lue.nouvelles + lue.remplacantes}. Inchangés : {lue.identiques}.",
    ):
        fichier.unlink(missing_ok=True)
    else:
        messages.warning(requete, "Rien n'a été importé.")
    return redirect("gestion-campagne")


def _depose(requete: HttpRequest, caisse: Caisse) -> Path:
    """Return the file that is sent, or that was sent and shown; kept for this caisse alone, until it is imported.

    Raises:
        ErreurDeSaisie: there is none.
    """
    dossier = Path(settings.DONNEES) / "campagnes" / str(caisse.pk)
    dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
    envoye = requete.FILES.get("fichier")
    if envoye is not None:
        return _garder(envoye, dossier)
    nom = requete.POST.get("depose", "")
    if not _DEPOSE.fullmatch(nom) or not (dossier / nom).is_file():
        raise ErreurDeSaisie("fichier", "", "un fichier CSV ou XLSX")
    return dossier / nom


def _garder(envoye: UploadedFile, dossier: Path) -> Path:
    suffixe = Path(envoye.name or "").suffix.lower()
    if suffixe not in _FORMES:
        raise ErreurDeSaisie("fichier", envoye.name, "un fichier CSV ou XLSX")
    octets = envoye.read()
    fichier = dossier / f"{sha256(octets).hexdigest()}{suffixe}"
    with os.fdopen(os.open(fichier, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as flux:
        flux.write(octets)
    return fichier
