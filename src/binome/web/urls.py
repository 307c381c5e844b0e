"""The addresses. French has no prefix, English lives under /en/: the language is in the address, in no cookie."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from binome.web.vues import (
    comparaison,
    comprendre,
    droit,
    emporter,
    evenements,
    groupe,
    lettre,
    nation,
    pages,
    rentabilite,
    retrouver,
    simulation,
)

NATURES = "regles|nombres|lectures|textes"

_GESTION = [path("gestion/", include("binome.web.gestion.adresses"))]
_PROGRAMMES = [path(settings.PROGRAMMES.removeprefix("/"), include("binome.api.adresses"))]

urlpatterns = [
    *(_PROGRAMMES if settings.FACE_DES_PROGRAMMES else ()),
    *(_GESTION if settings.GESTION else ()),
    path("sante", pages.sante, name="sante"),
    path("integre/couleur/<str:code>.css", pages.couleur, name="couleur"),
    path("favicon.ico", RedirectView.as_view(url="/statique/binome/binome.svg", permanent=True)),
    *i18n_patterns(
        path("", simulation.accueil, name="accueil"),
        path("simuler/", simulation.simuler, name="simuler"),
        path("simuler/apercu/", simulation.apercu, name="apercu"),
        path("simuler/tout/", simulation.tout, name="tout"),
        path("resultat/", simulation.resultat, name="resultat"),
        path("resultat/essai/", simulation.essayer, name="essayer"),
        path("resultat/calcul/", simulation.expliquer, name="expliquer"),
        re_path(r"^resultat/emporter\.(?P<forme>pdf|xlsx|csv|json|recu|ics)$", emporter.emporter, name="emporter"),
        path("comparer/", comparaison.comparer, name="comparer"),
        re_path(r"^comparer/(?P<quoi>options|regimes|terme)/$", comparaison.comparer, name="comparer-quoi"),
        path("objectif/", comparaison.objectif, name="objectif"),
        path("rentabilite/", rentabilite.rentabilite, name="rentabilite"),
        re_path(r"^rentabilite/emporter\.(?P<forme>pdf|json)$", rentabilite.emporter, name="rentabilite-emporter"),
        path("lettre/", lettre.lettre, name="lettre"),
        path("retrouver/", retrouver.retrouver, name="retrouver"),
        path("calendrier/", comparaison.calendrier, name="calendrier"),
        path("evenements/", evenements.evenements, name="evenements"),
        path("evenements/<slug:nom>/", evenements.evenement, name="evenement"),
        path("groupe/", groupe.groupe, name="groupe"),
        path("droit/", droit.droit, name="droit"),
        re_path(rf"^droit/(?P<nature>{NATURES})/(?P<nom>[\w-]+)/$", droit.fiche, name="droit-fiche"),
        path("droit/cas/<path:nom>/", droit.cas, name="droit-cas"),
        path("comprendre/", comprendre.comprendre, name="comprendre"),
        path("histoire/", comprendre.histoire, name="histoire"),
        path("projet/", pages.projet, name="projet"),
        path("nation/", nation.nation, name="nation"),
        path("nation/composer/", nation.composer, name="nation-composer"),
        re_path(
            r"^nation/(?P<cle>[0-9a-f]{32})\.(?P<forme>html|pdf|xlsx|json)$", nation.document, name="nation-document"
        ),
        path("lexique/", pages.lexique, name="lexique"),
        path("integrer/", pages.integrer, name="integrer"),
        path("integre/", pages.integre, name="integre"),
        path("accessibilite/", pages.accessibilite, name="accessibilite"),
        path("a-propos/", pages.a_propos, name="a-propos"),
        prefix_default_language=False,
    ),
]

handler400 = "binome.web.vues.pages.mauvaise_requete"
handler404 = "binome.web.vues.pages.introuvable"
handler500 = "binome.web.vues.pages.panne"
