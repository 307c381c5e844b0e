"""A situation with one thing otherwise: a reading, an option, a zone, a day, a count, an answer taken as ordinary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier
from binome.contrats.situation import Situation
from binome.droit.codes import Option, Patientele, Zone
from binome.langue.courante import dire
from binome.langue.ecriture import en_date, nombre
from binome.moteur.calendrier import plus_annees
from binome.moteur.codes import Mots
from binome.moteur.rendu import TU, EnJson
from binome.simulation.autres_lectures import autres_choix, sous_un_choix
from binome.simulation.effets import autres_que_presumes
from binome.simulation.observation import lectures_consultees

ECART_INITIAL: Final = 20
"""How far from what was given an initial count is tried, in patients."""
ANNEES_DE_DATE: Final = 3
"""How far from the day of signature another regime is tried, in years."""


class Nature(Mots):
    """What is otherwise; the order is that of the simplest explanation."""

    LECTURE = "lecture", "une autre lecture des textes"
    CONSTAT = "constat", "un autre compte constaté"
    ANNEE = "annee", "une autre année de contrat"
    DEPART = "depart", "une autre patientèle de départ"
    OPTION = "option", "un autre temps de travail"
    ZONE = "zone", "une autre zone"
    PRESOMPTION = "presomption", "une réponse tenue pour ordinaire"
    DATE = "date", "une autre date de signature"
    SUSPENSION = "suspension", "une suspension dans l'année"


@dataclass(frozen=True, slots=True)
class Ecart(EnJson):
    """One thing otherwise: which, what it was and would be, in a sentence; `patients` for a count."""

    nature: Nature
    quoi: str
    phrase: str
    patients: int | None = None
    rang: int = field(default=0, metadata=TU)
    """How far from what was given, to put the closest first."""


@dataclass(frozen=True, slots=True)
class Variante:
    """A situation, and what is otherwise in it."""

    situation: Situation
    ecarts: tuple[Ecart, ...] = ()

    def avec(self, champ: str, valeur: Any, ecart: Ecart) -> Variante:
        """Return the same situation with one more thing otherwise."""
        return Variante(replace(self.situation, **{champ: valeur}), (*self.ecarts, ecart))


def des_lectures(dossier: Dossier, depuis: Variante) -> Iterator[Variante]:
    """Yield a variant for each other choice of a reading that the calculation looks at."""
    deja = {ecart.quoi for ecart in depuis.ecarts}
    for nom in lectures_consultees(dossier):
        if nom not in deja:
            yield from des_autres_choix(nom, dossier, depuis)


def des_autres_choix(nom: str, dossier: Dossier, depuis: Variante) -> Iterator[Variante]:
    """Yield a variant for each other choice of a reading."""
    lecture = dossier.droit.lectures[nom]
    for choix in autres_choix(nom, dossier):
        phrase = f"{dire(lecture.question)} {dire(lecture.choix[choix])}"
        autre = sous_un_choix(depuis.situation, nom, choix)
        yield Variante(autre, (*depuis.ecarts, Ecart(Nature.LECTURE, nom, phrase)))


def des_choix(dossier: Dossier, depuis: Variante) -> Iterator[Variante]:
    """Yield a variant for each other option, zone, answer taken as ordinary, and neighbouring regime."""
    situation = depuis.situation
    for option in Option:
        if option not in (Option.INCONNUE, situation.option_etp):
            phrase = dire("Temps de travail : {option}.", option=dire(option.libelle))
            yield depuis.avec("option_etp", option, Ecart(Nature.OPTION, option.code, phrase))
    for zone in Zone:
        if zone not in (Zone.INCONNUE, situation.zone):
            phrase = dire("Zone : {zone}.", zone=dire(zone.libelle))
            yield depuis.avec("zone", zone, Ecart(Nature.ZONE, zone.code, phrase))
    for nom, (libelle, valeur) in autres_que_presumes(dossier).items():
        if getattr(situation, nom) is None:
            phrase = dire("{champ} : {valeur}.", champ=dire(champs(dossier.loi)[nom].libelle), valeur=dire(libelle))
            yield depuis.avec(nom, valeur, Ecart(Nature.PRESOMPTION, nom, phrase))
    yield from _des_dates(dossier, depuis)


def des_departs(depuis: Variante) -> Iterator[Variante]:
    """Yield a variant for each initial count off by a little."""
    for patientele, champ in ((Patientele.PMT, "pmt_initiale"), (Patientele.PFA, "pfa_initiale")):
        compte = getattr(depuis.situation, champ)
        if compte is None:
            continue
        for ecart in range(1, ECART_INITIAL + 1):
            for autre in (compte - ecart, compte + ecart):
                if autre >= 0:
                    yield depuis.avec(champ, autre, _compte(Nature.DEPART, patientele, compte, autre))


def ecart_de_compte(patientele: Patientele, compte: int, autre: int) -> Ecart:
    """Return that a count of the year is otherwise."""
    return _compte(Nature.CONSTAT, patientele, compte, autre)


def _nom(nature: Nature, patientele: Patientele) -> str:
    if nature is Nature.CONSTAT:
        if patientele is Patientele.PMT:
            return dire("Patientèle médecin traitant constatée")
        return dire("File active constatée")
    if patientele is Patientele.PMT:
        return dire("Patientèle médecin traitant de départ")
    return dire("File active de départ")


def _compte(nature: Nature, patientele: Patientele, compte: int, autre: int) -> Ecart:
    phrase = dire(
        "{nom} : {autre} au lieu de {compte}.", nom=_nom(nature, patientele), autre=nombre(autre), compte=nombre(compte)
    )
    return Ecart(nature, patientele.code, phrase, autre - compte, abs(autre - compte))


def _des_dates(dossier: Dossier, depuis: Variante) -> Iterator[Variante]:
    """Yield a variant for the first and last days of the regimes around the day of signature."""
    signature = depuis.situation.date_signature
    if signature is None:
        return
    bornes = [regime.depuis for regime in dossier.loi.catalogue.regimes]
    jours = {jour for borne in bornes for jour in (borne - timedelta(days=1), borne)}
    proches = {jour for jour in jours if _proche(jour, signature) and jour >= bornes[0]}
    for jour in sorted(proches, key=lambda jour: abs((jour - signature).days)):
        phrase = dire("Signature le {jour}.", jour=en_date(jour))
        ecart = Ecart(Nature.DATE, "date_signature", phrase, rang=abs((jour - signature).days))
        yield depuis.avec("date_signature", jour, ecart)


def _proche(jour: date, signature: date) -> bool:
    debut, fin = plus_annees(signature, -ANNEES_DE_DATE), plus_annees(signature, ANNEES_DE_DATE)
    return debut <= jour <= fin and jour != signature
