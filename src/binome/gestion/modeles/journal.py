"""The journal: entries that follow each other, each sealed with the digest of the one before."""

from __future__ import annotations

from django.db import models


class Entree(models.Model):
    """One change, in the chain of a caisse (or of the platform, whose name is empty)."""

    chaine = models.CharField(max_length=3, blank=True)
    rang = models.PositiveBigIntegerField()
    quand = models.CharField(max_length=32)
    """UTC, ISO 8601, as it was sealed: no engine may render it otherwise."""
    qui = models.CharField(max_length=20)
    """The account's number; « systeme » for a task. Never an address: accounts may be erased, the journal may not."""
    commande = models.CharField(max_length=60)
    objet = models.CharField(max_length=80)
    contenu = models.TextField()
    """Canonical JSON (RFC 8785) of what was decided, and on what."""
    precedente = models.CharField(max_length=64)
    empreinte = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chaine", "rang"], name="une_entree_par_rang"),)
        indexes = (models.Index(fields=["objet"], name="journal_par_objet"),)

    def __str__(self) -> str:
        return f"{self.chaine or 'plateforme'} {self.rang}"
