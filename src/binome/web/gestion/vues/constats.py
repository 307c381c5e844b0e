"""Constats: announced by the caisse, contested by the doctor or for them, confirmed into an act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from binome.gestion.codes import Role
from binome.gestion.droits import Action
from binome.gestion.modeles.contrats import Constat, Contrat
from binome.gestion.services import constats
from binome.web.gestion.cadre import aujourd_hui, page, tenter, trouver
from binome.web.gestion.formulaires import FormulaireDeConstat


@require_POST
@page(Role.GESTIONNAIRE)
def annoncer(requete: HttpRequest, pk: int) -> HttpResponse:
    """Announce the counts of a year."""
    tenu = trouver(requete, Contrat, pk)
    formulaire = FormulaireDeConstat(requete.POST)
    if formulaire.is_valid():
        dit = formulaire.cleaned_data
        tenter(
            requete,
            lambda: constats.annoncer(requete.user, tenu, dit["annee"], dit["pmt"], dit["pfa"], aujourd_hui()),
            "Le constat est annoncé : il ne décide de rien tant qu'il n'est pas confirmé.",
        )
    else:
        messages.error(requete, "Donnez l'année et des nombres de patients.")
    return redirect("gestion-contrat", pk=pk)


@require_POST
@page(Role.GESTIONNAIRE, Role.MEDECIN)
def contester(requete: HttpRequest, pk: int) -> HttpResponse:
    """Contest an announced constat, in words."""
    tenu = trouver(requete, Constat, pk, Action.CONTESTER)
    motif = requete.POST.get("motif", "")[:4000]
    tenter(requete, lambda: constats.contester(requete.user, tenu, motif), "La contestation est transmise à la caisse.")
    return redirect("gestion-contrat", pk=tenu.contrat_id)


@require_POST
@page(Role.GESTIONNAIRE)
def confirmer(requete: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a constat, as it was announced or as it is answered."""
    tenu = trouver(requete, Constat, pk, Action.LIRE, "contrat")
    comptes = None
    if requete.POST.get("pmt") or requete.POST.get("pfa"):
        formulaire = FormulaireDeConstat({**requete.POST.dict(), "annee": tenu.annee})
        if not formulaire.is_valid():
            messages.error(requete, "Donnez des nombres de patients.")
            return redirect("gestion-contrat", pk=tenu.contrat_id)
        comptes = (formulaire.cleaned_data["pmt"], formulaire.cleaned_data["pfa"])
    jour, revision = aujourd_hui(), tenu.contrat.revision
    tenter(
        requete,
        lambda: constats.confirmer(requete.user, tenu, jour, revision, comptes),
        "Le constat est confirmé : l'échéancier en tient compte.",
    )
    return redirect("gestion-contrat", pk=tenu.contrat_id)
