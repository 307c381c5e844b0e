"""The calendar of a contract as an iCalendar file: payments, duties, constats, term, each with its price."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Alarm, Calendar, Event

from binome.langue.courante import dire
from binome.simulation.echeances import NatureDEcheance
from binome.simulation.simuler import Simulation

_RAPPEL: Final = timedelta(days=30)
_A_PREPARER: Final = (NatureDEcheance.OBLIGATION, NatureDEcheance.CONSTAT, NatureDEcheance.TERME)
"""What a doctor is reminded of a month before."""


def _en_phrase(precision: str) -> str:
    """Return what is said of an event as a sentence of its own."""
    return f"{precision[0].upper()}{precision[1:].rstrip('.')}." if precision else ""


def en_ics(simulation: Simulation) -> bytes:
    """Return the calendar as an iCalendar file; the same situation always gives the same identifiers."""
    agenda = Calendar()
    agenda.add("prodid", "-//Binôme//aide à l'emploi d'un assistant médical//FR")
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", dire("Aide à l'emploi d'un assistant médical"))
    lu_le = datetime.combine(simulation.loi.catalogue.verifie_le, time(), tzinfo=UTC)
    note = dire(
        "Indicatif : seul le contrat fait foi. Version du droit : {version}", version=simulation.version_du_droit
    )
    if simulation.reforme is not None:
        note = f"{simulation.reforme.phrase} {note}"
    for un in simulation.echeances:
        evenement = Event()
        identifiant = sha256(f"{un.le}|{un.nature}|{un.quoi}".encode()).hexdigest()[:24]
        evenement.add("uid", f"{identifiant}@binome")
        evenement.add("dtstamp", lu_le)
        evenement.add("dtstart", un.le)
        evenement.add("summary", un.quoi)
        perte = "" if un.perte is None else un.perte.phrase
        evenement.add("description", "\n".join(filter(None, (_en_phrase(un.precision), perte, note))))
        evenement.add("transp", "TRANSPARENT")
        if un.nature in _A_PREPARER:
            rappel = Alarm()
            rappel.add("action", "DISPLAY")
            rappel.add("description", un.quoi)
            rappel.add("trigger", -_RAPPEL)
            evenement.add_component(rappel)
        agenda.add_component(evenement)
    return bytes(agenda.to_ical())
