"""The states of a contract and the one table of its transitions (`transitions.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from binome.contrats.actes.acte import Acte, NatureDActe
from binome.moteur.codes import Codes
from binome.moteur.erreurs import ActeRefuse
from binome.moteur.tables import axe, lire_table


class EtatDeContrat(Codes):
    """Where a contract stands."""

    PROJET = 0, "en projet"
    EN_COURS = 1
    SUSPENDU = 2
    RESILIE = 3, "résilié"
    CLOS = 4
    RECONDUIT = 5


class Suite(Codes):
    """What an act leads to: a state (same values), or a refusal."""

    PROJET = 0
    EN_COURS = 1
    SUSPENDU = 2
    RESILIE = 3
    CLOS = 4
    RECONDUIT = 5
    REFUS_SANS_SIGNATURE = 6
    REFUS_DEJA_SIGNE = 7
    REFUS_SUSPENDU = 8
    REFUS_DEJA_SUSPENDU = 9
    REFUS_NON_SUSPENDU = 10
    REFUS_FINI = 11
    REFUS_RECONDUIT = 12


@dataclass(frozen=True, slots=True)
class Transitions:
    """The table, and the sentences of its refusals."""

    table: tuple[tuple[Suite, ...], ...]
    refus: dict[str, str]


@cache
def transitions() -> Transitions:
    """Return the table of transitions, proved complete when read."""
    brut = tomllib.loads(Path(__file__).with_name("transitions.toml").read_text("utf-8"))
    axes = {"acte": axe(NatureDActe), "etat": axe(EtatDeContrat), "suite": axe(Suite)}
    return Transitions(lire_table("transitions", brut["table"], axes), brut["refus"])


def refus(acte: Acte, raison: str) -> ActeRefuse:
    """Return the refusal of an act: which one, when, and why."""
    return ActeRefuse(
        f"Acte « {acte.nature.libelle} » du {acte.effectif_le:%d/%m/%Y} ({acte.id}) impossible : {raison}."
    )


def suivant(etat: EtatDeContrat, acte: Acte) -> EtatDeContrat:
    """Return the state after an act.

    Raises:
        ActeRefuse: the table refuses this act in this state.
    """
    suite = transitions().table[acte.nature][etat]
    if suite > Suite.RECONDUIT:
        raise refus(acte, transitions().refus[suite.code])
    return EtatDeContrat(suite)
