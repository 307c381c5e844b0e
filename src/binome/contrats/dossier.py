"""A situation turned into what the rules receive: integers, thresholds, lectures, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from binome.contrats.situation import Situation
from binome.droit.bareme import Bareme
from binome.droit.catalogue import Catalogue, Regime, catalogue
from binome.droit.codes import (
    DEPARTEMENTS_CONNUS,
    Famille,
    ModeDExercice,
    Option,
    Patientele,
    PatienteleComptee,
    Percentile,
    Reponse,
    Secteur,
    Zone,
)
from binome.droit.eligibilite.regles import exercice_demande, patientele_jeune
from binome.droit.faits import Candidat, Depart, Medecin, Seuils
from binome.droit.lectures import Lectures
from binome.droit.patientele.regles import seuil_retenu
from binome.droit.vie_du_contrat.regles import (
    a_65_ans,
    duree_en_annees,
    garde_l_ancien_montant,
    installation_recente,
    reporte_au_1er_mars,
)
from binome.moteur.calendrier import plus_annees, plus_mois
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import ENTIER, INCONNU, TAUX_INCONNU
from binome.moteur.trace import temoin


@dataclass(slots=True)
class Dossier:
    """What the rules need of a situation. `specialite` is -1 when unknown."""

    situation: Situation
    regime: Regime
    lectures: Lectures
    bareme: Bareme
    specialite: int
    option: Option
    medecin: Medecin
    observe: bool

    @property
    def jour_du_droit(self) -> date:
        """The day whose law governs the signature; the last day of checking when the signature is unknown."""
        return jour_du_droit(self.situation, self.regime)

    @property
    def duree(self) -> int:
        """The number of contract years, prorogations included."""
        ancien = self.regime is not catalogue().regimes[-1]
        return duree_en_annees(self.situation.prorogations or 0, ancien, self.bareme, self.lectures)

    def anniversaire(self, annee: int) -> date | None:
        """Return the first day of a contract year, None when the signature is unknown."""
        signature = self.situation.date_signature
        if signature is None:
            return None
        report = _est_un_29_fevrier(signature) and reporte_au_1er_mars(self.lectures)
        return plus_annees(signature, annee - 1, report)

    def bareme_au(self, jour: date | None) -> Bareme:
        """Return the numbers in force on `jour`, seen through a witness when the calculation is being traced."""
        valeurs = catalogue().bareme(self._jour_du_bareme(jour or catalogue().verifie_le))
        return temoin(valeurs, "parametres") if self.observe else valeurs

    def _jour_du_bareme(self, jour: date) -> date:
        """Return the day whose numbers an anniversary takes: a running contract joins the convention at its own."""
        convention = catalogue().regimes[-1]
        entree = debut_du_regime(convention, self.situation)
        if self.regime is not convention and jour >= entree:
            if garde_l_ancien_montant(jour.toordinal(), entree.toordinal(), self.lectures):
                return min(entree, convention.depuis) - timedelta(days=1)
            return max(jour, convention.depuis)
        return max(jour, self.regime.depuis)


def jour_du_droit(situation: Situation, regime: Regime) -> date:
    """Return the day whose law governs a signature under a regime."""
    return max(situation.date_signature or catalogue().verifie_le, regime.depuis)


def _est_un_29_fevrier(jour: date) -> bool:
    return (jour.month, jour.day) == (2, 29)


def contextes(situation: Situation, droit: Catalogue, regime: Regime) -> tuple[str, ...]:
    """Return the contexts that may change a lecture's default: family of specialities, then regime."""
    if situation.specialite is None:
        return _regimes(regime)
    famille = droit.bareme(droit.verifie_le).famille_de_la_specialite[situation.specialite]
    return (famille.code, *_regimes(regime))


def _regimes(regime: Regime) -> tuple[str, ...]:
    return tuple(dict.fromkeys((regime.id, regime.famille)))


