"""Record an act: written, shown with what it changes, then confirmed; what others did meanwhile is shown too."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from binome.contrats.actes.acte import CORRECTION, NatureDActe
from binome.gestion.codes import Role
from binome.gestion.droits import Action
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.refus import ContratChange
from binome.gestion.services.actes import Effet, effet, enregistrer
from binome.moteur.erreurs import ErreurBinome
from binome.web.gestion.cadre import aujourd_hui, en_mots, page, rendre, trouver
from binome.web.gestion.formulaires import FormulaireDActe, annulation

_CONFIRMER: Final = "confirmer"


@page(Role.GESTIONNAIRE)
def acte(requete: HttpRequest, pk: int, nature: str) -> HttpResponse:
    """Write an act, see what it would change, confirm it."""
    tenu = trouver(requete, Contrat, pk, Action.ECRIRE, "medecin")
    code = next((un for un in NatureDActe if un.code == nature), None)
    if code is None:
        raise Http404
    formulaire = FormulaireDActe(code, requete.POST or None)
    contexte = {"formulaire": formulaire, "titre": code.libelle}
    if requete.method != "POST" or not formulaire.is_valid():
        return _montrer(requete, tenu, contexte)
    return _suite(requete, tenu, formulaire.acte, contexte)


@page(Role.GESTIONNAIRE)
def annuler(requete: HttpRequest, pk: int, nom: str) -> HttpResponse:
    """Take an act back: what that takes away is shown before it is confirmed."""
    tenu = trouver(requete, Contrat, pk, Action.ECRIRE, "medecin")
    vise = tenu.actes.filter(nom=nom).first()
    if vise is None:
        raise Http404
    contexte = {"vise": vise, "titre": "annuler un acte"}
    ecrit = annulation(nom, aujourd_hui().isoformat(), requete.POST.get("piece", "")[:200])
    return _suite(requete, tenu, ecrit, contexte)


def _suite(requete: HttpRequest, contrat: Contrat, ecrit: dict[str, Any], contexte: dict[str, Any]) -> HttpResponse:
    """Show what the act changes, or record it when that was seen on the contract as it stands."""
    lue = _revision(requete)
    if requete.POST.get("etape") == _CONFIRMER:
        try:
            enregistrer(requete.user, contrat, [ecrit], aujourd_hui(), lue)
        except ContratChange:
            contexte["depuis"] = contrat.actes.filter(rang__gt=_rang(requete)).order_by("rang")
            contexte["fusion"] = True
        except (ErreurBinome, ValidationError) as refus:
            contexte["refus"] = en_mots(refus)
        else:
            quoi = "L'acte est annulé" if ecrit["nature"] == CORRECTION else "L'acte est enregistré"
            messages.success(requete, f"{quoi}, le journal le dit.")
            return redirect("gestion-contrat", pk=contrat.pk)
    return _montrer(requete, contrat, {**contexte, **_effet(contrat, ecrit)})


def _effet(contrat: Contrat, ecrit: dict[str, Any]) -> dict[str, Any]:
    try:
        montre: Effet = effet(contrat, [ecrit], aujourd_hui())
    except (ErreurBinome, ValidationError) as refus:
        return {"refus": en_mots(refus)}
    return {"effet": montre, "lignes": _cote_a_cote(montre)}


def _cote_a_cote(montre: Effet) -> list[dict[str, Any]]:
    """Return the schedule before and after, line by line, those that change marked."""
    changees = {(une.annee, une.nature) for une in montre.lignes}
    cles: dict[tuple[int, str], dict[str, Any]] = {}
    for cote, releve in (("avant", montre.avant), ("apres", montre.apres)):
        for ligne in releve.echeancier:
            cle = (ligne.annee, str(ligne.nature))
            vide = {"annee": ligne.annee, "nature": ligne.nature.libelle, "avant": None, "apres": None}
            tenue = cles.setdefault(cle, {**vide, "change": cle in changees})
            tenue[cote] = (tenue[cote] or 0) + ligne.centimes
    return sorted(cles.values(), key=lambda une: une["annee"])


def _montrer(requete: HttpRequest, contrat: Contrat, contexte: dict[str, Any]) -> HttpResponse:
    commun = {"contrat": contrat, "rang_lu": contrat.actes.count()}
    faux = "refus" in contexte or (contexte.get("formulaire") is not None and contexte["formulaire"].errors)
    status = 409 if contexte.get("fusion") else 400 if faux else 200
    return rendre(requete, "gestion/acte.html", {**commun, **contexte}, status)


def _revision(requete: HttpRequest) -> int:
    return _entier(requete.POST.get("revision", ""))


def _rang(requete: HttpRequest) -> int:
    return _entier(requete.POST.get("rang_lu", ""))


def _entier(ecrit: str) -> int:
    return int(ecrit) if ecrit.isascii() and ecrit.isdecimal() and len(ecrit) <= len("1000000") else -1
