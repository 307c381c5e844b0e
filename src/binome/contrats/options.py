"""Whether the law of a day opens an option to a running contract, in the words of the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from binome.contrats.champs.valeurs import AvenantDObjectif
from binome.droit.cadre import Cadre
from binome.droit.codes import Issue, Option, Reponse, Statut, Tranche, Zone
from binome.droit.eligibilite.regles import (
    contrat_de_1_etp,
    critere_contrat_1_etp,
    critere_generaliste,
    critere_option,
    critere_troisieme_annee,
    critere_zone,
)


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
    tranche: Tranche


def refus_de_passage(passage: Passage, cadre: Cadre) -> str | None:
    """Return why a contract may not take an option, each missed condition with its sentence; None when it may.

    A condition that is unknown refuses nothing. Objectives missed so far do not either: the caisse appreciates them.
    """
    bareme = cadre.bareme_au(passage.jour)
    issues = [critere_option(passage.option, bareme)]
    if issues[0] is Issue.OPTION_SOUS_CONDITIONS:
        issues += [
            critere_zone(passage.zone),
            critere_generaliste(passage.specialite, bareme),
            critere_contrat_1_etp(contrat_de_1_etp(passage.courante, passage.ailleurs)),
            critere_troisieme_annee(passage.annee, passage.tranche, bareme, cadre.lectures),
        ]
    catalogue, valeurs = (
        cadre.loi.catalogue,
        {
            "option": str(passage.option.code).replace(".", ","),
            "annee_du_second_assistant": bareme.annee_du_second_assistant,
        },
    )
    manquees = [issue for issue in issues if catalogue.issues[issue].statut is Statut.NON_REMPLI]
    phrases = [catalogue.issues[issue].sous(cadre.regime)[0].format_map(valeurs).rstrip(".") for issue in manquees]
    return " ; ".join(phrases) or None


def est_un_second_assistant(option: Option, cadre: Cadre, jour: date) -> bool:
    """Return whether an option is one of those that bring a second assistant, open by that day or not yet."""
    issue = critere_option(option, cadre.bareme_au(jour))
    return issue in (Issue.OPTION_SOUS_CONDITIONS, Issue.OPTION_PAS_ENCORE_OUVERTE)


def option_courante(signee: Option | None, avenants: Sequence[AvenantDObjectif], annee: int) -> Option:
    """Return the option of the year before `annee`, as the avenants written so far leave it."""
    suivies = [un.option_etp for un in avenants if un.option_etp is not None and un.annee < annee]
    dernieres = [signee, *suivies]
    return Option.INCONNUE if dernieres[-1] is None else dernieres[-1]
