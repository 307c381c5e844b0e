"""The law of one contract: its regime, its readings, and whose day's numbers each of its years takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binome.droit.bareme import Bareme
from binome.droit.catalogue import Regime
from binome.droit.lectures import Lectures
from binome.droit.loi import Loi, LoiDuContrat
from binome.droit.vie_du_contrat.regles import (
    duree_en_annees,
    jour_apres_suspension,
    jour_des_nombres_d_un_ancien,
    reporte_au_1er_mars,
)
from binome.moteur.calendrier import est_un_29_fevrier, plus_annees
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.trace import temoin


@dataclass(frozen=True, slots=True)
class Cadre:
    """What a contract lives under. `entree` is the first day of signature under the convention, as it is read.

    Numbers and readings are behind a witness when a calculation is being traced (`observe`).
    """

    loi: Loi
    regime: Regime
    signature: date | None
    entree: date
    jour_du_droit: date
    bareme: Bareme
    lectures: Lectures
    observe: bool
    suspensions: tuple[tuple[date, date], ...] = ()
    """First day and day of return of each suspension, in order."""

    @property
    def jour_de_signature(self) -> date:
        """The day of signature; the last day of checking when it is unknown."""
        return self.signature or self.loi.catalogue.verifie_le

    @property
    def ancien(self) -> bool:
        """Whether the contract was signed under an earlier regime than the convention."""
        return self.regime.famille != self.loi.catalogue.convention.famille

    def duree(self, prorogations: int) -> int:
        """Return the number of contract years, prorogations included."""
        return duree_en_annees(prorogations, self.ancien, self.bareme, self.lectures)

    def anniversaire(self, annee: int) -> date | None:
        """Return the first day of a contract year, suspensions counted; None when the signature is unknown."""
        prevu = self.anniversaire_prevu(annee)
        return None if prevu is None else self.apres_les_suspensions(prevu)

    def anniversaire_prevu(self, annee: int) -> date | None:
        """Return the first day of a contract year as it was at signature."""
        if self.signature is None:
            return None
        report = est_un_29_fevrier(self.signature) and reporte_au_1er_mars(self.lectures)
        return plus_annees(self.signature, annee - 1, report)

    def apres_les_suspensions(self, jour: date) -> date:
        """Return where the suspensions put a day of the calendar of signature."""
        if not self.suspensions:
            return jour
        rang = jour.toordinal()
        for debut, fin in self.suspensions:
            rang = jour_apres_suspension(rang, debut.toordinal(), fin.toordinal(), self.lectures)
        return date.fromordinal(rang)

    def bareme_au(self, jour: date | None) -> Bareme:
        """Return the numbers that the contract takes on `jour`; those of the last day of checking when unknown."""
        valeurs = self.loi.bareme(self.jour_des_nombres(jour))
        return temoin(valeurs, "parametres") if self.observe else valeurs

    def jour_des_nombres(self, jour: date | None) -> date:
        """Return the day whose numbers an anniversary takes: a running contract joins the convention at its own."""
        au_plus_tot = max(jour or self.loi.catalogue.verifie_le, self.regime.depuis)
        if not self.ancien:
            return au_plus_tot
        entree, publication = self.entree.toordinal(), self.loi.catalogue.convention.depuis.toordinal()
        retenu = jour_des_nombres_d_un_ancien(au_plus_tot.toordinal(), entree, publication, self.lectures)
        return date.fromordinal(retenu)

    def du_contrat(self, annees: int) -> LoiDuContrat:
        """Return the numbers at signature, then at the start of each of the first years."""
        baremes = tuple(self.bareme_au(self.anniversaire(annee)) for annee in range(1, annees + 1))
        return LoiDuContrat(int(self.regime.rang_de_famille), self.lectures, self.bareme, baremes)


def cadre_de(
    loi: Loi,
    signature: date | None,
    specialite: int | None = None,
    choix: Mapping[str, str] | None = None,
    observe: bool = False,
) -> Cadre:
    """Return the law of a contract.

    Args:
        loi: the law that is applied.
        signature: day of signature; None for the last day of checking.
        specialite: rank of the speciality, which may change the default of a reading.
        choix: readings chosen by the caller.
        observe: put numbers and readings behind a witness.

    Raises:
        ErreurDeSaisie: the day comes before the scheme.
    """
    choix = choix or {}
    regime = regime_applicable(loi, signature, choix)
    jour = max(signature or loi.catalogue.verifie_le, regime.depuis)
    bareme, lectures = loi.bareme(jour), loi.lectures_retenues(choix, contextes(loi, regime, specialite))
    return Cadre(
        loi,
        regime,
        signature,
        debut_du_regime(loi, loi.catalogue.convention, choix),
        jour,
        temoin(bareme, "parametres") if observe else bareme,
        temoin(lectures, "lectures") if observe else lectures,
        observe,
    )


def contextes(loi: Loi, regime: Regime, specialite: int | None) -> tuple[str, ...]:
    """Return the contexts that may change a reading's default: family of specialities, then regime."""
    du_regime = (regime.id,) if regime.id == regime.famille else (regime.id, regime.famille)
    if specialite is None:
        return du_regime
    famille = loi.bareme(loi.catalogue.verifie_le).famille_de_la_specialite[specialite]
    return (famille.code, *du_regime)


def lecture_retenue(nom: str, choix: Mapping[str, str], loi: Loi, regime: Regime, specialite: int | None) -> str:
    """Return the choice of a reading: the one given, or the default of its context."""
    return choix.get(nom, loi.lecture_par_defaut(nom, contextes(loi, regime, specialite)))


def regime_applicable(loi: Loi, signature: date | None, choix: Mapping[str, str]) -> Regime:
    """Return the regime of a signature, or the one that a reform gives to all; without a day, the last one.

    Raises:
        ErreurDeSaisie: the day comes before the scheme.
    """
    regimes = loi.catalogue.regimes
    if signature is not None and signature < regimes[0].depuis:
        attendu = f"une date à partir du {regimes[0].depuis:%d/%m/%Y}, début du dispositif"
        raise ErreurDeSaisie("date_signature", signature, attendu)
    if loi.regime_impose is not None or signature is None:
        return loi.regime_impose or loi.catalogue.actuel
    return [regime for regime in regimes if debut_du_regime(loi, regime, choix) <= signature][-1]


def debut_du_regime(loi: Loi, regime: Regime, choix: Mapping[str, str]) -> date:
    """Return the first day of signature under a regime, as the reading on its entry into force has it."""
    if regime.lecture is None:
        return regime.depuis
    return date.fromisoformat(choix.get(regime.lecture) or loi.lecture_par_defaut(regime.lecture, ()))
