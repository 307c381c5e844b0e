"""The collective aid of 2026: a group of general practitioners, one contract. A secondary source, and says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from binome.collectif.groupe import Groupe, lire_groupe
from binome.collectif.reponse import (
    AnneeCollective,
    AvertissementCollectif,
    CritereCollectif,
    EligibiliteCollective,
    MotifCollectif,
    NouveauxInstalles,
    ObjectifDuGroupe,
    SimulationCollective,
)
from binome.droit.aide_collective import regles
from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.choix import loi_choisie
from binome.droit.codes import FormeDeSociete, Patientele, Percentile, Statut, StatutDEligibilite
from binome.droit.loi import Loi
from binome.droit.montant.regles import palier
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.moteur.argent import en_euros
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import DroitAbsent, ErreurDeSaisie
from binome.moteur.primitives import part_de, plafonne, plus_grand
from binome.moteur.sources import Source

_REGIME: Final = "aide-collective"
_SOURCE: Final = Source("mesdocs", "aide collective", "C")


def simuler_collective(donnees: Mapping[str, object], loi: Loi | str | None = None) -> SimulationCollective:
    """Simulate a collective contract, under a law (in force by default).

    Raises:
        ErreurDeSaisie: the group cannot be read, or signs before the collective contract exists.
    """
    loi = loi_choisie(loi)
    return simuler_le_groupe(lire_groupe(donnees, loi), loi)


def simuler_le_groupe(groupe: Groupe, loi: Loi) -> SimulationCollective:
    """Simulate a group already read.

    Raises:
        ErreurDeSaisie: it signs before the collective contract exists.
    """
    bareme = _bareme(groupe.date_signature, loi)
    buts = {p: regles.objectif_du_groupe(p, groupe.demi_etp, bareme) for p in Patientele}
    criteres = tuple(_criteres(groupe, bareme))
    eligible = all(critere.statut.membre is Statut.REMPLI for critere in criteres)
    statut = StatutDEligibilite.ELIGIBLE if eligible else StatutDEligibilite.NON_ELIGIBLE
    return SimulationCollective(
        _REGIME,
        _SOURCE,
        EligibiliteCollective(statut, criteres),
        {p.code: ObjectifDuGroupe(groupe.total(p), but, groupe.total(p) + but) for p, but in buts.items()},
        _nouveaux_installes(groupe, loi),
        tuple(_annees(groupe, buts, bareme)) if eligible else (),
        (_avertissement(),),
        loi.version,
    )


def _avertissement() -> AvertissementCollectif:
    message = dire(
        "Source secondaire : tous les chiffres de l'aide collective viennent d'un site commercial qui cite l'Assurance "
        "Maladie. Faites-les confirmer par la caisse avant toute décision."
    )
    return AvertissementCollectif("source_secondaire", message)


def _bareme(signature: date, loi: Loi) -> BaremeCollectif:
    try:
        return loi.catalogue.bareme_collectif(signature)
    except DroitAbsent as absent:
        debut = min(v.depuis for v in loi.catalogue.parametres_collectifs["moyenne_minimale"].versions)
        attendu = dire("une date à partir du {debut}, début de l'aide collective", debut=f"{debut:%d/%m/%Y}")
        raise ErreurDeSaisie("date_signature", signature, attendu) from absent


def _criteres(groupe: Groupe, bareme: BaremeCollectif) -> Iterator[CritereCollectif]:
    medecins, total = len(groupe.medecins), groupe.total(Patientele.PMT)
    permis = regles.demi_etp_au_plus(medecins, groupe.docteurs_juniors, bareme)
    formes = ", ".join(f.name for f in FormeDeSociete if regles.forme_admise(f, bareme))
    portee = dire("Le contrat se porte par : {formes}.", formes=formes)
    yield _critere("forme", regles.forme_admise(groupe.forme, bareme), portee)
    yield _critere(
        "patientele_moyenne",
        regles.moyenne_suffisante(total, medecins, bareme),
        dire(
            "Patientèle moyenne : {moyenne} patients, minimum {minimum}.",
            moyenne=nombre(total // medecins),
            minimum=nombre(bareme.moyenne_minimale),
        ),
    )
    yield _critere(
        "etp",
        groupe.demi_etp <= permis,
        dire(
            "{demandes} ETP demandés, {permis} permis pour {medecins} médecins.",
            demandes=_etp(groupe.demi_etp),
            permis=_etp(permis),
            medecins=medecins,
        ),
    )
    en_cours = sum(m.contrat_individuel for m in groupe.medecins)
    phrase = (
        dire("Les contrats individuels doivent d'abord prendre fin : {en_cours} en cours.", en_cours=en_cours)
        if en_cours
        else dire("Les contrats individuels doivent d'abord prendre fin : aucun en cours.")
    )
    yield _critere("contrats_individuels", en_cours == 0, phrase)


def _critere(code: str, rempli: bool, explication: str) -> CritereCollectif:
    return CritereCollectif(code, (Statut.REMPLI if rempli else Statut.NON_REMPLI).code, explication)


def _etp(demis: int) -> str:
    return nombre(demis * 5, 10)


def _nouveaux_installes(groupe: Groupe, loi: Loi) -> NouveauxInstalles | None:
    if not any(m.nouvel_installe for m in groupe.medecins):
        return None
    distribution = loi.bareme(groupe.date_signature).distribution
    delai = loi.catalogue.bareme_collectif(groupe.date_signature).annees_d_un_nouvel_installe
    generaliste = 0
    pmt, pfa = (distribution[p][generaliste][Percentile.P50] for p in (Patientele.PMT, Patientele.PFA))
    return NouveauxInstalles(pmt, pfa, delai)


def _annees(groupe: Groupe, buts: Mapping[Patientele, int], bareme: BaremeCollectif) -> Iterator[AnneeCollective]:
    constats = {annee: {Patientele.PMT: pmt, Patientele.PFA: pfa} for annee, pmt, pfa in groupe.constats}
    for annee in range(1, bareme.annees_de_contrat + 1):
        maximal = regles.montant_du_groupe(palier(annee), groupe.demi_etp, bareme)
        jugee, constat = annee > bareme.annees_pour_l_objectif, constats.get(annee)
        bas, haut = (0, maximal) if jugee else (maximal, maximal)
        if jugee and constat is not None:
            bas, haut = _bornes_du_constat(groupe, buts, maximal, constat)
        yield _annee(groupe, annee, maximal, (bas, haut), constat is not None)


def _bornes_du_constat(
    groupe: Groupe, buts: Mapping[Patientele, int], maximal: int, constat: Mapping[Patientele, int]
) -> tuple[int, int]:
    """Return what a constat may give, in cents: the prorata of the lower rate, then of the better one."""
    taux_pmt, taux_pfa = (
        plafonne(regles.taux_du_groupe(constate, groupe.total(p), buts[p])) for p, constate in constat.items()
    )
    meilleur = plus_grand(taux_pmt, taux_pfa)
    moins_bon = taux_pfa if meilleur == taux_pmt else taux_pmt
    return part_de(maximal, moins_bon), part_de(maximal, meilleur)


def _annee(groupe: Groupe, annee: int, maximal: int, bornes: tuple[int, int], constatee: bool) -> AnneeCollective:
    bas, haut = en_euros(bornes[0]), en_euros(bornes[1])
    motif = MotifCollectif.PERIODE_D_OBSERVATION if bas == haut else MotifCollectif.CONSTAT_ATTENDU
    return AnneeCollective(
        annee,
        plus_annees(groupe.date_signature, annee - 1),
        en_euros(maximal),
        bas if bas == haut else None,
        None if bas == haut else (bas, haut),
        MotifCollectif.CONSTAT if constatee else motif,
        bas,
        haut,
    )
