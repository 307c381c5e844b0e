"""What a reader must know beside the figures; sentences are in `avertissements.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from binome.contrats.annees import AnneeCalculee
from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier
from binome.contrats.passages import remarques_des_passages
from binome.droit.codes import (
    ColonneDObjectif,
    FormuleDObjectif,
    ModeDExercice,
    Motif,
    Nature,
    OuiNon,
    Patientele,
    PatienteleComptee,
    Percentile,
    Reponse,
    StatutDEligibilite,
)
from binome.droit.eligibilite.regles import exercice_demande
from binome.droit.faits import Depart, Engagement
from binome.droit.objectifs.regles import (
    borne_de_l_objectif,
    borne_selon_p30,
    est_d_une_autre_specialite,
    formule,
    suit_la_patientele_medecin_traitant,
)
from binome.droit.patientele.regles import rang_retenu
from binome.langue.courante import dire
from binome.langue.ecriture import en_date, nombre
from binome.moteur.calendrier import plus_annees
from binome.moteur.primitives import INCONNU
from binome.simulation.phrases import nom_de_patientele
from binome.simulation.reponse import Avertissement, LectureRetenue

PFA = ColonneDObjectif.PFA
_DU_REGLEMENT_ARBITRAL = {
    FormuleDObjectif.CONVENUE: "objectif_du_contrat",
    FormuleDObjectif.TAUX: "objectif_non_confirme",
    FormuleDObjectif.DROITE: "objectif_par_une_droite",
}


@cache
def _messages() -> dict[str, str]:
    brut = tomllib.loads(Path(__file__).with_name("avertissements.toml").read_text("utf-8"))
    return {code: entree["message"] for code, entree in brut.items()}


def message(code: str, **mots: object) -> Avertissement:
    """Return a warning with its sentence filled in."""
    return Avertissement(code, dire(_messages()[code], **mots))


def avertir(dossier: Dossier, engage: Engagement, annees: tuple[AnneeCalculee, ...]) -> tuple[Avertissement, ...]:
    """Return the warnings of a result: what may upset it first, then the general one."""
    return (
        *(_sur_une_autre_specialite(dossier, engage) if annees else ()),
        message("indicatif"),
        *_sur_les_saisies(dossier),
        *_sur_le_regime(dossier, annees),
        *_sur_les_seuils(dossier),
        *(() if not annees else (*_sur_les_objectifs(dossier, engage), *_sur_les_annees(dossier, engage, annees))),
    )


def doutes_d_eligibilite(lectures: tuple[LectureRetenue, ...]) -> tuple[Avertissement, ...]:
    """Return one warning per lecture and choice that would change the eligibility itself."""
    return tuple(
        message(
            "eligibilite_par_lecture", lecture=lecture.question, choix=effet.sens, statut=dire(changement.apres.libelle)
        )
        for lecture in lectures
        for effet in lecture.effets
        for changement in effet.changements
        if isinstance(changement.apres, StatutDEligibilite)
    )


def _libelle(champ: str) -> str:
    return dire(champs()[champ].libelle)


def _question(lecture: str, dossier: Dossier) -> str:
    return dire(dossier.droit.lectures[lecture].question)


def _sur_une_autre_specialite(dossier: Dossier, engage: Engagement) -> Iterator[Avertissement]:
    """Yield that the table's figures may not be those of this speciality, with what they would be."""
    medecin, bareme, lectures = dossier.medecin, dossier.bareme, dossier.lectures
    if INCONNU in (dossier.specialite, dossier.option) or bareme.formule_d_objectif != FormuleDObjectif.TABLEAU:
        return
    particulier = Reponse.OUI in (medecin.rqth_ou_ald, medecin.a_65_ans) or engage.primo != Reponse.NON
    if particulier or medecin.pfa.convenu != INCONNU or not est_d_une_autre_specialite(PFA, medecin.famille):
        return
    imprime = borne_de_l_objectif(PFA, dossier.option, bareme, lectures)
    if engage.pfa.nature not in (Nature.AUGMENTATION, Nature.A_CONVENIR) or imprime < 0:
        return
    borne = borne_selon_p30(dossier.option, medecin.pfa.seuils.p30, bareme, lectures)
    yield message(
        "objectif_pfa_autres",
        imprime=dire("au plus {patients} patients de plus", patients=nombre(imprime)),
        borne=dire("au plus {patients}", patients=nombre(borne)) if borne != INCONNU else dire("un autre nombre"),
    )


