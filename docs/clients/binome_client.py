"""A typed client of the API, with the standard library alone; written by `python -m docs.client`, never by hand.

>>> from binome_client import Client
>>> client = Client("http://127.0.0.1:8000")
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from http.client import HTTPResponse
from typing import Any, Final, Literal, NotRequired, TypeAlias, TypedDict
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

_SECONDES: Final = 60


class Refus(Exception):
    """A problem that the API answered: its code, its sentence, the field at fault."""

    def __init__(self, probleme: Probleme) -> None:
        self.probleme = probleme
        super().__init__(f"{probleme['title']} : {probleme['detail']}")


class ActeSignature(TypedDict):
    """ActeSignature, as the document describes it."""

    nature: Literal["signature"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    situation: Situation
    suite_de: NotRequired[str | None]


class ActeEmbauche(TypedDict):
    """ActeEmbauche, as the document describes it."""

    nature: Literal["embauche"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeReprise(TypedDict):
    """ActeReprise, as the document describes it."""

    nature: Literal["reprise"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeAvenantOption(TypedDict):
    """ActeAvenantOption, as the document describes it."""

    nature: Literal["avenant_option"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    option_etp: Literal["1/3", "0.5", "1", "1.5", "2", "1/2"]


class ActeAvenantSecondAssistant(TypedDict):
    """ActeAvenantSecondAssistant, as the document describes it."""

    nature: Literal["avenant_second_assistant"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    option_etp: Literal["1/3", "0.5", "1", "1.5", "2", "1/2"]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class ActeAvenant65Ans(TypedDict):
    """ActeAvenant65Ans, as the document describes it."""

    nature: Literal["avenant_65_ans"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class ActeAvenantPrimoInstalle(TypedDict):
    """ActeAvenantPrimoInstalle, as the document describes it."""

    nature: Literal["avenant_primo_installe"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]


class ActeAvenantObjectifs(TypedDict):
    """ActeAvenantObjectifs, as the document describes it."""

    nature: Literal["avenant_objectifs"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]


class ActeConstat(TypedDict):
    """ActeConstat, as the document describes it."""

    nature: Literal["constat"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    circonstances_exceptionnelles: NotRequired[bool | None]


class ActeDecisionCpn(TypedDict):
    """ActeDecisionCpn, as the document describes it."""

    nature: Literal["decision_cpn"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    part_decidee: float | str


class ActePointSemestriel(TypedDict):
    """ActePointSemestriel, as the document describes it."""

    nature: Literal["point_semestriel"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeFormation(TypedDict):
    """ActeFormation, as the document describes it."""

    nature: Literal["formation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeRemplacementDuSecretaire(TypedDict):
    """ActeRemplacementDuSecretaire, as the document describes it."""

    nature: Literal["remplacement_du_secretaire"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeVersement(TypedDict):
    """ActeVersement, as the document describes it."""

    nature: Literal["versement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    pour: Literal["integral", "acompte", "solde"]
    montant: float | str


class ActeRecouvrement(TypedDict):
    """ActeRecouvrement, as the document describes it."""

    nature: Literal["recouvrement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    montant: float | str
    motif: NotRequired[str | None]


class ActeSuspension(TypedDict):
    """ActeSuspension, as the document describes it."""

    nature: Literal["suspension"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeResiliation(TypedDict):
    """ActeResiliation, as the document describes it."""

    nature: Literal["resiliation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    initiative: Literal["medecin", "caisse"]
    motif: NotRequired[str | None]


class ActeDemenagement(TypedDict):
    """ActeDemenagement, as the document describes it."""

    nature: Literal["demenagement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeChangementDeSpecialite(TypedDict):
    """ActeChangementDeSpecialite, as the document describes it."""

    nature: Literal["changement_de_specialite"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeCloture(TypedDict):
    """ActeCloture, as the document describes it."""

    nature: Literal["cloture"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeProrogation(TypedDict):
    """ActeProrogation, as the document describes it."""

    nature: Literal["prorogation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeReconduction(TypedDict):
    """ActeReconduction, as the document describes it."""

    nature: Literal["reconduction"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeCorrection(TypedDict):
    """ActeCorrection, as the document describes it."""

    nature: Literal["correction"]
    id: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    vise: str
    connu_le: str
    remplace: NotRequired[
        ActeCorrectionRemplaceSignature
        | ActeCorrectionRemplaceEmbauche
        | ActeCorrectionRemplaceReprise
        | ActeCorrectionRemplaceAvenantOption
        | ActeCorrectionRemplaceAvenantSecondAssistant
        | ActeCorrectionRemplaceAvenant65Ans
        | ActeCorrectionRemplaceAvenantPrimoInstalle
        | ActeCorrectionRemplaceAvenantObjectifs
        | ActeCorrectionRemplaceConstat
        | ActeCorrectionRemplaceDecisionCpn
        | ActeCorrectionRemplacePointSemestriel
        | ActeCorrectionRemplaceFormation
        | ActeCorrectionRemplaceRemplacementDuSecretaire
        | ActeCorrectionRemplaceVersement
        | ActeCorrectionRemplaceRecouvrement
        | ActeCorrectionRemplaceSuspension
        | ActeCorrectionRemplaceResiliation
        | ActeCorrectionRemplaceDemenagement
        | ActeCorrectionRemplaceChangementDeSpecialite
        | ActeCorrectionRemplaceCloture
        | ActeCorrectionRemplaceProrogation
        | ActeCorrectionRemplaceReconduction
        | None
    ]


class ActeCorrectionRemplaceSignature(TypedDict):
    """ActeCorrectionRemplaceSignature, as the document describes it."""

    nature: Literal["signature"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    situation: Situation
    suite_de: NotRequired[str | None]


class ActeCorrectionRemplaceEmbauche(TypedDict):
    """ActeCorrectionRemplaceEmbauche, as the document describes it."""

    nature: Literal["embauche"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceReprise(TypedDict):
    """ActeCorrectionRemplaceReprise, as the document describes it."""

    nature: Literal["reprise"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceAvenantOption(TypedDict):
    """ActeCorrectionRemplaceAvenantOption, as the document describes it."""

    nature: Literal["avenant_option"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    option_etp: Literal["1/3", "0.5", "1", "1.5", "2", "1/2"]


class ActeCorrectionRemplaceAvenantSecondAssistant(TypedDict):
    """ActeCorrectionRemplaceAvenantSecondAssistant, as the document describes it."""

    nature: Literal["avenant_second_assistant"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    option_etp: Literal["1/3", "0.5", "1", "1.5", "2", "1/2"]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class ActeCorrectionRemplaceAvenant65Ans(TypedDict):
    """ActeCorrectionRemplaceAvenant65Ans, as the document describes it."""

    nature: Literal["avenant_65_ans"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class ActeCorrectionRemplaceAvenantPrimoInstalle(TypedDict):
    """ActeCorrectionRemplaceAvenantPrimoInstalle, as the document describes it."""

    nature: Literal["avenant_primo_installe"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]


class ActeCorrectionRemplaceAvenantObjectifs(TypedDict):
    """ActeCorrectionRemplaceAvenantObjectifs, as the document describes it."""

    nature: Literal["avenant_objectifs"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]


class ActeCorrectionRemplaceConstat(TypedDict):
    """ActeCorrectionRemplaceConstat, as the document describes it."""

    nature: Literal["constat"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    circonstances_exceptionnelles: NotRequired[bool | None]


class ActeCorrectionRemplaceDecisionCpn(TypedDict):
    """ActeCorrectionRemplaceDecisionCpn, as the document describes it."""

    nature: Literal["decision_cpn"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    part_decidee: float | str


class ActeCorrectionRemplacePointSemestriel(TypedDict):
    """ActeCorrectionRemplacePointSemestriel, as the document describes it."""

    nature: Literal["point_semestriel"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceFormation(TypedDict):
    """ActeCorrectionRemplaceFormation, as the document describes it."""

    nature: Literal["formation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceRemplacementDuSecretaire(TypedDict):
    """ActeCorrectionRemplaceRemplacementDuSecretaire, as the document describes it."""

    nature: Literal["remplacement_du_secretaire"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceVersement(TypedDict):
    """ActeCorrectionRemplaceVersement, as the document describes it."""

    nature: Literal["versement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    annee: int
    pour: Literal["integral", "acompte", "solde"]
    montant: float | str


class ActeCorrectionRemplaceRecouvrement(TypedDict):
    """ActeCorrectionRemplaceRecouvrement, as the document describes it."""

    nature: Literal["recouvrement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    montant: float | str
    motif: NotRequired[str | None]


class ActeCorrectionRemplaceSuspension(TypedDict):
    """ActeCorrectionRemplaceSuspension, as the document describes it."""

    nature: Literal["suspension"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeCorrectionRemplaceResiliation(TypedDict):
    """ActeCorrectionRemplaceResiliation, as the document describes it."""

    nature: Literal["resiliation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    initiative: Literal["medecin", "caisse"]
    motif: NotRequired[str | None]


class ActeCorrectionRemplaceDemenagement(TypedDict):
    """ActeCorrectionRemplaceDemenagement, as the document describes it."""

    nature: Literal["demenagement"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeCorrectionRemplaceChangementDeSpecialite(TypedDict):
    """ActeCorrectionRemplaceChangementDeSpecialite, as the document describes it."""

    nature: Literal["changement_de_specialite"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class ActeCorrectionRemplaceCloture(TypedDict):
    """ActeCorrectionRemplaceCloture, as the document describes it."""

    nature: Literal["cloture"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceProrogation(TypedDict):
    """ActeCorrectionRemplaceProrogation, as the document describes it."""

    nature: Literal["prorogation"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]


class ActeCorrectionRemplaceReconduction(TypedDict):
    """ActeCorrectionRemplaceReconduction, as the document describes it."""

    nature: Literal["reconduction"]
    id: NotRequired[str | None]
    effectif_le: str
    connu_le: NotRequired[str | None]
    par: NotRequired[str | None]
    piece: NotRequired[str | None]
    contrat: NotRequired[str | None]
    motif: NotRequired[str | None]


class Situation(TypedDict):
    """Situation, as the document describes it."""

    date_signature: NotRequired[str | None]
    specialite: NotRequired[
        Literal[
            "01",
            "medecine_generale",
            "02",
            "mep",
            "04",
            "cardiologie",
            "06",
            "dermatologie",
            "10-1",
            "gynecologie_medicale",
            "11",
            "gastro_enterologie",
            "12",
            "medecine_interne",
            "13-1",
            "orl_medical",
            "14",
            "pediatrie",
            "15",
            "pneumologie",
            "16",
            "rhumatologie",
            "17",
            "ophtalmologie",
            "19",
            "medecine_physique_et_readaptation",
            "20",
            "neurologie",
            "21",
            "psychiatrie",
            "22",
            "nephrologie",
            "24",
            "endocrinologie",
            "25",
            "geriatrie",
            "84",
            "medecine_vasculaire",
            "85",
            "allergologie",
            "radiologie",
            "radiotherapie",
            "stomatologie",
            "anesthesie",
            "anatomie_cytologie_pathologiques",
            "medecine_nucleaire",
            "chirurgie",
            "orl_chirurgical",
            "gynecologie_obstetrique",
        ]
        | None
    ]
    secteur: NotRequired[Literal["1", "2-optam", "2-optam-aco", "2", "3", "2-optam-co"] | None]
    option_etp: NotRequired[Literal["1/3", "0.5", "1", "1.5", "2", "1/2"] | None]
    zone: NotRequired[Literal["zip", "zac", "hors"] | None]
    pmt_initiale: NotRequired[int | None]
    pfa_initiale: NotRequired[int | None]
    percentile_pmt: NotRequired[float | str | None]
    percentile_pfa: NotRequired[float | str | None]
    seuils_caisse: NotRequired[SituationSeuilsCaisse | None]
    date_naissance: NotRequired[str | None]
    age: NotRequired[Literal["avant_le_maintien", "age_du_maintien"] | int | None]
    date_premiere_installation: NotRequired[str | None]
    rqth_ou_ald: NotRequired[bool | None]
    part_honoraires_cliniques: NotRequired[float | str | None]
    part_activite_liberale: NotRequired[float | str | None]
    cabinet_distinct: NotRequired[bool | None]
    contrat_1_etp_en_cours: NotRequired[bool | None]
    objectifs_precedents_atteints: NotRequired[bool | None]
    objectifs_convenus: NotRequired[SituationObjectifsConvenus | None]
    avenant_second_assistant: NotRequired[SituationAvenantSecondAssistant | None]
    avenant_primo_installe: NotRequired[SituationAvenantPrimoInstalle | None]
    avenants: NotRequired[list[SituationAvenants] | None]
    constats: NotRequired[list[SituationConstats] | None]
    date_embauche: NotRequired[str | None]
    pmt_adultes_initiale: NotRequired[int | None]
    exercice_regroupe: NotRequired[bool | None]
    exercice_coordonne: NotRequired[bool | None]
    part_patients_moins_16_ans: NotRequired[float | str | None]
    coordination_renforcee: NotRequired[bool | None]
    apl_sous_dense: NotRequired[bool | None]
    zone_derogatoire: NotRequired[bool | None]
    departement: NotRequired[str | None]
    prorogations: NotRequired[int | None]
    lectures: NotRequired[SituationLectures | None]


class SituationSeuilsCaisse(TypedDict):
    """SituationSeuilsCaisse, as the document describes it."""

    pmt: NotRequired[SituationSeuilsCaissePmt | None]
    pfa: NotRequired[SituationSeuilsCaissePfa | None]


class SituationSeuilsCaissePmt(TypedDict):
    """SituationSeuilsCaissePmt, as the document describes it."""

    p30: NotRequired[int | None]
    p50: NotRequired[int | None]
    p70: NotRequired[int | None]
    p90: NotRequired[int | None]
    p94: NotRequired[int | None]
    p95: NotRequired[int | None]


class SituationSeuilsCaissePfa(TypedDict):
    """SituationSeuilsCaissePfa, as the document describes it."""

    p30: NotRequired[int | None]
    p50: NotRequired[int | None]
    p70: NotRequired[int | None]
    p90: NotRequired[int | None]
    p94: NotRequired[int | None]
    p95: NotRequired[int | None]


class SituationObjectifsConvenus(TypedDict):
    """SituationObjectifsConvenus, as the document describes it."""

    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class SituationAvenantSecondAssistant(TypedDict):
    """SituationAvenantSecondAssistant, as the document describes it."""

    annee: int
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class SituationAvenantPrimoInstalle(TypedDict):
    """SituationAvenantPrimoInstalle, as the document describes it."""

    annee: int
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]


class SituationAvenants(TypedDict):
    """SituationAvenants, as the document describes it."""

    annee: int
    nature: Literal["65_ans", "objectifs", "option"]
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    objectif_pmt: NotRequired[int | None]
    objectif_pfa: NotRequired[int | None]
    option_etp: NotRequired[Literal["1/3", "0.5", "1", "1.5", "2", "1/2"] | None]


class SituationConstats(TypedDict):
    """SituationConstats, as the document describes it."""

    annee: int
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]
    circonstances_exceptionnelles: NotRequired[bool | None]
    part_decidee: NotRequired[float | str | None]


class SituationLectures(TypedDict):
    """SituationLectures, as the document describes it."""

    seuil_p30: NotRequired[Literal["inclus", "strict"] | None]
    test_activite: NotRequired[Literal["pmt", "pfa", "une_des_deux", "les_deux"] | None]
    seuil_chirurgien: NotRequired[Literal["strict", "inclus"] | None]
    tranche_montant: NotRequired[Literal["meilleure", "moins_bonne", "pmt", "pfa"] | None]
    tranche_objectifs: NotRequired[Literal["separee", "commune"] | None]
    frontiere_p95: NotRequired[Literal["p90_p95_ouvert", "p94_ferme"] | None]
    loi_degressive: NotRequired[Literal["points_publies", "patients_p94", "percentile", "patients_p90"] | None]
    estimation_percentile: NotRequired[Literal["lineaire", "lognormale"] | None]
    objectif_sous_p30: NotRequired[Literal["plateau", "a_convenir"] | None]
    arrondi_objectif: NotRequired[Literal["au_plus_proche", "inferieur", "superieur"] | None]
    objectif_pmt_p95_1etp: NotRequired[Literal["imprime", "maintien"] | None]
    objectif_pfa_p50_1_5etp: NotRequired[Literal["plateau", "imprime"] | None]
    objectif_pfa_autres: NotRequired[Literal["imprime", "formule_p30", "a_demander"] | None]
    taux_atteinte: NotRequired[Literal["supplementaires", "total"] | None]
    tolerance_augmentation: NotRequired[Literal["oui", "non"] | None]
    baisse_toleree: NotRequired[Literal["toute_baisse", "au_dela_de_5_points"] | None]
    seuil_atteinte: NotRequired[Literal["exact", "pourcent_entier"] | None]
    tolerance_65: NotRequired[Literal["inclus", "strict"] | None]
    tolerance_mixte_65: NotRequired[Literal["dix", "cinq"] | None]
    augmentation_mixte: NotRequired[Literal["aucune", "cinq"] | None]
    primo_meilleur_taux: NotRequired[Literal["meilleur_plafonne", "moins_bon"] | None]
    entree_en_vigueur: NotRequired[Literal["2024-06-22", "2024-06-21"] | None]
    options_1_5_2_p95: NotRequired[Literal["annee_3", "annee_1"] | None]
    reference_second_assistant: NotRequired[Literal["avenant", "initiale"] | None]
    tranche_figee: NotRequired[Literal["figee", "annuelle"] | None]
    trop_percu: NotRequired[Literal["recupere", "plancher_zero"] | None]
    point_depart_cqp: NotRequired[Literal["signature", "embauche"] | None]
    revalorisation_jour_j: NotRequired[Literal["nouveau_montant", "ancien_montant"] | None]
    primo_condition: NotRequired[Literal["les_deux", "une_des_deux"] | None]
    primo_minimum: NotRequired[Literal["aucun", "p30"] | None]
    second_objectif_primo: NotRequired[Literal["au_terme", "chaque_annee"] | None]
    age_65: NotRequired[Literal["des_65_ans", "apres_65_ans"] | None]
    p95_deux_augmentations: NotRequired[Literal["ordinaire", "maintien"] | None]
    suspension: NotRequired[Literal["decale", "prorata"] | None]
    base_recuperation: NotRequired[Literal["annee_en_cours", "contrat_entier"] | None]
    objectif_reglement_arbitral: NotRequired[Literal["convenu", "avenant_7", "formule_fmf"] | None]
    objectif_p95_avenant_7: NotRequired[Literal["cinq_pour_cent", "maintien"] | None]
    fin_contrat_ancien: NotRequired[Literal["cloture_sauf_prorogation", "reconduction"] | None]
    anniversaire_29_fevrier: NotRequired[Literal["28_fevrier", "1er_mars"] | None]
    depart_remplacement_secretaire: NotRequired[Literal["signature", "embauche"] | None]
    effet_avenant_objectif: NotRequired[Literal["annee_en_cours", "anniversaire_suivant"] | None]
    effet_avenant_option: NotRequired[Literal["anniversaire_suivant", "annee_en_cours"] | None]
    modulation_avant_2024: NotRequired[Literal["tableaux_2024", "cumulative", "inconnue"] | None]
    depart_exercice_coordonne: NotRequired[Literal["signature", "embauche"] | None]


class AnneeCollective(TypedDict):
    """AnneeCollective, as the document describes it."""

    annee: int
    debut: str
    montant_maximal: str
    montant: str | None
    montant_bornes: NotRequired[list[Any]]
    motif: Literal["periode_d_observation", "constat_attendu", "constat"]


class AnneeDeContrat(TypedDict):
    """AnneeDeContrat, as the document describes it."""

    annee: int
    debut: str | None
    option_etp: Literal["1/3", "0.5", "1", "1.5", "2"] | None
    montant_maximal: str | None
    montant_maximal_bornes: NotRequired[list[Any]]
    taux: NotRequired[TauxDAtteinte]
    part: str | None
    part_bornes: NotRequired[list[Any]]
    motif: Literal[
        "periode_d_observation",
        "objectifs_atteints",
        "un_objectif_atteint",
        "prorata_meilleur_taux",
        "baisse_de_patientele",
        "objectif_atteint",
        "prorata_taux",
        "maintiens_atteints",
        "un_maintien_atteint",
        "prorata_maintiens",
        "maintien_atteint",
        "prorata_maintien",
        "mixte_atteint",
        "mixte_sans_baisse",
        "mixte_maintien_manque",
        "mixte_avec_baisse",
        "primo_niveau_atteint",
        "primo_prorata_meilleur_taux",
        "primo_un_niveau_atteint",
        "primo_prorata_taux",
        "circonstances_exceptionnelles",
        "decision_de_la_caisse",
        "constat_attendu",
        "option_fermee",
        "donnee_inconnue",
        "objectif_a_convenir",
        "objectif_manque",
        "modulation_inconnue",
        "second_objectif_a_venir",
    ]
    explication: str
    montant: str | None
    montant_bornes: NotRequired[list[Any]]
    versements: list[Versement]
    objectifs: Objectifs


class AnneeDeCout(TypedDict):
    """AnneeDeCout, as the document describes it."""

    annee: int
    debut: str
    fin: str
    etp: list[str]
    lignes: list[LigneCalculee]
    total: str


class AnneeRentable(TypedDict):
    """AnneeRentable, as the document describes it."""

    annee: int
    debut: str
    cout_employeur: str
    aide: str | None
    aide_minimale: str | None
    recettes: str | None
    net: str | None
    net_minimal: str | None
    cotisations: str | None
    impot: str | None
    net_apres: str | None


class AuTerme(TypedDict):
    """AuTerme, as the document describes it."""

    terme: str
    depart: AuTermeDepart
    colonnes: list[Suite]


class AuTermeDepart(TypedDict):
    """AuTermeDepart, as the document describes it."""

    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class Avertissement(TypedDict):
    """Avertissement, as the document describes it."""

    code: str
    message: str


class AvertissementCollectif(TypedDict):
    """AvertissementCollectif, as the document describes it."""

    code: str
    message: str


class Axes(TypedDict):
    """Axes, as the document describes it."""

    pmt: list[Any] | None
    pfa: list[Any]


class Carte(TypedDict):
    """Carte, as the document describes it."""

    annee: int
    axes: Axes
    regions: list[Region]
    isolignes: list[Isoligne]
    point: Point
    distances: list[Distance]
    marginal: CarteMarginal
    montant_maximal: str
    acompte: str


class CarteMarginal(TypedDict):
    """CarteMarginal, as the document describes it."""

    pmt: NotRequired[EffetMarginal]
    pfa: NotRequired[EffetMarginal]


class CeQuiCompte(TypedDict):
    """CeQuiCompte, as the document describes it."""

    code: str
    titre: str
    basse: str
    haute: str
    net_bas: str
    net_haut: str
    amplitude: str
    source: Source | None


class ChoixDeLecture(TypedDict):
    """ChoixDeLecture, as the document describes it."""

    choix: str
    sens: str
    total: str


class CleDeSuite(TypedDict):
    """CleDeSuite, as the document describes it."""

    au_terme: Literal["prorogation", "reconduction", "nouveau_contrat", "cloture"]


class Colonne(TypedDict):
    """Colonne, as the document describes it."""

    cle: dict[str, Any]
    simulation: ReponseCalculee | None
    refus: NotRequired[str]


class Comparaison(TypedDict):
    """Comparaison, as the document describes it."""

    colonnes: list[Colonne]
    differences: list[Difference]
    raisons: list[Raison]


class Contenu(TypedDict):
    """Contenu, as the document describes it."""

    format: Literal["binome-recu/1"]
    situation: dict[str, Any]
    version_du_droit: str
    reforme: NotRequired[dict[str, Any]]
    lectures: dict[str, Any]
    nombres: dict[str, Any]
    arrondi: str
    pas: list[Pas]
    resultat: ReponseCalculee


class Critere(TypedDict):
    """Critere, as the document describes it."""

    code: str
    statut: Literal["rempli", "a_confirmer", "non_rempli"]
    issue: Literal[
        "specialite_admise",
        "specialite_exclue",
        "specialite_inconnue",
        "part_clinique_suffisante",
        "part_clinique_insuffisante",
        "part_clinique_inconnue",
        "part_clinique_a_verifier",
        "part_clinique_douteuse",
        "secteur_1",
        "secteur_2_optam",
        "secteur_2_sans_optam",
        "secteur_3",
        "secteur_inconnu",
        "activite_suffisante",
        "activite_insuffisante",
        "activite_inconnue",
        "dispense_rqth_ald",
        "dispense_primo_installe",
        "option_ouverte",
        "option_fermee",
        "option_inconnue",
        "option_sous_conditions",
        "zone_zip",
        "zone_hors_zip",
        "zone_inconnue",
        "generaliste",
        "non_generaliste",
        "generaliste_inconnu",
        "contrat_1_etp",
        "sans_contrat_1_etp",
        "contrat_1_etp_inconnu",
        "objectifs_precedents_atteints",
        "objectifs_precedents_manques",
        "objectifs_precedents_inconnus",
        "troisieme_annee",
        "avant_troisieme_annee",
        "annee_de_passage_inconnue",
        "activite_mixte",
        "cabinet_distinct",
        "specialite_sous_dense",
        "specialite_hors_liste",
        "specialite_selon_le_departement",
        "dispense_moins_de_16_ans",
        "option_pas_encore_ouverte",
        "regroupe",
        "regroupement_dispense_de_zone",
        "regroupement_zone_a_confirmer",
        "regroupement_par_coordination",
        "non_regroupe",
        "regroupement_inconnu",
        "coordonne",
        "coordination_a_rejoindre",
        "coordination_inconnue",
        "temps_plein_ouvert",
        "temps_plein_ferme",
        "temps_plein_sous_p50",
        "temps_plein_a_confirmer",
        "specialite_rapportee",
        "specialite_liste_non_lue",
    ]
    bloquant: bool
    explication: str
    source: Source


class CritereCollectif(TypedDict):
    """CritereCollectif, as the document describes it."""

    code: str
    statut: Literal["rempli", "a_confirmer", "non_rempli"]
    explication: str


class Derivation(TypedDict):
    """Derivation, as the document describes it."""

    reforme: NotRequired[ReformeEnMots]
    pas: list[Pas]
    textes: dict[str, Any]


class Difference(TypedDict):
    """Difference, as the document describes it."""

    chiffre: str
    valeurs: list[
        Literal["eligible", "a_confirmer", "non_eligible"]
        | Literal["inconnue", "sous_p30", "p30_p50", "p50_p90", "p90_p95", "p95_plus"]
        | Literal["augmentation", "maintien", "niveau", "a_convenir", "sans_objet", "a_venir"]
        | Literal[
            "periode_d_observation",
            "objectifs_atteints",
            "un_objectif_atteint",
            "prorata_meilleur_taux",
            "baisse_de_patientele",
            "objectif_atteint",
            "prorata_taux",
            "maintiens_atteints",
            "un_maintien_atteint",
            "prorata_maintiens",
            "maintien_atteint",
            "prorata_maintien",
            "mixte_atteint",
            "mixte_sans_baisse",
            "mixte_maintien_manque",
            "mixte_avec_baisse",
            "primo_niveau_atteint",
            "primo_prorata_meilleur_taux",
            "primo_un_niveau_atteint",
            "primo_prorata_taux",
            "circonstances_exceptionnelles",
            "decision_de_la_caisse",
            "constat_attendu",
            "option_fermee",
            "donnee_inconnue",
            "objectif_a_convenir",
            "objectif_manque",
            "modulation_inconnue",
            "second_objectif_a_venir",
        ]
        | str
        | int
        | list[Any]
        | None
    ]
    libelles: list[str | None]


class Distance(TypedDict):
    """Distance, as the document describes it."""

    vers: Literal["0", "1"]
    patients: DistancePatients
    perte: NotRequired[str]
    gain: NotRequired[str]
    acompte_a_rendre: str


class DistancePatients(TypedDict):
    """DistancePatients, as the document describes it."""

    pmt: NotRequired[int]
    pfa: NotRequired[int]


class Distribution(TypedDict):
    """Distribution, as the document describes it."""

    p5: str
    p25: str
    mediane: str
    p75: str
    p95: str
    moyenne: str
    perte: float


class Ecart(TypedDict):
    """Ecart, as the document describes it."""

    nature: Literal["lecture", "constat", "annee", "depart", "option", "zone", "presomption", "date", "suspension"]
    quoi: str
    phrase: str
    patients: int | None


class EcheanceAVenir(TypedDict):
    """EcheanceAVenir, as the document describes it."""

    le: str
    quoi: str


class Effet(TypedDict):
    """Effet, as the document describes it."""

    choix: str


class EffetMarginal(TypedDict):
    """EffetMarginal, as the document describes it."""

    un_de_plus: str
    un_de_moins: str


class Eligibilite(TypedDict):
    """Eligibilite, as the document describes it."""

    statut: Literal["eligible", "a_confirmer", "non_eligible"]
    criteres: list[Critere]


class EligibiliteCollective(TypedDict):
    """EligibiliteCollective, as the document describes it."""

    statut: Literal["eligible", "a_confirmer", "non_eligible"]
    criteres: list[CritereCollectif]


class Enjeu(TypedDict):
    """Enjeu, as the document describes it."""

    statuts: list[Literal["eligible", "a_confirmer", "non_eligible"]]
    total_minimum: str
    total_maximum: str
    ce_qui_change: list[str]


class FicheDeCas(TypedDict):
    """FicheDeCas, as the document describes it."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    situation: dict[str, Any]


