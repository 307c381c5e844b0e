"""The cost month after month: every line of every assistant, and what is paid by the year put on its months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from binome.economie.cout.lignes import LigneDeCout
from binome.economie.cout.paie import MOIS_PAR_AN, Fiche, Mois, fiches_de_paie
from binome.economie.cout.taxe import TaxeDeLAnnee, assiette, taxes_par_annee
from binome.economie.lectures import LecturesDuCout
from binome.economie.projet import Projet
from binome.moteur.primitives import part_de

MoisDeCout = Counter[LigneDeCout]
"""The lines of one month, in cents."""


@dataclass(frozen=True)
class Registre:
    """What some months of employment cost. `etp`: working time of all assistants, one value a month."""

    mois: tuple[Mois, ...]
    etp: tuple[Fraction, ...]
    projet: Projet
    lectures: LecturesDuCout

    @cached_property
    def equipe(self) -> tuple[tuple[Fiche, ...], ...]:
        """The pay of each assistant: the first one up to a full time, the second one beyond."""
        temps = ([min(un, Fraction(1)) for un in self.etp], [max(un - 1, Fraction(0)) for un in self.etp])
        fiches = (fiches_de_paie(self.mois, quotites, self.projet, self.lectures) for quotites in temps)
        return tuple(un for un in fiches if un)

    @cached_property
    def taxes(self) -> dict[int, TaxeDeLAnnee]:
        """The tax on salaries of each calendar year."""
        return taxes_par_annee(self.equipe, self.projet.autres_salaires or (), self.lectures)

    @cached_property
    def par_mois(self) -> tuple[MoisDeCout, ...]:
        """Every line of every month; their sum is the cost."""
        tous: list[MoisDeCout] = [Counter() for _ in self.mois]
        rangs = {mois.jour: rang for rang, mois in enumerate(self.mois)}
        for fiches in self.equipe:
            for fiche in fiches:
                tous[rangs[fiche.mois.jour]].update(fiche.lignes)
        self._ajouter_la_taxe(tous, rangs)
        self._ajouter_les_saisies(tous)
        return tuple(tous)

    def fiches_de(self, debut: int, fin: int) -> list[Fiche]:
        """Return the pay of all assistants over some months."""
        jours = {mois.jour for mois in self.mois[debut:fin]}
        return [fiche for fiches in self.equipe for fiche in fiches if fiche.mois.jour in jours]

    def assistants(self, rang: int) -> int:
        """Return how many assistants are employed in a month."""
        return -(-self.etp[rang].numerator // self.etp[rang].denominator)

    def _ajouter_la_taxe(self, tous: list[MoisDeCout], rangs: dict[date, int]) -> None:
        """Share the tax of each year between its months, in proportion to what it is counted on."""
        for annee, taxe in self.taxes.items():
            payees = [f for fiches in self.equipe for f in fiches if f.mois.jour.year == annee]
            jours = sorted({f.mois.jour for f in payees})
            bases = [sum(assiette(f, self.lectures) for f in payees if f.mois.jour == jour) for jour in jours]
            for jour, part in zip(jours, repartir(taxe.ajoutee, bases), strict=True):
                tous[rangs[jour]][LigneDeCout.TAXE_SUR_LES_SALAIRES] += part

    def _ajouter_les_saisies(self, tous: list[MoisDeCout]) -> None:
        projet, deja = self.projet, 0
        for rang, mois in enumerate(tous):
            presents = self.assistants(rang)
            nouveaux, deja = max(presents - deja, 0), max(presents, deja)
            annuelles = repartir(projet.remplacement or 0, [1] * MOIS_PAR_AN)
            if projet.sante_au_travail is not None and rang % MOIS_PAR_AN == 0:
                mois[LigneDeCout.SANTE_AU_TRAVAIL] += projet.sante_au_travail * presents
            if projet.frais_de_groupement is not None:
                mois[LigneDeCout.GROUPEMENT] += part_de(max(mois.total(), 0), projet.frais_de_groupement)
            if projet.remplacement is not None and presents:
                mois[LigneDeCout.REMPLACEMENT] += annuelles[rang % MOIS_PAR_AN]
            if projet.formation is not None:
                mois[LigneDeCout.FORMATION] += projet.formation * nouveaux
            if projet.equipement is not None:
                mois[LigneDeCout.EQUIPEMENT] += projet.equipement * nouveaux


def repartir(somme: int, poids: Sequence[int]) -> list[int]:
    """Share a sum in cents in proportion to weights: the parts add up to it exactly."""
    total = sum(poids)
    cumuls = [part_de(somme, (cumul, total)) if total else 0 for cumul in accumulate(poids)]
    return [cumul - avant for cumul, avant in zip(cumuls, [0, *cumuls], strict=False)]
