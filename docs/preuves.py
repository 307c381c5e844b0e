"""Write `docs/preuves.md`: what is proved of the rules, what is tried, what is only believed.

    python -m docs.preuves

Proofs are sought here (one or two minutes) and kept in `docs/preuves.json`, with the digest of what the law says; a test
plays every witness again and refuses a page of another law.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any, Final, get_type_hints

from binome.droit.catalogue import catalogue
from binome.droit.empreinte import empreinte_du_sens
from binome.droit.registre import toutes_les_regles
from binome.langue.ecriture import nombre
from binome.moteur.codes import Codes
from binome.moteur.sources import GRADES
from tests.preuves.modele.entrees import entrees
from tests.preuves.monotonie import CHAMPS, plus_de_patients_a_la_signature, reculs, remontees
from tests.preuves.portes import INTERNES, PORTES
from tests.preuves.surete import baremes, connus
from tests.preuves.temoins import Temoin, temoins

DOSSIER: Final = Path(__file__).parent
RESULTATS: Final = DOSSIER / "preuves.json"
PAGE: Final = DOSSIER / "preuves.md"
_ENTETE: Final = "<!-- Page écrite par docs/preuves.py à partir des preuves : ne pas la modifier à la main. -->\n"
_NOMS: Final = {"pmt": "patientèle médecin traitant", "pfa": "file active"}
_QUI_FIXENT_UN_OBJECTIF: Final = ("objectif_pfa_p50_1_5etp", "loi_degressive", "objectif_pmt_p95_1etp", "frontiere_p95")
_MONTRES: Final = 4
_SPECIALITES: Final = ("01", "14")
SANS_TEMOIN: Final = {
    "entree_en_vigueur": "choisit le régime d'après la date, avant toute règle",
    "estimation_percentile": "passe par un logarithme, que le modèle ne connaît que par son contrat : essayé, pas cherché",
}

Resultats = dict[str, Any]


def chercher() -> Resultats:
    """Return what the prover finds, under the law at hand."""
    dernier = list(baremes().values())[-1]
    for champ in CHAMPS:
        if str(plus_de_patients_a_la_signature(dernier, champ)) != "unsat":
            raise SystemExit("Plus de patients à la signature baisse un montant : à dire dans la page.")
    return {
        "droit": empreinte_du_sens(),
        "reculs": [
            {"patientele": r.patientele, "avant": r.avant.code, "apres": r.apres.code, "lectures": list(r.lectures)}
            for r in reculs(dernier)
        ],
        "remontees": list(_remontees()),
        "temoins": [t._asdict() for nom in catalogue().lectures for t in temoins(nom)],
    }


def _remontees() -> Iterator[dict[str, Any]]:
    """Yield where an objective grows with the patients, by default or under one other reading of the tables."""
    choix: list[dict[str, str]] = [{}]
    choix += [
        {nom: autre}
        for nom in _QUI_FIXENT_UN_OBJECTIF
        for autre in catalogue().lectures[nom].choix
        if autre != catalogue().lectures[nom].defaut
    ]
    for lues in choix:
        for specialite in catalogue().specialites:
            if specialite.code in _SPECIALITES:
                for vue in remontees(specialite.rang, lues):
                    yield {
                        "lectures": lues,
                        "specialite": specialite.libelle,
                        "patientele": vue.patientele.code,
                        "option": vue.option.code,
                        "patients": list(vue.patients),
                        "objectifs": list(vue.objectifs),
                    }


def page(resultats: Resultats) -> str:
    """Return the page of some results."""
    return "\n".join([*_prouve(), *_exceptions(resultats), *_doutes(resultats), *_essaye(), *_cru()]) + "\n"


def _prouve() -> Iterator[str]:
    lectures = prod(len(lecture.choix) for lecture in catalogue().lectures.values())
    yield f"{_ENTETE}\n# Preuves\n"
    yield "Ce que l'on sait des règles, et comment : prouvé pour toutes les situations, essayé sur beaucoup, ou seulement cru.\n"
    yield "## Ce qui est prouvé\n"
    yield (
        f"De la source de chacune des {len(toutes_les_regles())} règles est tiré un modèle, dont un démonstrateur montre ce qui"
        f" suit pour les {len(baremes())} périodes du droit et toutes les combinaisons des {len(catalogue().lectures)} lectures"
        f" (environ 10^{len(str(lectures)) - 1}), jusqu'à un million de patients et un million d'euros.\n"
    )
    yield "| ce qui est prouvé | où |\n|---|---|"
    yield "| aucune division par zéro | `tests/preuves/test_surete.py` |"
    yield "| aucun tableau interrogé hors de ses cases : chaque table de décision répond à chaque situation | id. |"
    yield "| chaque situation a une réponse, et une seule : chaque chemin d'une règle en rend une | id. |"
    yield "| aucun nombre ne dépasse 64 bits ; le quotient rapide du noyau est exact partout où il sert | id. et `tests/moteur/test_quotient.py` |"
    yield "| les tranches se partagent les nombres de patients, sans trou ni double | `tests/preuves/test_tranches.py` |"
    yield "| plus de patients à la signature ne baisse jamais le montant maximal d'une année | `tests/preuves/test_monotonie.py` |"
    yield "| plus de patients au constat ne baisse jamais la part versée, sauf ce qui suit | id. |"


def _exceptions(resultats: Resultats) -> Iterator[str]:
    yield "\n## Plus de patients, jamais moins d'euros : les exceptions\n"
    yield "Au constat, sous les lectures par défaut : aucune. Hors circonstances exceptionnelles, que la caisse apprécie.\n"
    yield "| un patient de plus en… | l'issue passe de… | à… | seulement sous la lecture |\n|---|---|---|---|"
    motifs = {motif.code: phrase for motif, phrase in catalogue().motifs.items()}
    for r in resultats["reculs"]:
        lectures = ", ".join(r["lectures"]) or "par défaut"
        yield f"| {_NOMS[r['patientele']]} | {_plat(motifs[r['avant']])} | {_plat(motifs[r['apres']])} | `{lectures}` |"
    yield (
        "\nUn nouvel installé qui atteint un niveau sur deux y perd donc quand la caisse retient le moins bon des deux"
        " taux : atteindre est moins payé que manquer. C'est une raison de lire le texte autrement (lecture par défaut)."
    )
    yield "\nObjectif qui **augmente** avec un patient de plus au départ, alors que le texte le veut dégressif :\n"
    yield "| spécialité | patientèle | option | patients | objectif | lecture |\n|---|---|---|---|---|---|"
    for r in resultats["remontees"]:
        lue = ", ".join(f"{nom} = {choix}" for nom, choix in r["lectures"].items()) or "par défaut"
        de, a = (" → ".join(nombre(n) for n in r[cle]) for cle in ("patients", "objectifs"))
        yield f"| {r['specialite']} | {_NOMS[r['patientele']]} | {r['option']} ETP | {de} | {a} | `{lue}` |"
    if not resultats["remontees"]:
        yield "| aucune | | | | | |"


def _doutes(resultats: Resultats) -> Iterator[str]:
    yield "\n## Ce que les textes laissent ouvert, et la lecture qui le ferme\n"
    yield "Pour chaque doute, la plus petite situation que le démonstrateur a trouvée où le choix change la réponse d'une règle.\n"
    yield "| ce que le texte laisse ouvert | la règle | la situation | par défaut | autrement |\n|---|---|---|---|---|"
    for brut in resultats["temoins"]:
        yield _ligne(Temoin(**{**brut, "choix": tuple(brut["choix"]), "reponses": tuple(brut["reponses"])}))
    vues = {brut["lecture"] for brut in resultats["temoins"]}
    for nom in catalogue().lectures:
        if nom not in vues:
            yield f"| {catalogue().lectures[nom].question} (`{nom}`) | {SANS_TEMOIN[nom]} | | | |"


def _ligne(temoin: Temoin) -> str:
    regle, lecture = toutes_les_regles()[temoin.regle], catalogue().lectures[temoin.lecture]
    genres = {une.nom: une.genre for une in entrees(regle, connus(baremes()[temoin.periode])).inconnues}
    donnees = ", ".join(f"`{nom}` = {_en_mots(genres[nom], n)}" for nom, n in temoin.entrees.items() if n > 0)
    a, b = (
        f"`{choix}` : {_rendu(regle.fonction, lu)}" for choix, lu in zip(temoin.choix, temoin.reponses, strict=True)
    )
    ouvert = f"{_plat(lecture.question)} (`{lecture.id}`)"
    return f"| {ouvert} | {_plat(regle.titre)} (droit du {temoin.periode}) | {donnees or 'tout à zéro'} | {a} | {b} |"


def _en_mots(genre: type, valeur: int) -> str:
    if issubclass(genre, Codes):
        return genre(valeur).libelle
    return "oui" if genre is bool else nombre(valeur)


def _rendu(regle: Any, lu: list[int]) -> str:
    genre = get_type_hints(regle)["return"]
    if len(lu) == 1 and isinstance(genre, type) and issubclass(genre, Codes):
        return genre(lu[0]).libelle
    if genre is bool:
        return "oui" if lu[0] else "non"
    return " ; ".join(nombre(n) for n in lu[:_MONTRES]) + (" ; …" if len(lu) > _MONTRES else "")


def _plat(phrase: str) -> str:
    return phrase.replace("|", "/").replace("\n", " ").strip()


def _essaye() -> Iterator[str]:
    yield "\n## Ce qui est essayé\n"
    yield "| quoi | comment |\n|---|---|"
    yield "| la même réponse des trois façons (interprétée, compilée, démontrée) | chaque règle, lignes tirées et au bord de chaque nombre |"
    yield "| le noyau et l'interprète, jusqu'au centime | `python -m bench.verifier` : un million de lignes, chaque seuil et ses voisins |"
    yield "| la vie des contrats : les sommes s'équilibrent, ne bougent qu'à leurs dates, une correction puis son contraire ne change rien | histoires tirées au hasard, `tests/contrats/test_histoires.py` |"
    yield "| la loi log-normale : entre 0 et 1, sans débordement | tirages, `tests/preuves/test_lognormale.py` |"


def _cru() -> Iterator[str]:
    yield "\n## Ce qui est seulement cru\n"
    grades = Counter(regle.source.grade for regle in toutes_les_regles().values())
    yield "Que les règles disent ce que disent les textes : aucun démonstrateur ne lit la convention. Ce qu'on en sait :\n"
    yield "| source | règles |\n|---|---|"
    for grade, combien in sorted(grades.items()):
        yield f"| {grade} : {GRADES[grade]} | {combien} |"
    yield "\nEt que ceux qui appellent une règle tiennent ce qu'ils promettent (du calcul de dates, que le modèle ne lit pas) :\n"
    yield "| règle | promesse |\n|---|---|"
    for porte in PORTES:
        mots = [
            *dict.fromkeys(p.mots for p in porte.promesses.values()),
            *([porte.ensemble.mots] if porte.ensemble else []),
        ]
        yield f"| {toutes_les_regles()[porte.regle].titre} | {' ; '.join(mots)} |"
    yield f"\nLes {len(INTERNES)} règles que seules d'autres règles appellent sont prouvées en elles."


def principal() -> None:
    """Look for the proofs, keep them, write the page."""
    resultats = chercher()
    RESULTATS.write_text(json.dumps(resultats, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    ecrire()


def ecrire() -> None:
    """Write the page from the results that are kept."""
    PAGE.write_text(page(json.loads(RESULTATS.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    principal()
