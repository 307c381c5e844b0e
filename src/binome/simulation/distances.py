"""How far the doctor's point is from each frontier, and what one patient changes: exact, by bisection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from binome.droit.codes import Patientele
from binome.moteur.argent import en_euros
from binome.moteur.codes import Code
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.simulation.annee_evaluable import AnneeEvaluable, premier
from binome.simulation.plan import Distance, EffetMarginal, Frontiere, Point


@dataclass(frozen=True)
class Voisinage:
    """A year seen from the doctor's point."""

    evaluable: AnneeEvaluable
    point: Point

    @property
    def comptes(self) -> dict[Patientele, int]:
        """The counts that are followed."""
        return self.point.comptes

    def somme(self, patientele: Patientele = Patientele.PFA, ecart: int = 0) -> int:
        """Return the sum due, in cents, that many patients away along one count."""
        comptes = self.comptes
        comptes[patientele] += ecart
        return self.evaluable.du(comptes.get(Patientele.PMT, 0), comptes[Patientele.PFA])

    def distances(self) -> Iterator[Distance]:
        """Yield, along each count, the nearest change for the worse and for the better."""
        for patientele, sens, vers in product(self.comptes, (-1, 1), Frontiere):
            ecart = self._ecart(patientele, sens, vers)
            if ecart is not None:
                yield self._distance(vers, patientele, ecart)

    def marginal(self) -> dict[Code[Patientele], EffetMarginal]:
        """Return what one more and one fewer patient change on each count."""
        ici = self.somme()
        return {
            patientele.code: EffetMarginal(
                en_euros(self.somme(patientele, 1) - ici), en_euros(self.somme(patientele, -1 if compte else 0) - ici)
            )
            for patientele, compte in self.comptes.items()
        }

    def _distance(self, vers: Frontiere, patientele: Patientele, ecart: int) -> Distance:
        la = self.somme(patientele, ecart)
        difference = en_euros(la - self.somme())
        perte, gain = (-difference, None) if difference < 0 else (None, difference)
        a_rendre = en_euros(max(self.evaluable.acompte - la, 0))
        return Distance(vers, {patientele.code: ecart}, perte, gain, a_rendre)

    def _ecart(self, patientele: Patientele, sens: int, vers: Frontiere) -> int | None:
        """Return the signed fewest patients along one count that reach an outcome; None when none does, or already."""
        if self._atteint(vers, self.somme()):
            return None
        compte = self.comptes[patientele]
        limite = compte if sens < 0 else COMPTE_MAXIMAL - compte
        if not self._atteint(vers, self.somme(patientele, sens * limite)):
            return None
        pas = premier(lambda n: n >= limite or self._atteint(vers, self.somme(patientele, sens * n)), 1)
        return None if pas is None else sens * pas

    def _atteint(self, vers: Frontiere, somme: int) -> bool:
        if vers is Frontiere.ENTIER:
            return somme == self.evaluable.maximum
        return somme == 0 and self.evaluable.maximum > 0
