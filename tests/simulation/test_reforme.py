"""Un médecin sous une réforme : le même calcul, une autre loi, dite partout où le résultat est montré."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.droit.catalogue import catalogue
from binome.droit.choix import loi_choisie, reforme_prete, reformes_pretes
from binome.droit.codes import Motif
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reformes import Reforme
from binome.droit.reformes_ecrites import lire_reforme
from binome.droit.reformes_en_mots import en_mots, phrase_du_motif
from binome.langue.courante import Langue, en_langue
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.carte import carte
from binome.simulation.comparaison import comparer_lecture, comparer_options, comparer_regimes, comparer_variantes
from binome.simulation.phrases import changements_en_mots
from binome.simulation.quantites import Quantite
from binome.simulation.question_inverse import objectif
from binome.simulation.recu import empreinte, recu, verifier
from binome.simulation.terme import comparer_au_terme
from tests.simulation.strategies import MG, completes, de_tout_regime, partielles

EN_BAISSE = {**MG, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1399}]}
"""One more patient and the year is paid at the best rate; as it is, the law in force pays 0 €."""


def _loi(donnees: dict[str, Any]) -> Loi:
    return loi_en_vigueur().avec(lire_reforme("essai", donnees, catalogue()))


def test_sous_la_rampe_une_baisse_est_payee_au_meilleur_des_deux_taux() -> None:
    avant, apres = binome.simuler(EN_BAISSE), binome.simuler(EN_BAISSE, loi="rampe")
    assert [s.annees[2].montant for s in (avant, apres)] == [Decimal("0.00"), Decimal("14426.23")]
    assert apres.annees[2].motif == avant.annees[2].motif == "baisse_de_patientele"
    assert [s.total.minimum for s in (avant, apres)] == [Decimal("66000.00"), Decimal("80426.23")]


def test_le_resultat_dit_sa_reforme_et_lui_seul() -> None:
    avant, apres = binome.simuler(EN_BAISSE), binome.simuler(EN_BAISSE, loi="rampe")
    assert avant.reforme is None
    assert "reforme" not in avant.en_json()
    rendue = apres.en_json()
    assert rendue["reforme"]["nom"] == "rampe"
    assert rendue["reforme"]["titre"] == "Une rampe au lieu du couperet à 0 €"
    assert len(rendue["reforme"]["changements"]) == 4
    assert rendue["version_du_droit"] == apres.loi.version
    assert rendue["version_du_droit"].startswith(f"{avant.version_du_droit}/rampe@")


def test_la_phrase_d_une_annee_dit_ce_que_la_reforme_verse() -> None:
    assert "n'est pas versée" in binome.simuler(EN_BAISSE).annees[2].explication
    phrase = binome.simuler(EN_BAISSE, loi="rampe").annees[2].explication
    assert "n'est pas versée" not in phrase
    assert phrase.endswith("aide au meilleur des deux taux (réforme « Une rampe au lieu du couperet à 0 € »).")
    autre = binome.simuler(EN_BAISSE, loi="rampe").annees[0].explication
    assert autre == binome.simuler(EN_BAISSE).annees[0].explication


@pytest.mark.parametrize(
    ("part", "montant", "bornes"),
    [
        ("integrale", "22000.00", None),
        ("meilleur_taux", "14426.23", None),
        ("moins_bon_taux", "0.00", None),
        ("nulle", "0.00", None),
        ("a_decider", None, ("0.00", "22000.00")),
    ],
)
def test_chaque_nature_de_part_qu_une_reforme_donne_est_versee_comme_elle_est_dite(
    part: str, montant: str | None, bornes: tuple[str, str] | None
) -> None:
    annee = binome.simuler(
        EN_BAISSE, loi=_loi({"nombres": {"part_selon_le_motif": [["baisse_de_patientele", part]]}})
    ).annees[2]
    assert annee.montant == (None if montant is None else Decimal(montant))
    assert annee.montant_bornes == (None if bornes is None else tuple(map(Decimal, bornes)))


def test_au_moins_bon_taux_une_seule_patientele_suivie_garde_le_sien() -> None:
    loi = _loi({"nombres": {"part_selon_le_motif": [["prorata_taux", "moins_bon_taux"]]}})
    cardiologue = {**MG, "specialite": "04", "option_etp": "0.5", "pmt_initiale": None, "pfa_initiale": 1600}
    constat = {"percentile_pfa": "72", "constats": [{"annee": 3, "pfa": 1700}]}
    avant, apres = (binome.simuler({**cardiologue, **constat}, loi=une).annees[2] for une in (None, loi))
    assert avant.motif == "prorata_taux"
    assert avant.part == apres.part
    assert avant.part


def test_une_reforme_datee_ne_change_que_les_phrases_de_son_temps() -> None:
    loi = _loi({"depuis": "2026-01-01", "nombres": {"part_selon_le_motif": [["decision_de_la_caisse", "integrale"]]}})
    en_vigueur = catalogue().motifs[Motif.DECISION_DE_LA_CAISSE]
    assert phrase_du_motif(Motif.DECISION_DE_LA_CAISSE, loi, date(2025, 12, 31)) == en_vigueur
    assert "aide versée en entier (réforme" in phrase_du_motif(Motif.DECISION_DE_LA_CAISSE, loi, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("donnees", "phrase"),
    [
        (
            {"nombres": {"montants": [["p95_plus", "annees_suivantes", "1", 40_000]]}},
            "(P95 et plus, années suivantes, {un}) : 40 000 € par an (au lieu de : 38 000 € par an).",
        ),
        (
            {"depuis": "2027-01-01", "nombres": {"seuil_de_maintien": "0.9"}},
            "à garder, forte patientèle : 90 % (au lieu de : 95 %), à partir du 1er janvier 2027.",
        ),
        (
            {"nombres": {"distribution": [["pfa", "14", "p30", 700]]}},
            "Distribution nationale des patientèles au 31 décembre 2021 ({pfa}, pédiatrie, P30) : 700 patients",
        ),
        ({"nombres": {"apl_sous_dense": 4}}, ": 4 (au lieu de : sans objet)."),
        ({"nombres": {"annees_d_observation": 1}}, ": 1 année (au lieu de : 2 années)."),
        (
            {"nombres": {"premier_versement": [["convention_2024", "annees_suivantes", 70]]}},
            ": 70 % (au lieu de : 50 %).",
        ),
        ({"regime": "avenant-7"}, "Tous les nombres sont ceux du régime « avenant 7 à la convention de 2016 »."),
        ({"lectures": {"test_activite": "les_deux"}}, "pour une spécialité qui en a deux ? les deux."),
    ],
)
def test_chaque_changement_se_dit_en_mots(donnees: dict[str, Any], phrase: str) -> None:
    loi = _loi(donnees)
    rendue = en_mots(loi)
    assert rendue is not None
    droit = loi.catalogue
    mots = {"un": droit.axes["option_etp"].membre(2).libelle, "pfa": droit.axes["patientele"].membre(1).libelle}  # type: ignore[attr-defined]
    attendue = phrase.format(**mots).replace("40 000 €", "40\u202f000\u00a0€").replace("38 000 €", "38\u202f000\u00a0€")
    assert attendue.replace(" %", "\u00a0%") in rendue.changements[0]
    assert "_" not in rendue.changements[0]


def test_les_mots_suivent_la_langue() -> None:
    loi = loi_choisie("rampe")
    with en_langue(Langue("essai", lambda phrase: phrase.replace("réforme", "reform"))):
        rendue = en_mots(loi)
    francaise = en_mots(loi)
    assert rendue is not None
    assert francaise is not None
    assert "reform «" in rendue.phrase
    assert "réforme «" in francaise.phrase


def test_les_phrases_d_un_effet_et_d_une_carte_disent_aussi_ce_que_la_reforme_verse() -> None:
    """Under another reading the year is no fall; seen from there, the fall is told as the reform pays it."""
    choix = {"lectures": {"baisse_toleree": "au_dela_de_5_points"}}
    rendue = binome.simuler({**EN_BAISSE, **choix}, loi="rampe")
    [lecture] = [une for une in rendue.lectures if une.id == "baisse_toleree"]
    [effet] = lecture.effets
    [phrase] = [
        mots for mots in changements_en_mots(effet, rendue.dossier, frozenset(), 99) if mots.startswith("motif")
    ]
    assert phrase.endswith("aide au meilleur des deux taux (réforme « Une rampe au lieu du couperet à 0 € »).")
    explications = {
        region.explication for region in carte(EN_BAISSE, 3, "rampe").regions if region.motif == "baisse_de_patientele"
    }
    assert all(
        explication.endswith("(réforme « Une rampe au lieu du couperet à 0 € »).") for explication in explications
    )
    assert explications


def test_effets_presomptions_et_manques_sont_sous_la_meme_loi() -> None:
    rendue = binome.simuler(EN_BAISSE, loi="rampe")
    for lecture in rendue.lectures:
        for effet in lecture.effets:
            choisie = binome.simuler({**EN_BAISSE, "lectures": {lecture.id: effet.choix}}, loi="rampe")
            assert choisie.loi == rendue.loi
            if "montant_annee_3" in effet.en_json():
                assert choisie.annees[2].montant == effet.apres(Quantite.MONTANT, 3)
    incomplete = {**EN_BAISSE, "secteur": None}
    [manquant] = [m for m in binome.simuler(incomplete, loi="rampe").manquants if m.champ == "secteur"]
    assert manquant.enjeu.total_maximum == binome.simuler(EN_BAISSE, loi="rampe").total.maximum


def test_la_lecture_d_une_reforme_est_retenue_sans_etre_choisie() -> None:
    au_seuil = {**MG, "pfa_initiale": 1000}
    assert binome.simuler(au_seuil).eligibilite.statut == "eligible"
    rendue = binome.simuler(au_seuil, loi="toutes_les_patienteles_a_p30")
    assert rendue.eligibilite.statut == "non_eligible"
    [lecture] = [une for une in rendue.lectures if une.id == "test_activite"]
    assert (lecture.retenue, lecture.par_defaut) == ("les_deux", True)
    assert "pmt" in [effet.choix for effet in lecture.effets if effet.en_json().get("statut") == "eligible"]
    choisie = binome.simuler(au_seuil, loi="toutes_les_patienteles_a_p30", lectures={"test_activite": "pmt"})
    assert choisie.eligibilite.statut == "eligible"


def test_la_question_inverse_la_carte_et_les_comparaisons_sont_sous_la_meme_loi() -> None:
    loi = loi_choisie("rampe")
    assert objectif(EN_BAISSE, 3, "non-nul", "constat", loi).solutions[0].patients == {"pmt": 0, "pfa": 0}
    assert objectif(EN_BAISSE, 3, "non-nul", "constat").solutions[0].patients == {"pmt": 0, "pfa": 1}
    assert carte(EN_BAISSE, 3, loi).point.montant == Decimal("14426.23")
    assert carte(EN_BAISSE, 3).point.montant == 0
    for comparaison in (
        comparer_options(EN_BAISSE, ["1"], loi),
        comparer_variantes(EN_BAISSE, [{"pmt_initiale": 901}], loi),
        comparer_regimes(EN_BAISSE, ["convention-2024"], loi),
        comparer_lecture(EN_BAISSE, "taux_atteinte", loi),
    ):
        premiere = comparaison.colonnes[0].simulation
        assert premiere is not None
        assert premiere.version_du_droit == loi.version
        assert premiere.reforme == en_mots(loi)
        assert premiere.annees[2].montant == Decimal("14426.23")


def test_les_regimes_compares_disent_ce_que_la_reforme_change() -> None:
    loi = _loi({"nombres": {"montants": [["base", "annees_suivantes", "1", 30_000]]}})
    raisons = {raison.nombre: raison for raison in comparer_regimes(MG, loi=loi).raisons}
    assert all("changée par la réforme" in version for version in raisons["montants"].versions)
    autres = [version for nom, raison in raisons.items() if nom != "montants" for version in raison.versions]
    assert autres
    assert not any("réforme" in version for version in autres)
    with pytest.raises(ErreurDeSaisie, match="laisse à chaque date son régime"):
        comparer_regimes(MG, loi="avenant_7")


def test_le_terme_et_le_releve_sont_sous_la_meme_loi() -> None:
    loi = _loi({"nombres": {"montants": [["base", "premiere_annee", "1", 30_000]]}})
    nouveau = comparer_au_terme(MG, 900, 1400, loi).suites[1]
    assert nouveau.annees[0].montant_maximal == Decimal("30000.00")
    actes = lire_actes(
        [{"nature": "signature", "effectif_le": "2024-09-01", "situation": {**MG, "date_signature": None}}]
    )
    sommes = [releve(actes, date(2024, 12, 1), loi=une).ouvert for une in (None, loi)]
    assert sommes == [3_800_000, 3_000_000]


def test_un_regime_entier_s_applique_a_un_contrat_d_aujourd_hui() -> None:
    rendue = binome.simuler({**MG, "pmt_adultes_initiale": 900, "zone": "zip"}, loi="avenant_7")
    assert rendue.regime == "avenant-7"
    assert rendue.annees[0].montant_maximal == Decimal("36000.00")
    assert rendue.annees[0].debut == date(2024, 9, 1)
    with pytest.raises(ErreurDeSaisie, match="début du dispositif"):
        binome.simuler({**MG, "date_signature": "2018-01-01"}, loi="avenant_7")


def test_la_derivation_dit_les_nombres_que_la_reforme_change() -> None:
    derivation = binome.simuler(EN_BAISSE, loi="rampe").derivation
    changes = {n.nom for _, pas in derivation.parcours() for n in pas.nombres if n.reforme}
    assert changes == {"part_selon_le_motif"}
    assert derivation.en_json()["reforme"]["nom"] == "rampe"
    texte = derivation.en_texte()
    assert texte.startswith(
        "Sous la réforme « Une rampe au lieu du couperet à 0 € », qui n'est pas le droit en vigueur."
    )
    assert "changé par la réforme" in texte
    assert "réforme" not in binome.simuler(EN_BAISSE).derivation.en_texte()


@pytest.mark.parametrize("nom", sorted(reformes_pretes(catalogue())))
def test_un_recu_emporte_sa_reforme_et_se_rejoue_avec_elle(nom: str) -> None:
    ecrit = json.loads(json.dumps(recu({**EN_BAISSE, "zone": "zip", "pmt_adultes_initiale": 900}, nom)))
    verification = verifier(ecrit)
    assert verification.identique, verification.differences
    assert verification.reforme is not None
    assert reforme_prete(nom, catalogue()).titre in verification.reforme
    sans = {cle: valeur for cle, valeur in ecrit["contenu"].items() if cle != "reforme"}
    autre = verifier({"contenu": sans, "empreinte": empreinte(sans)})
    assert not autre.identique, "the same figures are not those of the law in force"
    assert not autre.meme_droit


def test_la_reforme_d_un_recu_est_relue_avec_les_memes_refus() -> None:
    ecrit = recu(EN_BAISSE, "rampe")
    ecrit["contenu"]["reforme"]["lignes"][0]["valeur"] = "9" * 5000
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    [difference] = verifier(ecrit).differences
    assert difference.startswith("La réforme du récépissé ne se lit plus")
    ecrit["contenu"]["reforme"] = ["rampe"]
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    assert not verifier(ecrit).identique


def test_un_recu_sans_reforme_reste_tel_quel() -> None:
    assert "reforme" not in recu(MG)["contenu"]
    assert recu(MG, loi_en_vigueur()) == recu(MG)


def test_une_loi_inconnue_est_refusee_avec_la_plus_proche() -> None:
    with pytest.raises(ErreurDeSaisie, match="rampe"):
        binome.simuler(MG, loi="ranpe")


def _reponse(situation: dict[str, Any], loi: Loi | None) -> Any:
    try:
        return binome.simuler(situation, loi=loi).en_json()
    except ErreurDeSaisie as refus:
        return str(refus)


@settings(max_examples=40)
@given(st.one_of(partielles, completes, de_tout_regime))
def test_une_reforme_vide_est_le_droit_en_vigueur(situation: dict[str, Any]) -> None:
    vide = loi_en_vigueur().avec(Reforme("rien", "Rien ne change"))
    identique = _loi({"nombres": {"duree_du_contrat": 5}})
    assert _reponse(situation, vide) == _reponse(situation, None)
    attendue, rendue = _reponse(situation, None), _reponse(situation, identique)
    if isinstance(attendue, dict):
        for cle in ("version_du_droit", "reforme"):
            rendue.pop(cle)
            attendue.pop(cle, None)
    assert rendue == attendue


PARTS = st.fractions(0, 1, max_denominator=100).map(lambda part: f"{part.numerator}/{part.denominator}")
MONTANTS = st.one_of(st.integers(0, 1_000_000), st.just("-"))
NOMBRES: dict[str, st.SearchStrategy[Any]] = {
    "seuil_de_maintien": PARTS,
    "seuil_d_augmentation": PARTS,
    "annees_d_observation": st.integers(0, 20),
    "duree_du_contrat": st.integers(1, 20),
    "mois_entre_points": st.integers(1, 240),
    "mois_de_primo_installation": st.integers(0, 240),
    "annees_du_niveau_primo": st.integers(0, 20),
    "age_du_maintien": st.one_of(st.integers(0, 120), st.just("-")),
    "montants": st.lists(
        st.tuples(
            st.sampled_from(["base", "p90_p94", "p95_plus"]),
            st.sampled_from(["premiere_annee", "deuxieme_annee", "annees_suivantes"]),
            st.sampled_from(["0.5", "1"]),
            MONTANTS,
        ).map(list),
        min_size=1,
        max_size=4,
        unique_by=lambda case: tuple(case[:3]),
    ),
    "objectifs": st.lists(
        st.tuples(
            st.sampled_from(["pmt_generalistes", "pfa"]),
            st.sampled_from(["plateau", "p50", "p94", "p95_plus"]),
            st.sampled_from(["0.5", "1"]),
            st.one_of(st.integers(0, 1_000_000), st.just("-")),
        ).map(list),
        min_size=1,
        max_size=4,
        unique_by=lambda case: tuple(case[:3]),
    ),
    "part_selon_le_motif": st.lists(
        st.tuples(
            st.sampled_from([motif.code for motif in Motif]),
            st.sampled_from(["integrale", "nulle", "meilleur_taux", "moins_bon_taux", "a_decider"]),
        ).map(list),
        min_size=1,
        max_size=6,
        unique_by=lambda case: case[0],
    ),
    "premier_versement": st.integers(0, 100).map(lambda part: [["convention_2024", "annees_suivantes", part]]),
    "distribution": st.lists(st.integers(1, 4000), min_size=4, max_size=4, unique=True).map(
        lambda seuils: [["pmt", "01", p, s] for p, s in zip(("p30", "p50", "p90", "p95"), sorted(seuils), strict=True)]
    ),
}
reformes = st.fixed_dictionaries(
    {"nombres": st.fixed_dictionaries({}, optional=NOMBRES)},
    optional={
        "depuis": st.dates(date(2019, 1, 1), date(2030, 1, 1)),
        "regime": st.sampled_from(["avenant-7", "avenant-9"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(completes, de_tout_regime, partielles), reformes)
def test_une_reforme_acceptee_ne_casse_aucun_calcul(situation: dict[str, Any], donnees: dict[str, Any]) -> None:
    """Whatever is accepted by the bounds is computed: an answer, or a refusal in words."""
    loi = _loi(donnees)
    try:
        rendue = binome.simuler(situation, loi=loi)
    except ErreurDeSaisie:
        return
    assert json.loads(json.dumps(rendue.en_json(effets=False))) == rendue.en_json(effets=False)
    assert 0 <= rendue.total.minimum <= rendue.total.maximum
    assert all(not annee.montant or annee.montant >= 0 for annee in rendue.annees)
    rendue.expliquer()
