"""`binome retrouver`: explanations in words, in JSON, and a « no » when nothing gives the figure."""

from __future__ import annotations

import json

from tests.cli.test_cli import Lancer, lancer

__all__ = ["lancer"]

CAS = "cas/reference/prorata_sur_le_meilleur_des_deux_taux.toml"


def test_une_explication_se_lit_en_une_phrase(lancer: Lancer) -> None:
    code, dit, _ = lancer("retrouver", CAS, "--montant", "14 354,10", "--annee", "3")
    assert code == 0
    assert "Patientèle médecin traitant constatée : 1 099 au lieu de 1 100." in dit.replace("\u202f", " ")


def test_rien_ne_la_donne_est_un_non(lancer: Lancer) -> None:
    code, dit, _ = lancer("retrouver", CAS, "--montant", "15000")
    assert code == 1
    assert "Rien de ce qui a été essayé" in dit


def test_le_json_dit_chaque_ecart(lancer: Lancer) -> None:
    code, dit, _ = lancer("retrouver", CAS, "--montant", "9082.99", "--chiffre", "solde", "--json")
    assert code == 0
    reponse = json.loads(dit)
    assert reponse["montant"] == "9082.99"
    assert [ecart["quoi"] for ecart in reponse["hypotheses"][0]["ecarts"]] == ["taux_atteinte"]


def test_une_somme_illisible_est_refusee_en_mots(lancer: Lancer) -> None:
    code, _, erreur = lancer("retrouver", CAS, "--montant", "1e99")
    assert code == 2
    assert "montant" in erreur