def _suivies(dossier: Dossier) -> Iterator[tuple[Patientele, Depart]]:
    yield Patientele.PMT, dossier.medecin.pmt
    yield Patientele.PFA, dossier.medecin.pfa


def _sur_les_saisies(dossier: Dossier) -> Iterator[Avertissement]:
    situation = dossier.situation
    if situation.date_signature is None:
        yield message("date_inconnue")
    if situation.part_activite_liberale not in (None, (1, 1)):
        yield message("activite_mixte")
    if "pmt" in (situation.objectifs_convenus or {}) and dossier.specialite != INCONNU:
        if dossier.medecin.famille.name == "AUTRE":
            yield message("convenu_sans_objet")
    sans_effet = [_libelle(nom) for nom in _sans_effet(dossier) if getattr(situation, nom) is not None]
    if _pmt_constatee_sans_effet(dossier):
        sans_effet.append(dire("patientèle médecin traitant des constats"))
    if sans_effet:
        yield message("champs_sans_effet", champs=" ; ".join(sans_effet))


def _sans_effet(dossier: Dossier) -> Iterator[str]:
    """Yield the fields that the regime of the signature, or the speciality, does not look at."""
    bareme = dossier.bareme
    adultes = bareme.patientele_comptee == PatienteleComptee.ADULTES
    yield "pmt_initiale" if adultes else "pmt_adultes_initiale"
    if _sans_pmt(dossier):
        yield from ("pmt_adultes_initiale" if adultes else "pmt_initiale", "percentile_pmt")
    if not exercice_demande(ModeDExercice.REGROUPE, bareme):
        yield from ("exercice_regroupe", "coordination_renforcee", "exercice_coordonne")
        yield from ("apl_sous_dense", "zone_derogatoire")
    if bareme.part_de_moins_de_16_ans[0] < 0:
        yield "part_patients_moins_16_ans"
    if not dossier.cadre.ancien:
        yield "prorogations"


def _sans_pmt(dossier: Dossier) -> bool:
    return dossier.specialite != INCONNU and not suit_la_patientele_medecin_traitant(dossier.medecin.famille)


def _pmt_constatee_sans_effet(dossier: Dossier) -> bool:
    return _sans_pmt(dossier) and any(constat.pmt is not None for constat in dossier.situation.constats)


def _sur_le_regime(dossier: Dossier, annees: tuple[AnneeCalculee, ...]) -> Iterator[Avertissement]:
    """Yield what the earlier regimes leave unsaid."""
    regime, bareme = dossier.regime, dossier.bareme
    if not regime.entree_lue:
        yield message("date_du_regime", regime=dire(regime.titre), note=dire(regime.note))
    if bareme.patientele_comptee == PatienteleComptee.ADULTES:
        yield message("percentiles_de_l_epoque")
    if bareme.formule_d_objectif == FormuleDObjectif.CONVENUE:
        yield message(
            _DU_REGLEMENT_ARBITRAL[formule(bareme, dossier.lectures)],
            champ=_libelle("objectifs_convenus"),
            lecture=_question("objectif_reglement_arbitral", dossier),
        )
    if bareme.modulation_publiee == OuiNon.NON and any(c.annee > bareme.annees_d_observation for c in annees):
        yield message("modulation_non_lue", lecture=_question("modulation_avant_2024", dossier))
    if dossier.medecin.conditions_propres:
        yield message("conditions_propres")


