"""Every worked case, through the Python API and through the JSON of the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest

import binome
from binome.cas import Cas, CasDeContrat, cas, cas_de_contrat
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve

CAS = cas()


def _attendu(valeur: Any) -> Any:
    return None if valeur == "inconnu" else valeur


def _annee(rendue: dict[str, Any]) -> dict[str, Any]:
    par_nature = {versement["nature"]: versement for versement in rendue["versements"]}
    a_plat = {**rendue, "acompte": par_nature.get("acompte", {}).get("montant")}
    a_plat["solde"] = par_nature.get("solde", {}).get("montant")
    if "trop_percu" in par_nature:
        a_plat["solde"] = "-" + par_nature["trop_percu"]["montant"]
    premier: dict[str, Any] = next(iter(rendue["versements"]), {})
    a_plat["limite"] = premier.get("au_plus_tard")
    a_plat["limite_du_solde"] = par_nature.get("solde", par_nature.get("trop_percu", {})).get("au_plus_tard")
    return a_plat


def verifier(cas: Cas, rendu: dict[str, Any]) -> None:
    attendu = dict(cas.attendu)
    if "statut" in attendu:
        assert rendu["eligibilite"]["statut"] == attendu.pop("statut")
    criteres = {critere["code"]: critere["statut"] for critere in rendu["eligibilite"]["criteres"]}
    for code, statut in attendu.pop("criteres", {}).items():
        assert criteres[code] == statut
    for nom, tranche in attendu.pop("tranches", {}).items():
        assert rendu["tranches"][nom] == tranche
    for nom, patients in attendu.pop("objectifs", {}).items():
        assert rendu["objectifs"][nom]["patients"] == _attendu(patients)
    for nom, nature in attendu.pop("natures", {}).items():
        assert rendu["objectifs"][nom]["nature"] == nature
    for nom, estimation in attendu.pop("estimations", {}).items():
        assert rendu["objectifs"][nom]["estimation"] == estimation
    for nom, borne in attendu.pop("bornes_maximales", {}).items():
        assert rendu["objectifs"][nom]["borne_maximale"] == borne
    annees = attendu.pop("annees", None)
    if annees == []:
        assert rendu["annees"] == []
    for annee in annees or []:
        rendue = _annee(rendu["annees"][annee["annee"] - 1])
        assert {cle: rendue.get(cle) for cle in annee} == {
            cle: _attendu(valeur.isoformat() if hasattr(valeur, "isoformat") else valeur)
            for cle, valeur in annee.items()
        }
    codes = {avertissement["code"] for avertissement in rendu["avertissements"]}
    assert set(attendu.pop("avertissements", [])) <= codes
    manquants = {manquant["champ"] for manquant in rendu["manquants"]}
    assert set(attendu.pop("manquants", [])) <= manquants
    for code, echeances in attendu.pop("echeances", {}).items():
        dates = [o["echeance"] for o in rendu["obligations"] if o["code"] == code]
        assert dates == [jour.isoformat() for jour in (echeances if isinstance(echeances, list) else [echeances])]
    assert not attendu, f"attendus non vérifiés : {attendu}"


@pytest.mark.parametrize("un_cas", CAS, ids=lambda un_cas: un_cas.nom)
def test_le_cas_sort_comme_ecrit(un_cas: Cas) -> None:
    verifier(un_cas, json.loads(json.dumps(binome.simuler(un_cas.situation).en_json())))


@pytest.mark.parametrize("un_cas", CAS, ids=lambda un_cas: un_cas.nom)
def test_le_cas_est_un_document(un_cas: Cas) -> None:
    assert un_cas.titre
    assert un_cas.source
    assert len(un_cas.calcul.split()) >= 4
    assert un_cas.verification
    assert un_cas.attendu


def test_les_titres_sont_uniques() -> None:
    titres = [un_cas.titre for un_cas in CAS]
    assert len(titres) == len(set(titres))


@pytest.mark.parametrize("un_contrat", cas_de_contrat(), ids=lambda un_contrat: un_contrat.nom)
def test_le_contrat_se_rejoue_comme_ecrit(un_contrat: CasDeContrat) -> None:
    rendu = releve(lire_actes(un_contrat.actes), un_contrat.au).en_json()
    attendu = dict(un_contrat.attendu)
    lignes = {(ligne["annee"], ligne["nature"]): ligne for ligne in rendu["echeancier"]}
    for ligne in attendu.pop("echeancier", []):
        rendue = lignes[ligne["annee"], ligne["nature"]]
        assert {cle: rendue[cle] for cle in ligne} == {
            cle: v.isoformat() if hasattr(v, "isoformat") else v for cle, v in ligne.items()
        }
    assert {cle: rendu[cle] for cle in attendu} == attendu
    assert len(un_contrat.calcul.split()) >= 4