def regime_applicable(situation: Situation, droit: Catalogue) -> Regime:
    """Return the regime of a signature; without a date, the last one.

    Raises:
        ErreurDeSaisie: the date comes before the scheme.
    """
    signature = situation.date_signature
    if signature is None:
        return droit.regimes[-1]
    if signature < droit.regimes[0].depuis:
        raise ErreurDeSaisie(
            "date_signature", signature, f"une date à partir du {droit.regimes[0].depuis:%d/%m/%Y}, début du dispositif"
        )
    return [regime for regime in droit.regimes if debut_du_regime(regime, situation) <= signature][-1]


def debut_du_regime(regime: Regime, situation: Situation) -> date:
    """Return the first day of signature under a regime, as the lecture on its entry into force has it."""
    if regime.lecture is None:
        return regime.depuis
    lecture = catalogue().lectures[regime.lecture]
    return date.fromisoformat(situation.lectures.get(lecture.id) or lecture.defaut)


def ouvrir(situation: Situation, observe: bool = False) -> Dossier:
    """Turn a situation into a dossier; `observe` makes the rules' reading of numbers and lectures visible."""
    droit = catalogue()
    regime = regime_applicable(situation, droit)
    retenues = droit.lectures_retenues(situation.lectures, contextes(situation, droit, regime))
    valeurs = droit.bareme(jour_du_droit(situation, regime))
    lectures = temoin(retenues, "lectures") if observe else retenues
    bareme = temoin(valeurs, "parametres") if observe else valeurs
    specialite = INCONNU if situation.specialite is None else situation.specialite
    return Dossier(
        situation=situation,
        regime=regime,
        lectures=lectures,
        bareme=bareme,
        specialite=specialite,
        option=Option.INCONNUE if situation.option_etp is None else situation.option_etp,
        medecin=_medecin(situation, specialite, bareme, lectures),
        observe=observe,
    )


def _medecin(situation: Situation, specialite: int, bareme: Bareme, lectures: Lectures) -> Medecin:
    connue = specialite != INCONNU
    famille = bareme.famille_de_la_specialite[specialite] if connue else Famille.MEDECINE_GENERALE
    convenus = situation.objectifs_convenus or {}
    # Unknown speciality: counts cannot be placed in any distribution, so they are withheld from the rules.
    pmt, pfa = _patienteles(situation, bareme) if connue else (None, None)
    return Medecin(
        famille=famille,
        pmt=depart(pmt, situation.percentile_pmt, convenus.get("pmt")),
        pfa=depart(pfa, situation.percentile_pfa, convenus.get("pfa")),
        seuils_pmt=_seuils(situation, Patientele.PMT, specialite, bareme),
        seuils_pfa=_seuils(situation, Patientele.PFA, specialite, bareme),
        rqth_ou_ald=Reponse.OUI if situation.rqth_ou_ald else Reponse.NON,
        a_65_ans=_a_65_ans(situation, bareme, lectures),
        installation_recente=_installation_recente(situation, bareme),
        part_liberale=situation.part_activite_liberale or ENTIER,
        conditions_propres=_conditions_propres(situation, bareme),
    )


def _patienteles(situation: Situation, bareme: Bareme) -> tuple[int | None, int | None]:
    adultes = bareme.patientele_comptee == PatienteleComptee.ADULTES
    return (situation.pmt_adultes_initiale if adultes else situation.pmt_initiale, situation.pfa_initiale)


def patienteles_initiales(situation: Situation) -> tuple[int | None, int | None]:
    """Return the PMT and PFA that the contract starts from: adults only under avenants 7 to 9."""
    regime = regime_applicable(situation, catalogue())
    return _patienteles(situation, catalogue().bareme(jour_du_droit(situation, regime)))


def _conditions_propres(situation: Situation, bareme: Bareme) -> bool:
    """Return whether an exception of avenant 7 gives the doctor conditions of his own, which nobody published."""
    if patientele_jeune(situation.part_patients_moins_16_ans or TAUX_INCONNU, bareme):
        return True
    isole = not situation.exercice_regroupe and situation.zone != Zone.ZIP
    return bool(situation.coordination_renforcee) and isole and exercice_demande(ModeDExercice.REGROUPE, bareme)


