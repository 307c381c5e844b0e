"""Every table of a projection, computed once for all the faces and documents that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from binome.nation.projection import Projection
from binome.nation.resultats.annees import (
    AnneeDeContrat,
    CoutParPatient,
    SousUneLoi,
    comparer,
    cout_par_patient,
    par_annee,
)
from binome.nation.resultats.controles import (
    LIMITES,
    Controle,
    EffectifTire,
    HypotheseRetenue,
    Limite,
    controles,
    les_effectifs,
    les_hypotheses,
)
from binome.nation.resultats.enregistrement import Enregistrement
from binome.nation.resultats.gagnants import GagnantsEtPerdants, gagnants
from binome.nation.resultats.groupes import Dimension, ParGroupe, par_dimension
from binome.nation.resultats.lectures import PrixDeLecture, prix_des_lectures
from binome.nation.resultats.repartitions import Decile, EcartALObjectif, distribution, ecarts_aux_objectifs


@dataclass(frozen=True, slots=True)
class Tableaux:
    """The tables; those of one law are by the law's name, the law in force first."""

    limites: tuple[Limite, ...]
    hypotheses: tuple[HypotheseRetenue, ...]
    effectifs: tuple[EffectifTire, ...]
    controles: tuple[Controle, ...]
    lois: tuple[SousUneLoi, ...]
    annees: Mapping[str, tuple[AnneeDeContrat, ...]]
    cout_par_patient: tuple[CoutParPatient, ...]
    distribution: tuple[Decile, ...]
    ecarts: tuple[EcartALObjectif, ...]
    groupes: Mapping[Dimension, tuple[ParGroupe, ...]]
    gagnants: Mapping[str, tuple[GagnantsEtPerdants, ...]]
    lectures: tuple[PrixDeLecture, ...]

    def par_nom(self) -> dict[str, Sequence[Enregistrement]]:
        """Return every table by the name it bears in files; assumptions and limits first."""
        return {
            "limites": self.limites,
            "hypotheses": self.hypotheses,
            "effectifs": self.effectifs,
            "validation": self.controles,
            "comparaison": self.lois,
            **{f"annees {loi}": annees for loi, annees in self.annees.items()},
            "cout_par_patient": self.cout_par_patient,
            "distribution": self.distribution,
            "ecarts": self.ecarts,
            **{f"par {dimension}": groupes for dimension, groupes in self.groupes.items()},
            **{f"gagnants {loi}": lignes for loi, lignes in self.gagnants.items()},
            "lectures": self.lectures,
        }


def tabuler(projection: Projection) -> Tableaux:
    """Compute every table of a projection."""
    reference = projection.reference
    noms = _distincts([une.reforme.nom for une in projection.lois])
    annees = [par_annee(projection, une) for une in projection.lois]
    return Tableaux(
        limites=tuple(map(Limite, LIMITES)),
        hypotheses=les_hypotheses(projection),
        effectifs=les_effectifs(projection),
        controles=controles(projection),
        lois=comparer(projection, annees),
        annees=dict(zip(noms, annees, strict=True)),
        cout_par_patient=cout_par_patient(projection, reference),
        distribution=distribution(projection, reference),
        ecarts=ecarts_aux_objectifs(projection, reference),
        groupes={dimension: par_dimension(projection, reference, dimension) for dimension in Dimension},
        gagnants={nom: gagnants(projection, une) for nom, une in zip(noms[1:], projection.reformes, strict=True)},
        lectures=prix_des_lectures(projection),
    )


def _distincts(noms: Sequence[str]) -> list[str]:
    """Return the names, numbered from the second one where two laws bear the same."""
    return [
        nom if noms[:rang].count(nom) == 0 else f"{nom} ({noms[:rang].count(nom) + 1})" for rang, nom in enumerate(noms)
    ]