class FicheDeLecture(TypedDict):
    """FicheDeLecture, as the document describes it."""

    nom: str
    titre: str
    choix: dict[str, Any]
    defaut: str
    defauts_particuliers: dict[str, Any]
    enjeu: str
    sources: list[str]
    note: str


class FicheDeNombre(TypedDict):
    """FicheDeNombre, as the document describes it."""

    nom: str
    titre: str
    unite: str
    selon: str
    theme: str
    axes: list[str]
    versions: list[FicheDeVersion]


class FicheDeReforme(TypedDict):
    """FicheDeReforme, as the document describes it."""

    nom: str
    titre: str
    changements: list[str]


class FicheDeRegime(TypedDict):
    """FicheDeRegime, as the document describes it."""

    nom: str
    titre: str
    depuis: str
    grade: str
    sources: str
    famille: str
    note: str


class FicheDeRegle(TypedDict):
    """FicheDeRegle, as the document describes it."""

    nom: str
    titre: str
    theme: str
    source: str
    grade: str
    entrees: list[str]


class FicheDeSpecialite(TypedDict):
    """FicheDeSpecialite, as the document describes it."""

    nom: str
    titre: str
    mot: str
    situation: str
    famille: str


class FicheDeTexte(TypedDict):
    """FicheDeTexte, as the document describes it."""

    nom: str
    titre: str
    auteur: str
    nature: str
    date: str | None
    url: str | None
    lu: str
    note: str


