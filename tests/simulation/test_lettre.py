"""The letter asks only what moves this doctor's money, and its prices are differences between two calculations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import binome
from binome.contrats.champs.valeurs import ConstatLu
from binome.simulation.lettre import QUESTIONS_AU_PLUS, en_lettre, questions_a_la_caisse
from binome.simulation.simuler import simuler_situation

MG = binome.simuler(
    specialite="01", secteur="1", option_etp="1", date_signature="2024-09-01", pmt_initiale=1100, pfa_initiale=1700
)


def test_les_questions_sont_peu_nombreuses_chiffrees_et_la_plus_chere_d_abord() -> None:
    questions = questions_a_la_caisse(MG, 3)
    assert 0 < len(questions) <= QUESTIONS_AU_PLUS
    prix = [une.prix for une in questions]
    assert prix == sorted(prix, reverse=True)
    assert min(prix) > 0


def test_la_plus_chere_est_la_baisse_de_cinq_points_et_son_prix_se_rejoue() -> None:
    """Une file active en légère baisse, un objectif atteint : 0 € ou 22 000 € selon ce qu'est une baisse."""
    premiere = questions_a_la_caisse(MG, 3)[0]
    assert (premiere.lecture, premiere.prix) == ("baisse_toleree", Decimal(22_000))
    constatee = replace(MG.situation, constats=(ConstatLu(3, 1400, 1650),))
    sous = replace(constatee, lectures={"baisse_toleree": premiere.autres[0].choix})
    montants = [simuler_situation(une, MG.loi).annees[2].montant for une in (constatee, sous)]
    assert montants == [Decimal(0), Decimal(22_000)]


def test_la_lettre_dit_chaque_question_et_rien_d_une_personne() -> None:
    questions = questions_a_la_caisse(MG, 3)
    lettre = en_lettre(MG, questions)
    assert all(f"{rang}. {une.question}" in lettre for rang, une in enumerate(questions, 1))
    assert "22\u202f000\u00a0€ de différence" in lettre
    assert "_" not in lettre


def test_une_question_repondue_ne_se_paie_plus_que_de_l_autre_cote() -> None:
    """La réponse de la caisse devient la lecture retenue : le calcul et la lettre s'y tiennent."""
    repondue = simuler_situation(replace(MG.situation, lectures={"baisse_toleree": "au_dela_de_5_points"}), MG.loi)
    une = next(q for q in questions_a_la_caisse(repondue, 3) if q.lecture == "baisse_toleree")
    assert une.retenu == "au_dela_de_5_points"
    assert "au_dela_de_5_points" not in [autre.choix for autre in une.autres]
