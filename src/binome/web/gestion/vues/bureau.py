"""The desk: what is to be done today, what each date is worth, and where the money waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from binome.gestion.codes import EtatDuConstat, EtatDuVersement, Role
from binome.gestion.droits import Action, visibles
from binome.gestion.modeles.contrats import Apercu, Constat
from binome.gestion.modeles.paiements import Versement
from binome.web.gestion.cadre import aujourd_hui, page, rendre, roles

_LIGNES: Final = 12
_JOURS: Final = 60
_A_FAIRE: Final = (
    (EtatDuVersement.PROPOSE, "à saisir", Role.GESTIONNAIRE),
    (EtatDuVersement.SAISI, "à valider", Role.VALIDATEUR),
    (EtatDuVersement.VALIDE, "à exporter", Role.GESTIONNAIRE),
    (EtatDuVersement.EXPORTE, "à marquer payés", Role.GESTIONNAIRE),
    (EtatDuVersement.PAYE, "à rapprocher", Role.GESTIONNAIRE),
)


@dataclass(frozen=True, slots=True)
class Tache:
    """Payments that wait for someone: how many, for how much, whether it is for who reads."""

    titre: str
    combien: int
    centimes: int
    adresse: str
    pour_moi: bool


@page()
def bureau(requete: HttpRequest) -> HttpResponse:
    """Show the desk; an administrator has accounts to keep, and no contract."""
    tenus = roles(requete)
    if tenus == {Role.ADMINISTRATEUR}:
        return redirect("gestion-comptes")
    jour = aujourd_hui()
    apercus = visibles(requete.user, Action.LIRE, Apercu).select_related("contrat__medecin")
    prochaines = apercus.filter(prochain_jour__range=(jour, jour + timedelta(days=_JOURS)))
    constats = visibles(requete.user, Action.LIRE, Constat).select_related("contrat__medecin")
    contexte = {
        "taches": _taches(requete, tenus),
        "total": apercus.aggregate(combien=Count("pk"), exigible=Sum("exigible"), a_recouvrer=Sum("a_recouvrer")),
        "exigibles": apercus.filter(exigible__gt=0).order_by("-exigible")[:_LIGNES],
        "a_recouvrer": apercus.filter(a_recouvrer__gt=0).order_by("-a_recouvrer")[:_LIGNES],
        "prochaines": prochaines.order_by("prochain_jour", "-en_jeu")[:_LIGNES],
        "contestes": _en_attente(constats, EtatDuConstat.CONTESTE),
        "annonces": _en_attente(constats, EtatDuConstat.ANNONCE),
        "jours": _JOURS,
        "anciens": apercus.filter(au__lt=jour).count(),
    }
    return rendre(requete, "gestion/bureau.html", contexte)


def _en_attente(constats: QuerySet[Constat], etat: EtatDuConstat) -> QuerySet[Constat]:
    return constats.filter(etat=etat).order_by("annonce_le")[:_LIGNES]


def _taches(requete: HttpRequest, tenus: set[Role]) -> list[Tache]:
    versements = visibles(requete.user, Action.LIRE, Versement)
    comptes = {un["etat"]: un for un in versements.values("etat").annotate(combien=Count("pk"), total=Sum("centimes"))}
    return [
        Tache(
            titre,
            comptes[etat]["combien"],
            comptes[etat]["total"],
            f"{reverse('gestion-versements')}?etat={etat.value}",
            role in tenus,
        )
        for etat, titre, role in _A_FAIRE
        if etat in comptes
    ]
