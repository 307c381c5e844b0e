"""People: an account, what it does for a caisse, the mandates that doctors gave."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_scopes import ScopedManager

from binome.gestion.codes import Role, choix


class Comptes(BaseUserManager["Compte"]):
    """Accounts, known by their address."""

    def create_user(self, courriel: str, password: str | None = None) -> Compte:
        """Create an account; without a password, it is opened by an invitation."""
        compte = self.model(courriel=self.normalize_email(courriel).lower())
        if password is None:
            compte.set_unusable_password()
        else:
            compte.set_password(password)
        compte.full_clean(exclude=["password"])
        compte.save(using=self._db)
        return compte

    def get_by_natural_key(self, username: str | None) -> Compte:
        """Return the account of an address, whatever its capitals."""
        return self.get(courriel=(username or "").lower())


class Compte(AbstractBaseUser):
    """An account: an address, and nothing else of the person."""

    courriel = models.EmailField(unique=True, error_messages={"unique": "Un compte a déjà cette adresse."})
    is_active = models.BooleanField(default=True)
    cree_le = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "courriel"
    EMAIL_FIELD = "courriel"

    objects = Comptes()

    def __str__(self) -> str:
        return self.courriel


class Fonction(models.Model):
    """What an account does for a caisse; an administrator has no caisse, and no contract."""

    compte = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="fonctions")
    role = models.CharField(max_length=16, choices=choix(Role))
    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, null=True, blank=True, related_name="fonctions")
    depuis = models.DateTimeField(default=timezone.now)
    fin = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role=Role.ADMINISTRATEUR.value, caisse=None)
                | Q(role__in=[Role.MEDECIN.value, Role.CONSEILLER.value])
                | (Q(caisse__isnull=False) & ~Q(role=Role.ADMINISTRATEUR.value)),
                name="une_fonction_a_sa_caisse",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} de {self.caisse}" if self.caisse else self.get_role_display()


class Mandat(models.Model):
    """A doctor's leave for an adviser to see their contracts; revoked, it opens nothing any more."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="mandats")
    medecin = models.ForeignKey("gestion.Medecin", models.PROTECT, related_name="mandats")
    conseiller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandats")
    recu_le = models.DateField()
    piece = models.CharField(max_length=200, blank=True)
    revoque_le = models.DateField(null=True, blank=True)

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["medecin", "conseiller"], condition=Q(revoque_le=None), name="un_mandat_vivant"
            ),
        )

    def __str__(self) -> str:
        return f"{self.conseiller} pour {self.medecin}"
