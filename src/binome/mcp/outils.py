"""The tools: what each is given (a form, its schema), and the function of the library that answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from binome.api import demandes
from binome.api.composants import composants
from binome.api.demandes import EFFETS, Demande
from binome.contrats.actes.acte import TEXTE
from binome.contrats.actes.releve import releve
from binome.contrats.champs.composes import objet
from binome.contrats.champs.formes import Forme, Schema, SousChamp, mot
from binome.droit import fiches
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi, loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.mots import aplatir
from binome.moteur.proximite import vouliez_vous
from binome.moteur.rendu import EnJson, en_donnees
from binome.simulation.question_inverse import objectif
from binome.simulation.simuler import simuler_situation

Lus = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outil:
    """A tool: what an assistant reads of it, what it takes, how it answers."""

    nom: str
    titre: str
    description: str
    demande: Demande
    repondre: Callable[[Lus], object]

    def schema(self) -> Schema:
        """Return the schema of what the tool takes, with the records that it refers to."""
        return _schema(self.nom)

    def appeler(self, arguments: Lus) -> dict[str, Any]:
        """Answer, as JSON data.

        Raises:
            ErreurBinome: an argument cannot be read, or there is no answer.
        """
        rendu: dict[str, Any] = en_donnees(self.repondre(self.demande(loi_en_vigueur()).lire("arguments", arguments)))
        return rendu


def _medecin(loi: Loi) -> dict[str, SousChamp]:
    situation = SousChamp("situation", demandes.situation(loi), obligatoire="la situation du médecin")
    return {"situation": situation, "reforme": demandes.reforme()}


def _pour_simuler(loi: Loi) -> Forme[Any]:
    return objet({**_medecin(loi), "effets": EFFETS}, dict)


def _pour_expliquer(loi: Loi) -> Forme[Any]:
    return objet(_medecin(loi), dict)


def _simuler(lus: Lus) -> object:
    simulation = simuler_situation(lus["situation"], loi_choisie(lus.get("reforme")))
    return simulation.reponse if lus.get("effets") == "non" else simulation.reponse_complete


def _expliquer(lus: Lus) -> object:
    return simuler_situation(lus["situation"], loi_choisie(lus.get("reforme"))).derivation


_FICHES: Final[Mapping[str, Callable[[], Mapping[str, EnJson]]]] = {
    "regles": fiches.regles,
    "nombres": fiches.nombres,
    "lectures": fiches.lectures,
    "textes": fiches.textes,
    "regimes": fiches.regimes,
    "specialites": fiches.specialites,
    "reformes": fiches.reformes,
}


def _pour_lire_le_droit(_loi: Loi) -> Forme[Any]:
    nature = mot({nom: nom for nom in _FICHES})
    return objet(
        {
            "nature": SousChamp("nature", nature, obligatoire=nature.attendu),
            "nom": SousChamp("nom", TEXTE),
            "mots": SousChamp("mots", TEXTE),
        },
        dict,
    )


def _lire_le_droit(lus: Lus) -> object:
    connues, nom = {cle: fiche.en_json() for cle, fiche in _FICHES[lus["nature"]]().items()}, lus.get("nom")
    if nom is not None:
        if nom not in connues:
            raise ErreurDeSaisie("nom", nom, f"un nom de {lus['nature']}", vouliez_vous(nom, connues))
        return {"entrees": [connues[nom]]}
    cherches = aplatir(lus.get("mots", "")).split()
    trouvees = {cle: fiche for cle, fiche in connues.items() if _porte(f"{cle} {fiche['titre']}", cherches)}
    return {"entrees": [{"nom": cle, "titre": fiche["titre"]} for cle, fiche in trouvees.items()]}


def _porte(texte: str, cherches: list[str]) -> bool:
    plat = aplatir(texte.replace("_", " "))
    return all(un in plat for un in cherches)


OUTILS: Final = (
    Outil(
        "simuler",
        "Simuler un contrat",
        "Éligibilité critère par critère, tranches, objectifs, cinq années de versements, doutes des textes. Ne donnez "
        "que ce que la personne a dit : un champ absent est inconnu, et la réponse dit alors à qui le demander "
        "(« manquants ») et entre quelles sommes elle se tient.",
        _pour_simuler,
        _simuler,
    ),
    Outil(
        "expliquer",
        "Expliquer un calcul",
        "Chaque étape du calcul, avec ses entrées, son résultat, les nombres et les lectures qu'elle regarde, son "
        "texte, sa section et son grade.",
        _pour_expliquer,
        _expliquer,
    ),
    Outil(
        "chercher_l_objectif",
        "Chercher combien de patients suffisent",
        "Le plus petit nombre de patients de plus pour 100 %, pour une somme, ou pour ne pas tomber à 0 €, avec la "
        "preuve : un patient de moins échoue.",
        demandes.objectif,
        lambda lus: objectif(**lus),
    ),
    Outil(
        "rejouer_un_contrat",
        "Rejouer un contrat",
        "L'état d'un contrat un jour donné, d'après ses actes datés : échéancier, sommes versées, dues, à rendre, "
        "obligations.",
        demandes.releve,
        lambda lus: releve(**lus),
    ),
    Outil(
        "lire_le_droit",
        "Lire le droit",
        "Les règles, les nombres datés, les doutes des textes (lectures), les documents cités, les régimes, les "
        "spécialités, les réformes toutes prêtes. Sans « nom », la liste, filtrée par « mots ».",
        _pour_lire_le_droit,
        _lire_le_droit,
    ),
)


@cache
def _schema(nom: str) -> Schema:
    outil = next(un for un in OUTILS if un.nom == nom)
    texte = json.dumps({**outil.demande(loi_en_vigueur()).schema, "$defs": composants({})})
    complet: Schema = json.loads(texte.replace("#/components/schemas/", "#/$defs/"))
    if "#/$defs/Acte" not in json.dumps(complet["properties"]):
        del complet["$defs"]["Acte"]
    if "#/$defs/" not in json.dumps(complet["properties"]):
        del complet["$defs"]
    return complet
