"""People: the doctors of a caisse, and for an administrator the accounts, their functions, their departure."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from binome.gestion.codes import Role, choix
from binome.gestion.droits import Action, visibles
from binome.gestion.modeles.caisses import Caisse, Medecin
from binome.gestion.modeles.comptes import Compte, Fonction
from binome.gestion.services import caisses, comptes
from binome.moteur.erreurs import ErreurBinome
from binome.web.gestion.cadre import en_mots, page, rendre, tenter
from binome.web.gestion.entree import lien_d_invitation
from binome.web.gestion.formulaires import FormulaireDeMedecin


@page(Role.GESTIONNAIRE)
def medecins(requete: HttpRequest) -> HttpResponse:
    """Show the doctors of the caisse, and add one."""
    caisse = visibles(requete.user, Action.ECRIRE, Caisse).first()
    formulaire = FormulaireDeMedecin(requete.POST or None)
    if requete.method == "POST" and caisse is not None and formulaire.is_valid():
        dit = dict(formulaire.cleaned_data)
        try:
            cree = caisses.ajouter_un_medecin(requete.user, caisse, dit.pop("rpps"), dit.pop("nom"), **dit)
        except (ErreurBinome, ValidationError) as refus:
            formulaire.add_error(None, en_mots(refus))
        else:
            messages.success(requete, f"{cree} est dans la caisse.")
            return redirect("gestion-medecins")
    vus = visibles(requete.user, Action.LIRE, Medecin).order_by("nom", "prenom")
    contexte = {"formulaire": formulaire, "medecins": vus[:500]}
    return rendre(requete, "gestion/medecins.html", contexte, 400 if formulaire.errors else 200)


@page(Role.ADMINISTRATEUR)
def liste(requete: HttpRequest) -> HttpResponse:
    """Show the accounts and what each does; no contract is seen from here."""
    vus = visibles(requete.user, Action.LIRE, Compte).prefetch_related("fonctions__caisse").order_by("courriel")
    contexte = {
        "comptes": vus,
        "caisses": visibles(requete.user, Action.LIRE, Caisse).order_by("code"),
        "roles_possibles": choix(Role),
        "lien": requete.session.pop("lien_d_invitation", ""),
    }
    return rendre(requete, "gestion/comptes.html", contexte)


@require_POST
@page(Role.ADMINISTRATEUR)
def inviter(requete: HttpRequest) -> HttpResponse:
    """Open an account with its function; the link to choose a password is sent, and shown once."""
    caisse = Caisse.objects.filter(pk=requete.POST.get("caisse") or None).first()
    role = requete.POST.get("role", "")

    def faire() -> None:
        adresse = requete.POST.get("courriel", "").strip().lower()
        compte = Compte.objects.filter(courriel=adresse).first() or comptes.creer_un_compte(requete.user, adresse)
        comptes.nommer_a(requete.user, compte, Role(role), caisse)
        if not compte.has_usable_password():
            _transmettre(requete, compte)

    if role in tuple(Role):
        tenter(requete, faire, "Le compte est ouvert.")
    else:
        messages.error(requete, "Choisissez une fonction.")
    return redirect("gestion-comptes")


def _transmettre(requete: HttpRequest, compte: Compte) -> None:
    lien = requete.build_absolute_uri(lien_d_invitation(compte))
    requete.session["lien_d_invitation"] = lien
    if settings.COURRIEL:
        texte = f"Un administrateur vous ouvre la gestion des contrats. Choisissez votre mot de passe :\n\n{lien}\n"
        send_mail("Votre compte Binôme", texte, None, [compte.courriel])


@require_POST
@page(Role.ADMINISTRATEUR)
def creer_une_caisse(requete: HttpRequest) -> HttpResponse:
    """Create a caisse."""
    dit = {nom: requete.POST.get(nom, "").strip() for nom in ("code", "nom", "iban", "bic")}
    tenter(requete, lambda: comptes.creer_une_caisse(requete.user, **dit), "La caisse est créée.")
    return redirect("gestion-comptes")


@require_POST
@page(Role.ADMINISTRATEUR)
def finir(requete: HttpRequest, pk: int) -> HttpResponse:
    """End a function."""
    fonction = get_object_or_404(Fonction.objects.select_related("compte"), pk=pk)
    tenter(requete, lambda: comptes.finir(requete.user, fonction), "Cette fonction est finie.")
    return redirect("gestion-comptes")


@require_POST
@page(Role.ADMINISTRATEUR)
def partir(requete: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    compte = get_object_or_404(Compte, pk=pk)
    tenter(requete, lambda: comptes.partir(requete.user, compte), "Le compte est fermé, et ses sessions avec lui.")
    return redirect("gestion-comptes")
