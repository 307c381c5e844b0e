"""Which contracts win and which lose with a reform: every row adds up to its contracts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from binome.langue.courante import dire
from binome.nation.matrices import Choix
from binome.nation.mesures import Compare
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import arrondir_ensemble, en_euros, par_strate, total
from binome.nation.resultats.enregistrement import Enregistrement
from binome.nation.resultats.groupes import TITRES, Dimension, classer

_SORTES = (Compare.GAGNANTS, Compare.PERDANTS, Compare.INCHANGES, Compare.INCOMPARABLES)


@dataclass(frozen=True, slots=True)
class GagnantsEtPerdants(Enregistrement):
    """The contracts of a group under a reform, in the mean of a draw, and what they win and lose in five years.

    A contract is compared with the same fate of the same doctor under the law in force; what is not signed receives
    nothing. `contrats` counts those that are signed under either law: the four sorts add up to it.
    """

    groupe: str
    contrats: int
    gagnants: int
    perdants: int
    inchanges: int
    incomparables: int
    """The amount is unknown under either law."""
    gain: int
    perte: int
    solde: int


def gagnants(projection: Projection, simulee: Simulee) -> tuple[GagnantsEtPerdants, ...]:
    """Return the nation, then each group of each dimension."""
    tous = np.ones(len(projection.population.medecins), bool)
    lignes = [_groupe(projection, simulee, dire("tous"), tous)]
    for dimension in Dimension:
        groupes = classer(projection, dimension).groupes()
        lignes += [
            _groupe(projection, simulee, f"{TITRES[dimension]} : {nom}", ici) for nom, ici in groupes if ici.any()
        ]
    return tuple(lignes)


def _groupe(projection: Projection, simulee: Simulee, nom: str, ici: Choix) -> GagnantsEtPerdants:
    par_poids = [
        (strate.poids / simulee.tirages, sommes.compares[ici[strate.lignes]].sum(axis=0).tolist())
        for strate, sommes in par_strate(projection, simulee)
    ]
    moyennes = {colonne: total(poids * sommes[colonne] for poids, sommes in par_poids) for colonne in Compare}
    sortes = arrondir_ensemble([moyennes[sorte] for sorte in _SORTES])
    gagnes, perdus, inchanges, incomparables = sortes
    gain, perte = en_euros(moyennes[Compare.GAIN]), en_euros(moyennes[Compare.PERTE])
    return GagnantsEtPerdants(nom, sum(sortes), gagnes, perdus, inchanges, incomparables, gain, perte, gain + perte)
