"""A situation as a row of integers for the kernel, or not at all: what is not ordinary is left to the interpreter."""

from __future__ import annotations

from binome.contrats.candidat import candidat
from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier
from binome.contrats.situation import Situation
from binome.droit.codes import Option
from binome.droit.faits import Candidat
from binome.droit.loi import LoiDuContrat
from binome.droit.montant.regles import la_tranche_suit_les_constats
from binome.moteur.primitives import INCONNU, TAUX_INCONNU
from binome.noyau.colonnes import ANNEES, PAR_CONSTAT


def groupe_de(dossier: Dossier) -> LoiDuContrat:
    """Return the law of a dossier: at signature, then at the start of each year."""
    return dossier.cadre.du_contrat(ANNEES)


def ordinaire(dossier: Dossier) -> bool:
    """Return whether the kernel may answer: complete, without avenant, prorogation, or thresholds of its own."""
    s = dossier.situation
    connus = s.date_signature is not None and INCONNU not in (dossier.specialite, dossier.option)
    if not connus or s.seuils_caisse or dossier.duree != ANNEES or dossier.option > Option.UN:
        return False
    if s.avenants or s.avenant_primo_installe or s.avenant_second_assistant or dossier.medecin.conditions_propres:
        return False
    if la_tranche_suit_les_constats(ANNEES, dossier.lectures):
        return False
    return all(_complet(constat, dossier) for constat in s.constats)


def _complet(constat: ConstatLu, dossier: Dossier) -> bool:
    from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant

    suit_la_pmt = suit_la_patientele_medecin_traitant(dossier.medecin.famille)
    return constat.pfa is not None and (constat.pmt is not None or not suit_la_pmt)


def coder(dossier: Dossier) -> list[int]:
    """Return the row of an ordinary dossier, in the order of `Entree`."""
    m, c = dossier.medecin, candidat(dossier)
    return [
        c.specialite,
        int(m.famille),
        c.departement,
        int(c.secteur),
        int(c.zone),
        int(c.option),
        m.pmt.patients,
        m.pfa.patients,
        m.pmt.centiemes,
        m.pfa.centiemes,
        m.pmt.convenu,
        m.pfa.convenu,
        int(m.rqth_ou_ald),
        int(m.a_65_ans),
        int(m.installation_recente),
        *m.part_liberale,
        int(m.conditions_propres),
        *_du_candidat(c),
        *_constats(dossier.situation),
    ]


def _du_candidat(c: Candidat) -> list[int]:
    return [
        *c.part_clinique,
        *c.part_de_moins_de_16_ans,
        int(c.regroupe),
        int(c.renforcee),
        int(c.coordonne),
        int(c.contrat_1_etp),
        int(c.precedents_atteints),
        c.annee_du_second_assistant,
        int(c.activite_mixte),
        int(c.cabinet_distinct),
    ]


def _constats(situation: Situation) -> list[int]:
    cases = [0, INCONNU, INCONNU, 0, *TAUX_INCONNU] * ANNEES
    for constat in situation.constats:
        debut = PAR_CONSTAT * (constat.annee - 1)
        pmt, pfa = (INCONNU if compte is None else compte for compte in (constat.pmt, constat.pfa))
        decidee = constat.part_decidee or TAUX_INCONNU
        cases[debut : debut + PAR_CONSTAT] = [1, pmt, pfa, int(constat.circonstances_exceptionnelles), *decidee]
    return cases
