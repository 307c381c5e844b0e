"""Files for the bank: validated payments in one file, written once; the same export gives the same bytes again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.utils import timezone

from binome.gestion.codes import EtatDuVersement
from binome.gestion.droits import Action
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.paiements import Export, Versement
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import commande
from binome.lots.ecriture.erreurs import sans_formule
from binome.moteur.argent import en_euros


class FormeDExport(StrEnum):
    """How a file of payments is written."""

    CSV = "csv"
    SEPA = "sepa"


def exporter(qui: Compte, caisse: Caisse, forme: FormeDExport, le: date, combien: int | None = None) -> Export:
    """Put the validated payments of a caisse in one file, each once.

    Args:
        qui: who exports.
        caisse: whose payments.
        forme: CSV, or SEPA pain.001.
        le: the day on which the bank is to pay.
        combien: at most how many, the oldest first; all by default.

    Raises:
        AccesRefuse: the account does not export the payments of this caisse.
        EtatRefuse: there is nothing to export, or the caisse has no bank account.
    """
    with commande(qui, "exporter", Action.REMETTRE, caisse) as ouverte:
        valides = Versement.objects.filter(etat=EtatDuVersement.VALIDE)
        choisis = list(valides.select_related("contrat__medecin").order_by("au_plus_tard", "pk")[:combien])
        if not choisis:
            raise EtatRefuse("Aucun versement validé n'attend d'être exporté.")
        export = Export.objects.create(
            caisse=ouverte.objet, forme=forme, execute_le=le, fait_par=qui, fait_le=timezone.now()
        )
        Versement.objects.filter(pk__in=[un.pk for un in choisis]).update(etat=EtatDuVersement.EXPORTE, export=export)
        export.empreinte = sha256(_ECRIRE[forme](export, choisis)).hexdigest()
        export.save(update_fields=["empreinte"])
        ouverte.noter(
            export,
            {
                "forme": forme,
                "empreinte": export.empreinte,
                "execute_le": le.isoformat(),
                "versements": [un.pk for un in choisis],
                "centimes": sum(un.centimes for un in choisis),
            },
        )
    return export


def fichier(export: Export) -> bytes:
    """Write again the file of an export, the same to the byte.

    Raises:
        EtatRefuse: what it was made from is not the same any more.
    """
    versements = list(export.versements.select_related("contrat__medecin").order_by("au_plus_tard", "pk"))
    octets = _ECRIRE[FormeDExport(export.forme)](export, versements)
    if sha256(octets).hexdigest() != export.empreinte:
        raise EtatRefuse(
            "Ce fichier ne se récrit pas tel qu'il a été exporté : reprenez celui qui a été remis à la banque."
        )
    return octets


def reference(versement: Versement) -> str:
    """Return what the bank statement will say of a payment."""
    return f"BINOME-{versement.pk}"


_RACINE: Final = "_xml"
"""Where the library keeps what it writes; it draws names at random, and says no other way to give them."""
_COLONNES: Final = ("reference", "contrat", "titulaire", "iban", "montant", "execute_le", "objet")


def _en_csv(export: Export, versements: Sequence[Versement]) -> bytes:
    ecrit = io.StringIO()
    lignes = csv.DictWriter(ecrit, _COLONNES, delimiter=";", lineterminator="\r\n")
    lignes.writeheader()
    lignes.writerows({nom: sans_formule(dit) for nom, dit in _ligne(export, un).items()} for un in versements)
    return ecrit.getvalue().encode("utf-8-sig")


def _ligne(export: Export, versement: Versement) -> Mapping[str, str]:
    return {
        "reference": reference(versement),
        "contrat": versement.contrat.numero,
        "titulaire": _titulaire(versement),
        "iban": versement.iban,
        "montant": f"{en_euros(versement.centimes):.2f}",
        "execute_le": export.execute_le.isoformat(),
        "objet": _objet(versement),
    }


def _titulaire(versement: Versement) -> str:
    medecin = versement.contrat.medecin
    return f"{medecin.prenom} {medecin.nom}".strip()


def _objet(versement: Versement) -> str:
    return f"Aide assistant medical, contrat {versement.contrat.numero}, annee {versement.annee}"


def _en_sepa(export: Export, versements: Sequence[Versement]) -> bytes:
    """Write a pain.001.001.03, checked against its schema; nothing changes from one writing to the next."""
    from sepaxml import SepaTransfer

    caisse = export.caisse
    if not caisse.iban:
        raise EtatRefuse("La caisse n'a pas de compte bancaire : l'administrateur l'enregistre d'abord.")
    debiteur = {"name": caisse.nom, "IBAN": caisse.iban, "batch": False, "currency": "EUR"}
    remise = SepaTransfer({**debiteur, **({"BIC": caisse.bic} if caisse.bic else {})}, clean=True)
    for versement in versements:
        remise.add_payment(
            {
                "name": _titulaire(versement),
                "IBAN": versement.iban,
                "amount": versement.centimes,
                "execution_date": export.execute_le,
                "description": _objet(versement),
                "endtoend_id": reference(versement),
            }
        )
    _fixer(remise, export, versements)
    octets: bytes = remise.export(validate=True)
    return octets


def _fixer(remise: object, export: Export, versements: Sequence[Versement]) -> None:
    """Name the message and its batches from the export, and date it from the export too."""
    racine = getattr(remise, _RACINE)
    for nom, dit in (("MsgId", f"BINOME-E{export.pk}"), ("CreDtTm", f"{export.fait_le:%Y-%m-%dT%H:%M:%S}")):
        for noeud in racine.iter(nom):
            noeud.text = dit
    for noeud, versement in zip(racine.iter("PmtInfId"), versements, strict=True):
        noeud.text = reference(versement)


_ECRIRE: Final[Mapping[FormeDExport, Callable[[Export, Sequence[Versement]], bytes]]] = {
    FormeDExport.CSV: _en_csv,
    FormeDExport.SEPA: _en_sepa,
}
