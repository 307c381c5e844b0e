"""The days that count, to the term and what follows it, each with what is lost when it is missed.

A price is the difference between two contracts replayed: one whose objectives are held, and the same where the day was
missed. Nothing is estimated: where a sum or an objective is unknown, the day has no price.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.obligations import ObligationDatee
from binome.contrats.situation import Situation
from binome.droit.codes import Motif
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.moteur.argent import en_euros
from binome.moteur.codes import Mots
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.rendu import EnJson
from binome.simulation.calcul import rendre
from binome.simulation.evenements import Evenement, Survenue, consequence
from binome.simulation.reponse import AnneeDeContrat, ReponseCalculee, Versement
from binome.simulation.terme import comparer_au_terme


class NatureDEcheance(Mots):
    """What makes a day count."""

    ANNEE = "anniversaire", "début d'année"
    VERSEMENT = "versement", "versement"
    OBLIGATION = "obligation", "obligation"
    CONSTAT = "constat", "constat"
    TERME = "terme", "terme"


@dataclass(frozen=True, slots=True)
class Perte(EnJson):
    """What is lost, at most, when a day is missed: euros, the part of them that is given back, and the sentence."""

    montant: Decimal
    a_rendre: Decimal
    phrase: str


@dataclass(frozen=True, slots=True)
class Echeance(EnJson):
    """One day that counts, what it is, what is to be known of it, what is lost when it is missed."""

    le: date
    nature: NatureDEcheance
    annee: int | None
    quoi: str
    precision: str
    perte: Perte | None


_MODELES = {
    NatureDeVersement.INTEGRAL: "Aide de l'année {annee} : {montant}",
    NatureDeVersement.ACOMPTE: "Acompte de l'année {annee} : {montant}",
    NatureDeVersement.SOLDE: "Solde de l'année {annee} : {montant}",
    NatureDeVersement.TROP_PERCU: "Trop-perçu de l'année {annee} à rendre : {montant}",
}


def echeances(dossier: Dossier, reponse: ReponseCalculee, chiffrees: bool = True) -> tuple[Echeance, ...]:
    """Return every dated day of a simulated contract, in order; none without a day of signature.

    `chiffrees=False` leaves out the prices, which cost other simulations.
    """
    if dossier.situation.date_signature is None or not reponse.annees:
        return ()
    tenue = _tenue(dossier, reponse) if chiffrees else None
    trouvees = [
        *(une for annee in reponse.annees for une in _de_l_annee(annee, dossier, chiffrees)),
        *_obligations(reponse.obligations, tenue, dossier),
        _terme(tenue, dossier),
    ]
    return tuple(sorted(trouvees, key=lambda une: (une.le, list(NatureDEcheance).index(une.nature), une.quoi)))


def _tenue(dossier: Dossier, reponse: ReponseCalculee) -> Situation | None:
    """Return the situation where each year still open reaches its objective; None where one is unknown."""
    ouvertes = {annee.annee: _cibles(annee) for annee in reponse.annees if annee.montant is None}
    ajoutes = [ConstatLu(annee, *comptes) for annee, comptes in ouvertes.items() if comptes is not None]
    tenue = dossier.situation.avec_les_constats(*ajoutes)
    annees = rendre(ouvrir(tenue, dossier.loi), avertie=False).annees
    return tenue if all(annee.montant is not None for annee in annees) else None


def _cibles(annee: AnneeDeContrat) -> tuple[int | None, int] | None:
    pmt, pfa = annee.objectifs.pmt, annee.objectifs.pfa
    if pfa.cible is None or (pmt is not None and pmt.cible is None):
        return None
    return (None if pmt is None else pmt.cible), pfa.cible


def _de_l_annee(annee: AnneeDeContrat, dossier: Dossier, chiffrees: bool) -> Iterator[Echeance]:
    if annee.debut is not None:
        quoi = dire("Début de l'année {annee}", annee=annee.annee)
        yield Echeance(annee.debut, NatureDEcheance.ANNEE, annee.annee, quoi, "", None)
    for versement in annee.versements:
        if versement.au_plus_tard is not None:
            yield _versement(versement, versement.au_plus_tard, annee.annee)
    fin = dossier.anniversaire(annee.annee + 1)
    if fin is not None and annee.motif.membre is not Motif.PERIODE_D_OBSERVATION:
        quoi = dire("Comptes constatés pour l'année {annee}", annee=annee.annee)
        perte = _perte_du_constat(annee, dossier) if chiffrees and annee.montant is None else None
        yield Echeance(fin, NatureDEcheance.CONSTAT, annee.annee, quoi, dire("l'anniversaire qui clôt l'année"), perte)


def _versement(versement: Versement, le: date, annee: int) -> Echeance:
    montant = en_texte(versement.montant)
    quoi = dire(_MODELES[versement.nature], montant=montant, annee=annee)
    perte = None
    if versement.nature is not NatureDeVersement.TROP_PERCU:
        phrase = dire("À réclamer à la caisse si rien n'est venu : {montant}.", montant=montant)
        perte = Perte(versement.montant, Decimal(0), phrase)
    return Echeance(le, NatureDEcheance.VERSEMENT, annee, quoi, dire("au plus tard"), perte)


def _perte_du_constat(annee: AnneeDeContrat, dossier: Dossier) -> Perte | None:
    """Replay the year with its objectives held, then with no patient left."""
    cibles = _cibles(annee)
    if cibles is None:
        return None
    tenue, manquee = (_rejouee(dossier, annee.annee, *comptes) for comptes in (cibles, (0, 0)))
    if tenue.montant is None or manquee.montant is None or tenue.montant == manquee.montant:
        return None
    montant, a_rendre = tenue.montant - manquee.montant, -min(manquee.solde or Decimal(0), Decimal(0))
    phrase = dire(
        "Objectifs tenus ou aide nulle : {montant} en jeu, dont {a_rendre} d'acompte à rendre.",
        montant=en_texte(montant),
        a_rendre=en_texte(a_rendre),
    )
    return Perte(montant, a_rendre, phrase)


def _rejouee(dossier: Dossier, annee: int, pmt: int | None, pfa: int) -> AnneeDeContrat:
    situation = dossier.situation.avec_les_constats(ConstatLu(annee, pmt, pfa))
    return rendre(ouvrir(situation, dossier.loi), avertie=False).annees[annee - 1]


def _obligations(
    obligations: tuple[ObligationDatee, ...], tenue: Situation | None, dossier: Dossier
) -> Iterator[Echeance]:
    pertes: dict[date, Perte | None] = {}
    for une in obligations:
        if une.echeance is None:
            continue
        if une.echeance not in pertes:
            pertes[une.echeance] = _perte_d_une_resiliation(une.echeance, tenue, dossier)
        perte = pertes[une.echeance]
        yield Echeance(une.echeance, NatureDEcheance.OBLIGATION, None, une.libelle, une.si or "", perte)


def _perte_d_une_resiliation(le: date, tenue: Situation | None, dossier: Dossier) -> Perte | None:
    """Replay the contract with its objectives held, then ended by the caisse on that day."""
    if tenue is None:
        return None
    try:
        finie = consequence(tenue, Survenue(Evenement.RESILIATION_PAR_LA_CAISSE, le), dossier.loi)
    except ErreurDeSaisie:
        return None
    montant, a_rendre = en_euros(finie.total_avant - finie.total_apres), en_euros(finie.a_rendre)
    if finie.refus is not None or montant <= 0:
        return None
    phrase = dire(
        "Si la caisse résiliait ce jour-là : jusqu'à {montant} de moins, dont {a_rendre} à rendre.",
        montant=en_texte(montant),
        a_rendre=en_texte(a_rendre),
    )
    return Perte(montant, a_rendre, phrase)


def _terme(tenue: Situation | None, dossier: Dossier) -> Echeance:
    terme = dossier.anniversaire(dossier.duree + 1)
    assert terme is not None
    perte = None if tenue is None else _perte_du_terme(tenue, dossier)
    return Echeance(terme, NatureDEcheance.TERME, None, dire("Terme du contrat : le choix de la suite"), "", perte)


def _perte_du_terme(tenue: Situation, dossier: Dossier) -> Perte | None:
    """Return the best of what may follow the term, against closing."""
    suites = [une for une in comparer_au_terme(tenue, loi=dossier.loi).suites if une.refus is None]
    meilleure = max(suites, key=lambda une: une.total.maximum)
    if not meilleure.total.maximum:
        return None
    phrase = dire(
        "Sans suite demandée : jusqu'à {montant} de moins sur les cinq années suivantes ({voie}).",
        montant=en_texte(meilleure.total.maximum),
        voie=dire(meilleure.cle.au_terme.libelle).lower(),
    )
    return Perte(meilleure.total.maximum, Decimal(0), phrase)
