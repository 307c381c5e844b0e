"""The letter of doubts: what to ask the caisse, ready to copy, and its answers brought back into the calculation."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binome.contrats.champs.description import champs
from binome.langue.courante import dire
from binome.simulation.lettre import QuestionALaCaisse, en_lettre, questions_a_la_caisse
from binome.simulation.simuler import Simulation, simuler_situation
from binome.web.resultat import annee_de_la_carte
from binome.web.vues.simulation import corriger, lire_l_adresse


@dataclass(frozen=True, slots=True)
class ReponseAttendue:
    """A question of the letter, with the field of the address that carries its answer."""

    question: QuestionALaCaisse
    nom: str
    choix: dict[str, str]
    donnee: str


def lettre(requete: HttpRequest) -> HttpResponse:
    """Show the few questions that move this doctor's money, the letter, and where to enter the answers."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    simulation = simuler_situation(lue.situation, lue.loi)
    annee = annee_de_la_carte(simulation, requete.GET.get("annee", ""))
    questions = questions_a_la_caisse(simulation, annee) if simulation.annees else ()
    attendues = [_attendue(une, simulation) for une in questions]
    repondues = {une.nom for une in attendues}
    contexte = {
        "questions": attendues,
        "lettre": en_lettre(simulation, questions),
        "sans_annee": not simulation.annees,
        "portes": {nom: valeur for nom, valeur in requete.GET.items() if nom not in repondues and valeur},
    }
    return render(requete, "lettre.html", contexte)


def _attendue(question: QuestionALaCaisse, simulation: Simulation) -> ReponseAttendue:
    lecture = simulation.loi.catalogue.lectures[question.lecture]
    nom = champs().adresses.nom("lectures", (question.lecture,))
    choix = {code: dire(sens) for code, sens in lecture.choix.items()}
    return ReponseAttendue(question, nom, choix, simulation.situation.lectures.get(question.lecture, ""))
