"""The tax on salaries: by calendar year, for the whole practice; an assistant bears what he adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from binome.economie.cout.paie import MOIS_PAR_AN, Fiche
from binome.economie.cout.regles import assiette_de_la_taxe, taxe_d_un_salarie, taxe_du_cabinet
from binome.economie.lectures import LecturesDuCout
from binome.moteur.primitives import ENTIER


@dataclass(frozen=True, slots=True)
class TaxeDeLAnnee:
    """A calendar year, in cents: tax of the assistants before relief, due with them and without them."""

    annee: int
    theorique: int
    due_avec: int
    due_sans: int

    @property
    def ajoutee(self) -> int:
        """What the assistants add to the tax of the practice."""
        return self.due_avec - self.due_sans


def taxes_par_annee(
    equipe: Sequence[Sequence[Fiche]], autres: Iterable[int], lectures: LecturesDuCout
) -> dict[int, TaxeDeLAnnee]:
    """Return the tax of every calendar year in which an assistant is paid; `autres`: gross salaries of the others."""
    annees = sorted({fiche.mois.jour.year for fiches in equipe for fiche in fiches})
    return {annee: _taxe(annee, equipe, tuple(autres), lectures) for annee in annees}


def _taxe(
    annee: int, equipe: Sequence[Sequence[Fiche]], autres: tuple[int, ...], lectures: LecturesDuCout
) -> TaxeDeLAnnee:
    presences = [[f for f in fiches if f.mois.jour.year == annee] for fiches in equipe]
    presents = [fiches for fiches in presences if fiches]
    bareme = max((fiches[-1].mois for fiches in presents), key=lambda mois: mois.jour).bareme
    des_autres = sum(taxe_d_un_salarie(brut, ENTIER, bareme, lectures) for brut in autres)
    theorique = sum(
        taxe_d_un_salarie(
            sum(assiette(f, lectures) for f in fiches), (min(len(fiches), MOIS_PAR_AN), MOIS_PAR_AN), bareme, lectures
        )
        for fiches in presents
    )
    return TaxeDeLAnnee(
        annee, theorique, taxe_du_cabinet(theorique + des_autres, bareme), taxe_du_cabinet(des_autres, bareme)
    )


def assiette(fiche: Fiche, lectures: LecturesDuCout) -> int:
    """Return what the tax is counted on in a month."""
    return assiette_de_la_taxe(fiche.brut, fiche.complementaires, lectures)
