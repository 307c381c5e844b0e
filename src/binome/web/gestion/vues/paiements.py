"""Payments and recoveries: proposed, entered, validated by another, exported, paid, reconciled; several at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from binome.gestion.codes import EtatDuVersement, Role
from binome.gestion.droits import Action, visibles
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.paiements import Export, Recouvrement, Remboursement, Versement
from binome.gestion.services import exports, recouvrements, versements
from binome.langue.ecriture import en_texte
from binome.moteur.argent import en_euros
from binome.moteur.calendrier import plus_mois
from binome.moteur.erreurs import ErreurBinome
from binome.web.gestion.cadre import CAISSE, aujourd_hui, en_mots, page, rendre, roles, tenter, trouver
from binome.web.gestion.formulaires import FormulaireDeRecouvrement

_PAR_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Geste:
    """What is done to payments: its button, what it says once done, who does it, and the service."""

    titre: str
    fait: str
    role: Role
    faire: Callable[[Compte, Versement, str], object]
    dit: str = ""
    """What the person writes besides: a reason, or the reference of the bank."""


GESTES: Final[Mapping[str, Geste]] = {
    "saisir": Geste("Saisir", "saisis", Role.GESTIONNAIRE, lambda qui, un, _: versements.saisir(qui, un)),
    "valider": Geste("Valider", "validés", Role.VALIDATEUR, lambda qui, un, _: versements.valider(qui, un)),
    "refuser": Geste("Refuser", "refusés", Role.VALIDATEUR, versements.refuser, "Motif"),
    "ecarter": Geste("Écarter", "écartés", Role.GESTIONNAIRE, versements.ecarter, "Motif"),
    "payer": Geste(
        "Marquer payés",
        "marqués payés",
        Role.GESTIONNAIRE,
        lambda qui, un, dit: versements.payer(qui, un, aujourd_hui(), aujourd_hui(), dit),
        "Référence du virement",
    ),
    "rejeter": Geste("Rejetés par la banque", "rejetés", Role.GESTIONNAIRE, versements.rejeter, "Motif"),
    "rapprocher": Geste(
        "Rapprocher", "rapprochés", Role.GESTIONNAIRE, versements.rapprocher, "Référence du relevé bancaire"
    ),
}
_PERMIS: Final[Mapping[EtatDuVersement, tuple[str, ...]]] = {
    EtatDuVersement.PROPOSE: ("saisir", "ecarter"),
    EtatDuVersement.SAISI: ("valider", "refuser", "ecarter"),
    EtatDuVersement.VALIDE: ("rejeter",),
    EtatDuVersement.EXPORTE: ("payer", "rejeter"),
    EtatDuVersement.PAYE: ("rapprocher",),
}


@page(*CAISSE)
def liste(requete: HttpRequest) -> HttpResponse:
    """Show the payments of a state, and what may be done to them."""
    etat = _etat(requete.GET.get("etat", ""))
    vus = visibles(requete.user, Action.LIRE, Versement)
    comptes = {un["etat"]: un for un in vus.values("etat").annotate(combien=Count("pk"), total=Sum("centimes"))}
    siens = vus.filter(etat=etat).select_related("contrat__medecin", "saisi_par", "valide_par")
    tenus = roles(requete)
    contexte = {
        "etat": etat,
        "etats": [(un, comptes[un]["combien"] if un in comptes else 0) for un in EtatDuVersement],
        "total": comptes[etat]["total"] if etat in comptes else 0,
        "lignes": Paginator(siens.order_by("au_plus_tard", "pk"), _PAR_PAGE).get_page(requete.GET.get("page")),
        "gestes": [(nom, GESTES[nom]) for nom in _PERMIS.get(etat, ()) if GESTES[nom].role in tenus],
        "exporte": etat is EtatDuVersement.VALIDE and Role.GESTIONNAIRE in tenus,
        "formes": list(exports.FormeDExport),
        "exports": visibles(requete.user, Action.LIRE, Export).select_related("fait_par").order_by("-pk")[:10],
    }
    return rendre(requete, "gestion/versements.html", contexte)


def _etat(code: str) -> EtatDuVersement:
    return EtatDuVersement(code) if code in tuple(EtatDuVersement) else EtatDuVersement.PROPOSE


@require_POST
@page(*CAISSE)
def agir(requete: HttpRequest) -> HttpResponse:
    """Do one thing to the chosen payments; each is done or refused on its own, and every refusal is said."""
    geste = GESTES.get(requete.POST.get("geste", ""))
    cles = [int(cle) for cle in requete.POST.getlist("versement")[:_PAR_PAGE] if cle.isascii() and cle.isdecimal()]
    faits = 0
    for un in visibles(requete.user, Action.LIRE, Versement).filter(pk__in=cles).select_related("contrat"):
        if geste is not None:
            try:
                geste.faire(requete.user, un, requete.POST.get("dit", "")[:200])
                faits += 1
            except (ErreurBinome, ValidationError) as refus:
                messages.error(requete, f"Contrat {un.contrat.numero}, année {un.annee} : {en_mots(refus)}")
    if geste is None or not cles:
        messages.error(requete, "Choisissez des versements, et ce qu'il faut en faire.")
    elif faits:
        messages.success(requete, f"{faits} versements {geste.fait}." if faits > 1 else "C'est fait pour un versement.")
    return redirect(f"{requete.path.removesuffix('agir/')}?etat={_etat(requete.POST.get('etat', '')).value}")


@require_POST
@page(Role.GESTIONNAIRE)
def proposer(requete: HttpRequest, pk: int) -> HttpResponse:
    """Propose the payments that the schedule of a contract has opened."""
    tenu = trouver(requete, Contrat, pk)
    revision = requete.POST.get("revision", "")
    lue = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) <= 6 else -1  # noqa: PLR2004

    def faire() -> None:
        if not versements.proposer(requete.user, tenu, aujourd_hui(), lue):
            messages.warning(requete, "L'échéancier n'ouvre rien qui ne soit déjà payé ou en cours.")

    tenter(requete, faire, "L'échéancier est proposé au paiement.")
    return redirect("gestion-contrat", pk=pk)


@require_POST
@page(Role.GESTIONNAIRE)
def exporter(requete: HttpRequest) -> HttpResponse:
    """Put the validated payments of a caisse in one file for the bank."""
    caisse = visibles(requete.user, Action.REMETTRE, Caisse).first()
    forme = requete.POST.get("forme", "")
    if caisse is None or forme not in tuple(exports.FormeDExport):
        messages.error(requete, "Choisissez la forme du fichier.")
    else:
        tenter(
            requete,
            lambda: exports.exporter(requete.user, caisse, exports.FormeDExport(forme), aujourd_hui()),
            "Le fichier est prêt, ci-dessous.",
        )
    return redirect(f"{requete.path.removesuffix('exporter/')}?etat={EtatDuVersement.EXPORTE.value}")


@page(*CAISSE)
def fichier(requete: HttpRequest, pk: int) -> HttpResponse:
    """Give the file of an export again, the same to the byte."""
    export = trouver(requete, Export, pk, Action.LIRE, "caisse")
    suffixe, nature = ("csv", "text/csv") if export.forme == exports.FormeDExport.CSV else ("xml", "application/xml")
    reponse = HttpResponse(exports.fichier(export), content_type=nature)
    reponse["Content-Disposition"] = f'attachment; filename="versements-{export.pk}.{suffixe}"'
    return reponse


@require_POST
@page(Role.GESTIONNAIRE)
def recouvrer(requete: HttpRequest, pk: int) -> HttpResponse:
    """Ask back what was paid too much, in monthly instalments."""
    tenu = trouver(requete, Contrat, pk)
    formulaire = FormulaireDeRecouvrement(requete.POST)
    if not formulaire.is_valid():
        messages.error(requete, "Dites le motif, le jour de la première échéance et combien il y en a.")
        return redirect("gestion-contrat", pk=pk)
    dit = formulaire.cleaned_data
    jours = [plus_mois(dit["premiere"], rang) for rang in range(dit["combien"])]

    def faire() -> None:
        fait = recouvrements.ouvrir(requete.user, tenu, aujourd_hui(), dit["motif"], jours, tenu.revision)
        messages.info(requete, f"{en_texte(en_euros(fait.centimes))} redemandés.")

    tenter(requete, faire, "Le recouvrement est ouvert.")
    return redirect("gestion-contrat", pk=pk)


@require_POST
@page(Role.GESTIONNAIRE)
def recevoir(requete: HttpRequest, pk: int) -> HttpResponse:
    """Receive an instalment today."""
    tenu = trouver(requete, Remboursement, pk, Action.LIRE, "recouvrement")
    jour, dit = aujourd_hui(), requete.POST.get("reference", "")[:80]
    tenter(requete, lambda: recouvrements.recevoir(requete.user, tenu, jour, jour, dit), "L'échéance est reçue.")
    return redirect("gestion-contrat", pk=tenu.recouvrement.contrat_id)


@require_POST
@page(Role.GESTIONNAIRE)
def abandonner(requete: HttpRequest, pk: int) -> HttpResponse:
    """Stop asking back, and say why."""
    tenu = trouver(requete, Recouvrement, pk)
    motif = requete.POST.get("motif", "")[:200]
    tenter(requete, lambda: recouvrements.abandonner(requete.user, tenu, motif), "Le recouvrement s'arrête.")
    return redirect("gestion-contrat", pk=tenu.contrat_id)
