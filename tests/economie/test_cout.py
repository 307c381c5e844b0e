"""Le coût de l'emploi : chaque ligne, chaque période, chaque doute ; sommes exactes, croissances, refus."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import binome
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.droit.codes import Option
from binome.droit.loi import loi_en_vigueur
from binome.economie.catalogue import CatalogueEconomique, catalogue_economique
from binome.economie.codes import Position
from binome.economie.cout.annees import couter, registre_du_contrat, total, totaux_par_annee
from binome.economie.cout.lignes import LigneDeCout
from binome.economie.cout.registre import Registre, repartir
from binome.economie.cout.regles import (
    coefficient_avant_2026,
    coefficient_depuis_2026,
    salaire_minimal,
    smic_mensuel,
    taux_de_la_prime,
    taxe_d_un_salarie,
    taxe_du_cabinet,
)
from binome.economie.projet import Projet, lire_projet
from binome.economie.rentabilite.option import chiffrer
from binome.economie.rentabilite.variations import variations
from binome.economie.repertoire import toutes_les_regles_economiques
from binome.moteur.erreurs import ChampInconnu, Contradiction, ErreurDeDroit, ErreurDeSaisie
from binome.moteur.trace import trace
from tests.economie.outils import MEDECIN, annee_type

PLEIN = (Fraction(1),) * 5
COMPLET = {
    "position": "7",
    "taux_at_mp": "2.08 %",
    "mutuelle": 20,
    "sante_au_travail": 110,
    "frais_de_groupement": "5 %",
    "formation": 1500,
    "remplacement": 6000,
    "equipement": "2 500 €",
    "anciennete_ailleurs": 4,
    "autres_salaires": [12000],
}


def _contrat(projet: dict[str, Any], etp: tuple[Fraction, ...] = PLEIN, debut: date = date(2025, 3, 10)) -> Registre:
    return registre_du_contrat(lire_projet(projet), debut, etp)


def _bareme(jour: date) -> Any:
    return catalogue_economique().bareme(jour)


def _retenues(**choix: str) -> Any:
    return catalogue_economique().lectures_retenues(choix)


# -- data --------------------------------------------------------------------------------------------------------


def test_chaque_nombre_chaque_lecture_et_chaque_regle_citent_un_texte_connu() -> None:
    catalogue = catalogue_economique()
    sources = [v.source for p in catalogue.parametres.values() for v in p.versions]
    sources += [source for lecture in catalogue.lectures.values() for source in lecture.sources]
    sources += [regle.source for regle in toutes_les_regles_economiques().values()]
    loi = loi_en_vigueur()
    option = chiffrer(lire_situation(MEDECIN, loi), lire_projet({"position": "7"}), Option.UN, loi)
    sources += [une.source for une in variations(option) if une.source is not None]
    for source in sources:
        assert source.grade >= catalogue.textes[source.texte].grade, source
    assert {s.texte for s in sources} | {"quotidien-taxe-salaires", "cnam-points-de-repere"} == set(catalogue.textes)


def test_chaque_regle_se_dit_en_une_phrase_et_sert() -> None:
    with trace() as racine:
        couter(_contrat({**COMPLET, "lectures_du_cout": {"seuils_de_la_taxe": "prorata"}}))
        binome.rentabilite(MEDECIN, position="7", consultations_par_jour=1, jours_travailles=220, tirages=1)
        binome.rentabilite(MEDECIN, position="7", patients_supplementaires=100, forfait_par_patient=10, tirages=1)
    servies = {etape.regle.nom for etape in racine.parcours() if etape.regle}
    assert set(toutes_les_regles_economiques()) <= servies
    assert all(regle.titre.endswith(".") for regle in toutes_les_regles_economiques().values())


def test_le_smic_du_mois_est_celui_qui_est_publie() -> None:
    assert smic_mensuel(_bareme(date(2026, 6, 1))) == 186_702
    assert smic_mensuel(_bareme(date(2025, 5, 1))) == 180_180


def test_le_minimum_est_la_grille_ou_le_smic_quand_il_est_plus_haut() -> None:
    juin = _bareme(date(2026, 6, 1))
    assert salaire_minimal(Position.POSITION_5, juin) == 186_702
    assert salaire_minimal(Position.POSITION_7, juin) == 196_621
    assert salaire_minimal(Position.POSITION_5, _bareme(date(2025, 6, 1))) == 181_579


def test_avant_le_premier_jour_connu_les_nombres_de_ce_jour_servent_et_on_le_dit() -> None:
    catalogue = catalogue_economique()
    assert catalogue.premier_jour == date(2025, 1, 1)
    assert catalogue.bareme(date(2024, 9, 1)) is catalogue.bareme(date(2025, 1, 1))
    cout = couter(_contrat(COMPLET, debut=date(2024, 9, 1)))
    assert "avant" in {h.code for h in cout.hypotheses}
    assert "avant" not in {h.code for h in couter(_contrat(COMPLET)).hypotheses}


def test_un_nombre_de_trop_ou_une_lecture_de_trop_refusent_de_se_charger(tmp_path: Any) -> None:
    for theme in ("cout", "activite"):
        (tmp_path / theme).mkdir()
        nombres = (catalogue_economique()._dossier / theme / "nombres.toml").read_text("utf-8")
        (tmp_path / theme / "nombres.toml").write_text(nombres, "utf-8")
    origine = catalogue_economique()._dossier
    nombres = (origine / "cout" / "nombres.toml").read_text("utf-8")
    (tmp_path / "cout" / "nombres.toml").write_text(
        nombres.replace("[franchise]", "[franchises]").replace("[[franchise.", "[[franchises."), "utf-8"
    )
    with pytest.raises(ErreurDeDroit, match="franchise"):
        CatalogueEconomique(catalogue(), tmp_path)
    (tmp_path / "cout" / "nombres.toml").write_text(nombres, "utf-8")
    lectures = (origine / "lectures.toml").read_text("utf-8")
    (tmp_path / "lectures.toml").write_text(lectures.replace("gele", "fige"), "utf-8")
    with pytest.raises(ErreurDeDroit, match="lectures du coût"):
        CatalogueEconomique(catalogue(), tmp_path)


# -- rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("totale", "due"), [(120_000, 0), (120_100, 57_175), (162_100, 130_675), (204_000, 204_000), (300_000, 300_000)]
)
def test_la_franchise_et_la_decote(totale: int, due: int) -> None:
    """1 201 → 571,75 is the check of a professional paper, which prints about 957 for 1 621 (here 1 306,75)."""
    assert taxe_du_cabinet(totale, _bareme(date(2026, 1, 1))) == due


def test_la_taxe_d_un_salarie_par_tranches() -> None:
    bareme = _bareme(date(2026, 1, 1))
    annuels, prorata = _retenues(), _retenues(seuils_de_la_taxe="prorata")
    assert taxe_d_un_salarie(900_000, (1, 1), bareme, annuels) == 38_250
    assert taxe_d_un_salarie(2_359_452, (1, 1), bareme, annuels) == 100_277 + 39_075 + 48_354
    assert taxe_d_un_salarie(900_000, (6, 12), bareme, annuels) == 38_250
    assert taxe_d_un_salarie(900_000, (6, 12), bareme, prorata) == 38_250 + part(900_000 - 461_450, 425)


def part(centimes: int, dix_milliemes: int) -> int:
    return (centimes * dix_milliemes * 2 + 10_000) // 20_000


def test_la_reduction_de_2025_va_du_taux_maximal_au_smic_a_zero_a_1_6_smic() -> None:
    bareme = _bareme(date(2025, 2, 1))
    smic = (180_180, 1)
    assert coefficient_avant_2026(smic, 180_180, bareme) == (1597, 5000)
    assert coefficient_avant_2026(smic, 150_000, bareme) == (1597, 5000)
    assert coefficient_avant_2026(smic, 288_288, bareme) == (0, 1)
    # 0.3194 / 0.6 x (1.6 x 1 801.80 / 1 966.21 - 1) = 0.24816…
    assert coefficient_avant_2026(smic, 196_621, bareme) == (2482, 10_000)


def test_la_reduction_unique_s_eteint_a_trois_smic() -> None:
    bareme = _bareme(date(2026, 7, 1))
    smic = (186_702, 1)
    assert coefficient_depuis_2026(smic, 186_702, bareme) == (3981, 10_000)
    assert coefficient_depuis_2026(smic, 3 * 186_702, bareme) == (0, 1)
    # 0.02 + 0.3781 x [1/2 x (3 x 1 867.02 / 2 050.62 - 1)] ^ 1.75
    assert coefficient_depuis_2026(smic, 205_062, bareme) == (3138, 10_000)


def test_les_deux_periodes_de_2025_ont_chacune_leur_coefficient() -> None:
    fiches = _contrat({"position": "7"}, debut=date(2025, 1, 1)).equipe[0]
    assert {
        f.mois.jour.month: f.coefficient for f in fiches if f.mois.jour.year == 2025 and f.mois.jour.month in (4, 12)
    } == {4: (2482, 10_000), 12: (2481, 10_000)}


def test_la_reduction_regularisee_est_celle_de_toute_la_periode() -> None:
    registre = _contrat({"position": "5"}, debut=date(2026, 1, 1))
    fiches = [f for f in registre.equipe[0] if f.mois.jour.year == 2026]
    reduite = -sum(f.lignes[LigneDeCout.REDUCTION] for f in fiches)
    exacte = Fraction(*fiches[-1].coefficient) * sum(f.brut for f in fiches)
    assert reduite == (2 * exacte + 1) // 2


def test_la_prime_d_anciennete_monte_a_chaque_palier() -> None:
    bareme = _bareme(date(2026, 1, 1))
    assert [taux_de_la_prime(annees, bareme) for annees in (0, 2, 3, 6, 7, 10, 15, 16, 19, 20, 40)] == [
        0,
        0,
        4,
        4,
        7,
        10,
        13,
        16,
        18,
        20,
        20,
    ]


def test_la_moitie_de_l_anciennete_d_ailleurs_est_reprise() -> None:
    fiches = _contrat({"position": "7", "anciennete_ailleurs": 5}).equipe[0]
    primes = [f.lignes[LigneDeCout.ANCIENNETE] for f in fiches]
    assert primes[11] == 0
    assert primes[12] == 7_865  # 4 % of 1 966,21


def test_la_prime_porte_sur_le_minimum_ou_sur_le_salaire_convenu() -> None:
    projet = {"position": "7", "salaire_brut": 2500, "anciennete_ailleurs": 6}
    minimum = _contrat(projet).equipe[0][0].lignes[LigneDeCout.ANCIENNETE]
    salaire = _contrat({**projet, "lectures_du_cout": {"base_de_l_anciennete": "salaire"}}).equipe[0][0]
    assert (minimum, salaire.lignes[LigneDeCout.ANCIENNETE]) == (7_865, 10_000)


def test_la_taxe_porte_ou_non_sur_les_parts_complementaires() -> None:
    sans = annee_type({"position": "7", "mutuelle": 20})
    avec = annee_type(
        {"position": "7", "mutuelle": 20, "lectures_du_cout": {"assiette_de_la_taxe": "avec_complementaires"}}
    )
    assert avec.taxes[2026].theorique > sans.taxes[2026].theorique


def test_un_mi_temps_seul_ne_paie_pas_la_taxe_mais_un_autre_salarie_la_fait_naitre() -> None:
    seul = annee_type({"position": "7"}, Fraction(1, 2))
    assert (seul.taxes[2026].theorique, seul.taxes[2026].ajoutee) == (61_054, 0)
    a_deux = annee_type({"position": "7", "autres_salaires": ["20 000"]}, Fraction(1, 2))
    assert a_deux.taxes[2026].due_sans > 0
    assert a_deux.taxes[2026].ajoutee == a_deux.taxes[2026].due_avec - a_deux.taxes[2026].due_sans > 61_054


# -- the register ------------------------------------------------------------------------------------------------


def test_une_annee_est_la_somme_de_ses_lignes_et_le_total_celle_de_ses_annees() -> None:
    registre = _contrat(COMPLET)
    cout = couter(registre)
    for annee in cout.annees:
        assert annee.total == sum(ligne.montant for ligne in annee.lignes if ligne.montant is not None)
    assert cout.total == sum(annee.total for annee in cout.annees) == Decimal(total(registre)).scaleb(-2)
    assert [Decimal(t).scaleb(-2) for t in totaux_par_annee(registre)] == [annee.total for annee in cout.annees]


def test_les_sommes_saisies_tombent_a_leur_place() -> None:
    cout = couter(_contrat(COMPLET))
    montants = [{ligne.code: ligne.montant for ligne in annee.lignes} for annee in cout.annees]
    assert [m[LigneDeCout.EQUIPEMENT] for m in montants] == [2500, 0, 0, 0, 0]
    assert [m[LigneDeCout.FORMATION] for m in montants] == [1500, 0, 0, 0, 0]
    assert {m[LigneDeCout.REMPLACEMENT] for m in montants} == {6000}
    assert {m[LigneDeCout.SANTE_AU_TRAVAIL] for m in montants} == {110}
    assert cout.inconnues == ()


def test_un_second_assistant_a_sa_paie_sa_mutuelle_et_son_equipement() -> None:
    etp = (Fraction(1), Fraction(1), Fraction(1), Fraction(3, 2), Fraction(3, 2))
    registre = _contrat(COMPLET, etp)
    assert [len(fiches) for fiches in registre.equipe] == [60, 24]
    cout = couter(registre)
    assert [cout.annees[rang].ligne(LigneDeCout.MUTUELLE).montant for rang in (2, 3)] == [240, 480]
    assert cout.annees[3].ligne(LigneDeCout.EQUIPEMENT).montant == 2500
    assert cout.annees[3].etp == (Fraction(3, 2),)
    assert "puis" in cout.annees[3].ligne(LigneDeCout.SALAIRE).explication


def test_deux_assistants_partagent_une_seule_franchise() -> None:
    un, deux = (annee_type({"position": "7"}, Fraction(n)) for n in (1, 2))
    assert deux.taxes[2026].due_avec == 2 * un.taxes[2026].theorique > 2 * un.taxes[2026].due_avec


def test_sans_emploi_rien_ne_coute() -> None:
    cout = couter(_contrat(COMPLET, (Fraction(0),) * 5))
    assert cout.total == 0
    assert all(annee.lignes == () for annee in cout.annees)


def test_ce_que_personne_ne_publie_reste_inconnu_et_demande() -> None:
    cout = couter(_contrat({"position": "7"}))
    champs = [
        "taux_at_mp",
        "mutuelle",
        "sante_au_travail",
        "frais_de_groupement",
        "formation",
        "remplacement",
        "equipement",
    ]
    assert [inconnue.champ for inconnue in cout.inconnues] == champs
    nulles = [ligne for ligne in cout.annees[0].lignes if ligne.montant is None]
    assert len(nulles) == 7
    assert all(ligne.explication.startswith("Inconnu.") for ligne in nulles)


def test_zero_saisi_n_est_pas_inconnu() -> None:
    cout = couter(_contrat({"position": "7", "equipement": 0}))
    assert cout.annees[0].ligne(LigneDeCout.EQUIPEMENT).montant == 0
    assert "equipement" not in {inconnue.champ for inconnue in cout.inconnues}


def test_chaque_ligne_est_expliquee_et_chaque_ligne_publiee_a_sa_source() -> None:
    for annee in couter(_contrat(COMPLET)).annees:
        for ligne in annee.lignes:
            assert ligne.explication.endswith(".")
            assert ligne.sources or "saisi" in ligne.explication, ligne.code
    premiere = couter(_contrat(COMPLET)).annees[0]
    assert premiere.ligne(LigneDeCout.MALADIE).explication == "7\u00a0%, puis 13\u00a0% du salaire brut."
    assert "279 heures, payées" in premiere.ligne(LigneDeCout.FORMATION).explication
    assert premiere.ligne(LigneDeCout.DIALOGUE_SOCIAL).explication == "0,016\u00a0% du salaire brut."


def test_un_salaire_sous_le_minimum_est_releve_et_on_le_dit() -> None:
    annee = couter(_contrat({"position": "7", "salaire_brut": 1500})).annees[0]
    assert annee.ligne(LigneDeCout.SALAIRE).montant == Decimal("23594.52")
    assert "relevé au minimum" in annee.ligne(LigneDeCout.SALAIRE).explication
    assert "relevé au SMIC" in couter(_contrat({"position": "5"})).annees[4].ligne(LigneDeCout.SALAIRE).explication


def test_chaque_lecture_dit_ce_que_l_autre_choix_coute() -> None:
    cout = couter(_contrat(COMPLET))
    for lecture in cout.lectures:
        choisie = {lecture.id: lecture.autres[0].choix}
        assert couter(_contrat({**COMPLET, "lectures_du_cout": choisie})).total == lecture.autres[0].total
    smic = next(lecture for lecture in cout.lectures if lecture.id == "smic_de_la_reduction")
    assert smic.autres[0].total < cout.total


def test_sans_position_le_minimum_verifie_est_le_plus_bas_et_on_le_dit() -> None:
    cout = couter(_contrat({"salaire_brut": 2000}))
    assert "position" in {h.code for h in cout.hypotheses}


@pytest.mark.parametrize(
    ("projet", "faute", "mot"),
    [
        ({}, ErreurDeSaisie, "position"),
        ({"position": "4"}, ErreurDeSaisie, "position"),
        ({"positoin": "7"}, ChampInconnu, "position"),
        ({"position": "7", "salaire_brut": 5000}, Contradiction, "plafond"),
        ({"position": "7", "mutuelle": -3}, ErreurDeSaisie, "mutuelle"),
        ({"position": "7", "taux_at_mp": 3}, ErreurDeSaisie, "taux_at_mp"),
        ({"position": "7", "autres_salaires": 3}, ErreurDeSaisie, "autres_salaires"),
        ({"position": "7", "lectures_du_cout": {"smic_de_la_reduction": "x"}}, ErreurDeSaisie, "gele"),
        ({"position": "7", "lectures_du_cout": {"inconnue": "x"}}, ChampInconnu, "inconnue"),
    ],
)
def test_ce_qui_ne_se_lit_pas_est_refuse_en_une_phrase(
    projet: dict[str, Any], faute: type[Exception], mot: str
) -> None:
    with pytest.raises(faute, match=mot):
        _contrat(projet)


def test_un_projet_deja_lu_reste_le_meme() -> None:
    projet = Projet(position=Position.POSITION_7)
    assert lire_projet(projet) is projet
    assert lire_projet({"position": "7", "mutuelle": None}) == projet


def test_le_cout_se_dit_en_json() -> None:
    rendu = couter(_contrat(COMPLET)).en_json()
    assert rendu["annees"][0]["lignes"][0]["code"] == "salaire"
    assert rendu["annees"][0]["etp"] == ["1"]
    assert rendu["annees"][0]["lignes"][19]["montant"].startswith("-")


# -- properties --------------------------------------------------------------------------------------------------


@given(st.integers(186_702, 392_400), st.integers(1, 100_00), st.sampled_from([date(2025, 7, 1), date(2026, 7, 1)]))
def test_le_cout_croit_avec_le_salaire(brut: int, de_plus: int, jour: date) -> None:
    plus = min(brut + de_plus, 392_500)
    bas, haut = (annee_type({"salaire_brut": f"{b // 100}.{b % 100:02d}"}, jour=jour) for b in (brut, plus))
    assert total(bas) < total(haut)


@given(st.integers(10, 98), st.integers(1, 90), st.sampled_from(["5", "7", "9"]))
def test_le_cout_croit_avec_les_heures(centiemes: int, de_plus: int, position: str) -> None:
    temps = (Fraction(centiemes, 100), Fraction(min(centiemes + de_plus, 100), 100))
    bas, haut = (annee_type({"position": position}, etp) for etp in temps)
    assert total(bas) < total(haut)


@given(
    st.integers(186_702, 392_500),
    st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2)]),
    st.dates(date(2024, 6, 22), date(2027, 12, 31)),
    st.integers(0, 20),
)
def test_les_lignes_font_le_total_au_centime(brut: int, etp: Fraction, debut: date, ailleurs: int) -> None:
    projet = {
        "salaire_brut": f"{brut / 100:.2f}",
        "taux_at_mp": "1.5 %",
        "anciennete_ailleurs": ailleurs,
        "remplacement": "1000.01",
    }
    registre = _contrat(projet, (etp,) * 5, debut)
    lignes = Counter[LigneDeCout]()
    for mois in registre.par_mois:
        lignes.update(mois)
    assert sum(lignes.values()) == total(registre)
    assert lignes[LigneDeCout.REMPLACEMENT] == 5 * 100_001
    assert lignes[LigneDeCout.TAXE_SUR_LES_SALAIRES] == sum(taxe.ajoutee for taxe in registre.taxes.values())


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=24))
def test_une_somme_repartie_se_retrouve_au_centime(somme: int, poids: list[int]) -> None:
    parts = repartir(somme, poids)
    assert sum(parts) == (somme if sum(poids) else 0)
    assert all(p >= 0 for p in parts)
