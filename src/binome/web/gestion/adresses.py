"""The addresses of management; those of accounts under `comptes/`. They are French, and receive the only cookies."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from binome.web.gestion.vues import actes, bureau, campagne, constats, dossier, gens, paiements

_ENTREE = [
    path("email/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("", include("allauth.urls")),
]
_CONTRATS = [
    path("", dossier.contrats, name="gestion-contrats"),
    path("ouvrir/", dossier.ouvrir, name="gestion-ouvrir"),
    path("<int:pk>/", dossier.contrat, name="gestion-contrat"),
    path("<int:pk>/presence/", dossier.presence, name="gestion-presence"),
    path("<int:pk>/actes/<slug:nature>/", actes.acte, name="gestion-acte"),
    path("<int:pk>/annuler/<str:nom>/", actes.annuler, name="gestion-annuler"),
    path("<int:pk>/proposer/", paiements.proposer, name="gestion-proposer"),
    path("<int:pk>/recouvrer/", paiements.recouvrer, name="gestion-recouvrer"),
    path("<int:pk>/annoncer/", constats.annoncer, name="gestion-annoncer"),
]
_VERSEMENTS = [
    path("", paiements.liste, name="gestion-versements"),
    path("agir/", paiements.agir, name="gestion-agir"),
    path("exporter/", paiements.exporter, name="gestion-exporter"),
    path("exports/<int:pk>/", paiements.fichier, name="gestion-fichier"),
    path("recus/<int:pk>/", paiements.recevoir, name="gestion-recevoir"),
    path("recouvrements/<int:pk>/abandonner/", paiements.abandonner, name="gestion-abandonner"),
]
_GENS = [
    path("", gens.liste, name="gestion-comptes"),
    path("inviter/", gens.inviter, name="gestion-inviter"),
    path("caisses/", gens.creer_une_caisse, name="gestion-caisse"),
    path("fonctions/<int:pk>/finir/", gens.finir, name="gestion-finir"),
    path("<int:pk>/partir/", gens.partir, name="gestion-partir"),
]

urlpatterns = [
    path("", bureau.bureau, name="gestion-bureau"),
    path("contrats/", include(_CONTRATS)),
    path("versements/", include(_VERSEMENTS)),
    path("constats/<int:pk>/contester/", constats.contester, name="gestion-contester"),
    path("constats/<int:pk>/confirmer/", constats.confirmer, name="gestion-confirmer"),
    path("campagne/", campagne.campagne, name="gestion-campagne"),
    path("medecins/", gens.medecins, name="gestion-medecins"),
    path("gens/", include(_GENS)),
    path("comptes/", include(_ENTREE)),
]
