"""`binome.simuler`: one situation in, one simulation out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from binome.contrats.annees import AnneeCalculee, Fourchette, calculer
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.engagements import engagement_a_la_signature
from binome.contrats.obligations import ObligationDatee, obligations_datees
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import CODES_D_OPTION, ColonneDObjectif, Motif, Nature, Option, Reponse, Statut, Tranche
from binome.droit.faits import Depart, Engagement, Objectif
from binome.droit.loi import Loi
from binome.droit.objectifs.regles import borne_de_l_objectif, colonne_pmt
from binome.droit.reformes_en_mots import ReformeEnMots, en_mots, phrase_du_motif
from binome.moteur.argent import en_centimes, en_euros
from binome.moteur.primitives import INCONNU
from binome.simulation.avertissements import avertir, message
from binome.simulation.criteres import examiner, statut_global
from binome.simulation.phrases import libelle_de_statut
from binome.simulation.reponse import (
    AnneeDeContrat,
    Avertissement,
    Bornes,
    Critere,
    Eligibilite,
    ObjectifRendu,
    Objectifs,
    Total,
    Tranches,
    Versement,
)

if TYPE_CHECKING:
    from binome.simulation.explication import Derivation
    from binome.simulation.reponse import LectureRetenue, Manquant, Presomption

STATUTS = {Statut.REMPLI: "eligible", Statut.A_CONFIRMER: "a_confirmer", Statut.NON_REMPLI: "non_eligible"}


@dataclass
class Simulation:
    """The answer for one doctor. Sums are exact euros; what is unknown is None, with bounds where they exist."""

    situation: Situation
    regime: str
    eligibilite: Eligibilite
    tranches: Tranches
    objectifs: Objectifs
    annees: tuple[AnneeDeContrat, ...]
    total: Total
    obligations: tuple[ObligationDatee, ...]
    avertissements: tuple[Avertissement, ...]
    loi: Loi

    @property
    def version_du_droit(self) -> str:
        """The version of the law, which says the reform when there is one."""
        return self.loi.version

    @property
    def reforme(self) -> ReformeEnMots | None:
        """The reform that the result applies, in words; None under the law in force."""
        return en_mots(self.loi)

    @cached_property
    def lectures(self) -> tuple[LectureRetenue, ...]:
        """The lectures that this result rests on, with the effect of every other choice (computed on first use)."""
        from binome.simulation.effets import lectures_retenues

        return lectures_retenues(self)

    @cached_property
    def presomptions(self) -> tuple[Presomption, ...]:
        """The fields presumed ordinary, and what each would change (computed on first use)."""
        from binome.simulation.effets import presomptions

        return presomptions(self)

    @cached_property
    def manquants(self) -> tuple[Manquant, ...]:
        """The unknown fields that matter, the most useful first (computed on first use)."""
        from binome.simulation.effets import manquants

        return manquants(self)

    @property
    def doutes_d_eligibilite(self) -> tuple[Avertissement, ...]:
        """The lectures whose other choice would change the eligibility itself."""
        return tuple(
            message(
                "eligibilite_par_lecture",
                lecture=lecture.id,
                choix=effet.choix,
                statut=libelle_de_statut(effet.changements["statut"]),
            )
            for lecture in self.lectures
            for effet in lecture.effets
            if effet.changements.get("statut") is not None
        )

    @cached_property
    def derivation(self) -> Derivation:
        """Every step of the calculation, with the text it rests on (computed on first use)."""
        from binome.simulation.explication import deriver

        return deriver(self.situation, self.loi)

    def expliquer(self) -> str:
        """Return the derivation as a text to read, with sources."""
        return self.derivation.en_texte()

    def en_json(self, effets: bool = True) -> dict[str, Any]:
        """Return the simulation as JSON data; `effets=False` leaves out what costs other simulations."""
        rendu: dict[str, Any] = {
            "regime": self.regime,
            "eligibilite": self.eligibilite.en_json(),
            "tranches": self.tranches.en_json(),
            "objectifs": self.objectifs.en_json(),
            "annees": [annee.en_json() for annee in self.annees],
            "total": self.total.en_json(),
            "obligations": [obligation.en_json() for obligation in self.obligations],
        }
        if effets:
            rendu["lectures"] = [lecture.en_json() for lecture in self.lectures]
            rendu["presomptions"] = [presomption.en_json() for presomption in self.presomptions]
            rendu["manquants"] = [manquant.en_json() for manquant in self.manquants]
        avertissements = (*self.avertissements, *(self.doutes_d_eligibilite if effets else ()))
        rendu["avertissements"] = [avertissement.en_json() for avertissement in avertissements]
        rendu["version_du_droit"] = self.version_du_droit
        return rendu if self.reforme is None else {**rendu, "reforme": self.reforme.en_json()}


def simuler(
    situation: Mapping[str, Any] | None = None, /, *, loi: Loi | str | None = None, **champs: Any
) -> Simulation:
    """Simulate one doctor's contract.

    Args:
        situation: fields of the situation, as in JSON (dates as ISO strings or `date`, counts as integers).
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.
        **champs: the same fields by name; a field given twice is refused.

    Returns:
        The simulation: eligibility, brackets, objectives, years, payments, doubts.

    Raises:
        ErreurDeSaisie: a field is unknown, unreadable, or contradicts another.

    Example:
        >>> import binome
        >>> simulation = binome.simuler(
        ...     specialite="01", option_etp="1", date_signature="2024-09-01", pmt_initiale=900, pfa_initiale=1400
        ... )
        >>> simulation.annees[2].montant_maximal
        Decimal('22000.00')
    """
    choisie = loi_choisie(loi)
    return simuler_situation(lire_situation(dict(situation or {}, **champs), choisie), choisie)


def simuler_situation(situation: Situation, loi: Loi) -> Simulation:
    """Simulate a situation already read."""
    return rendre(ouvrir(situation, loi))


def rendre(dossier: Dossier) -> Simulation:
    """Compute a dossier and put the result in its public form."""
    initial = engagement_a_la_signature(dossier)
    criteres = examiner(dossier, initial)
    statut = statut_global(criteres)
    eligibilite = Eligibilite(
        STATUTS[statut],
        tuple(
            Critere(c.sens.critere, c.sens.statut.code, c.issue.code, c.sens.bloquant, c.phrase, c.source)
            for c in criteres
        ),
    )
    calculees = () if statut == Statut.NON_REMPLI else calculer(dossier, initial)
    final = calculees[-1].engagement if calculees and dossier.situation.avenant_second_assistant else initial
    return Simulation(
        situation=dossier.situation,
        regime=dossier.regime.id,
        eligibilite=eligibilite,
        tranches=_tranches(initial, dossier),
        objectifs=_objectifs(final, dossier.option, dossier),
        annees=tuple(_annee(annee, dossier) for annee in calculees),
        total=_total(calculees, statut),
        obligations=obligations_datees(dossier) if calculees else (),
        avertissements=avertir(dossier, initial, calculees),
        loi=dossier.loi,
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
    if nature == Nature.AUGMENTATION and depart.convenu == INCONNU and not connue:
        return ObjectifRendu(Nature.A_CONVENIR.code, None, None, False, None)
    borne = None
    if nature == Nature.A_CONVENIR and connue and _vient_du_tableau(dossier):
        borne = _connu(borne_de_l_objectif(colonne, option, dossier.bareme, dossier.lectures))
    return ObjectifRendu(nature.code, _connu(objectif.patients), _connu(objectif.cible), bool(objectif.estime), borne)


def _vient_du_tableau(dossier: Dossier) -> bool:
    """Return whether an unknown objective is one of the table, bounded, and not one to agree with the caisse."""
    return dossier.medecin.rqth_ou_ald != Reponse.OUI and not dossier.medecin.installation_recente


def _connu(valeur: int) -> int | None:
    return None if valeur < 0 else valeur


def _annee(calculee: AnneeCalculee, dossier: Dossier) -> AnneeDeContrat:
    taux = None
    if calculee.bilan is not None and calculee.bilan.taux_pfa[0] != INCONNU:
        taux = {"pfa": Fraction(*calculee.bilan.taux_pfa)}
        if calculee.engagement.suit_la_pmt:
            taux = {"pmt": Fraction(*calculee.bilan.taux_pmt)} | taux
    maximal = None if calculee.maximal is None else calculee.maximal.en_centimes()
    part = calculee.part
    part_connue = part[0] if part is not None and part[0] == part[1] else None
    return AnneeDeContrat(
        annee=calculee.annee,
        debut=calculee.debut,
        option_etp=None if calculee.option is None else CODES_D_OPTION[calculee.option],
        montant_maximal=_exact(maximal),
        montant_maximal_bornes=_bornes(maximal),
        taux=taux,
        part=part_connue,
        part_bornes=part if part is not None and part_connue is None else None,
        motif=calculee.motif.code,
        explication=phrase_du_motif(calculee.motif, dossier.loi, calculee.debut or dossier.jour_du_droit),
        montant=_exact(calculee.du),
        montant_bornes=_bornes(calculee.du),
        versements=tuple(
            Versement(echeance.nature, echeance.au_plus_tard, en_euros(echeance.centimes))
            for echeance in calculee.echeances
        ),
        objectifs=_objectifs(
            calculee.engagement, Option.INCONNUE if calculee.option is None else calculee.option, dossier
        ),
    )


def _exact(centimes: Fourchette | None) -> Decimal | None:
    return None if centimes is None or centimes.connue is None else en_euros(centimes.connue)


def _bornes(centimes: Fourchette | None) -> Bornes | None:
    if centimes is None or centimes.connue is not None:
        return None
    return (en_euros(centimes.bas), en_euros(centimes.haut))


def _total(calculees: tuple[AnneeCalculee, ...], statut: Statut) -> Total:
    minimum = maximum = constate = 0
    for annee in calculees:
        if annee.maximal is None:
            continue
        bas, haut = (annee.du.bas, annee.du.haut) if annee.du else (0, en_centimes(annee.maximal.haut))
        minimum, maximum = minimum + bas, maximum + haut
        if annee.du and annee.du.connue is not None and annee.motif != Motif.PERIODE_D_OBSERVATION:
            constate += annee.du.bas
    return Total(en_euros(minimum), en_euros(maximum), en_euros(constate), statut == Statut.A_CONFIRMER)
