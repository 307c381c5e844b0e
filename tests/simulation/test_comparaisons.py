"""Regimes side by side, other answers side by side, what follows the term."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import binome
from binome.collectif.contrat import simuler_collective
from binome.droit.catalogue import catalogue
from binome.moteur.erreurs import AnneeIndeterminee
from binome.simulation.carte import carte
from binome.simulation.comparaison import comparer_regimes, comparer_variantes
from binome.simulation.question_inverse import objectif
from binome.simulation.terme import Voie, comparer_au_terme

ANCIEN: dict[str, Any] = {
    "date_signature": "2019-09-15",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "zip",
    "exercice_regroupe": True,
    "exercice_coordonne": True,
    "pmt_adultes_initiale": 900,
    "pfa_initiale": 1550,
    "percentile_pmt": 60,
    "percentile_pfa": 60,
}
RECENT: dict[str, Any] = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def test_tous_les_regimes_du_plus_ancien_au_dernier() -> None:
    comparaison = comparer_regimes({**ANCIEN, "pmt_initiale": 1100})
    regimes = [colonne.cle["regime"] for colonne in comparaison.colonnes]
    assert regimes == [regime.id for regime in catalogue().regimes]
    simulations = [colonne.simulation for colonne in comparaison.colonnes]
    assert [s.regime for s in simulations if s] == regimes
    premiere = simulations[0]
    assert premiere is not None
    assert str(premiere.annees[0].debut) == "2019-09-15", "its own regime keeps its own day"
    chiffres = {d["chiffre"]: d["valeurs"] for d in comparaison.en_json()["differences"]}
    assert chiffres["objectif_pmt"] == [270, 270, 270, None, 292]
    assert chiffres["montant_maximal_annee_1"] == ["36000.00", "36000.00", "36000.00", "36000.00", "38000.00"]


def test_chaque_difference_de_regime_a_sa_raison_dans_le_droit() -> None:
    raisons = {r.nombre: r.versions for r in comparer_regimes(ANCIEN, ["avenant-7", "convention-2024"]).raisons}
    assert raisons["montants"] == (
        "version du 20/08/2019 (ameli-juin-2024 §montants [A])",
        "version du 22/06/2024 (ameli-juin-2024 §montants [A])",
    )
    assert raisons["exercice_exige"][0].startswith("version du 20/08/2019")
    assert "duree_du_contrat" not in raisons, "the same value under another date is not a difference"


def test_un_regime_inconnu_propose_le_plus_proche() -> None:
    with pytest.raises(binome.ErreurDeSaisie, match="avenant-7"):
        comparer_regimes(RECENT, ["avenant7"])


def test_signer_maintenant_ou_apres_le_prochain_constat() -> None:
    plus_tard = {"date_signature": "2025-03-01", "pmt_initiale": 1100, "pfa_initiale": 1600}
    comparaison = comparer_variantes(RECENT, [plus_tard])
    assert [c.cle for c in comparaison.colonnes] == [
        {"variante": "telle quelle"},
        {nom: str(valeur) for nom, valeur in plus_tard.items()},
    ]
    chiffres = {d["chiffre"]: d["valeurs"] for d in comparaison.en_json()["differences"]}
    assert chiffres["debut_annee_1"] == ["2024-09-01", "2025-03-01"]
    assert chiffres["objectif_pmt"] == [305, 292]


def test_une_variante_que_le_droit_refuse_reste_une_colonne() -> None:
    rendue = comparer_variantes(RECENT, [{"date_signature": "2018-01-01"}]).en_json()
    assert "début du dispositif" in rendue["colonnes"][1]["refus"]
    assert rendue["colonnes"][1]["simulation"] is None


def test_au_terme_d_un_ancien_contrat() -> None:
    constat = {"annee": 5, "pmt": 1170, "pfa": 2015}
    sans_les_enfants = comparer_au_terme({**ANCIEN, "constats": [constat]})
    assert sans_les_enfants.depart == {"pmt": None, "pfa": 2015}, "the old contract counts adults, the new one all ages"
    comparaison = comparer_au_terme({**ANCIEN, "constats": [constat]}, pmt=1400)
    assert comparaison.terme.isoformat() == "2024-09-15"
    assert comparaison.depart == {"pmt": 1400, "pfa": 2015}
    prorogation, nouveau, cloture = comparaison.suites
    assert [a.annee for a in prorogation.annees] == [6, 7, 8, 9, 10]
    assert {a.montant_maximal for a in prorogation.annees} == {22000}
    assert [prorogation.total.minimum, prorogation.total.maximum] == [Decimal(0), Decimal(110000)]
    assert [nouveau.total.minimum, nouveau.total.maximum] == [Decimal(66000), Decimal(132000)]
    assert nouveau.objectifs is not None
    assert nouveau.objectifs.pmt is not None
    assert nouveau.objectifs.pmt.cible is not None
    assert nouveau.objectifs.pmt.cible > 1400
    assert cloture.annees == ()
    assert cloture.total.maximum == 0
    assert comparaison.en_json()["colonnes"][0]["total"] == {"minimum": "0.00", "maximum": "110000.00"}


def test_au_terme_d_un_contrat_de_2024_la_reconduction_n_est_pas_chiffree() -> None:
    suites = {suite.cle.au_terme: suite for suite in comparer_au_terme(RECENT, pmt=1205, pfa=1867).suites}
    assert "demandez-les à la caisse" in (suites[Voie.RECONDUCTION].refus or "")
    assert suites[Voie.NOUVEAU_CONTRAT].annees[0].montant_maximal == 38000


def test_au_terme_un_nouveau_contrat_peut_etre_refuse() -> None:
    suites = {suite.cle.au_terme: suite for suite in comparer_au_terme(RECENT, pmt=100, pfa=100).suites}
    assert "n'est pas atteinte" in (suites[Voie.NOUVEAU_CONTRAT].refus or "")
    tiers = {suite.cle.au_terme: suite for suite in comparer_au_terme({**ANCIEN, "option_etp": "1/3"}).suites}
    assert "fermée" in (tiers[Voie.NOUVEAU_CONTRAT].refus or "")
    assert tiers[Voie.PROROGATION].annees[0].montant_maximal == 7350


def test_apres_quatre_prorogations_plus_rien_n_est_suivi() -> None:
    suites = comparer_au_terme({**ANCIEN, "prorogations": 4}).suites
    assert "4 prorogations" in (suites[0].refus or "")


def test_sans_date_il_n_y_a_pas_de_terme() -> None:
    with pytest.raises(binome.ErreurDeSaisie, match="date_signature"):
        comparer_au_terme({"specialite": "01"})


GROUPE: dict[str, Any] = {
    "date_signature": "2026-03-01",
    "forme": "scm",
    "etp": 1,
    "medecins": [{"pmt": 900, "pfa": 1400}],
}


@pytest.mark.parametrize(
    ("change", "morceau"),
    [
        ({"date_signature": "2026-02-24"}, "à partir du 25/02/2026"),
        ({"date_signature": None}, "date_signature"),
        ({"forme": "sarl"}, "scp, scm, sisa, sel, autre"),
        ({"etp": "0.3"}, "demi-temps pleins"),
        ({"etp": "x"}, "demi-temps pleins"),
        ({"etp": "inf"}, "demi-temps pleins"),
        ({"etp": 0}, "demi-temps pleins"),
        ({"medecins": []}, "une liste de 1 à 500 médecins"),
        ({"medecins": [{"pmt": 3}]}, "medecins[0]"),
        ({"medecins": [3]}, "medecins[0]"),
        ({"constats": [{"annee": 3, "pmt": 3}]}, "tout le groupe"),
        ({"constats": [{"annee": 7, "pmt": 3, "pfa": 3}]}, "de 1 à 5"),
        ({"groupes": 3}, "« groupes » inconnu"),
    ],
)
def test_un_groupe_mal_decrit_est_refuse_en_mots(change: dict[str, Any], morceau: str) -> None:
    with pytest.raises(binome.ErreurDeSaisie) as refus:
        simuler_collective({**GROUPE, **change})
    assert morceau in str(refus.value)


def test_l_objectif_d_un_groupe_depasse_ne_paie_pas_plus_que_le_maximum() -> None:
    rendue = simuler_collective({**GROUPE, "constats": [{"annee": 3, "pmt": 9000, "pfa": 1400}]})
    assert [int(rendue.annees[2].bas), int(rendue.annees[2].haut)] == [0, 22000]


CUMUL = {**ANCIEN, "lectures": {"modulation_avant_2024": "cumulative"}}


def test_la_carte_d_un_ancien_contrat_suit_la_lecture() -> None:
    """Cumulative: the whole sum or nothing, so the map has two regions only; and none where the rule is unknown."""
    dessin = carte(CUMUL, 3).en_json()
    assert {region["part"] for region in dessin["regions"]} == {"0", "1"}
    [solution] = objectif(CUMUL, 3, "100%", "initiale").solutions
    assert solution.patients == {"pmt": 270, "pfa": 465}
    with pytest.raises(AnneeIndeterminee, match="n'a pas été lue"):
        carte({**ANCIEN, "lectures": {"modulation_avant_2024": "inconnue"}}, 3)


def test_un_ancien_contrat_sans_avance_n_a_pas_d_acompte_en_jeu() -> None:
    assert carte(ANCIEN, 3).acompte == 0
    assert carte({**ANCIEN, "prorogations": 1}, 6).acompte == 11000


def test_les_champs_manquants_d_un_ancien_contrat() -> None:
    manquants = {m.champ for m in binome.simuler({"date_signature": "2019-10-01", "specialite": "chirurgie"}).manquants}
    assert "departement" in manquants
    generaliste = {m.champ for m in binome.simuler({"date_signature": "2019-10-01", "specialite": "01"}).manquants}
    assert "pmt_adultes_initiale" in generaliste
    assert "pmt_initiale" not in generaliste


def test_un_contrat_de_2024_ne_dure_que_cinq_ans() -> None:
    """Only contracts from before 2024 are extended; a prorogation typed in by mistake has no effect and says so."""
    assert len(binome.simuler({**RECENT, "prorogations": 1}).annees) == 5
    assert len(binome.simuler({**ANCIEN, "prorogations": 1}).annees) == 10
    assert len(binome.simuler({**ANCIEN, "lectures": {"fin_contrat_ancien": "reconduction"}}).annees) == 10


def test_une_raison_se_cherche_meme_ou_plus_aucune_option_n_est_ouverte() -> None:
    """Would have found an index out of range: an option unknown, and one number of a regime under another."""
    comparaison = comparer_regimes({"avenant_second_assistant": {"annee": 10, "pfa": 1833}})
    assert comparaison.raisons
