"""Replay: a pure function from acts, law and a day to what the contract is. No state is kept anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from binome.contrats.actes.acte import Acte, Correction, NatureDActe, retenus
from binome.contrats.actes.etats import EtatDeContrat, refus, suivant
from binome.contrats.champs.formes import PROROGATIONS_MAXIMALES
from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu, ConstatLu
from binome.contrats.dossier import Dossier, ouvrir, reponse
from binome.contrats.echeancier import NatureDeVersement, calendrier
from binome.contrats.engagements import engagement_a_la_signature
from binome.contrats.maintien import refus_du_maintien
from binome.contrats.options import Passage, est_un_second_assistant, option_courante, refus_de_passage
from binome.contrats.situation import Situation
from binome.droit.codes import Option, Zone
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import annee_d_effet_d_un_objectif, annee_d_effet_d_une_option


@dataclass(slots=True)
class Contrat:
    """A contract as its acts make it on a day."""

    loi: Loi
    au: date
    etat: EtatDeContrat = EtatDeContrat.PROJET
    situation: Situation = field(default_factory=Situation)
    suspensions: list[tuple[date, date | None]] = field(default_factory=list)
    fin: date | None = None
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


def rejouer(actes: tuple[Acte | Correction, ...], au: date, loi: Loi, connu_au: date | None = None) -> Contrat:
    """Replay the acts in effect on `au`, as they were known on `connu_au` (the same day by default).

    Raises:
        ActeRefuse: the sequence is impossible.
        ErreurDeSaisie: the situation cannot be computed (regime, contradiction).
    """
    contrat = Contrat(loi, au)
    for acte in retenus(actes, connu_au or au):
        if acte.effectif_le <= au:
            if acte.nature not in _DU_TERME:
                _clore_au_terme(contrat, acte.effectif_le)
            contrat.etat = suivant(contrat.etat, acte)
            _EFFETS.get(acte.nature, _noter)(contrat, acte)
            contrat.actes.append(acte)
    _clore_au_terme(contrat, au)
    return contrat


def _clore_au_terme(contrat: Contrat, jour: date) -> None:
    """Close an earlier contract that has reached its term: prorogations and, by reading, the reconduction are in it."""
    if contrat.etat not in (EtatDeContrat.EN_COURS, EtatDeContrat.SUSPENDU):
        return
    if contrat.dossier.cadre.ancien and jour >= contrat.terme:
        contrat.etat = EtatDeContrat.CLOS
        contrat.finir_la_suspension(contrat.terme)


def _noter(contrat: Contrat, acte: Acte) -> None:
    """Most acts change nothing but the record: they are read from it when needed."""


def _signature(contrat: Contrat, acte: Acte) -> None:
    situation: Situation = acte.donnees["situation"]
    if situation.date_signature is not None and situation.date_signature != acte.effectif_le:
        raise refus(acte, "la situation donne une autre date de signature")
    contrat.situation = replace(situation, date_signature=acte.effectif_le)


def _embauche(contrat: Contrat, acte: Acte) -> None:
    if contrat.situation.date_embauche is None:
        contrat.situation = replace(contrat.situation, date_embauche=acte.effectif_le)


def _exiger_commencee(contrat: Contrat, acte: Acte, annee: int) -> None:
    if acte.effectif_le < contrat.anniversaire(annee):
        raise refus(acte, f"l'année {annee} n'a pas commencé")


def _exiger_du_contrat(contrat: Contrat, acte: Acte, annee: int) -> None:
    if annee > contrat.dossier.duree:
        raise refus(acte, f"le contrat n'a que {contrat.dossier.duree} années ; il faut d'abord une prorogation")


def _constat(contrat: Contrat, acte: Acte) -> None:
    constat = ConstatLu(**acte.donnees)
    _exiger_du_contrat(contrat, acte, constat.annee)
    _exiger_commencee(contrat, acte, constat.annee)
    if any(ancien.annee == constat.annee for ancien in contrat.situation.constats):
        raise refus(acte, f"l'année {constat.annee} a déjà son constat ; corrigez-le par un acte « correction »")
    _remplacer_les_constats(contrat, [*contrat.situation.constats, constat])


def _decision_cpn(contrat: Contrat, acte: Acte) -> None:
    annee = acte.donnees["annee"]
    vises = [c for c in contrat.situation.constats if c.annee == annee and c.circonstances_exceptionnelles]
    if not vises:
        raise refus(acte, f"aucun constat de l'année {annee} n'invoque de circonstances exceptionnelles")
    autres = [c for c in contrat.situation.constats if c.annee != annee]
    _remplacer_les_constats(contrat, [*autres, replace(vises[0], part_decidee=acte.donnees["part_decidee"])])


def _remplacer_les_constats(contrat: Contrat, constats: list[ConstatLu]) -> None:
    dans_l_ordre = tuple(sorted(constats, key=lambda constat: constat.annee))
    contrat.situation = replace(contrat.situation, constats=dans_l_ordre)


def _annee_d_effet(contrat: Contrat, acte: Acte, regle: Callable[..., int]) -> int:
    """Return the year an avenant bears on: the one that opens that very day, otherwise what the lecture says."""
    annee = contrat.annee_de(acte.effectif_le)
    dossier = contrat.dossier
    if contrat.anniversaire(annee) != acte.effectif_le:
        annee = regle(annee, dossier.lectures)
    if annee > dossier.duree:
        raise refus(acte, "il prendrait effet après le terme du contrat")
    return annee


def _avenant_second(contrat: Contrat, acte: Acte) -> None:
    annee = _annee_d_effet(contrat, acte, annee_d_effet_d_une_option)
    if not est_un_second_assistant(acte.donnees["option_etp"], contrat.dossier.cadre, acte.effectif_le):
        raise refus(acte, "un second assistant se prend en passant à 1,5 ou 2 ETP")
    _exiger_une_option_ouverte(contrat, acte, annee)
    avenant = AvenantLu(annee, acte.donnees.get("pmt"), acte.donnees.get("pfa"))
    contrat.situation = replace(
        contrat.situation, option_etp=acte.donnees["option_etp"], avenant_second_assistant=avenant
    )


def _avenant_primo(contrat: Contrat, acte: Acte) -> None:
    """Record the second objective; on an anniversary, it belongs to the year that ends, judged on its level."""
    annee = contrat.annee_de(acte.effectif_le - timedelta(days=1))
    contrat.situation = replace(contrat.situation, avenant_primo_installe=AvenantLu(annee, **acte.donnees))


def _exiger_une_option_ouverte(contrat: Contrat, acte: Acte, annee: int) -> None:
    """Refuse an option that the law of the day closes, or whose conditions the contract is known to miss."""
    dossier, situation = contrat.dossier, contrat.situation
    passage = Passage(
        acte.donnees["option_etp"],
        acte.effectif_le,
        annee,
        option_courante(situation.option_etp, situation.avenants, annee),
        reponse(situation.contrat_1_etp_en_cours),
        dossier.specialite,
        Zone.INCONNUE if situation.zone is None else situation.zone,
        engagement_a_la_signature(dossier).tranche_montant,
    )
    raison = refus_de_passage(passage, dossier.cadre)
    if raison is not None:
        raise refus(acte, raison)


def _exiger_l_age(contrat: Contrat, acte: Acte) -> None:
    """Refuse the avenant of the maintien before the birthday that opens it, when it is known."""
    raison = refus_du_maintien(contrat.situation.date_naissance, acte.effectif_le, contrat.dossier.cadre)
    if raison is not None:
        raise refus(acte, raison)


def _avenant(contrat: Contrat, acte: Acte) -> None:
    natures = {
        NatureDActe.AVENANT_65_ANS: ("65_ans", annee_d_effet_d_un_objectif),
        NatureDActe.AVENANT_OBJECTIFS: ("objectifs", annee_d_effet_d_un_objectif),
        NatureDActe.AVENANT_OPTION: ("option", annee_d_effet_d_une_option),
    }
    nature, regle = natures[acte.nature]
    annee = _annee_d_effet(contrat, acte, regle)
    if acte.nature is NatureDActe.AVENANT_OPTION:
        _exiger_une_option_ouverte(contrat, acte, annee)
    if acte.nature is NatureDActe.AVENANT_65_ANS:
        _exiger_l_age(contrat, acte)
    avenant = AvenantDObjectif(annee, nature, **acte.donnees)
    avenants = sorted([*contrat.situation.avenants, avenant], key=lambda un: un.annee)
    contrat.situation = replace(contrat.situation, avenants=tuple(avenants))


def _suspension(contrat: Contrat, acte: Acte) -> None:
    contrat.suspensions.append((acte.effectif_le, None))


def _reprise(contrat: Contrat, acte: Acte) -> None:
    debut, _ = contrat.suspensions.pop()
    contrat.suspensions.append((debut, acte.effectif_le))


def _versement(contrat: Contrat, acte: Acte) -> None:
    annee, pour = acte.donnees["annee"], acte.donnees["pour"]
    _exiger_du_contrat(contrat, acte, annee)
    # Money may have left before anyone knew of a suspension: the calendar of signature is the one that was paid by.
    prevu = contrat.dossier.cadre.anniversaire_prevu(annee)
    if prevu is not None and acte.effectif_le < prevu:
        raise refus(acte, f"l'année {annee} n'a pas commencé")
    option = contrat.situation.option_etp
    dates = calendrier(contrat.dossier, annee, Option.INCONNUE if option is None else option)
    if pour not in dates.natures:
        maniere = "en une fois" if dates.en_une_fois else "en acompte puis solde"
        raise refus(acte, f"l'année {annee} se verse {maniere}")
    deja = {(v.donnees["annee"], v.donnees["pour"]) for v in contrat.de_nature(NatureDActe.VERSEMENT)}
    if pour == NatureDeVersement.SOLDE and (annee, NatureDeVersement.ACOMPTE) not in deja:
        raise refus(acte, f"l'année {annee} n'a pas reçu d'acompte")


def _fin(contrat: Contrat, acte: Acte) -> None:
    """End the contract, and the suspension that it was in."""
    contrat.fin = acte.effectif_le
    contrat.finir_la_suspension(acte.effectif_le)


def _cloture(contrat: Contrat, acte: Acte) -> None:
    if acte.effectif_le < contrat.terme:
        raise refus(acte, "le terme n'est pas atteint ; une fin anticipée est une résiliation")
    contrat.finir_la_suspension(contrat.terme)


def _prorogation(contrat: Contrat, acte: Acte) -> None:
    if not contrat.dossier.cadre.ancien:
        raise refus(acte, "seuls les contrats signés avant la convention de 2024 se prorogent ; le vôtre se reconduit")
    if acte.effectif_le < contrat.dossier.cadre.entree:
        raise refus(acte, f"la prorogation n'existe que depuis le {contrat.dossier.cadre.entree:%d/%m/%Y}")
    if acte.effectif_le < contrat.terme:
        raise refus(acte, f"elle prend effet au terme, le {contrat.terme:%d/%m/%Y}, pas avant")
    if acte.effectif_le > contrat.terme:
        raise refus(acte, f"le contrat est arrivé à son terme le {contrat.terme:%d/%m/%Y}")
    deja = contrat.situation.prorogations or 0
    if deja == PROROGATIONS_MAXIMALES:
        raise refus(acte, f"Binôme ne suit que {PROROGATIONS_MAXIMALES} prorogations")
    contrat.situation = replace(contrat.situation, prorogations=deja + 1)


_DU_TERME: Final = (NatureDActe.PROROGATION, NatureDActe.CLOTURE, NatureDActe.RECONDUCTION)
"""Acts that say what becomes of a contract at its term."""
_EFFETS: Final[dict[NatureDActe, Callable[[Contrat, Acte], None]]] = {
    NatureDActe.SIGNATURE: _signature,
    NatureDActe.EMBAUCHE: _embauche,
    NatureDActe.CONSTAT: _constat,
    NatureDActe.DECISION_CPN: _decision_cpn,
    NatureDActe.AVENANT_SECOND_ASSISTANT: _avenant_second,
    NatureDActe.AVENANT_PRIMO_INSTALLE: _avenant_primo,
    NatureDActe.AVENANT_65_ANS: _avenant,
    NatureDActe.AVENANT_OBJECTIFS: _avenant,
    NatureDActe.AVENANT_OPTION: _avenant,
    NatureDActe.SUSPENSION: _suspension,
    NatureDActe.REPRISE: _reprise,
    NatureDActe.VERSEMENT: _versement,
    NatureDActe.RESILIATION: _fin,
    NatureDActe.DEMENAGEMENT: _fin,
    NatureDActe.CHANGEMENT_DE_SPECIALITE: _fin,
    NatureDActe.CLOTURE: _cloture,
    NatureDActe.PROROGATION: _prorogation,
    NatureDActe.RECONDUCTION: _cloture,
}
