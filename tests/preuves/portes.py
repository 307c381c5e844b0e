"""The rules that contracts, simulations and the kernel call, and what these promise to give them.

A rule that is safe whatever its types allow has no entry here. One that is called by rules only, and counts on them, is
proved where it is called from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

import z3

from binome.droit.catalogue import catalogue
from binome.droit.codes import Nature
from binome.droit.faits import Candidat, Engagement, Jours, Objectif, Suivi
from binome.moteur.primitives import INCONNU
from tests.preuves.modele.valeurs import Valeur

Contrainte: TypeAlias = z3.BoolRef


class Promesse(NamedTuple):
    """What is promised of an argument: in words, and as a condition."""

    mots: str
    condition: Callable[..., list[Contrainte]]


class Porte(NamedTuple):
    """A rule that the upper floors call: its name, and what they promise of its arguments by name."""

    regle: str
    promesses: dict[str, Promesse]
    ensemble: Promesse | None = None
    """What is promised of several arguments at once."""

    def hypotheses(self, arguments: dict[str, Valeur]) -> list[Contrainte]:
        """Return the promises about some arguments."""
        conditions = [c for nom, promesse in self.promesses.items() for c in promesse.condition(arguments[nom])]
        return conditions if self.ensemble is None else conditions + self.ensemble.condition(**arguments)


def objectif_tenable(objectif: Objectif) -> list[Contrainte]:
    """Return what every objective keeps: proved of all that rules give, assumed of all that they take."""
    nature, patients, reference, cible, _ = objectif
    augmente, maintient, niveau = (nature == int(n) for n in (Nature.AUGMENTATION, Nature.MAINTIEN, Nature.NIVEAU))
    connue = reference >= 0
    return [
        nature >= min(Nature),
        nature <= max(Nature),
        reference >= INCONNU,
        cible >= INCONNU,
        z3.Implies(augmente, patients >= 1),
        z3.Implies(maintient, patients == 0),
        z3.Implies(z3.And(z3.Or(augmente, maintient), connue), cible == reference + patients),
        z3.Implies(z3.And(z3.Or(augmente, maintient), z3.Not(connue)), cible == INCONNU),
        z3.Implies(niveau, patients >= INCONNU),
    ]


def engagement_tenable(engagement: Engagement) -> list[Contrainte]:
    """Return what every commitment keeps."""
    sans = engagement.pmt.nature == int(Nature.SANS_OBJET)
    return [
        *objectif_tenable(engagement.pmt),
        *objectif_tenable(engagement.pfa),
        z3.simplify(z3.Not(engagement.suit_la_pmt) == sans),
        engagement.pfa.nature != int(Nature.SANS_OBJET),
    ]


def _suivi(suivi: Suivi) -> list[Contrainte]:
    nature = suivi.objectif.nature
    suivies = (Nature.AUGMENTATION, Nature.MAINTIEN, Nature.NIVEAU)
    mesurables = [suivi.constate >= 0, suivi.objectif.cible >= 0, z3.Or(*(nature == int(n) for n in suivies))]
    return [*objectif_tenable(suivi.objectif), *mesurables]


def _sans_negatif(taux: tuple[Valeur, Valeur]) -> list[Contrainte]:
    return [taux[0] >= 0]


def _jours(jours: Jours) -> list[Contrainte]:
    couples = ((jours.restants_de_l_annee, jours.de_l_annee), (jours.restants_du_contrat, jours.du_contrat))
    return [c for restants, tous in couples for c in (restants >= 0, tous >= restants)]


def _specialite(specialite: Valeur) -> list[Contrainte]:
    return [specialite >= INCONNU, specialite < len(catalogue().specialites)]


def _departement(departement: Valeur) -> list[Contrainte]:
    return [departement < len(catalogue().axes["departement"].codes)]


def _candidat(candidat: Candidat) -> list[Contrainte]:
    return [*_specialite(candidat.specialite), *_departement(candidat.departement)]


OPTION: Final = Promesse("l'option est connue", lambda option: [option >= 0])
SPECIALITE: Final = Promesse("la spécialité est de la liste, ou inconnue", _specialite)
DEPARTEMENT: Final = Promesse("le département est de la liste, ou inconnu", _departement)
MEDECIN: Final = Promesse("la part libérale n'est pas négative", lambda medecin: _sans_negatif(medecin.part_liberale))
ENGAGEMENT: Final = Promesse(
    "les objectifs sont ceux que les règles donnent (une augmentation a au moins un patient)", engagement_tenable
)
SUIVI: Final = Promesse("l'objectif et le constat sont connus", _suivi)
PART: Final = Promesse("la part est connue", _sans_negatif)
CANDIDAT: Final = Promesse("la spécialité et le département sont de la liste, ou inconnus", _candidat)
JOURS: Final = Promesse("il ne reste pas plus de jours qu'il n'y en a, zéro permis", _jours)
POSITIF: Final = Promesse("le compte n'est pas négatif", lambda compte: [compte >= 0])
AU_MOINS_UN: Final = Promesse("il y a au moins un jour", lambda compte: [compte >= 1])
PAS_PLUS: Final = Promesse(
    "il n'y a pas plus de jours servis que de jours", lambda actifs, jours_de_l_annee, **_: [actifs <= jours_de_l_annee]
)

PORTES: Final[Sequence[Porte]] = (
    Porte("engagement", {"medecin": MEDECIN, "option": OPTION}),
    Porte("engagement_revise", {"medecin": MEDECIN, "option": OPTION}),
    Porte("annee_de_contrat", {"option": OPTION, "engagement": ENGAGEMENT}),
    Porte("issues_de_la_candidature", {"candidat": CANDIDAT}),
    Porte("option_possible", {"option": OPTION, "candidat": CANDIDAT}),
    Porte("critere_generaliste", {"specialite": SPECIALITE}),
    Porte("critere_specialite", {"specialite": SPECIALITE, "departement": DEPARTEMENT}),
    Porte("borne_d_une_patientele", {"option": OPTION}),
    Porte("borne_de_l_objectif", {"option": OPTION}),
    Porte("borne_selon_p30", {"option": OPTION}),
    Porte("case_du_tableau", {"option": OPTION}),
    Porte("montant_maximal", {"option": OPTION}),
    Porte("calendrier_de_l_annee", {"option": OPTION}),
    Porte("acompte", {"premiere_part": PART}),
    Porte("montant_du", {"part": PART}),
    Porte("etat_d_augmentation", {"suivi": SUIVI}),
    Porte("etat_d_augmentation_mixte", {"suivi": SUIVI}),
    Porte("etat_de_maintien", {"suivi": SUIVI}),
    Porte("objectif_atteint", {"suivi": SUIVI}),
    Porte("a_recuperer", {"jours": JOURS}),
    Porte("montant_apres_suspension", {"actifs": POSITIF, "jours_de_l_annee": AU_MOINS_UN}, PAS_PLUS),
)

INTERNES: Final = frozenset(
    {
        "acompte_de_l_annee",
        "arrondi_de_l_objectif",
        "atteint",
        "augmentation_au_taux",
        "bilan_de_l_annee",
        "interpolation",
        "motif_d_un_objectif",
        "motif_de_deux_augmentations",
        "motif_de_deux_objectifs",
        "motif_de_l_annee",
        "motif_mixte",
        "niveau_du_primo_installe",
        "objectif_au_taux",
        "objectif_d_une_patientele",
        "objectif_par_la_droite",
        "objectif_par_les_points",
        "objectif_selon_p30",
        "part_clinique",
        "part_non_servie",
        "patients_selon_la_specialite",
        "patients_supplementaires",
        "rang_lineaire",
        "rang_lognormal",
        "sur_la_droite",
    }
)
"""Rules that count on the rules that call them: proved within these, and called by nothing else."""
