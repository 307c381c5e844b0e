"""People who enter, in tests: with a second factor, as `force_login` has no password to show."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from binome.gestion.modeles.comptes import Compte


def second_facteur(compte: Compte) -> str:
    """Give an account a second factor, and return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(compte, secret)
    return secret


def visiteur(**options: Any) -> Client:
    return Client(headers={"host": "127.0.0.1"}, **options)


def entre(compte: Compte) -> Client:
    """Return a client that has entered as an account."""
    if not Authenticator.objects.filter(user=compte).exists():
        second_facteur(compte)
    client = visiteur()
    client.force_login(compte)
    return client


def dit(reponse: Any) -> str:
    """Return what a page says, and what it says once after what was sent."""
    texte: str = reponse.content.decode()
    return texte
