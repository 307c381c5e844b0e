"""A report, composed once from a projection: its tables, its parts and its charts serve every face and document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from binome.langue.ecriture import en_date, nombre, soignee
from binome.nation.projection import Projection
from binome.nation.resultats.tableaux import Tableaux, tabuler
from binome.rapports.nation.accroches import de_la_reforme, millions
from binome.rapports.nation.sections import Section, sections


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
    def sections(self) -> tuple[Section, ...]:
        """Every part, the answer first."""
        return sections(self.projection, self.tableaux)

    @cached_property
    def dessins(self) -> dict[str, str]:
        """The chart of each part that has one, as SVG, by the key of the part."""
        from binome.rapports.nation.graphiques import dessiner

        return dessiner(self.projection, self.tableaux)

    @cached_property
    def dessins_etroits(self) -> dict[str, str]:
        """The same charts, for a phone."""
        from binome.rapports.nation.dessin import ETROIT
        from binome.rapports.nation.graphiques import dessiner

        return dessiner(self.projection, self.tableaux, ETROIT)

    @property
    def effets(self) -> tuple[str, ...]:
        """What each reform changes, one sentence each."""
        en_vigueur, *autres = self.tableaux.lois
        return tuple(soignee(de_la_reforme(en_vigueur, loi)) for loi in autres)

    @property
    def reference(self) -> str:
        """What the law in force costs, in one sentence."""
        loi = self.tableaux.lois[0]
        nulle, jour = loi.issues.part_nulle, en_date(self.projection.population.jour)
        bas = nombre(round(loi.cout.cout_bas / 10**6))
        return soignee(
            f"Sous le droit en vigueur, {nombre(loi.contrats)} contrats signés le {jour} coûteraient "
            f"{millions(loi.cout.cout)} en cinq ans (de {bas} à {millions(loi.cout.cout_haut)}) ; une année de contrat "
            f"sur {round(1 / nulle) if nulle else '∞'} serait payée 0 €."
        )

    @property
    def resume(self) -> str:
        """The answer: what the reforms change, or what the law in force costs when there is none."""
        return " ".join(self.effets) or self.reference

    @property
    def source(self) -> str:
        """What stands under each figure."""
        return f"Source : calcul Binôme du {en_date(self.le)}, médecins synthétiques ; hypothèses et limites à la fin."

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