class FicheDeVersion(TypedDict):
    """FicheDeVersion, as the document describes it."""

    depuis: str
    jusque: str | None
    valeur: Any
    source: str
    verifie_le: str
    note: str


class Hypothese(TypedDict):
    """Hypothese, as the document describes it."""

    chiffre: Literal["montant", "acompte", "solde", "trop_percu", "maximum"]
    annee: int
    ecarts: list[Ecart]


class Inconnue(TypedDict):
    """Inconnue, as the document describes it."""

    champ: str
    libelle: str
    pourquoi: str
    ou: str


class Isoligne(TypedDict):
    """Isoligne, as the document describes it."""

    part: str
    pmt: int | None
    pfa: int | None


class LectureDuCout(TypedDict):
    """LectureDuCout, as the document describes it."""

    id: str
    question: str
    retenue: str
    autres: list[ChoixDeLecture]


class LectureRetenue(TypedDict):
    """LectureRetenue, as the document describes it."""

    id: str
    question: str
    retenue: str
    par_defaut: bool
    sans_effet: bool
    effet: list[Effet]


class LigneCalculee(TypedDict):
    """LigneCalculee, as the document describes it."""

    code: Literal[
        "salaire",
        "anciennete",
        "maladie",
        "famille",
        "vieillesse_plafonnee",
        "vieillesse_deplafonnee",
        "solidarite_autonomie",
        "fnal",
        "dialogue_social",
        "chomage",
        "ags",
        "retraite_complementaire",
        "equilibre_general",
        "formation_professionnelle",
        "apprentissage",
        "formation_conventionnelle",
        "prevoyance",
        "at_mp",
        "mutuelle",
        "reduction",
        "taxe_sur_les_salaires",
        "sante_au_travail",
        "groupement",
        "formation",
        "remplacement",
        "equipement",
    ]
    libelle: str
    montant: str | None
    explication: str
    sources: list[Source]


