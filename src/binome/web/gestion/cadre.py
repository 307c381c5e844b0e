"""What every page of management shares: who may open it, in which scope, with which menu; refusals said on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final, TypeAlias, TypeVar

from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as rendre_la_page
from django.urls import reverse
from django.utils import timezone

from binome.gestion.codes import Role
from binome.gestion.droits import Action, fonctions, portee, visibles
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.refus import AccesRefuse
from binome.moteur.erreurs import ErreurBinome
from binome.web.gestion.entree import assure

Vue: TypeAlias = Callable[..., HttpResponse]
M = TypeVar("M", bound=Model)
CAISSE: Final = (Role.GESTIONNAIRE, Role.VALIDATEUR, Role.AUDITEUR)
_MENU: Final = (
    ("Bureau", "gestion-bureau", (*CAISSE, Role.MEDECIN, Role.CONSEILLER)),
    ("Contrats", "gestion-contrats", (*CAISSE, Role.MEDECIN, Role.CONSEILLER)),
    ("Paiements", "gestion-versements", CAISSE),
    ("Campagne", "gestion-campagne", (Role.GESTIONNAIRE,)),
    ("Médecins", "gestion-medecins", (Role.GESTIONNAIRE,)),
    ("Comptes", "gestion-comptes", (Role.ADMINISTRATEUR,)),
)


def page(*permis: Role) -> Callable[[Vue], Vue]:
    """Open a page to who has entered, with more than a password, and holds one of some roles (any by default)."""

    def garder(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(requete: HttpRequest, *args: Any, **noms: Any) -> HttpResponse:
            requete.user = get_user(requete)
            if not requete.user.is_authenticated:
                return redirect_to_login(requete.get_full_path())
            if not assure(requete):
                messages.warning(requete, "Ajoutez un second facteur : la gestion ne s'ouvre pas avec un mot de passe.")
                return redirect("mfa_index")
            tenus = roles(requete)
            if not tenus & set(permis or tuple(Role)):
                raise AccesRefuse("Aucune de vos fonctions n'ouvre cette page.")
            with portee(requete.user):
                return vue(requete, *args, **noms)

        return gardee

    return garder


def roles(requete: HttpRequest) -> set[Role]:
    """Return the roles that the account of a request holds."""
    return {Role(une.role) for une in fonctions(requete.user)}


def rendre(requete: HttpRequest, gabarit: str, contexte: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page with its menu."""
    tenus = roles(requete)
    menu = [
        {"titre": titre, "adresse": reverse(nom), "ici": requete.path == reverse(nom)}
        for titre, nom, permis in _MENU
        if tenus & set(permis)
    ]
    inventee = Caisse.objects.filter(fonctions__compte=requete.user, fonctions__fin=None, inventee=True).exists()
    commun = {"menu": menu, "roles": {str(un.value) for un in tenus}, "inventee": inventee, "aujourdhui": aujourd_hui()}
    return rendre_la_page(requete, gabarit, {**commun, **contexte}, status=status)


def aujourd_hui() -> date:
    """Return the day, as the caisse reads it on its calendar."""
    return timezone.localdate()


def trouver(requete: HttpRequest, modele: type[M], pk: int, action: Action = Action.LIRE, *avec: str) -> M:
    """Return an object that the account may act on; a page that is not found otherwise, whether it exists or not."""
    return get_object_or_404(visibles(requete.user, action, modele).select_related(*avec), pk=pk)


def tenter(requete: HttpRequest, faire: Callable[[], object], dit: str) -> bool:
    """Do something, and say on the next page that it is done, or why it is not."""
    try:
        faire()
    except (ErreurBinome, ValidationError) as refus:
        messages.error(requete, en_mots(refus))
        return False
    messages.success(requete, dit)
    return True


def en_mots(refus: ErreurBinome | ValidationError) -> str:
    """Return a refusal in a sentence."""
    return " ".join(refus.messages) if isinstance(refus, ValidationError) else str(refus)
