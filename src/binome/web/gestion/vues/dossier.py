"""Contracts: their list, their page, their opening."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from binome.contrats.actes.acte import Correction
from binome.contrats.actes.contrat import Contrat as ContratRejoue
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.rejouer import rejouer
from binome.contrats.actes.releve import releve as dresser
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.codes import EtatDuRecouvrement, EtatDuVersement, Role
from binome.gestion.droits import Action, peut, visibles
from binome.gestion.histoire import histoire
from binome.gestion.lecture import actes_lus
from binome.gestion.modeles.caisses import Medecin
from binome.gestion.modeles.contrats import Apercu, Contrat
from binome.gestion.modeles.journal import Entree
from binome.gestion.services import contrats as services
from binome.moteur.donnees_lues import TexteRefuse, lire_json
from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie
from binome.web import adresse
from binome.web.gestion.cadre import aujourd_hui, en_mots, page, rendre, trouver
from binome.web.gestion.contrats import FiltreDesContrats
from binome.web.gestion.formulaires import (
    FormulaireDeConstat,
    FormulaireDeRecouvrement,
    FormulaireDOuverture,
    natures_permises,
)
from binome.web.gestion.presence import signaler
from binome.web.resultat import CarteAffichee, carte_affichee, premiere_annee_jugee

_PAR_PAGE: Final = 50
_ENTREES: Final = 50


@page()
def contrats(requete: HttpRequest) -> HttpResponse:
    """Show the contracts that the account sees, searched and filtered."""
    vus = visibles(requete.user, Action.LIRE, Apercu).select_related("contrat__medecin")
    filtre = FiltreDesContrats(requete.GET, queryset=vus)
    pages = Paginator(filtre.qs, _PAR_PAGE)
    suite = requete.GET.copy()
    suite.pop("page", None)
    contexte = {"filtre": filtre, "lignes": pages.get_page(requete.GET.get("page")), "suite": suite.urlencode()}
    return rendre(requete, "gestion/contrats.html", contexte)


@page()
def contrat(requete: HttpRequest, pk: int) -> HttpResponse:
    """Show a contract: its state, its schedule, its acts, its money, and who else has it open."""
    tenu = trouver(requete, Contrat, pk, Action.LIRE, "medecin", "structure", "caisse")
    jour, loi = aujourd_hui(), loi_en_vigueur()
    lus = actes_lus(tenu, loi)
    releve = dresser(lus, jour, None, loi)
    corriges = {un.vise for un in lus if isinstance(un, Correction)}
    ecrit = peut(requete.user, Action.ECRIRE, tenu)
    contexte = {
        "contrat": tenu,
        "releve": releve,
        "carte": _falaises(rejouer(lus, jour, loi)[-1], releve.annee, loi),
        "actes": [(un, un.nom in corriges) for un in tenu.actes.order_by("-rang")],
        "constats": tenu.constats.order_by("-annee", "-pk"),
        "versements": tenu.versements.order_by("-annee", "-pk"),
        "recouvrements": tenu.recouvrements.prefetch_related("remboursements").order_by("-pk"),
        "ouvert": EtatDuRecouvrement.OUVERT.value,
        "propose": EtatDuVersement.PROPOSE.value,
        "journal": _journal(requete, tenu),
        "ecrit": ecrit,
        "saisit": peut(requete.user, Action.SAISIR, tenu),
        "natures": natures_permises(EtatDeContrat(releve.etat)) if ecrit else (),
        "formulaire_de_constat": FormulaireDeConstat(),
        "formulaire_de_recouvrement": FormulaireDeRecouvrement(),
        "autres": signaler(requete.user, tenu),
    }
    return rendre(requete, "gestion/contrat.html", contexte)


def _falaises(rejoue: ContratRejoue, annee: int, loi: Loi) -> CarteAffichee | None:
    """Return the map of the year that is being judged, or the first one that will be; none for what has ended."""
    if rejoue.etat not in (EtatDeContrat.EN_COURS, EtatDeContrat.SUSPENDU):
        return None
    return carte_affichee(rejoue.situation, min(max(annee, premiere_annee_jugee(loi)), rejoue.dossier.duree), loi)


def _journal(requete: HttpRequest, contrat: Contrat) -> QuerySet[Entree]:
    """Return the last entries that tell the contract, to who may read them."""
    lisibles = visibles(requete.user, Action.LIRE, Entree)
    return lisibles.filter(pk__in=histoire(contrat).values("pk")).order_by("-rang")[:_ENTREES]


@page()
def presence(requete: HttpRequest, pk: int) -> HttpResponse:
    """Return who else has a contract open."""
    tenu = trouver(requete, Contrat, pk)
    return render(requete, "gestion/fragments/presence.html", {"autres": signaler(requete.user, tenu), "contrat": tenu})


@page(Role.GESTIONNAIRE)
def ouvrir(requete: HttpRequest) -> HttpResponse:
    """Open a contract from a simulation, a receipt, or as a project that nothing signs yet."""
    medecins = visibles(requete.user, Action.ECRIRE, Medecin).order_by("nom", "prenom")
    formulaire = FormulaireDOuverture(medecins, requete.POST or None, initial={"adresse": requete.GET.get("adresse")})
    if requete.method == "POST" and formulaire.is_valid():
        try:
            ouvert = _ouvrir(requete, formulaire.cleaned_data)
        except (ErreurBinome, ValidationError) as refus:
            formulaire.add_error(None, en_mots(refus))
        else:
            messages.success(requete, f"Le contrat {ouvert.numero} est ouvert.")
            return redirect("gestion-contrat", pk=ouvert.pk)
    return rendre(requete, "gestion/ouvrir.html", {"formulaire": formulaire}, 400 if formulaire.errors else 200)


def _ouvrir(requete: HttpRequest, dit: dict[str, Any]) -> Contrat:
    situation, origine = _situation(dit)
    actes: tuple[dict[str, Any], ...] = ()
    if situation is not None:
        signe_le = dit["signe_le"] or situation.get("date_signature")
        if not signe_le:
            raise ErreurDeSaisie("signe_le", "", "le jour de la signature")
        signe_le = signe_le if hasattr(signe_le, "isoformat") else aujourd_hui().fromisoformat(str(signe_le))
        situation.pop("date_signature", None)
        actes = (services.signature(situation, signe_le),)
    return services.ouvrir(requete.user, dit["medecin"], dit["numero"], aujourd_hui(), actes, origine=origine)


def _situation(dit: dict[str, Any]) -> tuple[dict[str, Any] | None, dict[str, object]]:
    """Return the situation that a contract starts from, and where it comes from; none for a project."""
    if dit["recu"]:
        try:
            lu = lire_json(dit["recu"])
        except TexteRefuse as faute:
            raise ErreurDeSaisie("recu", "…", "un récépissé de calcul", faute.conseil) from faute
        if not isinstance(lu, dict):
            raise ErreurDeSaisie("recu", "…", "un récépissé de calcul")
        return services.situation_du_recu(lu)
    if not dit["adresse"]:
        return None, {"de": "projet"}
    lue = adresse.lire(QueryDict(urlsplit(dit["adresse"]).query).dict())
    if not lue.saine:
        raise ErreurDeSaisie("adresse", "…", "une adresse lisible", " ".join(lue.erreurs.values()))
    return dict(lue.donnees), {"de": "simulation", "version_du_droit": loi_en_vigueur().version}
