"""The law, compiled from the very same source, gives the same answer as in Python."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.codes import Famille, FamilleDeRegime, Option, Patientele, Reponse
from binome.droit.engagement import engagement
from binome.droit.faits import AnneeDeContrat, Constat, Depart, Engagement, Medecin, Seuils
from binome.droit.lectures import Lectures
from binome.moteur.primitives import INCONNU
from tests.droit.outils import seuils_des_generalistes

pytest.importorskip("llvmlite", reason="the compiler is an extra")
LIGNES = 3000
PRESENTS = 0.9


def _seuils(alea: Random, bareme: Bareme, patientele: Patientele) -> Seuils:
    complets = seuils_des_generalistes(bareme, patientele)
    return alea.choice(
        [
            complets,
            complets,
            Seuils(complets.p30, INCONNU, INCONNU, INCONNU, INCONNU),
            complets._replace(p70=(complets.p50 + complets.p90) // 2),
        ]
    )


def _depart(alea: Random, seuils: Seuils) -> Depart:
    bords = [seuil + ecart for seuil in seuils if seuil > 0 for ecart in (-1, 0, 1)]
    return Depart(
        alea.choice([*bords, alea.randrange(3500), INCONNU]),
        alea.choice([INCONNU, alea.randrange(10001)]),
        alea.choice([INCONNU, INCONNU, 0, 120]),
        seuils,
    )


def _medecin(alea: Random, bareme: Bareme) -> Medecin:
    return Medecin(
        alea.choice(list(Famille)),
        _depart(alea, _seuils(alea, bareme, Patientele.PMT)),
        _depart(alea, _seuils(alea, bareme, Patientele.PFA)),
        alea.choice([Reponse.NON, Reponse.NON, Reponse.OUI]),
        alea.choice([Reponse.NON, Reponse.OUI]),
        alea.choice([True, False]),
        alea.choice([(1, 1), (1, 2)]),
        alea.choice([False, False, True]),
    )


def _lectures(alea: Random) -> Lectures:
    choix = {nom: alea.choice(list(lecture.choix)) for nom, lecture in catalogue().lectures.items()}
    return catalogue().lectures_retenues(choix if alea.random() < 0.7 else {}, ())


def _constat(alea: Random, engage: Engagement) -> Constat:
    def compte(reference: int, cible: int) -> int:
        return alea.choice([max(reference + ecart, 0) for ecart in (-200, -1, 0, 1, 100)] + [max(cible, 0)])

    return Constat(
        compte(engage.pmt.reference, engage.pmt.cible),
        compte(engage.pfa.reference, engage.pfa.cible),
        alea.choice([Reponse.NON, Reponse.OUI]),
        alea.choice([(INCONNU, 1), (1, 2)]),
        alea.random() < PRESENTS,
    )


def test_le_droit_compile_donne_la_meme_reponse_sous_toutes_les_lectures() -> None:
    from binome.noyau.compilation import compiler

    engagement_compile, annee_compilee = compiler(engagement), compiler(annee_de_contrat)
    alea = Random(2024)
    baremes = [catalogue().bareme(jour) for jour in (date(2019, 9, 1), date(2023, 6, 1), date(2024, 9, 1))]
    motifs = set()
    for rang in range(LIGNES):
        bareme = baremes[rang % len(baremes)]
        medecin, lectures = _medecin(alea, bareme), _lectures(alea)
        option = alea.choice([option for option in Option if option >= 0])
        attendu: Engagement = engagement(medecin, option, bareme, lectures)
        assert engagement_compile(medecin, option, bareme, lectures) == attendu
        constat, annee, regime = _constat(alea, attendu), alea.randrange(1, 6), alea.choice(list(FamilleDeRegime))
        vue: AnneeDeContrat = annee_de_contrat(annee, regime, option, attendu, constat, bareme, lectures)
        assert annee_compilee(annee, regime, option, attendu, constat, bareme, lectures) == vue
        motifs.add(vue.bilan.resultat.motif)
    assert len(motifs) > 20, "the sample must reach nearly every outcome of the tables"


def test_une_regle_chargee_apres_coup_se_compile_aussi() -> None:
    """Whatever was compiled first in the process, a rule defined later is known to the compiler."""
    from binome.moteur.trace import REGLES, regle
    from binome.noyau.compilation import compiler

    @regle("etude-binome §noyau", "D")
    def double_d_essai(valeur: int) -> int:
        """Le double."""
        return valeur + valeur

    try:
        assert compiler(double_d_essai)(21) == 42
    finally:
        del REGLES["double_d_essai"]
