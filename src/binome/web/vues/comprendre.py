"""The pages that explain the aid and its history: sentences of the law with their sources, and its tables."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation
from binome.droit.bareme import Bareme
from binome.droit.cadre import cadre_de
from binome.droit.codes import Famille, Option, Patientele
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reperes import Rubrique
from binome.langue.courante import dire
from binome.simulation.courbes import courbes
from binome.web.tableaux_du_droit import (
    OPTIONS_DE_2019,
    generalistes,
    montants,
    montants_d_une_option,
    objectifs,
    specialites,
)

PAGES: Final = ("comprendre", "projet", "histoire", "evenements", "groupe")
_MOTS_DES_PATIENTELES: Final = ("pmt", "pfa", "percentile", "p30")


def rubriques(page: str, loi: Loi) -> list[tuple[Rubrique, Bareme]]:
    """Return the sections of a page, each with the numbers of its day."""
    return [(une, loi.bareme(_jour(une, loi))) for une in loi.catalogue.rubriques if une.page == page]


def _jour(rubrique: Rubrique, loi: Loi) -> date:
    return rubrique.au or loi.catalogue.verifie_le


def generaliste(loi: Loi) -> Dossier:
    """Return a general practitioner of whom nothing else is known: the one that the published curves speak of."""
    connus = enumerate(loi.bareme(loi.catalogue.verifie_le).famille_de_la_specialite)
    rang = next(rang for rang, famille in connus if famille == Famille.MEDECINE_GENERALE)
    return ouvrir(Situation(specialite=rang), loi)


def comprendre(requete: HttpRequest) -> HttpResponse:
    """Show what the aid is, who may have it, how much it pays and for what, with tables made from the law."""
    loi = loi_en_vigueur()
    droit, jour, cadre = loi.catalogue, loi.catalogue.verifie_le, cadre_de(loi, None)
    tableaux = {
        "admission": [specialites(droit, jour, cadre.bareme)],
        "patienteles": [generalistes(droit, jour, cadre.bareme)],
        "sommes": [
            montants(cadre, jour, dire("Montants maximaux par an")),
            montants_d_une_option(cadre, jour, dire("Anciens contrats à un tiers de temps"), Option.UN_TIERS),
        ],
        "contreparties": [objectifs(cadre, jour)],
    }
    contexte = {
        "rubriques": [(une, bareme, tableaux.get(une.code, [])) for une, bareme in rubriques("comprendre", loi)],
        "courbes": [trouvees for patientele in Patientele if (trouvees := courbes(generaliste(loi), patientele))],
        "mots": [droit.lexique[code] for code in _MOTS_DES_PATIENTELES],
    }
    return render(requete, "comprendre.html", contexte)


def histoire(requete: HttpRequest) -> HttpResponse:
    """Show where the aid comes from: its regimes by date, the figures and conditions of 2019."""
    loi = loi_en_vigueur()
    sections = rubriques("histoire", loi)
    debut = _jour(sections[0][0], loi)
    contexte = {
        "regimes": loi.catalogue.regimes,
        "rubriques": sections,
        "au": debut,
        "tableau": montants(cadre_de(loi, debut), debut, dire("Montants maximaux par an en 2019"), OPTIONS_DE_2019),
    }
    return render(requete, "histoire.html", contexte)
