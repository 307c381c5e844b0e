"""The payments of a contract year: nature, latest day, amount. The same code serves a simulated and a real schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from binome.contrats.dossier import Dossier
from binome.droit.codes import Option
from binome.droit.faits import AnneeDeContrat
from binome.droit.montant.regles import palier
from binome.droit.versement.regles import (
    calendrier_de_l_annee,
    en_une_fois,
    mois_avant_solde,
    mois_avant_versement,
    part_du_premier_versement,
)
from binome.moteur.calendrier import plus_mois
from binome.moteur.codes import Mots
from binome.moteur.primitives import ABSENT, INCONNU, SANS_OBJET, Taux


class NatureDeVersement(Mots):
    """Nature of a payment; a trop-perçu is a sum to give back."""

    INTEGRAL = "integral", "versement unique"
    ACOMPTE = "acompte"
    SOLDE = "solde"
    TROP_PERCU = "trop_percu", "trop-perçu à rendre"


@dataclass(frozen=True, slots=True)
class Echeance:
    """One payment, in cents; `au_plus_tard` is None when the signature is unknown or no document dates it."""

    nature: NatureDeVersement
    au_plus_tard: date | None
    centimes: int


@dataclass(frozen=True, slots=True)
class Calendrier:
    """How a year is paid: the first share of the maximum (unknown: -1), its latest day, the day of the solde."""

    premiere_part: Taux
    limite: date | None
    solde: date | None

    @property
    def en_une_fois(self) -> bool:
        """Whether the year is paid in one go."""
        return en_une_fois(self.premiere_part)

    @property
    def natures(self) -> tuple[NatureDeVersement, ...]:
        """The natures of payment that this year may receive."""
        if self.premiere_part[0] == INCONNU:
            return (NatureDeVersement.INTEGRAL, NatureDeVersement.ACOMPTE, NatureDeVersement.SOLDE)
        if self.en_une_fois:
            return (NatureDeVersement.INTEGRAL,)
        return (NatureDeVersement.ACOMPTE, NatureDeVersement.SOLDE)


def calendrier(dossier: Dossier, annee: int, option: Option) -> Calendrier:
    """Return how a contract year is paid, by the law of its first day and the regime of the signature."""
    cadre, debut = dossier.cadre, dossier.anniversaire(annee)
    bareme, rang = dossier.bareme_au(debut), palier(annee)
    regle = calendrier_de_l_annee(dossier.regime.rang_de_famille, option, bareme)
    mois = mois_avant_versement(regle, rang, bareme)
    prevu, fin = cadre.anniversaire_prevu(annee), cadre.anniversaire_prevu(annee + 1)
    apres = mois_avant_solde(regle, rang, bareme)
    limite = None
    if mois == SANS_OBJET and dossier.situation.date_embauche is not None:
        limite = dossier.situation.date_embauche + timedelta(days=bareme.jours_apres_l_embauche)
    elif mois >= 0 and prevu is not None:
        limite = plus_mois(prevu, mois)
    solde = plus_mois(fin, apres) if fin is not None and apres >= 0 else None
    reportee, solde_reporte = (None if jour is None else cadre.apres_les_suspensions(jour) for jour in (limite, solde))
    return Calendrier(part_du_premier_versement(regle, rang, bareme), reportee, solde_reporte)


def echeances_de_l_annee(dates: Calendrier, annee: AnneeDeContrat, reglee: bool) -> tuple[Echeance, ...]:
    """Return the payments of one contract year; `reglee` when a constat, or the observation, settles what is due."""
    if annee.acompte == ABSENT:
        return (Echeance(NatureDeVersement.INTEGRAL, dates.limite, annee.du),) if reglee else ()
    premiere = Echeance(NatureDeVersement.ACOMPTE, dates.limite, annee.acompte)
    if not reglee:
        return (premiere,)
    nature = NatureDeVersement.TROP_PERCU if annee.solde < 0 else NatureDeVersement.SOLDE
    return (premiere, Echeance(nature, dates.solde, abs(annee.solde)))
