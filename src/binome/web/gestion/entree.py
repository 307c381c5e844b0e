"""Who enters: people that an administrator invited, by a password and a second factor, a passkey or a provider."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_scopes import scopes_disabled

from binome.gestion.modeles.caisses import Medecin
from binome.gestion.modeles.comptes import Compte

_RPPS: Final = re.compile(r"8?([0-9]{11})")
"""How Pro Santé Connect names a person: the kind of identifier, then the number."""


class Entree(DefaultAccountAdapter):
    """Accounts are opened by an administrator, and by nobody else."""

    def is_open_for_signup(self, *_: object) -> bool:
        """Refuse."""
        return False


class EntreeParFournisseur(DefaultSocialAccountAdapter):
    """A provider tells who someone is; whether they may enter was decided by an administrator."""

    def is_open_for_signup(self, *_: object) -> bool:
        """Refuse."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the identity to the account that was invited; refuse when there is none."""
        if sociallogin.is_existing:
            return
        compte = _invite(sociallogin.account.extra_data)
        if compte is None:
            raise ImmediateHttpResponse(render(request, "gestion/sans_compte.html", status=403))
        sociallogin.connect(request, compte)


def _invite(dit: dict[str, Any]) -> Compte | None:
    """Return the account of a verified address, or of a doctor's number, when exactly one is open."""
    dit = {**dit, **(dit.get("id_token") or {}), **(dit.get("userinfo") or {})}
    adresse = str(dit.get("email") or "").lower()
    if adresse and dit.get("email_verified", True) in (True, "true"):
        return Compte.objects.filter(courriel=adresse, is_active=True).first()
    numero = _RPPS.fullmatch(str(dit.get("SubjectNameID") or ""))
    if numero is None:
        return None
    with scopes_disabled():
        comptes = Compte.objects.filter(medecins__in=Medecin.objects.filter(rpps=numero[1]), is_active=True)
        return comptes.distinct().first() if comptes.distinct().count() == 1 else None


class SecondFacteur(DefaultMFAAdapter):
    """Secrets of second factors are kept encrypted by the installation's own secret."""

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        return _coffre().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it is used."""
        return _coffre().decrypt(encrypted_text.encode()).decode()


def _coffre() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"seconds facteurs {settings.SECRET_KEY}".encode()).digest()))


def assure(requete: HttpRequest) -> bool:
    """Return whether a person has shown more than a password: a second factor, a passkey, a provider."""
    if is_mfa_enabled(requete.user):
        return True
    return any(un["method"] != "password" for un in get_authentication_records(requete, requete.user))


def lien_d_invitation(compte: Compte) -> str:
    """Return the path by which a person chooses their password: it works once, for three days."""
    cle = f"{user_pk_to_url_str(compte)}-{default_token_generator.make_token(compte)}"
    uidb36, _, cle = cle.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": cle})


def jeton_refuse(requete: HttpRequest, **_: object) -> HttpResponse:
    """Say that a form was sent from an old page."""
    return render(requete, "gestion/jeton.html", status=403)
