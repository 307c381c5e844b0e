"""What must be said of a contract on a day: how it ended, what follows, what a caisse should look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from binome.contrats.actes.contrat import Contrat
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.annees import AnneeCalculee
from binome.contrats.passages import remarques_des_passages
from binome.contrats.remarques import Remarque, remarque
from binome.droit.codes import FinDeContrat
from binome.droit.vie_du_contrat.regles import ouvre_une_carence, suit_un_nouvel_installe
from binome.langue.courante import dire
from binome.langue.ecriture import en_date
from binome.moteur.calendrier import plus_mois

_APRES = {
    FinDeContrat.DEMENAGEMENT: "apres_un_demenagement",
    FinDeContrat.CHANGEMENT_DE_SPECIALITE: "apres_un_changement_de_specialite",
}


def remarques(contrat: Contrat, annees: tuple[AnneeCalculee, ...], suivi: bool) -> Iterator[Remarque]:
    """Yield what must be said of a signed contract: where it comes from, its passages, what follows when none does."""
    if contrat.precedent is not None:
        yield from _du_precedent(contrat, contrat.precedent)
    yield from remarques_des_passages(contrat.dossier, annees)
    if suivi:
        return
    if contrat.fin is not None and contrat.fin_par in _APRES:
        yield remarque(_APRES[contrat.fin_par], jour=en_date(contrat.fin))
    elif contrat.etat is EtatDeContrat.RECONDUIT:
        yield remarque("reconduit", jour=en_date(contrat.terme))
    elif contrat.etat is EtatDeContrat.CLOS:
        yield remarque("clos", jour=en_date(contrat.terme))
    elif contrat.fin is None and contrat.terme_signe < contrat.terme and contrat.terme_signe <= contrat.au:
        yield remarque("reconduit_par_lecture", jour=en_date(contrat.terme_signe))


def _du_precedent(contrat: Contrat, precedent: Contrat) -> Iterator[Remarque]:
    """Yield what the end of the contract before makes of this one."""
    if precedent.fin is not None and suit_un_nouvel_installe(precedent.fin_par):
        fin = dire(precedent.fin_par.libelle)
        yield remarque("compte_comme_nouvel_installe", fin=fin, jour=en_date(precedent.fin))
    carence, signature = jour_de_carence(precedent), contrat.situation.date_signature
    if carence is not None and signature is not None and signature < carence:
        yield remarque("carence", jour=en_date(carence))


def jour_de_carence(contrat: Contrat) -> date | None:
    """Return the day until which a new contract may be refused, None when the end of this one opens no such wait."""
    if contrat.fin is None or not ouvre_une_carence(contrat.fin_par):
        return None
    return plus_mois(contrat.fin, contrat.dossier.bareme.mois_de_carence)
