"""What follows a contract: its term, a prorogation announced, a new contract, and what must be said of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import binome
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve
from binome.contrats.situation import lire_situation
from binome.moteur.erreurs import ActeRefuse, Contradiction, ErreurDeSaisie
from tests.contrats.outils import ANCIEN

S: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "zone": "zip",
}
RECONDUIT = {**ANCIEN, "lectures": {"fin_contrat_ancien": "reconduction"}}


def _acte(nature: str, le: str, **donnees: Any) -> dict[str, Any]:
    return {"id": f"{nature}-{le}", "nature": nature, "effectif_le": le, **donnees}


def _etat(au: str, le: str, situation: dict[str, Any], *suite: dict[str, Any], connu_au: str | None = None) -> Releve:
    actes = lire_actes([_acte("signature", le, situation=situation), *suite])
    return releve(actes, date.fromisoformat(au), date.fromisoformat(connu_au) if connu_au else None)


def _codes(etat: Releve) -> list[str]:
    return [remarque.code for remarque in etat.remarques]


# The term.


def test_un_contrat_de_2024_passe_son_terme_est_reconduit_et_la_suite_est_dite_inconnue() -> None:
    avant, apres = (_etat(jour, "2024-09-01", S) for jour in ("2029-08-31", "2029-09-01"))
    assert (avant.etat, _codes(avant)) == (EtatDeContrat.EN_COURS, [])
    assert (apres.etat, _codes(apres)) == (EtatDeContrat.RECONDUIT, ["reconduit"])
    assert apres.objectifs == {"pmt": None, "pfa": None}
    [remarque] = apres.remarques
    assert "1er septembre 2029" in remarque.message
    assert "Demandez à la caisse" in remarque.message
    assert (remarque.source.texte, remarque.source.grade) == ("guide-occitanie", "B")
    assert apres.en_json()["remarques"][0]["code"] == "reconduit"
    assert [ligne.annee for ligne in apres.echeancier] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("nature", ["avenant_objectifs", "suspension", "signature"])
def test_un_contrat_reconduit_ne_se_change_pas_sans_la_caisse(nature: str) -> None:
    donnees = {"situation": S} if nature == "signature" else {}
    with pytest.raises(ActeRefuse, match=r"reconduit|déjà signé"):
        _etat("2031-01-01", "2024-09-01", S, _acte(nature, "2030-01-01", **donnees))


def test_un_contrat_reconduit_peut_finir() -> None:
    fin = _acte("resiliation", "2030-03-01", initiative="medecin")
    paye = _acte("versement", "2024-10-01", annee=1, pour="integral", montant=38000)
    for base in ("annee_en_cours", "contrat_entier"):
        etat = _etat("2030-03-01", "2024-09-01", {**S, "lectures": {"base_recuperation": base}}, paye, fin)
        assert (etat.etat, etat.a_recouvrer) == (EtatDeContrat.RESILIE, 0)
    clos = _etat("2029-10-01", "2024-09-01", S, _acte("cloture", "2029-09-01"))
    assert (clos.etat, _codes(clos)) == (EtatDeContrat.CLOS, ["clos"])


def test_une_reconduction_ne_s_enregistre_que_la_ou_il_y_en_a_une() -> None:
    dite = _etat("2029-10-01", "2024-09-01", S, _acte("reconduction", "2029-09-01"))
    assert dite.etat is EtatDeContrat.RECONDUIT
    for le, situation, jour, raison in (
        ("2019-09-15", ANCIEN, "2024-09-15", "clos à son terme, sauf prorogation"),
        ("2024-09-01", S, "2029-08-31", "le terme n'est pas atteint"),
        ("2024-09-01", S, "2029-09-02", "prend effet au terme, le 01/09/2029"),
    ):
        with pytest.raises(ActeRefuse, match=raison):
            _etat("2030-01-01", le, situation, _acte("reconduction", jour))


def test_un_ancien_contrat_reconduit_par_lecture_le_dit() -> None:
    dite = _acte("reconduction", "2024-09-15", motif="accord de la caisse")
    for suite in ([], [dite]):
        etat = _etat("2025-01-10", "2019-09-15", RECONDUIT, *suite)
        assert (etat.etat, etat.annee, _codes(etat)) == (EtatDeContrat.EN_COURS, 6, ["reconduit_par_lecture"])
        assert "demandez" in etat.remarques[0].message
    assert _etat("2024-09-14", "2019-09-15", RECONDUIT).remarques == ()
    assert _etat("2029-10-01", "2019-09-15", RECONDUIT).etat is EtatDeContrat.RECONDUIT


def test_un_ancien_contrat_clos_dit_ce_qui_peut_suivre() -> None:
    etat = _etat("2024-09-15", "2019-09-15", ANCIEN)
    assert (etat.etat, _codes(etat)) == (EtatDeContrat.CLOS, ["clos"])
    assert "15 septembre 2024" in etat.remarques[0].message


def test_une_prorogation_connue_avant_le_terme_montre_la_sixieme_annee() -> None:
    """Signed on 1 September 2024, in effect on the 15th: half of 11 000 of year 6 by 15 November 2024."""
    prorogation = _acte("prorogation", "2024-09-15", connu_le="2024-09-01")
    avant, apres = (_etat(jour, "2019-09-15", ANCIEN, prorogation) for jour in ("2024-08-31", "2024-09-01"))
    assert [ligne.annee for ligne in avant.echeancier if ligne.annee > 5] == []
    lignes = {ligne.annee: ligne for ligne in apres.echeancier if ligne.annee > 5}
    assert (apres.etat, apres.annee, sorted(lignes)) == (EtatDeContrat.EN_COURS, 5, [6, 7, 8, 9, 10])
    assert (lignes[6].centimes, lignes[6].au_plus_tard) == (550_000, date(2024, 11, 15))
    with pytest.raises(ActeRefuse, match="15/09/2024"):
        _etat("2024-09-02", "2019-09-15", ANCIEN, {**prorogation, "effectif_le": "2024-09-16"})
    with pytest.raises(ActeRefuse, match="se reconduit"):
        _etat("2029-08-20", "2024-09-01", S, _acte("prorogation", "2029-09-01", connu_le="2029-08-01"))


def test_une_prorogation_suit_une_lecture_de_reconduction() -> None:
    etat = _etat("2025-01-10", "2019-09-15", RECONDUIT, _acte("prorogation", "2024-09-15"))
    assert (etat.annee, _codes(etat), etat.echeancier[-1].annee) == (6, [], 10)


# A new contract.


@pytest.mark.parametrize("nature", ["demenagement", "changement_de_specialite"])
def test_un_demenagement_dit_qu_un_contrat_de_nouvel_installe_suit(nature: str) -> None:
    etat = _etat("2026-03-01", "2024-09-01", S, _acte(nature, "2026-03-01"))
    assert (etat.etat, _codes(etat)) == (EtatDeContrat.RESILIE, [f"apres_un_{nature}"])
    [remarque] = etat.remarques
    assert "nouvel" in remarque.message
    assert remarque.source.texte == "assistants-medicaux-org"
    assert etat.precedents is None


@pytest.mark.parametrize("nature", ["demenagement", "changement_de_specialite"])
def test_le_contrat_qui_suit_est_celui_d_un_nouvel_installe(nature: str) -> None:
    """P50 less the start: 1 045 - 900 = 145 and 1 514 - 1 400 = 114, whenever the doctor first settled."""
    seconde = {**S, "date_premiere_installation": "2010-01-01"}
    suite = [
        _acte("versement", "2024-10-15", annee=1, pour="integral", montant=38000),
        _acte("versement", "2025-10-15", annee=2, pour="integral", montant=28000),
        _acte(nature, "2026-03-01"),
        _acte("signature", "2026-03-01", situation=seconde, suite_de="signature-2024-09-01"),
        _acte("versement", "2026-04-01", annee=1, pour="integral", montant=38000),
    ]
    etat = _etat("2026-06-01", "2024-09-01", S, *suite)
    assert (etat.etat, etat.annee) == (EtatDeContrat.EN_COURS, 1)
    assert etat.objectifs == {"pmt": 145, "pfa": 114}
    assert (etat.verse, etat.ouvert) == (3_800_000, 3_800_000)
    assert etat.precedents is not None
    [premier] = etat.precedents
    # 184 days of the second year were left: 28 000 x 184 / 365.
    assert (premier.etat, premier.annee, premier.a_recouvrer) == (EtatDeContrat.RESILIE, 2, 1_411_507)
    assert premier.remarques == ()
    assert premier.verse + premier.a_verser - premier.a_recouvrer == premier.ouvert
    assert _codes(etat) == ["compte_comme_nouvel_installe"]
    assert [un["etat"] for un in etat.en_json()["contrats_precedents"]] == ["resilie"]
    avant = _etat("2026-02-28", "2024-09-01", S, *suite)
    assert (avant.precedents, avant.etat) == (None, EtatDeContrat.EN_COURS)


def test_un_acte_peut_viser_le_contrat_d_avant() -> None:
    suite = [
        _acte("versement", "2024-10-15", annee=1, pour="integral", montant=38000),
        _acte("resiliation", "2025-03-01", initiative="medecin"),
        _acte("signature", "2025-09-01", situation=S),
        _acte("recouvrement", "2025-10-01", montant="19156.16", contrat="signature-2024-09-01"),
    ]
    etat = _etat("2025-10-01", "2024-09-01", S, *suite)
    assert etat.precedents is not None
    assert (etat.precedents[0].a_recouvrer, etat.verse) == (0, 0)
    assert etat.objectifs == {"pmt": 305, "pfa": 467}
    assert _codes(etat) == ["carence"]
    assert "2027" in etat.remarques[0].message
    with pytest.raises(ErreurDeSaisie, match="signature-2024-09-01"):
        lire_actes(
            [
                _acte("signature", "2024-09-01", situation=S),
                _acte("embauche", "2024-10-01", contrat="signature-2024-09-02"),
            ]
        )


def test_une_reference_suit_la_correction_de_la_signature() -> None:
    actes = [
        _acte("signature", "2024-09-01", situation=S),
        {
            "id": "corrige",
            "nature": "correction",
            "vise": "signature-2024-09-01",
            "connu_le": "2024-09-10",
            "remplace": {"nature": "signature", "effectif_le": "2024-09-02", "situation": S},
        },
        _acte("demenagement", "2026-03-01", contrat="signature-2024-09-01"),
        _acte("signature", "2026-03-01", situation=S, suite_de="signature-2024-09-01"),
    ]
    etat = releve(lire_actes(actes), date(2026, 6, 1))
    assert etat.precedents is not None
    assert etat.precedents[0].etat is EtatDeContrat.RESILIE


def test_un_nouveau_contrat_attend_la_fin_du_premier() -> None:
    with pytest.raises(ActeRefuse, match="déjà signé"):
        _etat("2026-06-01", "2024-09-01", S, _acte("signature", "2026-03-01", situation=S))
    ancien = _etat("2025-06-01", "2019-09-15", ANCIEN, _acte("signature", "2024-09-15", situation=S))
    assert ancien.precedents is not None
    assert [un.etat for un in (*ancien.precedents, ancien)] == [EtatDeContrat.CLOS, EtatDeContrat.EN_COURS]
    assert ancien.remarques == ()
    suite = [
        _acte("demenagement", "2026-03-01"),
        _acte("signature", "2026-03-02", situation=S, suite_de="embauche-2024-10-01"),
    ]
    with pytest.raises(ActeRefuse, match="ne suit aucun contrat"):
        _etat("2026-06-01", "2024-09-01", S, _acte("embauche", "2024-10-01"), *suite)


# Passing to more.

MANQUE = _acte("constat", "2026-08-15", annee=2, pmt=1100, pfa=1600)
ATTEINT = _acte("constat", "2026-08-15", annee=2, pmt=1205, pfa=1867)


@pytest.mark.parametrize("nature", ["avenant_option", "avenant_second_assistant"])
def test_un_objectif_manque_avant_un_second_assistant_est_un_avertissement(nature: str) -> None:
    """1 100 of 1 205 and 1 600 of 1 867: both are missed."""
    avenant = _acte(nature, "2026-09-01", option_etp="2")
    etat = _etat("2026-10-01", "2024-09-01", S, MANQUE, avenant)
    assert _codes(etat) == ["objectifs_manques"]
    [remarque] = etat.remarques
    assert "année 2" in remarque.message
    assert "médecin traitant et file active" in remarque.message
    assert remarque.source.grade == "A"
    assert etat.en_json()["remarques"][0]["source"]["texte"] == "ameli-simulateur"
    assert _codes(_etat("2026-10-01", "2024-09-01", S, ATTEINT, avenant)) == []
    un_seul = {**MANQUE, "pmt": 1205}
    assert "(file active)" in _etat("2026-10-01", "2024-09-01", S, un_seul, avenant).remarques[0].message
    assert _codes(_etat("2026-10-01", "2024-09-01", S, avenant)) == ["condition_a_confirmer"]


def test_la_tolerance_de_cinq_points_vaut_aussi_pour_un_second_assistant() -> None:
    """95 % of 305 is 289.75, of 467 is 443.65: 290 and 444 are enough."""
    avenant = _acte("avenant_option", "2026-09-01", option_etp="2")
    juste = {**MANQUE, "pmt": 1190, "pfa": 1844}
    assert _codes(_etat("2026-10-01", "2024-09-01", S, juste, avenant)) == []
    assert _codes(_etat("2026-10-01", "2024-09-01", S, {**juste, "pfa": 1843}, avenant)) == ["objectifs_manques"]


def test_une_simulation_dit_aussi_l_objectif_manque() -> None:
    situation = {**S, "date_signature": "2024-09-01", "constats": [{"annee": 2, "pmt": 1100, "pfa": 1600}]}
    for avenants in (
        {"avenants": [{"annee": 3, "nature": "option", "option_etp": "2"}]},
        {"option_etp": "2", "avenant_second_assistant": {"annee": 3, "pmt": 1100, "pfa": 1600}},
    ):
        dits = {un.code: un.message for un in binome.simuler({**situation, **avenants}).avertissements}
        assert "année 2" in dits["objectifs_manques"]
    assert "objectifs_manques" not in {un.code for un in binome.simuler(situation).avertissements}


def test_une_condition_inconnue_d_un_passage_est_a_confirmer() -> None:
    sans_zone = {nom: valeur for nom, valeur in S.items() if nom != "zone"}
    etat = _etat("2026-10-01", "2024-09-01", sans_zone, ATTEINT, _acte("avenant_option", "2026-09-01", option_etp="2"))
    assert _codes(etat) == ["condition_a_confirmer"]
    assert "zon" in etat.remarques[0].message


@pytest.mark.parametrize("option", ["1/3", "0.5"])
def test_un_temps_plein_en_cours_de_contrat_suit_la_zone_de_l_avenant_7(option: str) -> None:
    """1 ETP was for under-served zones until 1 May 2023, for a signature and for a passage alike."""
    hors = {**ANCIEN, "option_etp": option, "zone": "hors", "zone_derogatoire": False, "apl_sous_dense": False}
    passage = _acte("avenant_option", "2021-09-15", option_etp="1")
    with pytest.raises(ActeRefuse, match=r"temps plein|1 ETP"):
        _etat("2022-01-01", "2019-09-15", hors, passage)
    avenants = [{"annee": 3, "nature": "option", "option_etp": "1"}]
    with pytest.raises(Contradiction, match=r"temps plein|1 ETP"):
        lire_situation({**hors, "date_signature": "2019-09-15", "avenants": avenants})
    assert _etat("2022-01-01", "2019-09-15", {**hors, "zone": "zip"}, passage).remarques == ()
    inconnue = _etat("2022-01-01", "2019-09-15", {**ANCIEN, "option_etp": option}, passage)
    assert _codes(inconnue) == ["condition_a_confirmer"]
    assert (
        _etat("2023-10-01", "2019-09-15", hors, _acte("avenant_option", "2023-09-15", option_etp="1")).remarques == ()
    )


def test_une_simulation_dit_aussi_la_condition_a_confirmer() -> None:
    avenants = [{"annee": 3, "nature": "option", "option_etp": "1"}]
    codes = {
        un.code
        for un in binome.simuler({**ANCIEN, "date_signature": "2019-09-15", "avenants": avenants}).avertissements
    }
    assert "condition_a_confirmer" in codes