def _sur_les_seuils(dossier: Dossier) -> Iterator[Avertissement]:
    if dossier.specialite == INCONNU:
        return
    for patientele, depart in _suivies(dossier):
        if depart.centiemes != INCONNU and rang_retenu(depart, dossier.bareme) == INCONNU:
            rang, patients = nombre(depart.centiemes, 100), nombre(depart.patients)
            yield message("rang_contredit", rang=rang, patients=patients, patientele=nom_de_patientele(patientele))
        communiques = (dossier.situation.seuils_caisse or {}).get(patientele.code, {})
        publies = dossier.bareme.distribution[patientele][dossier.specialite]
        for percentile in Percentile:
            nom, publie = percentile.code, publies[percentile]
            if publie >= 0 and communiques.get(nom, publie) != publie:
                yield message(
                    "seuil_contredit",
                    seuil=percentile.name,
                    patientele=nom_de_patientele(patientele),
                    communique=nombre(communiques[nom]),
                    publie=nombre(publie),
                )


def _sur_les_objectifs(dossier: Dossier, engage: Engagement) -> Iterator[Avertissement]:
    buts = {Patientele.PMT: engage.pmt, Patientele.PFA: engage.pfa}
    estimes = [nom_de_patientele(nom) for nom, but in buts.items() if but.estime]
    inconnus = [
        nom_de_patientele(nom)
        for nom, but in buts.items()
        if but.nature == Nature.A_CONVENIR or (but.nature == Nature.NIVEAU and but.cible == INCONNU)
    ]
    if estimes:
        yield message("objectif_estime", patienteles=dire(" et ").join(estimes))
    if inconnus:
        code = "objectif_a_convenir" if dossier.medecin.rqth_ou_ald == Reponse.OUI else "objectif_inconnu"
        yield message(code, patienteles=dire(" et ").join(inconnus), champ=_libelle("objectifs_convenus"))
    if engage.primo == Reponse.INCONNUE:
        yield message("primo_a_confirmer")


def _sur_les_annees(dossier: Dossier, engage: Engagement, annees: tuple[AnneeCalculee, ...]) -> Iterator[Avertissement]:
    situation, bareme = dossier.situation, dossier.bareme
    if engage.primo == Reponse.OUI and situation.avenant_primo_installe is None:
        derniere = bareme.annees_du_niveau_primo
        champ = _libelle("avenant_primo_installe")
        yield message("second_objectif", annee=derniere + 1, annee_avant=derniere, champ=champ)
    exceptionnels = {c.annee for c in situation.constats if c.circonstances_exceptionnelles}
    for annee in annees:
        if annee.motif == Motif.PRIMO_UN_NIVEAU_ATTEINT:
            yield message("primo_niveau_depasse")
        suspendu = annee.motif in (Motif.CIRCONSTANCES_EXCEPTIONNELLES, Motif.DECISION_DE_LA_CAISSE)
        if annee.annee in exceptionnels and not suspendu and annee.bilan is not None:
            yield message("circonstances_sans_effet", annee=annee.annee)
    signature, naissance = situation.date_signature, situation.date_naissance
    if signature and naissance and bareme.age_du_maintien >= 0:
        jour = plus_annees(naissance, bareme.age_du_maintien)
        if signature < jour < plus_annees(signature, bareme.duree_du_contrat):
            yield message("revision_65_ans", jour=en_date(jour))
    for remarque in remarques_des_passages(dossier, annees):
        # The criteria already say what is unknown of an option that the contract is signed for.
        if situation.avenant_second_assistant is None or remarque.code != "condition_a_confirmer":
            yield Avertissement(remarque.code, remarque.message)
    verifie_le = dossier.droit.verifie_le
    if annees[-1].debut is not None and annees[-1].debut > verifie_le:
        yield message("droit_a_venir", jour=en_date(verifie_le))
