"""Le coût de l'étude des données et celui de modele-social, écrits avant le code : au même euro, écarts expliqués."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from binome.economie.cout.annees import total
from binome.economie.cout.lignes import LigneDeCout
from binome.economie.cout.registre import Registre
from tests.economie.outils import annee_type, lire

ETUDE = lire("employer_cost.json")
MODELE_SOCIAL = lire("employer_cost_modele_social.json")["rows"]
HORS_MODELE = (LigneDeCout.PREVOYANCE, LigneDeCout.FORMATION_CONVENTIONNELLE, LigneDeCout.TAXE_SUR_LES_SALAIRES)
"""What modele-social does not count: the conventions of IDCC 1147, and the tax (which it does not relieve)."""


def _somme(registre: Registre, *lignes: LigneDeCout) -> Decimal:
    return Decimal(sum(mois[ligne] for mois in registre.par_mois for ligne in lignes)).scaleb(-2)


def _registre_de_l_etude(ligne: dict[str, Any]) -> Registre:
    smic = {Decimal("12.31"): "suivi", Decimal("12.02"): "gele"}[ligne["smic_rgdu"]]
    projet = {
        "position": str(ligne["position"]),
        "taux_at_mp": "2.08 %",
        "mutuelle": 20,
        "sante_au_travail": ligne["sante_travail"],
        "lectures_du_cout": {"smic_de_la_reduction": smic},
    }
    return annee_type(projet, Fraction(ligne["quotite"]))


@pytest.mark.parametrize("ligne", ETUDE, ids=lambda un: f"{un['position']}-{un['quotite']}-{un['smic_rgdu']}")
def test_le_cout_est_celui_de_l_etude_a_l_euro(ligne: dict[str, Any]) -> None:
    registre = _registre_de_l_etude(ligne)
    assert Fraction(*registre.equipe[0][-1].coefficient) == Fraction(ligne["rgdu_coef"])
    assert registre.taxes[2026].ajoutee / 100 == pytest.approx(ligne["TS_due"], abs=0.6)
    assert registre.taxes[2026].theorique / 100 == pytest.approx(ligne["TS_theorique"], abs=0.6)
    # The study rounds the yearly sum to the euro; here each contribution is rounded to the cent, each month.
    assert Decimal(total(registre)).scaleb(-2) == pytest.approx(ligne["total_an"], abs=1)


@pytest.mark.parametrize("ligne", MODELE_SOCIAL, ids=lambda un: f"{un['position']}-{un['quotite']}")
def test_le_cout_d_un_mois_est_celui_de_modele_social_a_dix_centimes(ligne: dict[str, Any]) -> None:
    """Twelve equal months of it, the lines that it does not count taken away."""
    temps_plein = Decimal(ligne["brut_ETP"])
    projet: dict[str, Any] = {
        "salaire_brut": temps_plein,
        "taux_at_mp": f"{ligne['ATMP_pct']} %",
        "mutuelle": 20,
        "lectures_du_cout": {"smic_de_la_reduction": "suivi"},
    }
    registre = annee_type(projet, Fraction(ligne["quotite"]))
    assert Fraction(*registre.equipe[0][-1].coefficient) == Fraction(ligne["coef_RGDU"])
    comptees = [un for un in LigneDeCout if un not in HORS_MODELE]
    assert _somme(registre, *comptees) / 12 == pytest.approx(ligne["cout_mois"], abs=Decimal("0.1"))
    assert -_somme(registre, LigneDeCout.REDUCTION) / 12 == pytest.approx(ligne["RGDU"], abs=Decimal("0.05"))


def test_l_exemple_de_l_etude_position_8_a_2_306_euros_77_par_mois() -> None:
    projet = {
        "position": "8",
        "taux_at_mp": "2.08 %",
        "mutuelle": 20,
        "lectures_du_cout": {"smic_de_la_reduction": "suivi"},
    }
    registre = annee_type(projet)
    comptees = [un for un in LigneDeCout if un not in HORS_MODELE]
    assert (_somme(registre, *comptees) / 12).quantize(Decimal("0.01")) == Decimal("2306.77")
