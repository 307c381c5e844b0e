"""A contract, its acts (only ever added), its constats, its documents, and what lists show of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from binome.gestion.codes import EtatDuConstat, OrigineDuConstat, choix


class Contrat(models.Model):
    """A contract. What it owes is never stored here: its acts are replayed."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="contrats")
    medecin = models.ForeignKey("gestion.Medecin", models.PROTECT, related_name="contrats")
    structure = models.ForeignKey("gestion.Structure", models.PROTECT, null=True, blank=True, related_name="contrats")
    numero = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    """How many times it was changed: who writes says which one they had read."""
    cree_le = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["caisse", "numero"], name="un_numero_par_caisse"),)

    def __str__(self) -> str:
        return self.numero


class Acte(models.Model):
    """An act, as the contract's file writes it in JSON; the database refuses that it be changed or removed."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="+")
    contrat = models.ForeignKey(Contrat, models.PROTECT, related_name="actes")
    rang = models.PositiveIntegerField()
    nom = models.CharField(max_length=80)
    nature = models.CharField(max_length=40)
    effectif_le = models.DateField(null=True, blank=True)
    connu_le = models.DateField()
    contenu = models.TextField()
    """Canonical JSON (RFC 8785), read by the reader of every act."""
    entree = models.ForeignKey("gestion.Entree", models.PROTECT, related_name="+")

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["contrat", "rang"], name="un_acte_par_rang"),
            models.UniqueConstraint(fields=["contrat", "nom"], name="un_acte_par_nom"),
        )

    def __str__(self) -> str:
        return f"{self.nature} {self.nom}"


class Constat(models.Model):
    """The counts of a contract year, and where they stand; confirmed, they become an act."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="+")
    contrat = models.ForeignKey(Contrat, models.PROTECT, related_name="constats")
    annee = models.PositiveSmallIntegerField()
    pmt = models.PositiveIntegerField(null=True, blank=True)
    pfa = models.PositiveIntegerField(null=True, blank=True)
    origine = models.CharField(max_length=16, choices=choix(OrigineDuConstat))
    etat = models.CharField(max_length=16, choices=choix(EtatDuConstat), default=EtatDuConstat.ANNONCE.value)
    annonce_le = models.DateField()
    contestation = models.TextField(blank=True)
    acte = models.ForeignKey(Acte, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["contrat", "annee"],
                condition=~models.Q(etat=EtatDuConstat.REMPLACE.value),
                name="un_constat_vivant_par_annee",
            ),
        )

    def __str__(self) -> str:
        return f"année {self.annee}"


class Piece(models.Model):
    """A document: its bytes live outside the web root, under the digest of what they are."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="+")
    contrat = models.ForeignKey(Contrat, models.PROTECT, related_name="pieces")
    titre = models.CharField(max_length=160)
    nature = models.CharField(max_length=60)
    """The type that its first bytes say, never the one that its sender says."""
    octets = models.PositiveIntegerField()
    empreinte = models.CharField(max_length=64)
    deposee_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deposee_le = models.DateTimeField(default=timezone.now)
    retiree_le = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(caisse="caisse")

    def __str__(self) -> str:
        return self.titre


class Apercu(models.Model):
    """What lists and the desk show of a contract, replayed at every change and every morning; never what is paid."""

    contrat = models.OneToOneField(Contrat, models.CASCADE, related_name="apercu")
    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="+")
    etat = models.CharField(max_length=16)
    regime = models.CharField(max_length=32)
    signe_le = models.DateField(null=True, blank=True)
    annee = models.PositiveSmallIntegerField(null=True, blank=True)
    exigible = models.BigIntegerField(default=0)
    verse = models.BigIntegerField(default=0)
    a_recouvrer = models.BigIntegerField(default=0)
    prochain_jour = models.DateField(null=True, blank=True)
    prochaine_nature = models.CharField(max_length=240, blank=True)
    en_jeu = models.BigIntegerField(default=0)
    """In cents: what the next date is worth."""
    revision = models.PositiveIntegerField()
    au = models.DateField()
    version_du_droit = models.CharField(max_length=64)

    objects = ScopedManager(caisse="caisse")

    class Meta:
        indexes = (
            models.Index(fields=["caisse", "prochain_jour"], name="apercu_par_jour"),
            models.Index(fields=["caisse", "etat"], name="apercu_par_etat"),
            models.Index(fields=["caisse", "-en_jeu"], name="apercu_par_enjeu"),
        )

    def __str__(self) -> str:
        return f"{self.contrat} au {self.au}"
