"""The operations on one doctor: simulation, explanation, comparisons, inverse question, map, receipt."""

from __future__ import annotations

from typing import Final

from binome.api import demandes
from binome.api.demandes import EFFETS
from binome.api.operations import Demandee, Operation
from binome.archives.verifier import verifier
from binome.economie.projet import Projet
from binome.economie.projet import verifier as verifier_le_projet
from binome.economie.rentabilite.calcul import OPTIONS as OPTIONS_COMPAREES
from binome.economie.rentabilite.calcul import lire_option, rentabilite_du_projet
from binome.economie.rentabilite.reponse import Rentabilite
from binome.simulation import comparaison
from binome.simulation.carte import carte
from binome.simulation.comparaison import Comparaison
from binome.simulation.explication import Derivation
from binome.simulation.plan import Carte
from binome.simulation.question_inverse import ReponseInverse, objectif
from binome.simulation.recu import OCTETS_AU_PLUS, Recu, Verification, recu
from binome.simulation.reponse import ReponseCalculee
from binome.simulation.retrouver import Retrouve, retrouver
from binome.simulation.simuler import simuler_situation
from binome.simulation.terme import AuTerme, comparer_au_terme

_MEDECIN: Final = "Un médecin"
_COTE_A_COTE: Final = "Côte à côte"
_RECUS: Final = "Récépissés"
_TIRAGES: Final = 400
"""Fates drawn for an answer, unless it asks for another number."""
_SANS_SENSIBILITE: Final = "Les probabilités n'y sont pas essayées sous d'autres hypothèses, comme le fait la commande."


def _simuler(demandee: Demandee) -> ReponseCalculee:
    simulation = simuler_situation(demandee.corps, demandee.loi)
    return simulation.reponse if demandee.parametres.get("effets") == "non" else simulation.reponse_complete


def _expliquer(demandee: Demandee) -> Derivation:
    return simuler_situation(demandee.corps, demandee.loi).derivation


def _comparer_des_options(demandee: Demandee) -> Comparaison:
    return comparaison.comparer_options(demandee.corps["situation"], demandee.corps["options"], demandee.loi)


def _comparer_des_regimes(demandee: Demandee) -> Comparaison:
    return comparaison.comparer_regimes(demandee.corps["situation"], demandee.corps.get("regimes", ()), demandee.loi)


def _comparer_une_lecture(demandee: Demandee) -> Comparaison:
    return comparaison.comparer_lecture(demandee.corps["situation"], demandee.corps["lecture"], demandee.loi)


def _comparer_des_variantes(demandee: Demandee) -> Comparaison:
    return comparaison.comparer_variantes(demandee.corps["situation"], demandee.corps["variantes"], demandee.loi)


def _comparer_au_terme(demandee: Demandee) -> AuTerme:
    lus = demandee.corps
    return comparer_au_terme(lus["situation"], lus.get("pmt"), lus.get("pfa"), demandee.loi)


def _objectif(demandee: Demandee) -> ReponseInverse:
    return objectif(**demandee.corps, loi=demandee.loi)


def _rentabilite(demandee: Demandee) -> Rentabilite:
    lus = dict(demandee.corps)
    situation, options = lus.pop("situation"), lus.pop("options", OPTIONS_COMPAREES)
    projet = Projet(**{"tirages": _TIRAGES, **lus})
    verifier_le_projet(projet)
    choisies = [lire_option(code, demandee.loi) for code in options]
    return rentabilite_du_projet(situation, projet, choisies, demandee.loi, sensibilite=False)


def _carte(demandee: Demandee) -> Carte:
    return carte(**demandee.corps, loi=demandee.loi)


def _retrouver(demandee: Demandee) -> Retrouve:
    return retrouver(**demandee.corps, loi=demandee.loi)


def _recu(demandee: Demandee) -> object:
    return recu(demandee.corps, demandee.loi)


def _verifier(demandee: Demandee) -> Verification:
    return verifier(demandee.corps)


OPERATIONS: Final = (
    Operation(
        "simuler",
        "simulations",
        "Simuler un contrat : éligibilité, objectifs, années, versements, doutes.",
        _MEDECIN,
        _simuler,
        ReponseCalculee,
        demandes.situation,
        {"effets": EFFETS},
        sous_reforme=True,
    ),
    Operation(
        "expliquer",
        "explications",
        "Donner chaque étape du calcul, avec son texte, sa section et son grade.",
        _MEDECIN,
        _expliquer,
        Derivation,
        demandes.situation,
        sous_reforme=True,
    ),
    Operation(
        "chercher_l_objectif",
        "objectifs",
        "Dire combien de patients de plus suffisent, avec la preuve qu'un de moins échoue.",
        _MEDECIN,
        _objectif,
        ReponseInverse,
        demandes.objectif,
        sous_reforme=True,
    ),
    Operation(
        "chiffrer_la_rentabilite",
        "rentabilites",
        "Dire si employer vaut la peine : coût, aide, net par option, seuils, trésorerie, probabilités.",
        _MEDECIN,
        _rentabilite,
        Rentabilite,
        demandes.rentabilite,
        sous_reforme=True,
        description=_SANS_SENSIBILITE,
    ),
    Operation(
        "tracer_la_carte",
        "cartes",
        "Donner la carte des falaises d'une année, en régions exactes.",
        _MEDECIN,
        _carte,
        Carte,
        demandes.carte,
        sous_reforme=True,
    ),
    Operation(
        "retrouver_une_somme",
        "sommes",
        "Dire tout ce qui donne une somme imprimée par la caisse, le plus simple d'abord, et ce qui a été essayé.",
        _MEDECIN,
        _retrouver,
        Retrouve,
        demandes.retrouver,
        sous_reforme=True,
    ),
    Operation(
        "comparer_des_options",
        "comparaisons/options",
        "Comparer des temps de travail de l'assistant.",
        _COTE_A_COTE,
        _comparer_des_options,
        Comparaison,
        demandes.options,
        sous_reforme=True,
    ),
    Operation(
        "comparer_des_regimes",
        "comparaisons/regimes",
        "Comparer ce que le médecin a, a eu ou aurait sous chaque régime.",
        _COTE_A_COTE,
        _comparer_des_regimes,
        Comparaison,
        demandes.regimes,
        sous_reforme=True,
    ),
    Operation(
        "comparer_une_lecture",
        "comparaisons/lecture",
        "Comparer chaque choix d'une lecture des textes.",
        _COTE_A_COTE,
        _comparer_une_lecture,
        Comparaison,
        demandes.lecture,
        sous_reforme=True,
    ),
    Operation(
        "comparer_des_variantes",
        "comparaisons/variantes",
        "Comparer la situation telle quelle avec d'autres réponses.",
        _COTE_A_COTE,
        _comparer_des_variantes,
        Comparaison,
        demandes.variantes,
        sous_reforme=True,
    ),
    Operation(
        "comparer_au_terme",
        "comparaisons/terme",
        "Comparer ce qui peut suivre le terme du contrat.",
        _COTE_A_COTE,
        _comparer_au_terme,
        AuTerme,
        demandes.terme,
        sous_reforme=True,
    ),
    Operation(
        "ecrire_un_recu",
        "recus",
        "Écrire le récépissé d'un calcul, rejouable hors ligne.",
        _RECUS,
        _recu,
        Recu,
        demandes.situation,
        sous_reforme=True,
    ),
    Operation(
        "verifier_un_recu",
        "verifications",
        "Rejouer un récépissé : même résultat, ou ce qui diffère.",
        _RECUS,
        _verifier,
        Verification,
        demandes.recu,
        octets=OCTETS_AU_PLUS,
    ),
)