class LigneDEcheancier(TypedDict):
    """LigneDEcheancier, as the document describes it."""

    annee: int
    nature: Literal["integral", "acompte", "solde", "trop_percu"] | Literal["recuperation"]
    ouvert_le: str
    au_plus_tard: str | None
    montant: str
    motif: (
        Literal[
            "periode_d_observation",
            "objectifs_atteints",
            "un_objectif_atteint",
            "prorata_meilleur_taux",
            "baisse_de_patientele",
            "objectif_atteint",
            "prorata_taux",
            "maintiens_atteints",
            "un_maintien_atteint",
            "prorata_maintiens",
            "maintien_atteint",
            "prorata_maintien",
            "mixte_atteint",
            "mixte_sans_baisse",
            "mixte_maintien_manque",
            "mixte_avec_baisse",
            "primo_niveau_atteint",
            "primo_prorata_meilleur_taux",
            "primo_un_niveau_atteint",
            "primo_prorata_taux",
            "circonstances_exceptionnelles",
            "decision_de_la_caisse",
            "constat_attendu",
            "option_fermee",
            "donnee_inconnue",
            "objectif_a_convenir",
            "objectif_manque",
            "modulation_inconnue",
            "second_objectif_a_venir",
        ]
        | Literal["resiliation"]
    )


