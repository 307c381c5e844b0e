"""What the rules look at and answer, as records of integers."""

from __future__ import annotations

from typing import Final, NamedTuple

from binome.droit.codes import ColonneDObjectif, Famille, Modulation, Nature, Option, Reponse, Secteur, Tranche, Zone
from binome.moteur.primitives import INCONNU, TAUX_INCONNU, Taux
from binome.moteur.unites import CentiemesDeRang, Centimes, Euros


class Seuils(NamedTuple):
    """Thresholds of one patientèle, in patients; -1 where nobody has published or stated them."""

    p30: int
    p50: int
    p90: int
    p94: int
    p95: int
    p70: int = INCONNU


SEUILS_INCONNUS: Final = Seuils(INCONNU, INCONNU, INCONNU, INCONNU, INCONNU, INCONNU)


class Depart(NamedTuple):
    """One patientèle at signature: count, rank stated by the caisse (hundredths), agreed objective, thresholds."""

    patients: int
    centiemes: CentiemesDeRang
    convenu: int
    seuils: Seuils = SEUILS_INCONNUS


class Situee(NamedTuple):
    """One patientèle in the tables of objectives: its column, its start, its bracket, the highest of the two."""

    colonne: ColonneDObjectif
    depart: Depart
    tranche: Tranche
    plus_haute: Tranche


class Objectif(NamedTuple):
    """What must be reached: kind, additional patients, patientèle of reference, count to reach; an estimate or not."""

    nature: int
    patients: int
    reference: int
    cible: int
    estime: bool


class Pente(NamedTuple):
    """The printed points of a degressive objective: at P50, the one labelled P94, from P95 on."""

    p50: int
    p94: int
    p95: int


class Suivi(NamedTuple):
    """One patientèle at a constat: its objective, the count observed, its P30."""

    objectif: Objectif
    constate: int
    p30: int


class Jours(NamedTuple):
    """Days of a contract that ends early: left and whole, for its current year and for all of it."""

    restants_de_l_annee: int
    de_l_annee: int
    restants_du_contrat: int
    du_contrat: int


class Resultat(NamedTuple):
    """Outcome of a year: reason, share paid (-1 when nobody can say)."""

    motif: int
    part: Taux


SANS_OBJECTIF: Final = Objectif(Nature.SANS_OBJET, INCONNU, INCONNU, INCONNU, False)


class Medecin(NamedTuple):
    """The doctor at signature, in integers; shares are (numerator, denominator)."""

    famille: Famille
    pmt: Depart
    pfa: Depart
    rqth_ou_ald: Reponse
    a_65_ans: Reponse
    installation_recente: bool
    part_liberale: Taux
    conditions_propres: bool


class Engagement(NamedTuple):
    """What the contract fixes at signature: brackets, objectives, table that will apply."""

    suit_la_pmt: bool
    tranche_pmt: Tranche
    tranche_pfa: Tranche
    tranche_montant: Tranche
    primo: Reponse
    pmt: Objectif
    pfa: Objectif
    a_65_ans: Reponse
    p30_pmt: int
    p30_pfa: int
    modulation: Modulation


class Constat(NamedTuple):
    """Counts observed in a year, and what the CPN or the caisse says of it; -1 where not given."""

    pmt: int
    pfa: int
    exceptionnelles: Reponse
    part_decidee: Taux
    present: bool = True


SANS_CONSTAT: Final = Constat(INCONNU, INCONNU, Reponse.NON, TAUX_INCONNU, False)


class Bilan(NamedTuple):
    """A year once observed: rates of attainment, outcome and share."""

    taux_pmt: Taux
    taux_pfa: Taux
    resultat: Resultat


class AnneeDeContrat(NamedTuple):
    """What a year is worth: euros at most, outcome, then cents: acompte, sum due, solde (`ABSENT` where none is)."""

    maximal: Euros
    bilan: Bilan
    acompte: Centimes
    du: Centimes
    solde: Centimes


class Candidat(NamedTuple):
    """What the criteria look at beside the patientèles; shares are (numerator, denominator), -1 when unknown."""

    specialite: int
    departement: int
    secteur: Secteur
    zone: Zone
    option: Option
    part_clinique: Taux
    part_de_moins_de_16_ans: Taux
    regroupe: Reponse
    renforcee: Reponse
    coordonne: Reponse
    contrat_1_etp: Reponse
    precedents_atteints: Reponse
    annee_du_second_assistant: int
    activite_mixte: bool
    cabinet_distinct: bool
    sous_dense: Reponse


class Issues(NamedTuple):
    """The answer of each criterion (an `Issue`), or -2 where it is not asked."""

    specialite: int
    part_clinique: int
    secteur: int
    activite: int
    option: int
    regroupement: int
    temps_plein: int
    coordination: int
    zone: int
    generaliste: int
    contrat_1_etp: int
    objectifs_precedents: int
    troisieme_annee: int
    activite_mixte: int
    cabinet_distinct: int
