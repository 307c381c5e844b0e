"""The operations on a contract that lives, and on a group of doctors."""

from __future__ import annotations

from typing import Final

from binome.api import demandes
from binome.api.operations import Demandee, Operation
from binome.collectif.contrat import simuler_le_groupe
from binome.collectif.reponse import SimulationCollective
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve


def _releve(demandee: Demandee) -> Releve:
    return releve(**demandee.corps, loi=demandee.loi)


def _collective(demandee: Demandee) -> SimulationCollective:
    return simuler_le_groupe(demandee.corps, demandee.loi)


OPERATIONS: Final = (
    Operation(
        "rejouer_un_contrat",
        "contrats/releves",
        "Rejouer les actes d'un contrat : état, échéancier, sommes, obligations, tels qu'ils étaient connus un jour.",
        "Contrats",
        _releve,
        Releve,
        demandes.releve,
        sous_reforme=True,
    ),
    Operation(
        "simuler_un_groupe",
        "collectives",
        "Simuler l'aide collective de 2026, pour un groupe de généralistes (source secondaire).",
        "Contrats",
        _collective,
        SimulationCollective,
        demandes.groupe,
    ),
)
