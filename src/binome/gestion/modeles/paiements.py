"""Payments and recoveries: proposed by the schedule, entered by one person, validated by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django_scopes import ScopedManager

from binome.gestion.codes import EtatDuRecouvrement, EtatDuVersement, choix


class Export(models.Model):
    """A file of payments for the bank: which ones, in which order, and its digest."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="exports")
    forme = models.CharField(max_length=16)
    empreinte = models.CharField(max_length=64)
    execute_le = models.DateField()
    fait_le = models.DateTimeField(default=timezone.now)
    fait_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager(caisse="caisse")

    def __str__(self) -> str:
        return f"export du {self.fait_le:%d/%m/%Y}"


class Versement(models.Model):
    """A payment of a contract year. The sum is the schedule's: nobody types it."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="versements")
    contrat = models.ForeignKey("gestion.Contrat", models.PROTECT, related_name="versements")
    signature = models.CharField(max_length=80, blank=True)
    """The act that signs the contract that it is paid for: a doctor may have signed several, one after the other."""
    annee = models.PositiveSmallIntegerField()
    nature = models.CharField(max_length=20)
    au_plus_tard = models.DateField(null=True)
    """None where no document dates the payment (earlier regimes)."""
    centimes = models.PositiveBigIntegerField()
    etat = models.CharField(max_length=16, choices=choix(EtatDuVersement), default=EtatDuVersement.PROPOSE.value)
    iban = models.CharField(max_length=34, blank=True)
    """The account that was checked when the payment was entered; what is validated is what is sent."""
    calcul = models.TextField()
    """Canonical JSON: the acts, the law's version and the day that the sum was decided on."""
    saisi_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saisi_le = models.DateTimeField(null=True)
    valide_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    valide_le = models.DateTimeField(null=True)
    export = models.ForeignKey(Export, models.PROTECT, null=True, related_name="versements")
    vire_le = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    motif = models.CharField(max_length=200, blank=True)
    """Why it was set aside, or rejected by the bank."""
    acte = models.OneToOneField("gestion.Acte", models.PROTECT, null=True, related_name="versement")
    """The act that says that it was paid."""

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(centimes__gt=0), name="un_versement_verse"),
            models.CheckConstraint(
                condition=Q(valide_par=None) | (Q(saisi_par__isnull=False) & ~Q(valide_par=F("saisi_par"))),
                name="deux_personnes_differentes",
            ),
            models.CheckConstraint(
                condition=Q(
                    etat__in=[EtatDuVersement.PROPOSE.value, EtatDuVersement.SAISI.value, EtatDuVersement.ECARTE.value]
                )
                | Q(valide_par__isnull=False, saisi_par__isnull=False),
                name="rien_sans_validation",
            ),
        )
        indexes = (models.Index(fields=["caisse", "etat", "au_plus_tard"], name="versements_a_faire"),)

    def __str__(self) -> str:
        return f"{self.nature} de l'année {self.annee}"


class Recouvrement(models.Model):
    """A trop-perçu that is asked back, by instalments."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="recouvrements")
    contrat = models.ForeignKey("gestion.Contrat", models.PROTECT, related_name="recouvrements")
    signature = models.CharField(max_length=80, blank=True)
    centimes = models.PositiveBigIntegerField()
    motif = models.CharField(max_length=200)
    etat = models.CharField(max_length=16, choices=choix(EtatDuRecouvrement), default=EtatDuRecouvrement.OUVERT.value)
    ouvert_le = models.DateField()
    calcul = models.TextField()

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(centimes__gt=0), name="un_recouvrement_demande"),)

    def __str__(self) -> str:
        return self.motif


class Remboursement(models.Model):
    """One instalment of a recovery; received, it is an act of the contract."""

    caisse = models.ForeignKey("gestion.Caisse", models.PROTECT, related_name="+")
    recouvrement = models.ForeignKey(Recouvrement, models.PROTECT, related_name="remboursements")
    rang = models.PositiveSmallIntegerField()
    au_plus_tard = models.DateField()
    centimes = models.PositiveBigIntegerField()
    recu_le = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    acte = models.OneToOneField("gestion.Acte", models.PROTECT, null=True, related_name="remboursement")

    objects = ScopedManager(caisse="caisse")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recouvrement", "rang"], name="un_remboursement_par_rang"),)

    def __str__(self) -> str:
        return f"échéance {self.rang}"
