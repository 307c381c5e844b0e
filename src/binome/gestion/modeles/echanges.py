"""Messages: said from the state of the moment, previewed, then sent once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from binome.gestion.codes import EtatDuMessage, choix


class Message(models.Model):
    """One digest to one person."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="messages")
    medecin = models.ForeignKey("gestion.Medecin", models.PROTECT, null=True, blank=True, related_name="messages")
    courriel = models.EmailField()
    objet = models.CharField(max_length=160)
    corps = models.TextField()
    etat = models.CharField(max_length=16, choices=choix(EtatDuMessage), default=EtatDuMessage.APERCU.value)
    prepare_le = models.DateTimeField(default=timezone.now)
    envoye_le = models.DateTimeField(null=True)
    echec = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(caisse="caisse")

    def __str__(self) -> str:
        return self.objet