class Manquant(TypedDict):
    """Manquant, as the document describes it."""

    champ: str
    pourquoi: str
    ou: str
    enjeu: Enjeu


class MoisDeCaisse(TypedDict):
    """MoisDeCaisse, as the document describes it."""

    mois: str
    entrees: str
    sorties: str
    cumul: str


class Nature(TypedDict):
    """Nature, as the document describes it."""

    code: str
    statut: int
    titre: str


class NombreConsulte(TypedDict):
    """NombreConsulte, as the document describes it."""

    nom: str
    titre: str
    valeur: str
    source: Source
    verifie_le: str
    reforme: NotRequired[bool]


class NombreDuRecu(TypedDict):
    """NombreDuRecu, as the document describes it."""

    valeur: Any
    depuis: str
    source: str
    verifie_le: str


class NouveauxInstalles(TypedDict):
    """NouveauxInstalles, as the document describes it."""

    pmt: int
    pfa: int
    annees: int


class ObjectifDuGroupe(TypedDict):
    """ObjectifDuGroupe, as the document describes it."""

    initiale: int
    patients: int
    cible: int


class ObjectifRendu(TypedDict):
    """ObjectifRendu, as the document describes it."""

    nature: Literal["augmentation", "maintien", "niveau", "a_convenir", "sans_objet", "a_venir"]
    patients: int | None
    cible: int | None
    estimation: bool
    borne_maximale: NotRequired[int]


class Objectifs(TypedDict):
    """Objectifs, as the document describes it."""

    pmt: ObjectifRendu | None
    pfa: ObjectifRendu


class ObligationDatee(TypedDict):
    """ObligationDatee, as the document describes it."""

    code: str
    libelle: str
    si: str | None
    echeance: str | None
    lecture: str | None
    source: Source


class ObligationSuivie(TypedDict):
    """ObligationSuivie, as the document describes it."""

    code: str
    libelle: str
    si: str | None
    echeance: str | None
    lecture: str | None
    source: Source
    etat: Literal["faite", "en_retard", "a_venir", "sans_date", "a_verifier"]


class OptionComparee(TypedDict):
    """OptionComparee, as the document describes it."""

    option_etp: Literal["1/3", "0.5", "1", "1.5", "2"] | None
    statut: Literal["eligible", "a_confirmer", "non_eligible"] | None
    total: TotalRentable
    probabilites: Probabilites | None
    rendre_un_acompte: float | None
    net_median: str | None


class Pas(TypedDict):
    """Pas, as the document describes it."""

    regle: str
    titre: str
    entrees: dict[str, Any]
    resultat: str
    source: Source
    nombres: list[NombreConsulte]
    lectures: dict[str, Any]
    pas: list[Pas]


class Point(TypedDict):
    """Point, as the document describes it."""

    pmt: int | None
    pfa: int
    constate: bool
    part: str
    montant: str
    motif: Literal[
        "periode_d_observation",
        "objectifs_atteints",
        "un_objectif_atteint",
        "prorata_meilleur_taux",
        "baisse_de_patientele",
        "objectif_atteint",
        "prorata_taux",
        "maintiens_atteints",
        "un_maintien_atteint",
        "prorata_maintiens",
        "maintien_atteint",
        "prorata_maintien",
        "mixte_atteint",
        "mixte_sans_baisse",
        "mixte_maintien_manque",
        "mixte_avec_baisse",
        "primo_niveau_atteint",
        "primo_prorata_meilleur_taux",
        "primo_un_niveau_atteint",
        "primo_prorata_taux",
        "circonstances_exceptionnelles",
        "decision_de_la_caisse",
        "constat_attendu",
        "option_fermee",
        "donnee_inconnue",
        "objectif_a_convenir",
        "objectif_manque",
        "modulation_inconnue",
        "second_objectif_a_venir",
    ]


class Presomption(TypedDict):
    """Presomption, as the document describes it."""

    champ: str
    presume: str
    effet: list[Effet]


class Probabilites(TypedDict):
    """Probabilites, as the document describes it."""

    integrale: float
    prorata: float
    nulle: float


class ProbabilitesDUneAnnee(TypedDict):
    """ProbabilitesDUneAnnee, as the document describes it."""

    annee: int
    integrale: float
    prorata: float
    nulle: float


