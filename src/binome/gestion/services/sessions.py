"""The sessions that an account has open, on whichever machine."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from binome.gestion.modeles.comptes import Compte


def fermer(compte: Compte) -> int:
    """Close the sessions of an account, and return how many."""
    ouvertes = Session.objects.filter(expire_date__gt=timezone.now())
    siennes = [une.pk for une in ouvertes.iterator() if une.get_decoded().get(SESSION_KEY) == str(compte.pk)]
    return Session.objects.filter(pk__in=siennes).delete()[0]
