"""A dossier in, a plain answer out: the calculation itself, without what other simulations would add to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from binome.contrats.annees import AnneeCalculee, Fourchette, calculer
from binome.contrats.dossier import Dossier
from binome.contrats.engagements import objectif_fixe, possibles
from binome.contrats.obligations import obligations_datees
from binome.droit.codes import ColonneDObjectif, Motif, Nature, Option, Reponse, StatutDEligibilite, Tranche
from binome.droit.engagement import borne_d_une_patientele
from binome.droit.faits import Depart, Engagement, Objectif
from binome.droit.objectifs.regles import colonne_pmt
from binome.droit.reformes_en_mots import en_mots
from binome.moteur.argent import en_centimes, en_euros
from binome.moteur.primitives import INCONNU
from binome.simulation.avertissements import avertir
from binome.simulation.criteres import eligibilite
from binome.simulation.phrases import motif_en_mots
from binome.simulation.reponse import (
    AnneeDeContrat,
    Bornes,
    ObjectifRendu,
    Objectifs,
    ReponseCalculee,
    TauxDAtteinte,
    Total,
    Tranches,
    Versement,
)


def rendre(dossier: Dossier, avertie: bool = True) -> ReponseCalculee:
    """Compute a dossier and put the result in its public form; `avertie=False` leaves out what is only read."""
    cas = possibles(dossier)
    initial = cas.initial
    examen = eligibilite(dossier, initial)
    calculees = () if examen.statut is StatutDEligibilite.NON_ELIGIBLE else calculer(dossier, cas)
    final = calculees[-1].engagement if calculees and dossier.situation.avenant_second_assistant else initial
    return ReponseCalculee(
        regime=dossier.regime.id,
        eligibilite=examen,
        tranches=_tranches(initial, dossier),
        objectifs=_objectifs(final, dossier.option, dossier),
        annees=tuple(_annees(calculees, dossier)),
        total=_total(calculees, examen.statut),
        obligations=obligations_datees(dossier) if calculees else (),
        avertissements=avertir(dossier, cas.sous_l_option, calculees) if avertie else (),
        version_du_droit=dossier.loi.version,
        reforme=en_mots(dossier.loi),
    )


def _tranches(engage: Engagement, dossier: Dossier) -> Tranches:
    suit_la_pmt = engage.suit_la_pmt and dossier.specialite != INCONNU
    return Tranches(
        Tranche(engage.tranche_pmt).code if suit_la_pmt else None,
        Tranche(engage.tranche_pfa).code,
        Tranche(engage.tranche_montant).code,
    )


def _objectifs(engage: Engagement, option: Option, dossier: Dossier) -> Objectifs:
    pmt = None
    if engage.suit_la_pmt and dossier.specialite != INCONNU:
        pmt = _objectif(engage.pmt, colonne_pmt(dossier.medecin.famille), dossier.medecin.pmt, option, dossier)
    return Objectifs(pmt, _objectif(engage.pfa, ColonneDObjectif.PFA, dossier.medecin.pfa, option, dossier))


def _objectif(
    objectif: Objectif, colonne: ColonneDObjectif, depart: Depart, option: Option, dossier: Dossier
) -> ObjectifRendu:
    nature = Nature(objectif.nature)
    connue = option != Option.INCONNUE and dossier.specialite != INCONNU
    if not objectif_fixe(objectif, depart, dossier.specialite):
        return ObjectifRendu(Nature.A_CONVENIR.code, None, None, False, None)
    borne = None
    if nature == Nature.A_CONVENIR and connue and _vient_du_tableau(dossier):
        borne = _connu(borne_d_une_patientele(colonne, option, dossier.medecin, dossier.bareme, dossier.lectures))
    return ObjectifRendu(nature.code, _connu(objectif.patients), _connu(objectif.cible), bool(objectif.estime), borne)


def _vient_du_tableau(dossier: Dossier) -> bool:
    """Return whether an unknown objective is one of the table, bounded, and not one to agree with the caisse."""
    return dossier.medecin.rqth_ou_ald != Reponse.OUI and not dossier.medecin.installation_recente


def _connu(valeur: int) -> int | None:
    return None if valeur < 0 else valeur


def _annees(calculees: tuple[AnneeCalculee, ...], dossier: Dossier) -> Iterator[AnneeDeContrat]:
    """Yield the years in their public form; objectives are said again only when an avenant has changed them."""
    deja: dict[tuple[Engagement, Option], Objectifs] = {}
    for calculee in calculees:
        cle = calculee.engagement, Option.INCONNUE if calculee.option is None else calculee.option
        objectifs = deja.get(cle)
        if objectifs is None:
            objectifs = deja[cle] = _objectifs(*cle, dossier)
        yield _annee(calculee, objectifs, dossier)


def _annee(calculee: AnneeCalculee, objectifs: Objectifs, dossier: Dossier) -> AnneeDeContrat:
    maximal = None if calculee.maximal is None else calculee.maximal.en_centimes()
    part = calculee.part
    part_connue = part[0] if part is not None and part[0] == part[1] else None
    return AnneeDeContrat(
        annee=calculee.annee,
        debut=calculee.debut,
        option_etp=None if calculee.option is None else calculee.option.code,
        montant_maximal=_exact(maximal),
        montant_maximal_bornes=_bornes(maximal),
        taux=_taux(calculee),
        part=part_connue,
        part_bornes=part if part is not None and part_connue is None else None,
        motif=calculee.motif.code,
        explication=motif_en_mots(calculee.motif, calculee.debut, dossier),
        montant=_exact(calculee.du),
        montant_bornes=_bornes(calculee.du),
        versements=tuple(
            Versement(echeance.nature, echeance.au_plus_tard, en_euros(echeance.centimes))
            for echeance in calculee.echeances
        ),
        objectifs=objectifs,
    )


def _taux(calculee: AnneeCalculee) -> TauxDAtteinte | None:
    if calculee.bilan is None or calculee.bilan.taux_pfa[0] == INCONNU:
        return None
    pmt = Fraction(*calculee.bilan.taux_pmt) if calculee.engagement.suit_la_pmt else None
    return TauxDAtteinte(pmt, Fraction(*calculee.bilan.taux_pfa))


def _exact(centimes: Fourchette | None) -> Decimal | None:
    return None if centimes is None or centimes.connue is None else en_euros(centimes.connue)


def _bornes(centimes: Fourchette | None) -> Bornes | None:
    if centimes is None or centimes.connue is not None:
        return None
    return (en_euros(centimes.bas), en_euros(centimes.haut))


def _total(calculees: tuple[AnneeCalculee, ...], statut: StatutDEligibilite) -> Total:
    minimum = maximum = constate = 0
    for annee in calculees:
        if annee.maximal is None:
            continue
        bas, haut = (annee.du.bas, annee.du.haut) if annee.du else (0, en_centimes(annee.maximal.haut))
        minimum, maximum = minimum + bas, maximum + haut
        if annee.du and annee.du.connue is not None and annee.motif != Motif.PERIODE_D_OBSERVATION:
            constate += annee.du.bas
    return Total(en_euros(minimum), en_euros(maximum), en_euros(constate), statut is StatutDEligibilite.A_CONFIRMER)
