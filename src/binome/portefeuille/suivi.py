"""One doctor of a portfolio on a day: the year that will be judged, how far each frontier is, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import LigneDEcheancier, NatureDeReprise, Releve
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.situation import Situation
from binome.droit.codes import Patientele
from binome.droit.loi import Loi
from binome.moteur.codes import Code, Mots
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.rendu import EnJson, en_centimes
from binome.simulation.carte import carte
from binome.simulation.evenements import signature
from binome.simulation.plan import Carte, Distance, Frontiere


class Issue(Mots):
    """What the judged year pays at the last known counts; the order is that of the worry."""

    NULLE = "nulle", "0 €"
    PRORATA = "prorata", "au prorata"
    ENTIERE = "entiere", "entière"
    INCONNUE = "inconnue", "à préciser"


@dataclass(frozen=True, slots=True)
class Prochain(EnJson):
    """The next sum of the schedule: due at latest on a day; cents, negative when to give back."""

    le: date
    annee: int
    nature: NatureDeVersement | NatureDeReprise
    centimes: int = field(metadata=en_centimes("montant"))


@dataclass(frozen=True, slots=True)
class Frontieres(EnJson):
    """How far the doctor is: patients that lack for the whole sum, patients that may leave before nothing is paid.

    Each along one count; empty where no number of patients leads there. `perte` is what is lost beyond the second.
    """

    manquent: dict[Code[Patientele], int]
    marge: dict[Code[Patientele], int]
    perte: Decimal | None
    acompte_a_rendre: Decimal | None

    @property
    def plus_courte_marge(self) -> int | None:
        """The fewest patients whose departure leaves nothing; None when none does."""
        return min(self.marge.values(), default=None)

    @property
    def moindre_manque(self) -> int | None:
        """The fewest patients that bring the whole sum; None when it is there, or out of reach along one count."""
        return min(self.manquent.values(), default=None)


@dataclass(frozen=True, slots=True)
class Suivi(EnJson):
    """A doctor of the portfolio, on a day.

    `annee` is the contract year that runs, `annee_jugee` the first from it on whose sum depends on the counts, and
    `jugee_le` the day that closes it. What is not known is None, and `a_preciser` says what lacks.
    """

    ligne: int
    qui: dict[str, str]
    etat: Code[EtatDeContrat] | None
    annee: int | None
    annee_jugee: int | None
    jugee_le: date | None
    comptes: dict[Code[Patientele], int]
    constates: bool
    issue: Issue
    part: Fraction | None
    montant: Decimal | None
    montant_maximal: Decimal | None
    frontieres: Frontieres | None
    prochain: Prochain | None
    a_preciser: str | None

    @property
    def en_jeu(self) -> Decimal:
        """What counts may still win or lose in the judged year: the whole sum but what is sure of it."""
        if self.montant is None or self.montant_maximal is None:
            return Decimal(0)
        perte = self.frontieres.perte if self.frontieres else None
        return max(self.montant_maximal - self.montant, perte or Decimal(0))


def suivre(ligne: int, qui: Mapping[str, str], situation: Situation, au: date, loi: Loi) -> Suivi:
    """Return where a doctor stands on a day, under a law.

    Raises:
        ErreurDeSaisie: the contract of the situation cannot be opened.
    """
    dossier, vu = ouvrir(situation, loi), _releve(situation, au, loi)
    annee = vu.annee if vu is not None and vu.annee else None
    jugee = _annee_jugee(dossier, annee)
    plan, manque = _carte(situation, jugee, loi)
    return Suivi(
        ligne,
        dict(qui),
        None if vu is None else vu.etat.code,
        annee,
        jugee,
        dossier.cadre.anniversaire_prevu(jugee + 1),
        {} if plan is None else {nom.code: compte for nom, compte in plan.point.comptes.items()},
        plan is not None and plan.point.constate,
        Issue.INCONNUE if plan is None else _issue(plan),
        None if plan is None else plan.point.part,
        None if plan is None else plan.point.montant,
        None if plan is None else plan.montant_maximal,
        None if plan is None else _frontieres(plan),
        None if vu is None else _prochain(vu, au),
        manque,
    )


def _releve(situation: Situation, au: date, loi: Loi) -> Releve | None:
    """Return the statement of the contract on a day; None before it is signed, or when no day of signature is known."""
    if situation.date_signature is None or situation.date_signature > au:
        return None
    return releve(lire_actes([signature(situation, loi)], loi), au, loi=loi)


def _annee_jugee(dossier: Dossier, annee: int | None) -> int:
    """Return the year that runs, or the first that counts decide; the last one once the contract is over."""
    return min(max(annee or 1, dossier.bareme.annees_d_observation + 1), dossier.duree)


def _carte(situation: Situation, annee: int, loi: Loi) -> tuple[Carte | None, str | None]:
    try:
        return carte(situation, annee, loi), None
    except (AnneeIndeterminee, ErreurDeSaisie) as faute:
        return None, str(faute)


def _issue(plan: Carte) -> Issue:
    if plan.point.montant >= plan.montant_maximal:
        return Issue.ENTIERE
    return Issue.PRORATA if plan.point.montant else Issue.NULLE


def _frontieres(plan: Carte) -> Frontieres:
    manquent = [une for une in plan.distances if une.vers is Frontiere.ENTIER and _sens(une) > 0]
    chutes = [une for une in plan.distances if une.vers is Frontiere.NUL and _sens(une) < 0]
    return Frontieres(
        {nom: ecart for une in manquent for nom, ecart in une.patients.items()},
        {nom: -ecart for une in chutes for nom, ecart in une.patients.items()},
        max((une.perte for une in chutes if une.perte is not None), default=None),
        max((une.acompte_a_rendre for une in chutes), default=None),
    )


def _sens(distance: Distance) -> int:
    return sum(distance.patients.values())


def _prochain(vu: Releve, au: date) -> Prochain | None:
    lignes = [ligne for ligne in vu.echeancier if (ligne.au_plus_tard or ligne.ouvert_le) > au and ligne.centimes]
    suivante = min(lignes, key=_jour, default=None)
    return None if suivante is None else Prochain(_jour(suivante), suivante.annee, suivante.nature, suivante.centimes)


def _jour(ligne: LigneDEcheancier) -> date:
    return ligne.au_plus_tard or ligne.ouvert_le
