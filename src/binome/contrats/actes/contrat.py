"""A contract as its acts make it on a day. No state is kept anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from binome.contrats.actes.acte import Acte, NatureDActe
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation
from binome.droit.codes import FinDeContrat, SuiteAuTerme
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import duree_sans_reconduction, suite_au_terme


@dataclass(slots=True)
class Contrat:
    """A contract as its acts make it on a day."""

    loi: Loi
    au: date
    etat: EtatDeContrat = EtatDeContrat.PROJET
    situation: Situation = field(default_factory=Situation)
    suspensions: list[tuple[date, date | None]] = field(default_factory=list)
    fin: date | None = None
    fin_par: FinDeContrat = FinDeContrat.AUCUNE
    precedent: Contrat | None = None
    """The contract that this one follows."""
    actes: list[Acte] = field(default_factory=list)
    _ouvert: Dossier | None = None
    _suspendu: tuple[tuple[date, date], ...] = ()

    @property
    def dossier(self) -> Dossier:
        """What the rules receive of this contract; opened again only when an act has changed something."""
        suspendu = self.jours_suspendus
        if self._ouvert is None or self._ouvert.situation is not self.situation or self._suspendu != suspendu:
            self._ouvert, self._suspendu = ouvrir(self.situation, self.loi, suspensions=suspendu), suspendu
        return self._ouvert

    @property
    def jours_suspendus(self) -> tuple[tuple[date, date], ...]:
        """The suspensions, first day and day of return; one that runs still is counted up to the day one looks."""
        return tuple((debut, self.au if fin is None else fin) for debut, fin in self.suspensions)

    @property
    def suspensions_finies(self) -> tuple[tuple[date, date], ...]:
        """The suspensions that a return or an end has closed."""
        return tuple((debut, fin) for debut, fin in self.suspensions if fin is not None)

    @property
    def suspendu_depuis(self) -> date | None:
        """The first day of the suspension that runs still."""
        return self.suspensions[-1][0] if self.suspensions and self.suspensions[-1][1] is None else None

    def finir_la_suspension(self, jour: date) -> None:
        """Close the suspension that runs still: what was served is known from then on."""
        if self.suspendu_depuis is not None:
            self.suspensions[-1] = (self.suspensions[-1][0], jour)

    @property
    def terme(self) -> date:
        """The anniversary that closes the last contract year."""
        return self.anniversaire(self.dossier.duree + 1)

    @property
    def terme_signe(self) -> date:
        """The term of the contract and of its prorogations, whether it is renewed after it or not."""
        prorogations = self.situation.prorogations or 0
        return self.anniversaire(duree_sans_reconduction(prorogations, self.dossier.bareme) + 1)

    @property
    def suite_au_terme(self) -> SuiteAuTerme:
        """What becomes of it at its term when nothing is signed."""
        return suite_au_terme(self.dossier.cadre.ancien, self.dossier.lectures)

    def arriver_au_terme(self, jour: date) -> None:
        """Close the contract that has reached its term by that day, or renew it tacitly; prorogations are in it.

        A suspended contract that would be renewed waits for its return.
        """
        if self.etat not in (EtatDeContrat.EN_COURS, EtatDeContrat.SUSPENDU) or jour < self.terme:
            return
        reconduit = self.suite_au_terme is SuiteAuTerme.RECONDUCTION
        if reconduit and self.etat is EtatDeContrat.SUSPENDU:
            return
        self.etat = EtatDeContrat.RECONDUIT if reconduit else EtatDeContrat.CLOS
        self.finir_la_suspension(self.terme)

    def anniversaire(self, annee: int) -> date:
        """Return the first day of a contract year; the contract is signed."""
        jour = self.dossier.anniversaire(annee)
        assert jour is not None
        return jour

    def de_nature(self, nature: NatureDActe) -> list[Acte]:
        """Return the acts of one nature, in order."""
        return [acte for acte in self.actes if acte.nature is nature]

    def annee_de(self, jour: date) -> int:
        """Return the contract year of a day: the first before signature, the last after the term."""
        annees = range(1, self.dossier.duree + 1)
        return max(1, sum(self.anniversaire(annee) <= jour for annee in annees))
