"""The letter of doubts: the few questions to ask the caisse, only those that move this doctor's money, priced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from binome.langue.courante import dire
from binome.langue.ecriture import en_date, en_texte
from binome.moteur.argent import en_euros
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.rendu import EnJson
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee
from binome.simulation.autres_lectures import choix_retenu, sous_un_choix
from binome.simulation.carte import carte
from binome.simulation.doutes_de_la_carte import Divergence, divergences
from binome.simulation.quantites import Quantite
from binome.simulation.reponse import Effet
from binome.simulation.simuler import Simulation

QUESTIONS_AU_PLUS: Final = 6
_SOMMES: Final = (Quantite.TOTAL_MINIMUM, Quantite.TOTAL_MAXIMUM)


@dataclass(frozen=True, slots=True)
class AutreReponse(EnJson):
    """Another answer that the caisse may give: its code, its words, how many euros it moves at most."""

    choix: str
    sens: str
    prix: Decimal


@dataclass(frozen=True, slots=True)
class QuestionALaCaisse(EnJson):
    """A doubt of the texts that moves this doctor's money: what is retained, and what other answers would move."""

    lecture: str
    question: str
    retenu: str
    retenu_en_mots: str
    autres: tuple[AutreReponse, ...]

    @property
    def prix(self) -> Decimal:
        """The most that an answer may move."""
        return max(autre.prix for autre in self.autres)


def questions_a_la_caisse(simulation: Simulation, annee: int) -> tuple[QuestionALaCaisse, ...]:
    """Return the questions worth asking, the dearest first; `annee` is the contract year whose map is looked at."""
    prix = dict(_prix_sur_la_carte(simulation, annee))
    for lecture in simulation.lectures:
        for effet in lecture.effets:
            cle = lecture.id, effet.choix
            prix[cle] = max(prix.get(cle, Decimal(0)), _prix_de_l_effet(effet))
    trouvees = (_question(simulation, nom, prix) for nom in dict.fromkeys(nom for nom, _ in prix))
    cheres = sorted((une for une in trouvees if une is not None), key=lambda une: -une.prix)
    return tuple(cheres[:QUESTIONS_AU_PLUS])


def _question(simulation: Simulation, nom: str, prix: dict[tuple[str, str], Decimal]) -> QuestionALaCaisse | None:
    lecture, retenu = simulation.loi.catalogue.lectures[nom], choix_retenu(nom, simulation.dossier)
    autres = tuple(
        AutreReponse(choix, dire(sens), prix[nom, choix])
        for choix, sens in lecture.choix.items()
        if prix.get((nom, choix), Decimal(0))
    )
    if not autres:
        return None
    return QuestionALaCaisse(nom, dire(lecture.question), retenu, dire(lecture.choix[retenu]), autres)


def _prix_de_l_effet(effet: Effet) -> Decimal:
    """Return how far another choice moves the sums of the contract."""
    ecarts = [
        abs(un.apres - un.avant)
        for un in effet.changements
        if un.mesure.quantite in _SOMMES and isinstance(un.avant, Decimal) and isinstance(un.apres, Decimal)
    ]
    return max(ecarts, default=Decimal(0))


def _prix_sur_la_carte(simulation: Simulation, annee: int) -> Iterator[tuple[tuple[str, str], Decimal]]:
    """Yield, for each reading that moves a border of the map, the largest sum between its two sides."""
    situation, loi = simulation.situation, simulation.loi
    try:
        dessin = carte(situation, annee, loi)
        ici = evaluer_l_annee(situation, annee, loi)
        for une in divergences(situation, dessin, loi):
            la = evaluer_l_annee(sous_un_choix(situation, une.lecture, une.choix), annee, loi)
            yield (une.lecture, une.choix), _ecart(ici, la, une)
    except (AnneeIndeterminee, ErreurDeSaisie):
        return


def _ecart(ici: AnneeEvaluable, la: AnneeEvaluable, une: Divergence) -> Decimal:
    coins = [(pmt, pfa) for x, y in une.zones for pmt in ((0,) if x is None else x) for pfa in y]
    return max(en_euros(abs(la.du(pmt, pfa) - ici.du(pmt, pfa))) for pmt, pfa in coins)


def en_lettre(simulation: Simulation, questions: Iterable[QuestionALaCaisse]) -> str:
    """Return the letter, ready to copy: no name, no number of a person."""
    jour = simulation.situation.date_signature
    objet = dire("un contrat d'aide à l'emploi d'un assistant médical")
    signe = dire("signé le {jour}", jour=en_date(jour)) if jour is not None else dire("que j'envisage de signer")
    lignes = [
        dire("Madame, Monsieur,"),
        "",
        dire("Les textes publiés laissent des doutes sur {objet} {signe}.", objet=objet, signe=signe),
        dire("Je vous remercie de me dire par écrit, et de quel texte vient la réponse :"),
        "",
    ]
    for rang, une in enumerate(questions, 1):
        lignes.append(f"{rang}. {une.question}")
        lignes.append("   " + dire("Sans réponse, je compte sur : {retenu}.", retenu=une.retenu_en_mots))
        lignes += [
            "   " + dire("Si c'est : {sens}, jusqu'à {prix} de différence.", sens=autre.sens, prix=en_texte(autre.prix))
            for autre in une.autres
        ]
    lignes += ["", dire("Calcul indicatif fait avec Binôme, droit {version}.", version=simulation.version_du_droit)]
    return "\n".join(lignes)
