"""The statement of a contract on a day: schedule, sums open, due, paid, to recover; duties done, late, to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from binome.contrats.actes.acte import Acte, Correction, NatureDActe, centimes
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.rejouer import Contrat, rejouer
from binome.contrats.annees import AnneeCalculee, calculer
from binome.contrats.echeancier import Echeance, NatureDeVersement
from binome.contrats.engagements import engagement_a_la_signature
from binome.contrats.obligations import ObligationDatee, obligations_datees
from binome.droit.choix import loi_choisie
from binome.droit.codes import Motif, Nature, Patientele
from binome.droit.faits import Jours
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import a_recuperer, montant_apres_suspension
from binome.moteur.calendrier import plus_mois
from binome.moteur.codes import Code, Mots
from binome.moteur.rendu import A_PLAT, CENTIMES, TU, EnJson, en_centimes, sous


class NatureDeReprise(Mots):
    """Nature of a sum that is not a payment of a year: what the end of a contract makes due back."""

    RECUPERATION = "recuperation", "récupération"


class MotifDeReprise(Mots):
    """Why a sum is due back."""

    RESILIATION = "resiliation", "résiliation"


class EtatDObligation(Mots):
    """Where a duty stands; `A_VERIFIER` when its day has passed and it may not apply."""

    FAITE = "faite", "fait"
    EN_RETARD = "en_retard", "EN RETARD"
    A_VENIR = "a_venir", "à venir"
    SANS_DATE = "sans_date", "à savoir"
    A_VERIFIER = "a_verifier", "à vérifier"


@dataclass(frozen=True, slots=True)
class LigneDEcheancier(EnJson):
    """A sum of the contract: open from a day, due at latest on another; cents, negative when to give back.

    `au_plus_tard` is None when no document dates the payment (earlier regimes).
    """

    annee: int
    nature: NatureDeVersement | NatureDeReprise
    ouvert_le: date
    au_plus_tard: date | None
    centimes: int = field(metadata=en_centimes("montant"))
    motif: Code[Motif] | MotifDeReprise


@dataclass(frozen=True, slots=True)
class ObligationSuivie(EnJson):
    """A duty and where it stands."""

    obligation: ObligationDatee = field(metadata=A_PLAT)
    etat: EtatDObligation


@dataclass(frozen=True, slots=True)
class EcheanceAVenir(EnJson):
    """What comes next: a payment or a duty."""

    le: date
    quoi: str


@dataclass(frozen=True, slots=True)
class Releve(EnJson):
    """What a contract is on a day, as known on another. Sums in cents.

    `a_verser` may be paid now and is not; `exigible` should already have been paid and is not; `a_recouvrer` was paid
    beyond what is open: verse + a_verser - a_recouvrer = ouvert, to the cent, on every day.
    `carence` is the day until which a new contract may be refused, after a résiliation and for some of its motives.
    """

    au: date
    connu_au: date
    etat: EtatDeContrat
    annee: int
    objectifs: dict[Code[Patientele], int | None]
    echeancier: tuple[LigneDEcheancier, ...]
    ouvert: int = field(metadata=CENTIMES)
    verse: int = field(metadata=CENTIMES)
    a_verser: int = field(metadata=CENTIMES)
    exigible: int = field(metadata=CENTIMES)
    a_recouvrer: int = field(metadata=CENTIMES)
    obligations: tuple[ObligationSuivie, ...]
    prochaines: tuple[EcheanceAVenir, ...] = field(metadata=sous("prochaines_echeances"))
    carence: date | None = field(metadata=sous("carence_possible_jusqu_au"))
    echu: int = field(metadata=TU)


def releve(
    actes: tuple[Acte | Correction, ...], au: date, connu_au: date | None = None, loi: Loi | str | None = None
) -> Releve:
    """Return the statement of a contract on `au`, as known on `connu_au`, under a law (in force by default).

    Raises:
        ActeRefuse: the sequence of acts is impossible.
    """
    connu_au = connu_au or au
    contrat = rejouer(actes, au, loi_choisie(loi), connu_au)
    if contrat.etat is EtatDeContrat.PROJET:
        return _dresser(contrat, au, connu_au, 0, {}, [])
    dossier = contrat.dossier
    annees = calculer(dossier, engagement_a_la_signature(dossier))
    lignes = list(_echeancier(contrat, annees))
    if contrat.fin is not None:
        lignes = _apres_la_fin(contrat, lignes)
    annee = contrat.annee_de(au)
    return _dresser(contrat, au, connu_au, annee, _objectifs(annees[annee - 1]), lignes)


def _dresser(
    contrat: Contrat,
    au: date,
    connu_au: date,
    annee: int,
    objectifs: dict[Code[Patientele], int | None],
    lignes: list[LigneDEcheancier],
) -> Releve:
    """Return the statement of a schedule: what is open, due, paid, done and to come on a day."""
    ouvert = sum(ligne.centimes for ligne in lignes if ligne.ouvert_le <= au)
    echu = sum(ligne.centimes for ligne in lignes if ligne.au_plus_tard is not None and ligne.au_plus_tard <= au)
    projet = contrat.etat is EtatDeContrat.PROJET
    verse = 0 if projet else _verse(contrat)
    obligations = () if projet else tuple(_suivre(contrat, au))
    return Releve(
        au,
        connu_au,
        contrat.etat,
        annee,
        objectifs,
        tuple(lignes),
        ouvert=ouvert,
        verse=verse,
        a_verser=max(ouvert - verse, 0),
        exigible=max(echu - verse, 0),
        a_recouvrer=max(verse - ouvert, 0),
        obligations=obligations,
        prochaines=tuple(_prochaines(lignes, obligations, au)),
        carence=None if projet else _carence(contrat),
        echu=echu,
    )


def _prochaines(
    lignes: list[LigneDEcheancier], obligations: tuple[ObligationSuivie, ...], au: date
) -> list[EcheanceAVenir]:
    """Return what comes next, nearest first: payments and duties."""
    a_venir = [
        EcheanceAVenir(ligne.au_plus_tard, f"{ligne.nature} année {ligne.annee}")
        for ligne in lignes
        if ligne.au_plus_tard is not None and ligne.au_plus_tard > au
    ]
    a_venir += [
        EcheanceAVenir(suivie.obligation.echeance, suivie.obligation.code)
        for suivie in obligations
        if suivie.etat is EtatDObligation.A_VENIR and suivie.obligation.echeance is not None
    ]
    return sorted(a_venir, key=lambda une: (une.le, une.quoi))


def _carence(contrat: Contrat) -> date | None:
    resiliations = contrat.de_nature(NatureDActe.RESILIATION)
    if not resiliations:
        return None
    return plus_mois(resiliations[-1].effectif_le, contrat.dossier.bareme.mois_de_carence)


def _objectifs(annee: AnneeCalculee) -> dict[Code[Patientele], int | None]:
    buts = {Patientele.PMT.code: annee.engagement.pmt, Patientele.PFA.code: annee.engagement.pfa}
    return {
        nom: None if but.patients < 0 else but.patients for nom, but in buts.items() if but.nature != Nature.SANS_OBJET
    }


def _verse(contrat: Contrat) -> int:
    verses = sum(centimes(acte.donnees["montant"]) for acte in contrat.de_nature(NatureDActe.VERSEMENT))
    return verses - sum(centimes(acte.donnees["montant"]) for acte in contrat.de_nature(NatureDActe.RECOUVREMENT))


def _echeancier(contrat: Contrat, annees: tuple[AnneeCalculee, ...]) -> Iterator[LigneDEcheancier]:
    for annee in annees:
        debut, fin = contrat.anniversaire(annee.annee), contrat.anniversaire(annee.annee + 1)
        for nature, limite, somme in _reduites(contrat, annee, debut, fin):
            ouvert = fin if nature in (NatureDeVersement.SOLDE, NatureDeVersement.TROP_PERCU) else debut
            yield LigneDEcheancier(annee.annee, nature, ouvert, limite, somme, annee.motif.code)


def _reduites(
    contrat: Contrat, annee: AnneeCalculee, debut: date, fin: date
) -> Iterator[tuple[NatureDeVersement, date | None, int]]:
    """Yield the payments of a year, signed, reduced pro rata of its suspended days where the lecture says so."""
    lectures = contrat.dossier.lectures
    jours = (fin - debut).days
    actifs = _actifs(contrat, debut, fin)

    def reduit(somme: int) -> int:
        return somme if actifs == jours else montant_apres_suspension(somme, actifs, jours, lectures)

    acompte = 0
    for echeance in annee.echeances:
        if echeance.nature in (NatureDeVersement.INTEGRAL, NatureDeVersement.ACOMPTE):
            acompte = reduit(echeance.centimes)
            yield echeance.nature, echeance.au_plus_tard, acompte
        elif actifs == jours:
            yield echeance.nature, echeance.au_plus_tard, _signe(echeance)
        else:
            assert annee.du is not None
            reste = reduit(annee.du.bas) - acompte
            nature = NatureDeVersement.SOLDE if reste >= 0 else NatureDeVersement.TROP_PERCU
            yield nature, echeance.au_plus_tard, reste


def _signe(echeance: Echeance) -> int:
    return -echeance.centimes if echeance.nature is NatureDeVersement.TROP_PERCU else echeance.centimes


def _actifs(contrat: Contrat, debut: date, fin: date) -> int:
    """Return the days between two dates that no suspension takes."""
    suspendus = (max((min(fin, b) - max(debut, a)).days, 0) for a, b in contrat.jours_suspendus)
    return max((fin - debut).days, 0) - sum(suspendus)


def _apres_la_fin(contrat: Contrat, lignes: list[LigneDEcheancier]) -> list[LigneDEcheancier]:
    """Keep what was open before the end, and add what is to recover pro rata of the time left."""
    fin = contrat.fin
    assert fin is not None
    gardees = [ligne for ligne in lignes if ligne.ouvert_le < fin]
    annee, terme = contrat.annee_de(fin), contrat.terme
    debut, suivante = contrat.anniversaire(annee), contrat.anniversaire(annee + 1)
    jours = Jours(
        _actifs(contrat, fin, suivante),
        _actifs(contrat, debut, suivante),
        _actifs(contrat, fin, terme),
        _actifs(contrat, contrat.anniversaire(1), terme),
    )
    de_l_annee = sum(ligne.centimes for ligne in gardees if ligne.annee == annee)
    recuperation = a_recuperer(
        max(de_l_annee, 0), max(sum(li.centimes for li in gardees), 0), jours, contrat.dossier.lectures
    )
    if recuperation:
        gardees.append(
            LigneDEcheancier(annee, NatureDeReprise.RECUPERATION, fin, fin, -recuperation, MotifDeReprise.RESILIATION)
        )
    return gardees


_ACTES_DES_OBLIGATIONS = {
    "formation_de_l_assistant": NatureDActe.FORMATION,
    "remplacement_du_secretaire": NatureDActe.REMPLACEMENT_DU_SECRETAIRE,
    "points_semestriels": NatureDActe.POINT_SEMESTRIEL,
}


def _suivre(contrat: Contrat, au: date) -> Iterator[ObligationSuivie]:
    faits = {code: len(contrat.de_nature(nature)) for code, nature in _ACTES_DES_OBLIGATIONS.items()}
    for obligation in obligations_datees(contrat.dossier):
        if faits.get(obligation.code, 0) > 0:
            faits[obligation.code] -= 1
            yield ObligationSuivie(obligation, EtatDObligation.FAITE)
        elif obligation.echeance is None:
            yield ObligationSuivie(obligation, EtatDObligation.SANS_DATE)
        elif contrat.fin is None or obligation.echeance < contrat.fin:
            yield ObligationSuivie(obligation, _ou_elle_en_est(obligation, contrat, au))


def _ou_elle_en_est(obligation: ObligationDatee, contrat: Contrat, au: date) -> EtatDObligation:
    """Return where a dated duty stands that nobody has done: nothing is late while the contract is suspended."""
    assert obligation.echeance is not None
    depuis = contrat.suspensions[-1][0] if contrat.etat is EtatDeContrat.SUSPENDU else au
    if obligation.echeance >= min(depuis, au):
        return EtatDObligation.A_VENIR
    return EtatDObligation.EN_RETARD if obligation.si is None else EtatDObligation.A_VERIFIER
