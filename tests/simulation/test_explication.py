"""The derivation as a person reads it: a day is a day, a sum is a sum, whatever the rules count in."""

from __future__ import annotations

import re

import pytest

import binome
from binome.cas import Cas, cas
from binome.droit.registre import toutes_les_regles
from binome.moteur.unites import Unite, unites
from tests.simulation.strategies import MG

DATEE = {**MG, "date_naissance": "1970-02-03", "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}
UN_JOUR_EN_NUMERO = re.compile(r"\b7[23]\d{4}\b")


def test_un_jour_et_une_somme_se_lisent() -> None:
    texte = binome.simuler(DATEE).expliquer()
    assert "jour = 1er septembre 2024, anniversaire = 3 février 2035" in texte
    assert "donne 38\u202f000\u00a0€" in texte
    assert "14\u202f426,23\u00a0€" in texte
    assert "3800000" not in texte
    assert "Durée du contrat = 5 années" in texte


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un: un.nom)
def test_aucun_cas_ne_montre_un_jour_par_son_numero(un_cas: Cas) -> None:
    assert not UN_JOUR_EN_NUMERO.search(binome.simuler(un_cas.situation).expliquer())


def test_chaque_regle_qui_compte_des_jours_ou_des_sommes_le_dit() -> None:
    """A rule whose argument is a day or a sum and that does not say so would print a bare number."""
    jours = {"jour", "anniversaire", "signature", "embauche", "installation", "entree_en_vigueur", "un_an_avant"}
    sommes = {"montant_maximal", "maximal", "du", "acompte_verse", "verse_en_tout", "verse_dans_l_annee"}
    for regle in toutes_les_regles().values():
        dites = unites(regle.fonction)
        for nom in regle.entrees:
            if nom in jours:
                assert dites[nom] is Unite.JOUR, f"{regle.nom}.{nom}"
            if nom in sommes:
                assert dites[nom] in (Unite.EUROS, Unite.CENTIMES), f"{regle.nom}.{nom}"
