"""A report, composed once from a projection: its tables, its parts and its charts serve every face and document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from binome.langue.ecriture import en_date, nombre
from binome.nation.projection import Projection
from binome.nation.resultats.tableaux import Tableaux, tabuler
from binome.rapports.nation.sections import Section, en_tete, sections


@dataclass(frozen=True)
class Rapport:
    """What a projection says; each part is computed when it is first looked at, then kept."""

    projection: Projection
    le: date
    """Day on which it is established."""

    @cached_property
    def tableaux(self) -> Tableaux:
        """Every table."""
        return tabuler(self.projection)

    @cached_property
    def en_tete(self) -> tuple[Section, ...]:
        """What must be read before any figure."""
        return en_tete(self.tableaux)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The figures, part by part."""
        return sections(self.projection, self.tableaux)

    @cached_property
    def dessins(self) -> dict[str, str]:
        """The chart of each part that has one, as SVG, by the key of the part."""
        from binome.rapports.nation.graphiques import dessiner

        return dessiner(self.projection, self.tableaux)

    @property
    def resume(self) -> str:
        """The answer in one sentence."""
        loi = self.tableaux.lois[0]
        nulle = loi.issues.part_nulle
        return (
            f"{nombre(loi.contrats)} contrats signés le {en_date(self.projection.population.jour)} coûteraient "
            f"{_millions(loi.cout.cout)} en cinq ans (de {nombre(round(loi.cout.cout_bas / 10**6))} à "
            f"{_millions(loi.cout.cout_haut)}) ; une année de contrat sur "
            f"{round(1 / nulle) if nulle else '∞'} serait payée 0 €."
        )

    @property
    def mentions(self) -> str:
        """What made these figures, so that anyone can make them again."""
        projection = self.projection
        return (
            f"Droit {projection.loi.version} ; {nombre(len(projection.population.medecins))} médecins, "
            f"{projection.tirages} tirages, graine {projection.graine}. Établi le {en_date(self.le)}."
        )


def composer(projection: Projection, le: date | None = None) -> Rapport:
    """Return the report of a projection, established on a day: today by default."""
    return Rapport(projection, le or datetime.now(tz=UTC).date())


def _millions(euros: int) -> str:
    return f"{nombre(round(euros / 10**6))} millions d'euros"
