"""One doctor's situation as given: every field known, or unknown (None), never zero by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from binome.contrats.champs.description import champs_de
from binome.contrats.champs.formes import PROROGATIONS_MAXIMALES, Forme, Genre
from binome.contrats.champs.noms_du_droit import duree_du_contrat
from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu, ConstatLu, reponse
from binome.contrats.maintien import refus_du_maintien
from binome.contrats.options import Passage, option_courante, refus_de_passage
from binome.droit.cadre import cadre_de
from binome.droit.choix import loi_choisie
from binome.droit.codes import CODES_D_OPTION, Option, Reponse, Secteur, Tranche, TrancheDAge, Zone
from binome.droit.eligibilite.regles import zone_sous_dense
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import derniere_annee_possible
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import Contradiction, ErreurDeSaisie
from binome.moteur.primitives import INCONNU

AGES_PLAUSIBLES: Final = (20, 110)


@dataclass(frozen=True, slots=True)
class Situation:
    """One doctor and one contract. None means unknown."""

    date_signature: date | None = None
    specialite: int | None = None
    secteur: Secteur | None = None
    option_etp: Option | None = None
    zone: Zone | None = None
    pmt_initiale: int | None = None
    pfa_initiale: int | None = None
    percentile_pmt: int | None = None
    percentile_pfa: int | None = None
    seuils_caisse: dict[str, dict[str, int]] | None = None
    date_naissance: date | None = None
    age: TrancheDAge | None = None
    date_premiere_installation: date | None = None
    rqth_ou_ald: bool | None = None
    part_honoraires_cliniques: tuple[int, int] | None = None
    part_activite_liberale: tuple[int, int] | None = None
    cabinet_distinct: bool | None = None
    contrat_1_etp_en_cours: bool | None = None
    objectifs_precedents_atteints: bool | None = None
    objectifs_convenus: dict[str, int] | None = None
    avenant_second_assistant: AvenantLu | None = None
    avenant_primo_installe: AvenantLu | None = None
    avenants: tuple[AvenantDObjectif, ...] = ()
    constats: tuple[ConstatLu, ...] = ()
    date_embauche: date | None = None
    pmt_adultes_initiale: int | None = None
    exercice_regroupe: bool | None = None
    exercice_coordonne: bool | None = None
    part_patients_moins_16_ans: tuple[int, int] | None = None
    coordination_renforcee: bool | None = None
    apl_sous_dense: bool | None = None
    zone_derogatoire: bool | None = None
    departement: str | None = None
    prorogations: int | None = None
    lectures: dict[str, str] = field(default_factory=dict)

    def avec_les_constats(self, *constats: ConstatLu) -> Situation:
        """Return the same situation where the counts of some years are these, in the order of the years."""
        annees = {un.annee for un in constats}
        gardes = (un for un in self.constats if un.annee not in annees)
        return replace(self, constats=tuple(sorted((*gardes, *constats), key=lambda un: un.annee)))


def lire_situation(donnees: Mapping[str, Any] | Situation, loi: Loi | str | None = None) -> Situation:
    """Read and check a situation under a law (the one in force by default); one already read is returned as it is.

    Raises:
        ErreurDeSaisie: unknown key, unreadable value, or fields that contradict each other.
    """
    if isinstance(donnees, Situation):
        return donnees
    loi = loi_choisie(loi)
    situation = Situation(**champs_de(loi).lire(donnees))
    _verifier_les_dates(situation, loi)
    _verifier_l_age(situation, loi)
    _verifier_les_avenants(situation, loi)
    return situation


@lru_cache(16)
def forme_de_situation(loi: Loi) -> Forme[Situation]:
    """Return the form of a whole situation, inside what holds one."""

    def lire(champ: str, brut: object) -> Situation:
        if not isinstance(brut, Mapping):
            raise ErreurDeSaisie(champ, brut, _UN_OBJET)
        return lire_situation(brut, loi)

    decrits = champs_de(loi)
    schema = {cle: valeur for cle, valeur in decrits.schema().items() if cle != "$schema"}
    exemple = {nom: decrits[nom].exemple for nom in _EXEMPLE}
    return Forme(Genre.OBJET, lire, decrits.decrire, schema, _UN_OBJET, exemple)


_UN_OBJET: Final = "un objet {champ: valeur}"
_EXEMPLE: Final = ("date_signature", "specialite", "secteur", "option_etp", "zone", "pmt_initiale", "pfa_initiale")


def _verifier_les_dates(situation: Situation, loi: Loi) -> None:
    """Refuse days that contradict each other."""
    signature, naissance = situation.date_signature, situation.date_naissance
    installation, embauche = situation.date_premiere_installation, situation.date_embauche
    if signature and naissance:
        age = signature.year - naissance.year
        if not AGES_PLAUSIBLES[0] <= age <= AGES_PLAUSIBLES[1]:
            attendu = "une date qui donne de {} à {} ans à la signature".format(*AGES_PLAUSIBLES)
            raise Contradiction("date_naissance", naissance, attendu)
    if naissance and installation and installation <= naissance:
        raise Contradiction("date_premiere_installation", installation, "une date postérieure à la naissance")
    if signature and installation and installation > signature:
        raise Contradiction("date_premiere_installation", installation, "une date qui ne suit pas la signature")
    if signature and embauche and abs(embauche.year - signature.year) > duree_du_contrat(loi):
        raise Contradiction("date_embauche", embauche, "une date proche de la signature")


def _verifier_l_age(situation: Situation, loi: Loi) -> None:
    """Refuse a bracket of age that the birth date contradicts."""
    signature, naissance, tranche = situation.date_signature, situation.date_naissance, situation.age
    if tranche is None or naissance is None or signature is None:
        return
    anniversaire = plus_annees(naissance, loi.bareme(loi.catalogue.verifie_le).age_du_maintien)
    if abs((anniversaire - signature).days) > 1 and (anniversaire < signature) != (tranche > 0):
        raise Contradiction("age", tranche.code, "la tranche d'âge que donne la date de naissance")


def _verifier_les_options(situation: Situation, loi: Loi) -> None:
    """Refuse an avenant that takes an option which the law does not open at the start of its year."""
    if situation.date_signature is None or all(un.option_etp is None for un in situation.avenants):
        return
    cadre = cadre_de(loi, situation.date_signature, situation.specialite, situation.lectures)
    for rang, avenant in enumerate(situation.avenants):
        debut = cadre.anniversaire(avenant.annee)
        if avenant.option_etp is not None and debut is not None:
            raison = refus_de_passage(_passage(situation, avenant.option_etp, avenant.annee, debut), cadre)
            if raison is not None:
                raise Contradiction(
                    f"avenants[{rang}].option_etp", avenant.option_etp.code, f"une option ouverte : {raison}"
                )


def _verifier_les_maintiens(situation: Situation, loi: Loi) -> None:
    """Refuse the avenant of the maintien in a year that ends before the birthday that opens it."""
    if situation.date_signature is None or situation.date_naissance is None:
        return
    cadre = cadre_de(loi, situation.date_signature, situation.specialite, situation.lectures)
    for rang, avenant in enumerate(situation.avenants):
        suivante = cadre.anniversaire(avenant.annee + 1)
        if avenant.nature == "65_ans" and suivante is not None:
            raison = refus_du_maintien(situation.date_naissance, suivante - timedelta(days=1), cadre)
            if raison is not None:
                raise Contradiction(f"avenants[{rang}].annee", avenant.annee, f"une année du maintien : {raison}")


def _passage(situation: Situation, option: Option, annee: int, debut: date) -> Passage:
    zone = Zone.INCONNUE if situation.zone is None else situation.zone
    return Passage(
        option,
        debut,
        annee,
        option_courante(situation.option_etp, situation.avenants, annee),
        Reponse.OUI if situation.contrat_1_etp_en_cours else Reponse.INCONNUE,
        INCONNU if situation.specialite is None else situation.specialite,
        zone,
        zone_sous_dense(zone, reponse(situation.apl_sous_dense), reponse(situation.zone_derogatoire)),
        reponse(situation.exercice_regroupe),
        # The median and the bracket need the whole dossier: the most favourable ones refuse nothing wrongly.
        Reponse.INCONNUE,
        Tranche.P95_PLUS,
    )


def _verifier_les_avenants(situation: Situation, loi: Loi) -> None:
    """Refuse a second assistant without its option, and years that the contract does not have."""
    if situation.avenant_second_assistant and situation.option_etp in (Option.UN_TIERS, Option.DEMI, Option.UN):
        attendu = "un avenant de second assistant seulement avec l'option 1.5 ou 2"
        raise Contradiction("avenant_second_assistant", CODES_D_OPTION[situation.option_etp] + " ETP", attendu)
    _verifier_les_options(situation, loi)
    _verifier_les_maintiens(situation, loi)
    bareme, lectures = loi.bareme(loi.catalogue.verifie_le), loi.lectures_retenues(situation.lectures, ())
    derniere = derniere_annee_possible(situation.prorogations or 0, PROROGATIONS_MAXIMALES, bareme, lectures)
    for nom, annees in (
        ("constats", [constat.annee for constat in situation.constats]),
        ("avenants", [avenant.annee for avenant in situation.avenants]),
    ):
        for rang, annee in enumerate(annees):
            if annee > derniere:
                attendu = f"une année de contrat, de 1 à {derniere} (davantage avec des prorogations)"
                raise Contradiction(f"{nom}[{rang}].annee", annee, attendu)
