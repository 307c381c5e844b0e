"""A caisse, the structures that employ, the doctors: counts only, never a patient."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django_scopes import ScopedManager

from binome.gestion.codes import FormeDEmploi, choix
from binome.gestion.modeles.numeros import verifier_l_iban, verifier_le_rpps

_TROIS_CHIFFRES = RegexValidator(r"^[0-9]{3}$", "Le code d'une caisse a trois chiffres, par exemple 311.")


class Caisse(models.Model):
    """A caisse primaire: whose contracts, whose people, whose journal."""

    code = models.CharField(max_length=3, unique=True, validators=[_TROIS_CHIFFRES])
    nom = models.CharField(max_length=120)
    iban = models.CharField(max_length=34, blank=True, validators=[verifier_l_iban])
    bic = models.CharField(max_length=11, blank=True)
    inventee = models.BooleanField(default=False)
    """Made for a demonstration; every page and document says so."""

    def __str__(self) -> str:
        return f"{self.nom} ({self.code})"


class Structure(models.Model):
    """Who employs the assistant, when it is not the doctor alone."""

    caisse = models.ForeignKey(Caisse, models.PROTECT, related_name="structures")
    forme = models.CharField(max_length=16, choices=choix(FormeDEmploi))
    nom = models.CharField(max_length=160)

    objects = ScopedManager(caisse="caisse")

    def __str__(self) -> str:
        return self.nom


class Medecin(models.Model):
    """A doctor: who, where, in which speciality. Patients are only ever counted, in the acts."""

    caisse = models.ForeignKey(Caisse, models.PROTECT, related_name="medecins")
    rpps = models.CharField(max_length=11, validators=[verifier_le_rpps])
    nom = models.CharField(max_length=120)
    prenom = models.CharField(max_length=120, blank=True)
    specialite = models.CharField(max_length=40)
    secteur = models.CharField(max_length=12, blank=True)
    zone = models.CharField(max_length=8, blank=True)
    commune = models.CharField(max_length=120, blank=True)
    courriel = models.EmailField(blank=True)
    iban = models.CharField(max_length=34, blank=True, validators=[verifier_l_iban])
    compte = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="medecins")

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["caisse", "rpps"], name="un_medecin_par_caisse"),)

    def __str__(self) -> str:
        return f"Dr {self.prenom} {self.nom}".replace("  ", " ")
