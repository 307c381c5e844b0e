"""The calendar of a contract: anniversaries, payments, duties, as dated events and as an iCalendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from binome.contrats.echeancier import NatureDeVersement
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.simulation.simuler import Simulation

_RAPPEL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Evenement:
    """One day of the contract: what is due or owed, and its source when it is a duty."""

    le: date
    nature: str
    quoi: str
    precision: str


def evenements(simulation: Simulation) -> list[Evenement]:
    """Return every dated event of a simulated contract, in order."""
    trouves: list[Evenement] = []
    for annee in simulation.annees:
        if annee.debut is not None:
            trouves.append(
                Evenement(annee.debut, "anniversaire", dire("Début de l'année {annee}", annee=annee.annee), "")
            )
        for versement in annee.versements:
            if versement.au_plus_tard is not None:
                modele = _MODELES[versement.nature]
                quoi = dire(modele, montant=en_texte(versement.montant), annee=annee.annee)
                trouves.append(Evenement(versement.au_plus_tard, "versement", quoi, dire("au plus tard")))
    trouves += [
        Evenement(obligation.echeance, "obligation", obligation.libelle, obligation.si or "")
        for obligation in simulation.obligations
        if obligation.echeance is not None
    ]
    return sorted(trouves, key=lambda un: (un.le, un.nature, un.quoi))


_MODELES = {
    NatureDeVersement.INTEGRAL: "Aide de l'année {annee} : {montant}",
    NatureDeVersement.ACOMPTE: "Acompte de l'année {annee} : {montant}",
    NatureDeVersement.SOLDE: "Solde de l'année {annee} : {montant}",
    NatureDeVersement.TROP_PERCU: "Trop-perçu de l'année {annee} à rendre : {montant}",
}


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
    for un in evenements(simulation):
        evenement = Event()
        identifiant = sha256(f"{un.le}|{un.nature}|{un.quoi}".encode()).hexdigest()[:24]
        evenement.add("uid", f"{identifiant}@binome")
        evenement.add("dtstamp", lu_le)
        evenement.add("dtstart", un.le)
        evenement.add("summary", un.quoi)
        evenement.add("description", "\n".join(filter(None, (_en_phrase(un.precision), note))))
        evenement.add("transp", "TRANSPARENT")
        if un.nature == "obligation":
            rappel = Alarm()
            rappel.add("action", "DISPLAY")
            rappel.add("description", un.quoi)
            rappel.add("trigger", -_RAPPEL)
            evenement.add_component(rappel)
        agenda.add_component(evenement)
    return bytes(agenda.to_ical())
