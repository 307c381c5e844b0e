"""Accounts and functions: who enters, what they hold, when they leave. An administrator gives them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from binome.gestion.codes import Role
from binome.gestion.droits import Action
from binome.gestion.journal.ecrire import ecrire, prendre_son_tour
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.comptes import Compte, Fonction
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import PLATEFORME, commande, nommer
from binome.gestion.services.saisie import controler, en_saisie


def installer(courriel: str, mot_de_passe: str | None = None) -> Compte:
    """Create the first administrator of an installation that has none.

    Raises:
        EtatRefuse: it has one.
        ErreurDeSaisie: the address or the password is refused.
    """
    if mot_de_passe is not None:
        with en_saisie("mot_de_passe", "…"):
            validate_password(mot_de_passe)
    with transaction.atomic(durable=True):
        prendre_son_tour(PLATEFORME)
        if Fonction.objects.filter(role=Role.ADMINISTRATEUR, fin=None).exists():
            raise EtatRefuse("Cette installation a déjà un administrateur : c'est à lui d'ouvrir les comptes.")
        with en_saisie("courriel", courriel):
            compte = Compte.objects.create_user(courriel, mot_de_passe)
        Fonction.objects.create(compte=compte, role=Role.ADMINISTRATEUR)
        ecrire(PLATEFORME, "systeme", "installer", nommer(compte), {"role": Role.ADMINISTRATEUR})
    return compte


def creer_un_compte(qui: Compte, courriel: str) -> Compte:
    """Create an account without a password: an invitation opens it.

    Raises:
        AccesRefuse: they are not an administrator.
        ErreurDeSaisie: the address cannot be kept, or has an account.
    """
    with commande(qui, "creer", Action.ADMINISTRER, qui) as ouverte:
        with en_saisie("courriel", courriel):
            compte = Compte.objects.create_user(courriel)
        ouverte.noter(compte, {})
    return compte


def creer_une_caisse(qui: Compte, code: str, nom: str, **champs: Any) -> Caisse:
    """Create a caisse.

    Raises:
        AccesRefuse: they are not an administrator.
        ErreurDeSaisie: a field cannot be kept.
    """
    with commande(qui, "creer", Action.ADMINISTRER, qui) as ouverte:
        caisse = Caisse(code=code, nom=nom, **champs)
        controler(caisse)
        caisse.save()
        ouverte.noter(caisse, {"code": code, "nom": nom})
    return caisse


def nommer_a(qui: Compte, compte: Compte, role: Role, caisse: Caisse | None = None) -> Fonction:
    """Give an account a function.

    Raises:
        AccesRefuse: they are not an administrator.
        EtatRefuse: the account holds it already, or the function needs a caisse.
    """
    with commande(qui, "nommer", Action.ADMINISTRER, compte) as ouverte:
        if caisse is None and role not in (Role.ADMINISTRATEUR, Role.MEDECIN, Role.CONSEILLER):
            raise EtatRefuse("Cette fonction s'exerce dans une caisse : dites laquelle.")
        if ouverte.objet.fonctions.filter(role=role, caisse=caisse, fin=None).exists():
            raise EtatRefuse("Ce compte a déjà cette fonction.")
        fonction = Fonction.objects.create(compte=ouverte.objet, role=role, caisse=caisse)
        ouverte.noter(ouverte.objet, {"fonction": fonction.pk, "role": role, "caisse": caisse.code if caisse else ""})
    return fonction


def finir(qui: Compte, fonction: Fonction) -> Fonction:
    """End a function: what it opened is closed from the next request on.

    Raises:
        AccesRefuse: they are not an administrator.
        EtatRefuse: it has ended already, or nobody would administer any more.
    """
    with commande(qui, "finir", Action.ADMINISTRER, fonction.compte) as ouverte:
        tenue = Fonction.objects.get(pk=fonction.pk)
        if tenue.fin is not None:
            raise EtatRefuse("Cette fonction est déjà finie.")
        _garder_un_administrateur(ouverte.objet, [tenue])
        tenue.fin = timezone.now()
        tenue.save(update_fields=["fin"])
        ouverte.noter(ouverte.objet, {"fonction": tenue.pk, "role": tenue.role})
    return tenue


def partir(qui: Compte, compte: Compte) -> Compte:
    """Close an account: it opens nothing any more, and what it did stays in the journal under its number.

    Raises:
        AccesRefuse: they are not an administrator.
        EtatRefuse: nobody would administer any more.
    """
    with commande(qui, "partir", Action.ADMINISTRER, compte) as ouverte:
        tenu = ouverte.objet
        tenues = list(tenu.fonctions.filter(fin=None))
        _garder_un_administrateur(tenu, tenues)
        Fonction.objects.filter(pk__in=[une.pk for une in tenues]).update(fin=timezone.now())
        tenu.is_active = False
        tenu.set_unusable_password()
        tenu.save(update_fields=["is_active", "password"])
        ouverte.noter(tenu, {"fonctions": [une.pk for une in tenues], "sessions": _fermer_les_sessions(tenu)})
    return tenu


def _fermer_les_sessions(compte: Compte) -> int:
    """Close the sessions of an account, on whichever machine, and return how many."""
    ouvertes = Session.objects.filter(expire_date__gt=timezone.now())
    siennes = [une.pk for une in ouvertes.iterator() if une.get_decoded().get(SESSION_KEY) == str(compte.pk)]
    return Session.objects.filter(pk__in=siennes).delete()[0]


def _garder_un_administrateur(compte: Compte, otees: list[Fonction]) -> None:
    if any(une.role == Role.ADMINISTRATEUR for une in otees):
        autres = Fonction.objects.filter(role=Role.ADMINISTRATEUR, fin=None, compte__is_active=True)
        if not autres.exclude(compte=compte).exists():
            raise EtatRefuse("Il n'y aurait plus d'administrateur : nommez-en un autre d'abord.")
