"""The law as a value that is passed as an argument: the catalogue, and the reform that it is seen under.

`loi_en_vigueur()` is called where a face, a public function or a worker begins, and nowhere below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Final

from binome.droit.bareme import Bareme
from binome.droit.catalogue import Catalogue, Regime, catalogue
from binome.droit.lectures import Lectures, des_rangs
from binome.droit.reformes import SANS_REFORME, Reforme, Remplacement, remplacer
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous

_BAREMES_GARDES: Final = 512
_JOURS_GARDES: Final = 4_096


@dataclass(frozen=True)
class Loi:
    """The law in force, or as a reform would have it."""

    catalogue: Catalogue
    reforme: Reforme = SANS_REFORME
    _du_jour: dict[date, Bareme] = field(default_factory=dict, init=False, repr=False, compare=False)
    _deja: dict[tuple[int, int], Bareme] = field(default_factory=dict, init=False, repr=False, compare=False)
    _par_defaut: dict[tuple[str, ...], Lectures] = field(default_factory=dict, init=False, repr=False, compare=False)

    def avec(self, reforme: Reforme) -> Loi:
        """Return the same law under another reform."""
        return Loi(self.catalogue, reforme)

    def avec_le_nombre(self, nom: str, valeur: object) -> Loi:
        """Return the same law where one number has a value at all times: to see whether it matters, not to be told."""
        return _LoiDEssai(self.catalogue, self.reforme, nom, valeur)

    @cached_property
    def version(self) -> str:
        """The law's version, followed by the name and the digest of the reform when it changes something."""
        if self.reforme.est_vide:
            return self.catalogue.version
        return f"{self.catalogue.version}/{self.reforme.nom}@{self.reforme.empreinte}"

    @cached_property
    def regime_impose(self) -> Regime | None:
        """The regime whose law the reform gives to every contract, whatever its day."""
        return None if self.reforme.regime is None else regime(self.catalogue, self.reforme.regime)

    @cached_property
    def _jour_impose(self) -> date | None:
        return None if self.regime_impose is None else dernier_jour(self.catalogue, self.regime_impose)

    def jour_des_nombres(self, jour: date) -> date:
        """Return the day whose numbers hold on `jour`: the last one of a regime when the reform takes it."""
        return self._jour_impose or jour

    @cached_property
    def _debuts(self) -> tuple[date, ...]:
        """The days from which the reform changes something, beside those that it changes at all times."""
        return tuple(sorted({r.depuis for r in self.reforme.remplacements if r.depuis is not None}))

    def bareme(self, jour: date) -> Bareme:
        """Return the numbers in force on `jour`, the reform applied: the very same object for the same law.

        Raises:
            DroitAbsent: a number has no value on that day.
        """
        bareme = self._du_jour.get(jour)
        if bareme is None:
            if len(self._du_jour) >= _JOURS_GARDES:
                self._du_jour.clear()
            bareme = self._du_jour[jour] = self._bareme(jour)
        return bareme

    def _bareme(self, jour: date) -> Bareme:
        du_droit = self.jour_des_nombres(jour)
        if not self.reforme.remplacements:
            return self.catalogue.bareme(du_droit)
        cle = (self.catalogue.rang_du_jour(du_droit), bisect_right(self._debuts, jour))
        if cle not in self._deja:
            valables = self._valables(jour)
            debut = self.catalogue.debut_du_rang(cle[0])
            self._deja[cle] = _remplace(self.catalogue, debut, valables) if valables else self.catalogue.bareme(debut)
        return self._deja[cle]

    def _valables(self, jour: date) -> tuple[Remplacement, ...]:
        """Return what the reform replaces on `jour`, the oldest first: the latest wins."""
        valables = (r for r in self.reforme.remplacements if r.valable_au(jour))
        return tuple(sorted(valables, key=lambda r: r.depuis or date.min))

    def lecture_par_defaut(self, nom: str, contextes: tuple[str, ...]) -> str:
        """Return the choice of a reading that nobody chose: the reform's, or the law's in these contexts."""
        return self.reforme.choix.get(nom) or self.catalogue.lectures[nom].retenue(contextes)

    def lectures_retenues(self, choix: Mapping[str, str], contextes: tuple[str, ...]) -> Lectures:
        """Return the choice of every reading: the caller's, or the default in these contexts (family, regime)."""
        lectures = self.catalogue.lectures
        if contextes not in self._par_defaut:
            self._par_defaut[contextes] = des_rangs(
                {nom: une.rang_du_choix(self.lecture_par_defaut(nom, contextes)) for nom, une in lectures.items()}
            )
        retenues = self._par_defaut[contextes]
        if not choix:
            return retenues
        choisies = {nom: lectures[nom].rang_du_choix(un) for nom, un in choix.items() if un}
        return des_rangs(retenues._asdict() | choisies)


@dataclass(frozen=True)
class _LoiDEssai(Loi):
    """A law one number of which is held at a value."""

    nombre: str = ""
    valeur: object = None

    def _bareme(self, jour: date) -> Bareme:
        bareme = super()._bareme(jour)
        return Bareme._make(self.valeur if nom == self.nombre else getattr(bareme, nom) for nom in Bareme._fields)


@lru_cache(_BAREMES_GARDES)
def _remplace(droit: Catalogue, debut: date, remplacements: tuple[Remplacement, ...]) -> Bareme:
    """Return the numbers of a day once replaced: one object for all who read the same reform, compiled once."""
    return remplacer(droit.bareme(debut), remplacements)


@dataclass(frozen=True, slots=True)
class LoiDuContrat:
    """What one contract lives under: numbers at signature, then at the start of each year; `regime` is its family."""

    regime: int
    lectures: Lectures
    signature: Bareme
    baremes: tuple[Bareme, ...]

    def __hash__(self) -> int:
        # Numbers are left out: they are many, and two contracts that share the rest seldom differ by them.
        return hash((self.regime, self.lectures))


@cache
def loi_en_vigueur() -> Loi:
    """Return the law in force, read on first use."""
    return Loi(catalogue())


def regime(droit: Catalogue, nom: object) -> Regime:
    """Return the regime of this name.

    Raises:
        ErreurDeSaisie: no such regime; the nearest name is proposed.
    """
    connus = {r.id: r for r in droit.regimes}
    if not isinstance(nom, str) or nom not in connus:
        raise ErreurDeSaisie("regime", nom, f"un régime parmi {', '.join(connus)}", vouliez_vous(str(nom), connus))
    return connus[nom]


def dernier_jour(droit: Catalogue, un_regime: Regime) -> date:
    """Return the last day on which contracts were signed under a regime, or the last day the law was checked."""
    suivants = [r.depuis for r in droit.regimes if r.depuis > un_regime.depuis]
    return min(suivants) - timedelta(days=1) if suivants else droit.verifie_le
