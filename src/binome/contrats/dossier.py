"""A situation turned into what the rules receive: integers, thresholds, lectures, days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from binome.contrats.champs.valeurs import reponse
from binome.contrats.maintien import jour_du_maintien
from binome.contrats.situation import Situation
from binome.droit.bareme import Bareme
from binome.droit.cadre import Cadre, cadre_de
from binome.droit.catalogue import Catalogue, Regime
from binome.droit.codes import Famille, Option, Patientele, PatienteleComptee, Percentile, Reponse, TrancheDAge, Zone
from binome.droit.eligibilite.regles import conditions_propres, patientele_jeune, zone_sous_dense
from binome.droit.faits import SEUILS_INCONNUS, Depart, Medecin, Seuils
from binome.droit.lectures import Lectures
from binome.droit.loi import Loi
from binome.droit.patientele.regles import seuil_retenu
from binome.droit.vie_du_contrat.regles import a_65_ans, installation_recente
from binome.moteur.calendrier import plus_mois
from binome.moteur.primitives import ENTIER, INCONNU, TAUX_INCONNU


@dataclass(slots=True)
class Dossier:
    """What the rules need of a situation, and the law that it lives under. `specialite` is -1 when unknown."""

    situation: Situation
    cadre: Cadre
    regime: Regime
    lectures: Lectures
    bareme: Bareme
    specialite: int
    option: Option
    medecin: Medecin

    @property
    def loi(self) -> Loi:
        """The law that this contract is computed under."""
        return self.cadre.loi

    @property
    def droit(self) -> Catalogue:
        """The texts, names and sentences of that law."""
        return self.cadre.loi.catalogue

    @property
    def jour_du_droit(self) -> date:
        """The day whose law governs the signature; the last day of checking when the signature is unknown."""
        return self.cadre.jour_du_droit

    @property
    def duree(self) -> int:
        """The number of contract years, prorogations included."""
        return self.cadre.duree(self.situation.prorogations or 0)

    @property
    def patienteles_initiales(self) -> tuple[int | None, int | None]:
        """The PMT and PFA that the contract starts from: adults only under avenants 7 to 9."""
        return _patienteles(self.situation, self.bareme)

    def anniversaire(self, annee: int) -> date | None:
        """Return the first day of a contract year, None when the signature is unknown."""
        return self.cadre.anniversaire(annee)

    def bareme_au(self, jour: date | None) -> Bareme:
        """Return the numbers that the contract takes on `jour`."""
        return self.cadre.bareme_au(jour)


def ouvrir(
    situation: Situation, loi: Loi, observe: bool = False, suspensions: tuple[tuple[date, date], ...] = ()
) -> Dossier:
    """Turn a situation into a dossier; `observe` makes the rules' reading of numbers and lectures visible."""
    cadre = cadre_de(loi, situation.date_signature, situation.specialite, situation.lectures, observe)
    if suspensions:
        cadre = replace(cadre, suspensions=suspensions)
    specialite = INCONNU if situation.specialite is None else situation.specialite
    return Dossier(
        situation=situation,
        cadre=cadre,
        regime=cadre.regime,
        lectures=cadre.lectures,
        bareme=cadre.bareme,
        specialite=specialite,
        option=Option.INCONNUE if situation.option_etp is None else situation.option_etp,
        medecin=_medecin(situation, specialite, cadre),
    )


def _medecin(situation: Situation, specialite: int, cadre: Cadre) -> Medecin:
    bareme = cadre.bareme
    connue = specialite != INCONNU
    famille = bareme.famille_de_la_specialite[specialite] if connue else Famille.MEDECINE_GENERALE
    convenus = situation.objectifs_convenus or {}
    # Unknown speciality: counts cannot be placed in any distribution, so they are withheld from the rules.
    pmt, pfa = _patienteles(situation, bareme) if connue else (None, None)
    return Medecin(
        famille=famille,
        pmt=depart(
            pmt, situation.percentile_pmt, convenus.get("pmt"), _seuils(situation, Patientele.PMT, specialite, bareme)
        ),
        pfa=depart(
            pfa, situation.percentile_pfa, convenus.get("pfa"), _seuils(situation, Patientele.PFA, specialite, bareme)
        ),
        rqth_ou_ald=Reponse.OUI if situation.rqth_ou_ald else Reponse.NON,
        a_65_ans=_a_65_ans(situation, cadre),
        installation_recente=_installation_recente(situation, cadre),
        part_liberale=situation.part_activite_liberale or ENTIER,
        conditions_propres=_conditions_propres(situation, bareme),
    )


def _patienteles(situation: Situation, bareme: Bareme) -> tuple[int | None, int | None]:
    adultes = bareme.patientele_comptee == PatienteleComptee.ADULTES
    return (situation.pmt_adultes_initiale if adultes else situation.pmt_initiale, situation.pfa_initiale)


def _conditions_propres(situation: Situation, bareme: Bareme) -> bool:
    jeune = patientele_jeune(situation.part_patients_moins_16_ans or TAUX_INCONNU, bareme)
    renforcee, regroupe = reponse(situation.coordination_renforcee), reponse(situation.exercice_regroupe)
    return conditions_propres(jeune, renforcee, regroupe, sous_dense(situation), bareme)


def sous_dense(situation: Situation) -> Reponse:
    """Return whether the place of practice is under-served, as far as it is known."""
    zone = Zone.INCONNUE if situation.zone is None else situation.zone
    return zone_sous_dense(zone, reponse(situation.apl_sous_dense), reponse(situation.zone_derogatoire))


def depart(
    patients: int | None, centiemes: int | None, convenu: int | None, seuils: Seuils = SEUILS_INCONNUS
) -> Depart:
    """Return a patientèle at the start of an objective, -1 standing for what is unknown."""
    return Depart(_connu(patients), _connu(centiemes), _connu(convenu), seuils)


def _connu(valeur: int | None) -> int:
    return INCONNU if valeur is None else valeur


def _seuils(situation: Situation, patientele: Patientele, specialite: int, bareme: Bareme) -> Seuils:
    communiques = (situation.seuils_caisse or {}).get(patientele.code, {})
    if specialite == INCONNU:
        return SEUILS_INCONNUS
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


def _a_65_ans(situation: Situation, cadre: Cadre) -> Reponse:
    dit = situation.date_naissance is None and situation.age is TrancheDAge.AGE_DU_MAINTIEN
    if dit and cadre.bareme.age_du_maintien >= 0:
        return Reponse.OUI
    anniversaire = jour_du_maintien(situation.date_naissance, cadre.bareme, cadre.lectures)
    return a_65_ans(cadre.jour_de_signature.toordinal(), anniversaire, cadre.lectures)


def _installation_recente(situation: Situation, cadre: Cadre) -> bool:
    installation, jour = situation.date_premiere_installation, cadre.jour_de_signature
    if installation is None:
        return False
    limite = premier_jour_d_installation(jour, cadre.bareme)
    return installation_recente(jour.toordinal(), installation.toordinal(), limite)


def premier_jour_d_installation(signature: date, bareme: Bareme) -> int:
    """Return the first day on which a doctor who signs that day may have settled and still be newly installed."""
    return plus_mois(signature, -bareme.mois_de_primo_installation).toordinal()
