"""Whether the law of a day opens an option to a running contract, in the words of the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from binome.contrats.champs.valeurs import AvenantDObjectif
from binome.droit.bareme import Bareme
from binome.droit.cadre import Cadre
from binome.droit.candidature import temps_plein_reserve
from binome.droit.codes import Issue, Option, Reponse, Statut, Tranche, Zone
from binome.droit.eligibilite.regles import (
    contrat_de_1_etp,
    critere_contrat_1_etp,
    critere_generaliste,
    critere_option,
    critere_temps_plein,
    critere_troisieme_annee,
    critere_zone,
)
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.moteur.sources import Source


class Passage(NamedTuple):
    """A contract that takes an option on a day, from a year on: what the conditions look at."""

    option: Option
    jour: date
    annee: int
    courante: Option
    """The option that it leaves."""
    ailleurs: Reponse
    """Whether the doctor has signed a contract of 1 ETP beside this one."""
    specialite: int
    zone: Zone
    sous_dense: Reponse
    regroupe: Reponse
    p50: Reponse
    """Whether the patientèle that opens a full time in some zones reaches the median."""
    tranche: Tranche


def issues_du_passage(passage: Passage, cadre: Cadre) -> list[Issue]:
    """Return the answer of every condition that the law of the day puts to taking an option."""
    bareme = cadre.bareme_au(passage.jour)
    issues = [critere_option(passage.option, bareme)]
    if temps_plein_reserve(passage.option, bareme):
        issues.append(critere_temps_plein(passage.zone, passage.sous_dense, passage.regroupe, passage.p50, bareme))
    if issues[0] is Issue.OPTION_SOUS_CONDITIONS:
        issues += [
            critere_zone(passage.zone),
            critere_generaliste(passage.specialite, bareme),
            critere_contrat_1_etp(contrat_de_1_etp(passage.courante, passage.ailleurs)),
            critere_troisieme_annee(passage.annee, passage.tranche, bareme, cadre.lectures),
        ]
    return issues


def refus_de_passage(passage: Passage, cadre: Cadre) -> str | None:
    """Return why a contract may not take an option, each missed condition with its sentence; None when it may.

    A condition that is unknown refuses nothing. Objectives missed so far do not either: the caisse appreciates them.
    """
    manquees = [dite for dite in dites(passage, cadre) if dite.statut is Statut.NON_REMPLI]
    return " ; ".join(dite.phrase.rstrip(".") for dite in manquees) or None


class Dite(NamedTuple):
    """A condition as it is said: where it stands, its sentence, its source."""

    statut: Statut
    phrase: str
    source: Source


def dites(passage: Passage, cadre: Cadre) -> list[Dite]:
    """Return the conditions of a passage in words."""
    return [
        dite(issue, passage.option, cadre, cadre.bareme_au(passage.jour)) for issue in issues_du_passage(passage, cadre)
    ]


def dite(issue: Issue, option: Option, cadre: Cadre, bareme: Bareme) -> Dite:
    """Return the answer of a condition in words."""
    sens = cadre.loi.catalogue.issues[issue]
    phrase, source = sens.sous(cadre.regime)
    valeurs = {
        "option": str(option.code).replace(".", ","),
        "annee_du_second_assistant": bareme.annee_du_second_assistant,
        "apl_sous_dense": nombre(*bareme.apl_sous_dense),
    }
    return Dite(sens.statut, dire(phrase).format_map(valeurs), source)


def est_un_second_assistant(option: Option, cadre: Cadre, jour: date) -> bool:
    """Return whether an option is one of those that bring a second assistant, open by that day or not yet."""
    issue = critere_option(option, cadre.bareme_au(jour))
    return issue in (Issue.OPTION_SOUS_CONDITIONS, Issue.OPTION_PAS_ENCORE_OUVERTE)


def option_courante(signee: Option | None, avenants: Sequence[AvenantDObjectif], annee: int) -> Option:
    """Return the option of the year before `annee`, as the avenants written so far leave it."""
    suivies = [un.option_etp for un in avenants if un.option_etp is not None and un.annee < annee]
    dernieres = [signee, *suivies]
    return Option.INCONNUE if dernieres[-1] is None else dernieres[-1]
