"""Who wins and who loses with a reform."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from binome.langue.courante import dire
from binome.nation.matrices import Choix, Entiers
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import en_euros
from binome.nation.resultats.enregistrement import Enregistrement
from binome.nation.resultats.groupes import TITRES, Dimension, classer
from binome.nation.tirages import Mesure, Sommes


@dataclass(frozen=True, slots=True)
class GagnantsEtPerdants(Enregistrement):
    """A group under a reform, over five years and in the mean of the draws."""

    groupe: str
    gagnants: int
    perdants: int
    inchanges: int
    incomparables: int
    sans_contrat: int
    gain: int
    perte: int
    solde: int


def gagnants(projection: Projection, simulee: Simulee) -> tuple[GagnantsEtPerdants, ...]:
    """Return the nation, then each group of each dimension.

    Each doctor is compared with himself under the law in force, with the same fates; where an amount is unknown under
    either law, nothing is compared.
    """
    tous = np.ones(len(projection.population.matrice), bool)
    lignes = [_groupe(projection, simulee, dire("tous"), tous)]
    for dimension in Dimension:
        groupes = classer(projection, dimension).groupes()
        lignes += [
            _groupe(projection, simulee, f"{TITRES[dimension]} : {nom}", ici) for nom, ici in groupes if ici.any()
        ]
    return tuple(lignes)


def _groupe(projection: Projection, simulee: Simulee, nom: str, ici: Choix) -> GagnantsEtPerdants:
    nombres = [Fraction(0)] * 5
    gain = perte = Fraction(0)
    for strate, en_vigueur, reforme in zip(
        projection.population.strates, projection.reference.sommes, simulee.sommes, strict=True
    ):
        avant, apres = _par_medecin(en_vigueur)[ici[strate.lignes]], _par_medecin(reforme)[ici[strate.lignes]]
        ecart = apres[:, 0] - avant[:, 0]
        concernes = (avant[:, 1] + apres[:, 1]) > 0
        inconnus = (avant[:, 2] + apres[:, 2]) > 0
        monte, baisse = ~inconnus & (ecart > 0), ~inconnus & (ecart < 0)
        sortes = (monte, baisse, ~inconnus & concernes & (ecart == 0), inconnus, ~concernes)
        nombres = [n + strate.poids * int(sorte.sum()) for n, sorte in zip(nombres, sortes, strict=True)]
        gain += strate.poids * int(ecart[monte].sum()) / simulee.tirages
        perte += strate.poids * int(ecart[baisse].sum()) / simulee.tirages
    montants = [en_euros(somme) for somme in (gain, perte, gain + perte)]
    return GagnantsEtPerdants(nom, *(*map(round, nombres), *montants))


def _par_medecin(sommes: Sommes) -> Entiers:
    table: Entiers = sommes.par_medecin[:, :, [Mesure.CENTIMES, Mesure.CONTRATS, Mesure.INCONNUES]].sum(axis=1)
    return table
