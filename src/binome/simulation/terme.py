"""At the term of a contract: prorogation, a new contract, or closing; year by year over the five years that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from binome.contrats.champs.description import Devenir, champs
from binome.contrats.champs.formes import PROROGATIONS_MAXIMALES
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Patientele, PatienteleComptee, Statut, StatutDEligibilite, TrancheDAge
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.codes import Code, Mots
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.rendu import FACULTATIF, EnJson, sous
from binome.simulation.calcul import rendre
from binome.simulation.reponse import AnneeDeContrat, Bornes, Objectifs

_TACITE = (
    "Le contrat de 2024 se renouvelle par tacite reconduction, mais ni ses montants ni ses objectifs après "
    "reconduction ne sont publiés : demandez-les à la caisse."
)


class Voie(Mots):
    """A way on at the term of a contract."""

    PROROGATION = "prorogation", "Prorogation de cinq ans"
    RECONDUCTION = "reconduction", "Tacite reconduction"
    NOUVEAU_CONTRAT = "nouveau_contrat", "Nouveau contrat"
    CLOTURE = "cloture", "Clôture"


@dataclass(frozen=True, slots=True)
class CleDeSuite(EnJson):
    """What makes a way on different."""

    au_terme: Voie


@dataclass(frozen=True, slots=True)
class TotalDeSuite(EnJson):
    """Lowest and highest sum over the years of a way on."""

    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Suite(EnJson):
    """One way on: its years, objectives and sums, or why it cannot be computed."""

    cle: CleDeSuite
    annees: tuple[AnneeDeContrat, ...]
    objectifs: Objectifs | None
    total: TotalDeSuite
    refus: str | None = field(metadata=FACULTATIF)


@dataclass(frozen=True, slots=True)
class AuTerme(EnJson):
    """The ways on at the term of a contract."""

    terme: date
    depart: dict[Code[Patientele], int | None]
    suites: tuple[Suite, ...] = field(metadata=sous("colonnes"))


def comparer_au_terme(
    situation: Mapping[str, object] | Situation,
    pmt: int | None = None,
    pfa: int | None = None,
    loi: Loi | str | None = None,
) -> AuTerme:
    """Compare what may follow the term of a contract.

    Args:
        situation: the contract, its constats included.
        pmt: PMT at the term, all ages; that of the last constat by default, unless the contract counts adults only.
        pfa: PFA at the term; that of the last constat by default.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ErreurDeSaisie: the situation cannot be read, or has no date of signature.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    if lue.date_signature is None:
        raise ErreurDeSaisie("date_signature", None, "la date de signature du contrat qui arrive à son terme")
    dossier = ouvrir(lue, loi)
    terme = dossier.anniversaire(dossier.duree + 1)
    assert terme is not None
    dernier = lue.constats[-1] if lue.constats else None
    adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
    pmt = pmt if pmt is not None or dernier is None or adultes else dernier.pmt
    pfa = pfa if pfa is not None or dernier is None else dernier.pfa
    suivre = _prorogation(dossier) if dossier.cadre.ancien else _suite(Voie.RECONDUCTION, refus=dire(_TACITE))
    return AuTerme(
        terme,
        {Patientele.PMT.code: pmt, Patientele.PFA.code: pfa},
        (suivre, _nouveau_contrat(dossier, terme, pmt, pfa), _suite(Voie.CLOTURE)),
    )


def _prorogation(dossier: Dossier) -> Suite:
    deja = dossier.situation.prorogations or 0
    if deja == PROROGATIONS_MAXIMALES:
        refus = dire("Binôme ne suit que {nombre} prorogations.", nombre=PROROGATIONS_MAXIMALES)
        return _suite(Voie.PROROGATION, refus=refus)
    suivante = replace(dossier.situation, prorogations=deja + 1)
    return _calculee(Voie.PROROGATION, ouvrir(suivante, dossier.loi), dossier.duree)


def _nouveau_contrat(dossier: Dossier, terme: date, pmt: int | None, pfa: int | None) -> Suite:
    vide = type(dossier.situation)()
    oublies = {
        nom: getattr(vide, nom) for nom, champ in champs(dossier.loi).items() if champ.au_terme is not Devenir.GARDE
    }
    gardee = replace(dossier.situation, **oublies)
    # Who is past the age stays past it; who was not may be by then, and nobody asked.
    age = dossier.situation.age if dossier.situation.age is TrancheDAge.AGE_DU_MAINTIEN else None
    nouvelle = replace(gardee, date_signature=terme, pmt_initiale=pmt, pfa_initiale=pfa, age=age)
    return _calculee(Voie.NOUVEAU_CONTRAT, ouvrir(nouvelle, dossier.loi), 0)


def _calculee(voie: Voie, dossier: Dossier, passees: int) -> Suite:
    """Return a way on whose years are those that a simulation gives after the years already passed."""
    reponse = rendre(dossier)
    refus = None
    if reponse.eligibilite.statut is StatutDEligibilite.NON_ELIGIBLE:
        manques = (c.explication for c in reponse.eligibilite.criteres if c.statut.membre is Statut.NON_REMPLI)
        refus = " ".join(manques)
    annees = tuple(annee for annee in reponse.annees if annee.annee > passees)
    return _suite(voie, annees, reponse.objectifs, refus)


def _suite(
    voie: Voie, annees: tuple[AnneeDeContrat, ...] = (), objectifs: Objectifs | None = None, refus: str | None = None
) -> Suite:
    bornes = [_bornes(annee) for annee in annees]
    total = TotalDeSuite(sum((b for b, _ in bornes), Decimal(0)), sum((h for _, h in bornes), Decimal(0)))
    return Suite(CleDeSuite(voie), annees, objectifs, total, refus)


def _bornes(annee: AnneeDeContrat) -> Bornes:
    """Return the lowest and highest sum of a year."""
    if annee.montant_bornes is not None:
        return annee.montant_bornes
    if annee.montant is not None:
        return annee.montant, annee.montant
    maximum = annee.montant_maximal or (annee.montant_maximal_bornes or (Decimal(0),))[-1]
    return Decimal(0), maximum
