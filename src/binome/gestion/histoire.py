"""What happened to a contract, as the journal tells it: who did what, when, on which of its objects."""

from __future__ import annotations

from django.db.models import QuerySet

from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Remboursement


def histoire(contrat: Contrat) -> QuerySet[Entree]:
    """Return the entries of a contract and of its constats, payments, recoveries and documents, the first one first.

    Read in the scope of its caisse; the right to read entries is another one (`droits`).
    """
    noms = [f"contrat {contrat.pk}"]
    for objets in (contrat.constats, contrat.versements, contrat.recouvrements, contrat.pieces):
        noms += [f"{objets.model._meta.model_name} {cle}" for cle in objets.values_list("pk", flat=True)]
    rendus = Remboursement.objects.filter(recouvrement__contrat=contrat)
    noms += [f"remboursement {cle}" for cle in rendus.values_list("pk", flat=True)]
    return Entree.objects.filter(chaine=contrat.caisse.code, objet__in=noms).order_by("rang")