def depart(patients: int | None, centiemes: int | None, convenu: int | None) -> Depart:
    """Return a patientèle at the start of an objective, -1 standing for what is unknown."""
    return Depart(*(INCONNU if valeur is None else valeur for valeur in (patients, centiemes, convenu)))


def _seuils(situation: Situation, patientele: Patientele, specialite: int, bareme: Bareme) -> Seuils:
    communiques = (situation.seuils_caisse or {}).get(patientele.code, {})
    if specialite == INCONNU:
        return Seuils(INCONNU, INCONNU, INCONNU, INCONNU, INCONNU)
    publies = bareme.distribution[patientele][specialite]

    def retenu(publie: int, nom: str) -> int:
        return max(seuil_retenu(publie, communiques.get(nom, INCONNU)), INCONNU)

    return Seuils(
        p30=retenu(publies[Percentile.P30], "p30"),
        p50=retenu(publies[Percentile.P50], "p50"),
        p90=retenu(publies[Percentile.P90], "p90"),
        p94=retenu(bareme.p94_estime[patientele][specialite], "p94"),
        p95=retenu(publies[Percentile.P95], "p95"),
        p70=communiques.get("p70", INCONNU),
    )


def _a_65_ans(situation: Situation, bareme: Bareme, lectures: Lectures) -> Reponse:
    signature, naissance = situation.date_signature, situation.date_naissance
    jour = (signature or catalogue().verifie_le).toordinal()
    if naissance is None or bareme.age_du_maintien < 0:
        return a_65_ans(jour, INCONNU, lectures)
    report = _est_un_29_fevrier(naissance) and reporte_au_1er_mars(lectures)
    return a_65_ans(jour, plus_annees(naissance, bareme.age_du_maintien, report).toordinal(), lectures)


def _installation_recente(situation: Situation, bareme: Bareme) -> bool:
    signature, installation = situation.date_signature, situation.date_premiere_installation
    if installation is None:
        return False
    jour = signature or catalogue().verifie_le
    limite = plus_mois(jour, -bareme.mois_de_primo_installation)
    return installation_recente(jour.toordinal(), installation.toordinal(), limite.toordinal())


def candidat(dossier: Dossier) -> Candidat:
    """Return what the criteria look at beside the patientèles."""
    situation = dossier.situation
    second = situation.avenant_second_assistant
    return Candidat(
        specialite=dossier.specialite,
        departement=_departement(situation.departement),
        secteur=Secteur.INCONNU if situation.secteur is None else situation.secteur,
        zone=Zone.INCONNUE if situation.zone is None else situation.zone,
        option=dossier.option,
        part_clinique=situation.part_honoraires_cliniques or TAUX_INCONNU,
        part_de_moins_de_16_ans=situation.part_patients_moins_16_ans or TAUX_INCONNU,
        regroupe=_reponse(situation.exercice_regroupe),
        renforcee=_reponse(situation.coordination_renforcee),
        coordonne=_reponse(situation.exercice_coordonne),
        # The avenant is by definition the passage of a contract of 1 ETP.
        contrat_1_etp=Reponse.OUI if second else _reponse(situation.contrat_1_etp_en_cours),
        precedents_atteints=_reponse(situation.objectifs_precedents_atteints),
        annee_du_second_assistant=second.annee if second else INCONNU,
        activite_mixte=situation.part_activite_liberale not in (None, ENTIER),
        cabinet_distinct=bool(situation.cabinet_distinct),
    )


def _departement(code: str | None) -> int:
    """Return the rank of a department whose list of specialities was read, -1 otherwise."""
    return DEPARTEMENTS_CONNUS.index(code) if code in DEPARTEMENTS_CONNUS else INCONNU


def _reponse(oui_non: bool | None) -> Reponse:
    return Reponse.INCONNUE if oui_non is None else Reponse(int(oui_non))