class Probleme(TypedDict):
    """Probleme, as the document describes it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: NotRequired[str]
    champ: NotRequired[str]
    attendu: NotRequired[str]


class Raison(TypedDict):
    """Raison, as the document describes it."""

    nombre: str
    titre: str
    versions: list[str]


class Recu(TypedDict):
    """Recu, as the document describes it."""

    contenu: Contenu
    empreinte: str


class ReformeEnMots(TypedDict):
    """ReformeEnMots, as the document describes it."""

    nom: str
    titre: str
    changements: list[str]


class Region(TypedDict):
    """Region, as the document describes it."""

    part: str | None
    motif: Literal[
        "periode_d_observation",
        "objectifs_atteints",
        "un_objectif_atteint",
        "prorata_meilleur_taux",
        "baisse_de_patientele",
        "objectif_atteint",
        "prorata_taux",
        "maintiens_atteints",
        "un_maintien_atteint",
        "prorata_maintiens",
        "maintien_atteint",
        "prorata_maintien",
        "mixte_atteint",
        "mixte_sans_baisse",
        "mixte_maintien_manque",
        "mixte_avec_baisse",
        "primo_niveau_atteint",
        "primo_prorata_meilleur_taux",
        "primo_un_niveau_atteint",
        "primo_prorata_taux",
        "circonstances_exceptionnelles",
        "decision_de_la_caisse",
        "constat_attendu",
        "option_fermee",
        "donnee_inconnue",
        "objectif_a_convenir",
        "objectif_manque",
        "modulation_inconnue",
        "second_objectif_a_venir",
    ]
    explication: str
    contour: list[list[int]]


class Releve(TypedDict):
    """Releve, as the document describes it."""

    au: str
    connu_au: str
    etat: Literal["projet", "en_cours", "suspendu", "resilie", "clos", "reconduit"]
    annee: int
    objectifs: ReleveObjectifs
    echeancier: list[LigneDEcheancier]
    ouvert: str
    verse: str
    a_verser: str
    exigible: str
    a_recouvrer: str
    obligations: list[ObligationSuivie]
    prochaines_echeances: list[EcheanceAVenir]
    carence_possible_jusqu_au: str | None
    remarques: list[Remarque]
    contrats_precedents: NotRequired[list[UnReleve]]


class ReleveObjectifs(TypedDict):
    """ReleveObjectifs, as the document describes it."""

    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class Remarque(TypedDict):
    """Remarque, as the document describes it."""

    code: str
    message: str
    source: Source


class Rentabilite(TypedDict):
    """Rentabilite, as the document describes it."""

    option_etp: Literal["1/3", "0.5", "1", "1.5", "2"]
    statut: Literal["eligible", "a_confirmer", "non_eligible"]
    annees: list[AnneeRentable]
    total: TotalRentable
    probabilites: Probabilites | None
    risques: Risques | None
    sans_probabilites: str | None
    options: list[OptionComparee]
    seuils: list[SeuilDeRentabilite]
    ce_qui_compte: list[CeQuiCompte]
    tresorerie: list[Tresorerie]
    cout: list[AnneeDeCout]
    lectures_du_cout: list[LectureDuCout]
    hypotheses: list[Supposition]
    inconnues: list[Inconnue]
    version_du_droit: str


class Renversement(TypedDict):
    """Renversement, as the document describes it."""

    champ: str
    reponses: list[str]
    total_minimum: str
    total_maximum: str


class ReponseCalculee(TypedDict):
    """ReponseCalculee, as the document describes it."""

    regime: Literal["avenant-7", "avenant-8", "avenant-9", "reglement-arbitral", "convention-2024"]
    eligibilite: Eligibilite
    tranches: Tranches
    objectifs: Objectifs
    annees: list[AnneeDeContrat]
    total: Total
    obligations: list[ObligationDatee]
    lectures: NotRequired[list[LectureRetenue]]
    presomptions: NotRequired[list[Presomption]]
    manquants: NotRequired[list[Manquant]]
    renversements: NotRequired[list[Renversement]]
    avertissements: list[Avertissement]
    version_du_droit: str
    reforme: NotRequired[ReformeEnMots]


class ReponseInverse(TypedDict):
    """ReponseInverse, as the document describes it."""

    annee: int
    vise: str | None
    depart: ReponseInverseDepart
    solutions: list[Solution]
    impossible: str | None


class ReponseInverseDepart(TypedDict):
    """ReponseInverseDepart, as the document describes it."""

    pmt: NotRequired[int]
    pfa: NotRequired[int]


class Retrouve(TypedDict):
    """Retrouve, as the document describes it."""

    annee: int
    montant: str
    calcule: RetrouveCalcule
    hypotheses: list[Hypothese]
    essayees: int
    bornes: list[str]


class RetrouveCalcule(TypedDict):
    """RetrouveCalcule, as the document describes it."""

    montant: NotRequired[int | None]
    acompte: NotRequired[int | None]
    solde: NotRequired[int | None]
    trop_percu: NotRequired[int | None]
    maximum: NotRequired[int | None]


class Risques(TypedDict):
    """Risques, as the document describes it."""

    tirages: int
    graine: int
    par_annee: list[ProbabilitesDUneAnnee]
    rendre_un_acompte: float
    a_rendre_en_moyenne: str
    net: Distribution
    sensibilite: list[Sensibilite]
    avertissement: str


class Sensibilite(TypedDict):
    """Sensibilite, as the document describes it."""

    hypothese: str
    valeur: str
    probabilites: Probabilites
    rendre_un_acompte: float


class SeuilDeRentabilite(TypedDict):
    """SeuilDeRentabilite, as the document describes it."""

    scenario: Literal["objectifs_atteints", "objectifs_manques"]
    manque: str | None
    consultations_par_an: int | None
    consultations_par_jour: str | None
    patients: int | None


class SimulationCollective(TypedDict):
    """SimulationCollective, as the document describes it."""

    regime: str
    source: Source
    eligibilite: EligibiliteCollective
    objectifs: SimulationCollectiveObjectifs
    nouveaux_installes: NouveauxInstalles | None
    annees: list[AnneeCollective]
    avertissements: list[AvertissementCollectif]
    version_du_droit: str


class SimulationCollectiveObjectifs(TypedDict):
    """SimulationCollectiveObjectifs, as the document describes it."""

    pmt: NotRequired[ObjectifDuGroupe]
    pfa: NotRequired[ObjectifDuGroupe]


class Solution(TypedDict):
    """Solution, as the document describes it."""

    patients: SolutionPatients
    montant: str
    certificat: Voisin | None
    voisins: list[Voisin]


class SolutionPatients(TypedDict):
    """SolutionPatients, as the document describes it."""

    pmt: NotRequired[int]
    pfa: NotRequired[int]


class Source(TypedDict):
    """Source, as the document describes it."""

    texte: str
    article: str
    grade: str


class Suite(TypedDict):
    """Suite, as the document describes it."""

    cle: CleDeSuite
    annees: list[AnneeDeContrat]
    objectifs: Objectifs | None
    total: TotalDeSuite
    refus: NotRequired[str]


class Supposition(TypedDict):
    """Supposition, as the document describes it."""

    code: str
    phrase: str
    champ: str | None


class TauxDAtteinte(TypedDict):
    """TauxDAtteinte, as the document describes it."""

    pmt: NotRequired[str]
    pfa: str


class TexteCite(TypedDict):
    """TexteCite, as the document describes it."""

    titre: str
    auteur: str
    url: str | None


class Total(TypedDict):
    """Total, as the document describes it."""

    minimum: str
    maximum: str
    constate: str
    sous_reserve_d_eligibilite: bool


class TotalDeSuite(TypedDict):
    """TotalDeSuite, as the document describes it."""

    minimum: str
    maximum: str


class TotalRentable(TypedDict):
    """TotalRentable, as the document describes it."""

    cout_employeur: str
    aide: str | None
    aide_minimale: str | None
    recettes: str | None
    net: str | None
    net_minimal: str | None
    net_apres_cotisations: str | None
    net_apres: str | None


class Tranches(TypedDict):
    """Tranches, as the document describes it."""

    pmt: Literal["inconnue", "sous_p30", "p30_p50", "p50_p90", "p90_p95", "p95_plus"] | None
    pfa: Literal["inconnue", "sous_p30", "p30_p50", "p50_p90", "p90_p95", "p95_plus"]
    montant: Literal["inconnue", "sous_p30", "p30_p50", "p50_p90", "p90_p95", "p95_plus"]


class Tresorerie(TypedDict):
    """Tresorerie, as the document describes it."""

    scenario: Literal["objectifs_atteints", "objectifs_manques"]
    point_bas: MoisDeCaisse
    mois: list[MoisDeCaisse]


class UnReleve(TypedDict):
    """UnReleve, as the document describes it."""

    au: str
    connu_au: str
    etat: Literal["projet", "en_cours", "suspendu", "resilie", "clos", "reconduit"]
    annee: int
    objectifs: UnReleveObjectifs
    echeancier: list[LigneDEcheancier]
    ouvert: str
    verse: str
    a_verser: str
    exigible: str
    a_recouvrer: str
    obligations: list[ObligationSuivie]
    prochaines_echeances: list[EcheanceAVenir]
    carence_possible_jusqu_au: str | None
    remarques: list[Remarque]


class UnReleveObjectifs(TypedDict):
    """UnReleveObjectifs, as the document describes it."""

    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class Verification(TypedDict):
    """Verification, as the document describes it."""

    identique: bool
    intact: bool
    meme_droit: bool
    differences: list[str]
    reforme: NotRequired[str]
    rejoue_sous: NotRequired[str]
    aujourd_hui: NotRequired[list[str]]


class Versement(TypedDict):
    """Versement, as the document describes it."""

    nature: Literal["integral", "acompte", "solde", "trop_percu"]
    au_plus_tard: str | None
    montant: str


class VersionDuDroit(TypedDict):
    """VersionDuDroit, as the document describes it."""

    version_du_droit: str
    verifie_le: str


class Voisin(TypedDict):
    """Voisin, as the document describes it."""

    voisin: VoisinVoisin
    montant: str


class VoisinVoisin(TypedDict):
    """VoisinVoisin, as the document describes it."""

    pmt: NotRequired[int]
    pfa: NotRequired[int]


class DemandeChercherLObjectif(TypedDict):
    """DemandeChercherLObjectif, as the document describes it."""

    situation: Situation
    annee: NotRequired[int | None]
    viser: NotRequired[str | None]
    depuis: NotRequired[Literal["initiale", "constat"] | None]


class DemandeChiffrerLaRentabilite(TypedDict):
    """DemandeChiffrerLaRentabilite, as the document describes it."""

    situation: Situation
    position: NotRequired[Literal["5", "6", "7", "8", "9"] | None]
    salaire_brut: NotRequired[float | str | None]
    anciennete_ailleurs: NotRequired[int | None]
    taux_at_mp: NotRequired[float | str | None]
    mutuelle: NotRequired[float | str | None]
    sante_au_travail: NotRequired[float | str | None]
    frais_de_groupement: NotRequired[float | str | None]
    formation: NotRequired[float | str | None]
    remplacement: NotRequired[float | str | None]
    equipement: NotRequired[float | str | None]
    autres_salaires: NotRequired[list[float | str] | None]
    lectures_du_cout: NotRequired[DemandeChiffrerLaRentabiliteLecturesDuCout | None]
    consultations_par_jour: NotRequired[float | str | None]
    jours_travailles: NotRequired[int | None]
    patients_supplementaires: NotRequired[int | None]
    consultations_par_patient: NotRequired[float | str | None]
    tarif: NotRequired[float | str | None]
    forfait_par_patient: NotRequired[float | str | None]
    patients_types: NotRequired[DemandeChiffrerLaRentabilitePatientsTypes | None]
    taux_de_cotisations: NotRequired[float | str | None]
    taux_d_impot: NotRequired[float | str | None]
    tirages: NotRequired[int | None]
    graine: NotRequired[int | None]
    hypotheses: NotRequired[DemandeChiffrerLaRentabiliteHypotheses | None]
    options: NotRequired[list[Literal["1/3", "0.5", "1", "1.5", "2"]] | None]


class DemandeChiffrerLaRentabiliteLecturesDuCout(TypedDict):
    """DemandeChiffrerLaRentabiliteLecturesDuCout, as the document describes it."""

    smic_de_la_reduction: NotRequired[Literal["gele", "suivi"]]
    assiette_de_la_taxe: NotRequired[Literal["salaire", "avec_complementaires"]]
    seuils_de_la_taxe: NotRequired[Literal["annuels", "prorata"]]
    base_de_l_anciennete: NotRequired[Literal["minimum", "salaire"]]


DemandeChiffrerLaRentabilitePatientsTypes = TypedDict(
    "DemandeChiffrerLaRentabilitePatientsTypes",
    {
        "moins_de_7_ans": "int",
        "de_7_a_74_ans": "int",
        "de_75_a_79_ans": "int",
        "80_ans_et_plus": "int",
        "ald_moins_de_80_ans": "int",
        "ald_80_ans_et_plus": "int",
    },
    total=False,
)


class DemandeChiffrerLaRentabiliteHypotheses(TypedDict):
    """DemandeChiffrerLaRentabiliteHypotheses, as the document describes it."""

    croissance_pmt: NotRequired[float]
    croissance_pmt_p30_p50: NotRequired[float]
    croissance_pfa: NotRequired[float]
    tendance_pmt: NotRequired[float]
    tendance_pfa: NotRequired[float]
    ecart_de_croissance: NotRequired[float]
    correlation_des_croissances: NotRequired[float]
    signataires_suivis: NotRequired[float]
    croissance_pmt_apres_p50: NotRequired[float]


class DemandeTracerLaCarte(TypedDict):
    """DemandeTracerLaCarte, as the document describes it."""

    situation: Situation
    annee: NotRequired[int | None]


class DemandeRetrouverUneSomme(TypedDict):
    """DemandeRetrouverUneSomme, as the document describes it."""

    situation: Situation
    montant: float | str
    annee: NotRequired[int | None]
    chiffre: NotRequired[Literal["montant", "acompte", "solde", "trop_percu", "maximum"] | None]


class DemandeComparerDesOptions(TypedDict):
    """DemandeComparerDesOptions, as the document describes it."""

    situation: Situation
    options: list[Literal["1/3", "0.5", "1", "1.5", "2"]]


class DemandeComparerDesRegimes(TypedDict):
    """DemandeComparerDesRegimes, as the document describes it."""

    situation: Situation
    regimes: NotRequired[
        list[Literal["avenant-7", "avenant-8", "avenant-9", "reglement-arbitral", "convention-2024"]] | None
    ]


class DemandeComparerUneLecture(TypedDict):
    """DemandeComparerUneLecture, as the document describes it."""

    situation: Situation
    lecture: Literal[
        "seuil_p30",
        "test_activite",
        "seuil_chirurgien",
        "tranche_montant",
        "tranche_objectifs",
        "frontiere_p95",
        "loi_degressive",
        "estimation_percentile",
        "objectif_sous_p30",
        "arrondi_objectif",
        "objectif_pmt_p95_1etp",
        "objectif_pfa_p50_1_5etp",
        "objectif_pfa_autres",
        "taux_atteinte",
        "tolerance_augmentation",
        "baisse_toleree",
        "seuil_atteinte",
        "tolerance_65",
        "tolerance_mixte_65",
        "augmentation_mixte",
        "primo_meilleur_taux",
        "entree_en_vigueur",
        "options_1_5_2_p95",
        "reference_second_assistant",
        "tranche_figee",
        "trop_percu",
        "point_depart_cqp",
        "revalorisation_jour_j",
        "primo_condition",
        "primo_minimum",
        "second_objectif_primo",
        "age_65",
        "p95_deux_augmentations",
        "suspension",
        "base_recuperation",
        "objectif_reglement_arbitral",
        "objectif_p95_avenant_7",
        "fin_contrat_ancien",
        "anniversaire_29_fevrier",
        "depart_remplacement_secretaire",
        "effet_avenant_objectif",
        "effet_avenant_option",
        "modulation_avant_2024",
        "depart_exercice_coordonne",
    ]


class DemandeComparerDesVariantes(TypedDict):
    """DemandeComparerDesVariantes, as the document describes it."""

    situation: Situation
    variantes: list[Situation]


class DemandeComparerAuTerme(TypedDict):
    """DemandeComparerAuTerme, as the document describes it."""

    situation: Situation
    pmt: NotRequired[int | None]
    pfa: NotRequired[int | None]


class DemandeVerifierUnRecu(TypedDict):
    """DemandeVerifierUnRecu, as the document describes it."""

    contenu: DemandeVerifierUnRecuContenu
    empreinte: str


class DemandeVerifierUnRecuContenu(TypedDict):
    """DemandeVerifierUnRecuContenu, as the document describes it."""

    format: Literal["binome-recu/1"]


class DemandeRejouerUnContrat(TypedDict):
    """DemandeRejouerUnContrat, as the document describes it."""

    actes: list[Acte]
    au: str
    connu_au: NotRequired[str | None]


class DemandeSimulerUnGroupe(TypedDict):
    """DemandeSimulerUnGroupe, as the document describes it."""

    date_signature: str
    forme: Literal["scp", "scm", "sisa", "sel", "autre"]
    etp: float | str
    medecins: list[DemandeSimulerUnGroupeMedecins]
    docteurs_juniors: NotRequired[int | None]
    constats: NotRequired[list[DemandeSimulerUnGroupeConstats] | None]


class DemandeSimulerUnGroupeMedecins(TypedDict):
    """DemandeSimulerUnGroupeMedecins, as the document describes it."""

    pmt: int
    pfa: int
    nouvel_installe: NotRequired[bool | None]
    contrat_individuel: NotRequired[bool | None]


class DemandeSimulerUnGroupeConstats(TypedDict):
    """DemandeSimulerUnGroupeConstats, as the document describes it."""

    annee: int
    pmt: int
    pfa: int


Acte: TypeAlias = (
    ActeSignature
    | ActeEmbauche
    | ActeReprise
    | ActeAvenantOption
    | ActeAvenantSecondAssistant
    | ActeAvenant65Ans
    | ActeAvenantPrimoInstalle
    | ActeAvenantObjectifs
    | ActeConstat
    | ActeDecisionCpn
    | ActePointSemestriel
    | ActeFormation
    | ActeRemplacementDuSecretaire
    | ActeVersement
    | ActeRecouvrement
    | ActeSuspension
    | ActeResiliation
    | ActeDemenagement
    | ActeChangementDeSpecialite
    | ActeCloture
    | ActeProrogation
    | ActeReconduction
    | ActeCorrection
)


class Client:
    """The operations of the API at one address, each a method.

    Args:
        adresse: of the application, for example « http://127.0.0.1:8000 ».
        langue: of the sentences, « fr » or « en ».
        secondes: that an answer may take.
    """

    def __init__(self, adresse: str, langue: str = "fr", secondes: int = _SECONDES) -> None:
        if not adresse.startswith(("http://", "https://")):
            raise ValueError(adresse)
        self.adresse, self.langue, self.secondes = adresse.rstrip("/"), langue, secondes

    def _demander(self, methode: str, chemin: str, parametres: Mapping[str, str | None], corps: object) -> Any:
        donnes = urlencode({nom: valeur for nom, valeur in parametres.items() if valeur is not None})
        octets = None if corps is None else json.dumps(corps).encode()
        with self._envoyer(methode, f"{chemin}?{donnes}" if donnes else chemin, octets, "application/json") as lue:
            return json.load(lue)

    def _envoyer(self, methode: str, chemin: str, octets: bytes | None, nature: str) -> HTTPResponse:
        entetes = {"Accept-Language": self.langue, "Content-Type": nature}
        demande = Request(f"{self.adresse}/api/v1/{chemin}", data=octets, headers=entetes, method=methode)  # noqa: S310
        try:
            reponse: HTTPResponse = urlopen(demande, timeout=self.secondes)  # noqa: S310
        except HTTPError as refus:
            with refus:
                raise Refus(json.load(refus)) from refus
        return reponse

    def simuler_un_lot(self, situations: Iterable[Situation]) -> Iterator[dict[str, Any]]:
        """Simuler chaque situation d'un flux ; les lignes sont rendues à mesure, les refus à leur place.

        Raises:
            Refus: the whole stream cannot be read.
            EOFError: the stream was cut before its end.
        """
        octets = b"".join(json.dumps(une).encode() + b"\n" for une in situations)
        with self._envoyer("POST", "lots", octets, "application/x-ndjson") as lue:
            for ligne in lue:
                rendue: dict[str, Any] = json.loads(ligne)
                if "fin" in rendue:
                    return
                yield rendue
        raise EOFError

    def simuler(self, corps: Situation, *, reforme: str | None = None, effets: str | None = None) -> ReponseCalculee:
        """Simuler un contrat : éligibilité, objectifs, années, versements, doutes."""
        rendu: ReponseCalculee = self._demander("POST", "simulations", {"reforme": reforme, "effets": effets}, corps)
        return rendu

    def expliquer(self, corps: Situation, *, reforme: str | None = None) -> Derivation:
        """Donner chaque étape du calcul, avec son texte, sa section et son grade."""
        rendu: Derivation = self._demander("POST", "explications", {"reforme": reforme}, corps)
        return rendu

    def chercher_l_objectif(self, corps: DemandeChercherLObjectif, *, reforme: str | None = None) -> ReponseInverse:
        """Dire combien de patients de plus suffisent, avec la preuve qu'un de moins échoue."""
        rendu: ReponseInverse = self._demander("POST", "objectifs", {"reforme": reforme}, corps)
        return rendu

    def chiffrer_la_rentabilite(
        self, corps: DemandeChiffrerLaRentabilite, *, reforme: str | None = None
    ) -> Rentabilite:
        """Dire si employer vaut la peine : coût, aide, net par option, seuils, trésorerie, probabilités."""
        rendu: Rentabilite = self._demander("POST", "rentabilites", {"reforme": reforme}, corps)
        return rendu

    def tracer_la_carte(self, corps: DemandeTracerLaCarte, *, reforme: str | None = None) -> Carte:
        """Donner la carte des falaises d'une année, en régions exactes."""
        rendu: Carte = self._demander("POST", "cartes", {"reforme": reforme}, corps)
        return rendu

    def retrouver_une_somme(self, corps: DemandeRetrouverUneSomme, *, reforme: str | None = None) -> Retrouve:
        """Dire tout ce qui donne une somme imprimée par la caisse, le plus simple d'abord, et ce qui a été essayé."""
        rendu: Retrouve = self._demander("POST", "sommes", {"reforme": reforme}, corps)
        return rendu

    def comparer_des_options(self, corps: DemandeComparerDesOptions, *, reforme: str | None = None) -> Comparaison:
        """Comparer des temps de travail de l'assistant."""
        rendu: Comparaison = self._demander("POST", "comparaisons/options", {"reforme": reforme}, corps)
        return rendu

    def comparer_des_regimes(self, corps: DemandeComparerDesRegimes, *, reforme: str | None = None) -> Comparaison:
        """Comparer ce que le médecin a, a eu ou aurait sous chaque régime."""
        rendu: Comparaison = self._demander("POST", "comparaisons/regimes", {"reforme": reforme}, corps)
        return rendu

    def comparer_une_lecture(self, corps: DemandeComparerUneLecture, *, reforme: str | None = None) -> Comparaison:
        """Comparer chaque choix d'une lecture des textes."""
        rendu: Comparaison = self._demander("POST", "comparaisons/lecture", {"reforme": reforme}, corps)
        return rendu

    def comparer_des_variantes(self, corps: DemandeComparerDesVariantes, *, reforme: str | None = None) -> Comparaison:
        """Comparer la situation telle quelle avec d'autres réponses."""
        rendu: Comparaison = self._demander("POST", "comparaisons/variantes", {"reforme": reforme}, corps)
        return rendu

    def comparer_au_terme(self, corps: DemandeComparerAuTerme, *, reforme: str | None = None) -> AuTerme:
        """Comparer ce qui peut suivre le terme du contrat."""
        rendu: AuTerme = self._demander("POST", "comparaisons/terme", {"reforme": reforme}, corps)
        return rendu

    def ecrire_un_recu(self, corps: Situation, *, reforme: str | None = None) -> Recu:
        """Écrire le récépissé d'un calcul, rejouable hors ligne."""
        rendu: Recu = self._demander("POST", "recus", {"reforme": reforme}, corps)
        return rendu

    def verifier_un_recu(self, corps: DemandeVerifierUnRecu) -> Verification:
        """Rejouer un récépissé : même résultat, ou ce qui diffère."""
        rendu: Verification = self._demander("POST", "verifications", {}, corps)
        return rendu

    def rejouer_un_contrat(self, corps: DemandeRejouerUnContrat, *, reforme: str | None = None) -> Releve:
        """Rejouer les actes d'un contrat : état, échéancier, sommes, obligations, tels qu'ils étaient connus un jour."""
        rendu: Releve = self._demander("POST", "contrats/releves", {"reforme": reforme}, corps)
        return rendu

    def simuler_un_groupe(self, corps: DemandeSimulerUnGroupe) -> SimulationCollective:
        """Simuler l'aide collective de 2026, pour un groupe de généralistes (source secondaire)."""
        rendu: SimulationCollective = self._demander("POST", "collectives", {}, corps)
        return rendu

    def lire_la_version_du_droit(self) -> VersionDuDroit:
        """La version du droit, que porte aussi chaque réponse."""
        rendu: VersionDuDroit = self._demander("GET", "droit", {}, None)
        return rendu

    def lister_les_textes(self) -> list[FicheDeTexte]:
        """Les documents cités."""
        rendu: list[FicheDeTexte] = self._demander("GET", "droit/textes", {}, None)
        return rendu

    def lire_textes(self, nom: str) -> FicheDeTexte:
        """Un document cité."""
        rendu: FicheDeTexte = self._demander("GET", f"droit/textes/{quote(nom)}", {}, None)
        return rendu

    def lister_les_regles(self) -> list[FicheDeRegle]:
        """Les règles : ce qu'elles décident, leur texte, leur grade."""
        rendu: list[FicheDeRegle] = self._demander("GET", "droit/regles", {}, None)
        return rendu

    def lire_regles(self, nom: str) -> FicheDeRegle:
        """Une règle."""
        rendu: FicheDeRegle = self._demander("GET", f"droit/regles/{quote(nom)}", {}, None)
        return rendu

    def lister_les_nombres(self, *, au: str | None = None) -> list[FicheDeNombre]:
        """Les nombres et les tableaux, avec leurs dates."""
        rendu: list[FicheDeNombre] = self._demander("GET", "droit/nombres", {"au": au}, None)
        return rendu

    def lire_nombres(self, nom: str, *, au: str | None = None) -> FicheDeNombre:
        """Un nombre ou un tableau."""
        rendu: FicheDeNombre = self._demander("GET", f"droit/nombres/{quote(nom)}", {"au": au}, None)
        return rendu

    def lister_les_lectures(self) -> list[FicheDeLecture]:
        """Les doutes des textes : question, choix, défaut."""
        rendu: list[FicheDeLecture] = self._demander("GET", "droit/lectures", {}, None)
        return rendu

    def lire_lectures(self, nom: str) -> FicheDeLecture:
        """Un doute des textes."""
        rendu: FicheDeLecture = self._demander("GET", f"droit/lectures/{quote(nom)}", {}, None)
        return rendu

    def lister_les_regimes(self) -> list[FicheDeRegime]:
        """Les régimes, par date de signature."""
        rendu: list[FicheDeRegime] = self._demander("GET", "droit/regimes", {}, None)
        return rendu

    def lire_regimes(self, nom: str) -> FicheDeRegime:
        """Un régime."""
        rendu: FicheDeRegime = self._demander("GET", f"droit/regimes/{quote(nom)}", {}, None)
        return rendu

    def lister_les_specialites(self) -> list[FicheDeSpecialite]:
        """Les spécialités, leur code et leur mot."""
        rendu: list[FicheDeSpecialite] = self._demander("GET", "droit/specialites", {}, None)
        return rendu

    def lire_specialites(self, nom: str) -> FicheDeSpecialite:
        """Une spécialité."""
        rendu: FicheDeSpecialite = self._demander("GET", f"droit/specialites/{quote(nom)}", {}, None)
        return rendu

    def lister_les_reformes(self) -> list[FicheDeReforme]:
        """Les réformes toutes prêtes, et ce qu'elles changent."""
        rendu: list[FicheDeReforme] = self._demander("GET", "droit/reformes", {}, None)
        return rendu

    def lire_reformes(self, nom: str) -> FicheDeReforme:
        """Une réforme toute prête."""
        rendu: FicheDeReforme = self._demander("GET", f"droit/reformes/{quote(nom)}", {}, None)
        return rendu

    def lister_les_cas(self) -> list[FicheDeCas]:
        """Les cas calculés à la main, chacun avec sa situation."""
        rendu: list[FicheDeCas] = self._demander("GET", "droit/cas", {}, None)
        return rendu

    def lire_cas(self, nom: str) -> FicheDeCas:
        """Un cas calculé à la main."""
        rendu: FicheDeCas = self._demander("GET", f"droit/cas/{quote(nom)}", {}, None)
        return rendu

    def lister_les_problemes(self) -> list[Nature]:
        """Les problèmes que l'API peut répondre."""
        rendu: list[Nature] = self._demander("GET", "problemes", {}, None)
        return rendu

    def lire_problemes(self, nom: str) -> Nature:
        """Un problème que l'API peut répondre."""
        rendu: Nature = self._demander("GET", f"problemes/{quote(nom)}", {}, None)
        return rendu
