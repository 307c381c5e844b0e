"""What a doctor takes away: report, tables, data, receipt, calendar."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from binome.rapports.calendrier import en_ics
from binome.rapports.rapport import en_pdf
from binome.rapports.tableaux import en_csv, en_xlsx
from binome.simulation.recu import recu
from binome.simulation.simuler import Simulation, simuler_situation
from binome.web.vues.simulation import corriger, lire_l_adresse


def _json(simulation: Simulation, _lien: str) -> bytes:
    return json.dumps(simulation.en_json(), ensure_ascii=False, indent=2).encode()


def _recu(simulation: Simulation, _lien: str) -> bytes:
    return json.dumps(recu(simulation.situation, simulation.loi), ensure_ascii=False, indent=2).encode()


Fabrique = Callable[[Simulation, str], bytes]
FORMATS: dict[str, tuple[str, str, Fabrique]] = {
    "pdf": ("application/pdf", "binome-rapport.pdf", en_pdf),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "binome-echeancier.xlsx",
        lambda simulation, _lien: en_xlsx(simulation),
    ),
    "csv": ("text/csv; charset=utf-8", "binome-echeancier.csv", lambda simulation, _lien: en_csv(simulation)),
    "json": ("application/json; charset=utf-8", "binome-simulation.json", _json),
    "recu": ("application/json; charset=utf-8", "binome-recepisse.json", _recu),
    "ics": ("text/calendar; charset=utf-8", "binome-echeances.ics", lambda simulation, _lien: en_ics(simulation)),
}


def emporter(requete: HttpRequest, forme: str) -> HttpResponse:
    """Return the simulation as a file."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    nature, nom, fabrique = FORMATS[forme]
    lien = requete.build_absolute_uri(f"{reverse('resultat')}?{requete.GET.urlencode()}")
    reponse = HttpResponse(fabrique(simuler_situation(lue.situation, lue.loi), lien), content_type=nature)
    reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    return reponse
