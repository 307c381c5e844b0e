"""The reference cases of the project, title by title: each has its document here, and what it expects came out."""

from __future__ import annotations

from binome.cas import cas

CONVENTION_2024 = {
    "Généraliste au seuil P30 des deux patientèles, temps plein, sans constat": (305, 467),
    "Généraliste exactement au P50 des deux patientèles, mi-temps": (195, 310),
    "1 300 patients, temps plein : la partie dégressive, linéaire en nombre de patients": (244, 466),
    "PMT au P90 exactement, file active au P50": (110, 466),
    "Un patient sous le P95": (109, 442),
    "PMT et file active au P95, temps plein : objectif mixte (augmentation de 109 et maintien)": (109, 0),
    "Forte patientèle, mi-temps : deux maintiens, un atteint, puis aucun, puis un": (0, 0),
    "Deux objectifs manqués sans baisse : prorata sur le meilleur des deux taux": (305, 467),
    "Falaise : objectif PMT atteint, file active en baisse d'un seul patient, puis stable": (305, 467),
    "Tolérance de 5 points sur une augmentation : juste au-dessus, puis juste en dessous de 95 %": (195, 311),
    "65 ans à la signature : maintien, baisse de 10 % tolérée, puis dépassée sur les deux": (0, 0),
    "65 ans le lendemain de la signature : régime ordinaire": (305, 467),
    "Cardiologue, percentile donné par la caisse : prorata, baisse, atteinte": (None, 202),
    "Cardiologue sans percentile : tranche inconnue, objectif borné à 311, montants en fourchette": (None, "inconnu"),
    "La seule donnée réelle de 2025 : file active de 2 013, la caisse demande 329 patients de plus": (305, 329),
    "File active au P90 : les chiffres imprimés « P94 » sortent au P90": (56, 114),
}
"""Titles and objectives (PMT, PFA) of the sixteen reference cases of the 2024 regime."""

ANCIENS = "anciens_regimes"
REGIMES_ANTERIEURS: dict[str, tuple[str, dict[str, int]]] = {
    "C01": (f"{ANCIENS}/contrat_reel_de_2020", {"pmt": 102, "pfa": 116}),
    "C02": (f"{ANCIENS}/contrat_reel_de_2020_manque_en_2025", {}),
    "C03": (
        "reference/la_seule_donnee_reelle_de_2025_la_caisse_demande_329_patients_de_plus",
        {"pmt": 305, "pfa": 329},
    ),
    "C04": (f"{ANCIENS}/contrat_fmf_de_2019", {"pmt": 121, "pfa": 294}),
    "C06": (f"{ANCIENS}/depliant_tiers_temps", {"pmt": 135, "pfa": 232}),
    "C07": (f"{ANCIENS}/depliant_mi_temps", {"pmt": 180, "pfa": 310}),
    "C08": (f"{ANCIENS}/depliant_temps_plein", {"pmt": 270, "pfa": 465}),
    "C09": (f"{ANCIENS}/reglement_arbitral_lecture_formule_fmf", {"pmt": 260}),
    "C23": (f"{ANCIENS}/reglement_arbitral_775", {}),
    "C24": (f"{ANCIENS}/temps_plein_zac_p50", {}),
}
"""The published cases of the earlier regimes that a rule reproduces, with their objectives where they print some.

C10 to C13 and C15, C18 to C20, C22 are tables, ranges, means and thresholds: `test_anciens_regimes.py` checks them. C05,
C14, C16 contradict themselves or the texts and are no oracle; C17 and C21 are tables of other regimes.
"""


def test_les_cas_de_reference_ont_tous_leur_document() -> None:
    de_reference = {un.titre: un for un in cas() if un.nom.startswith("reference/")}
    assert set(de_reference) == set(CONVENTION_2024)
    for titre, (pmt, pfa) in CONVENTION_2024.items():
        objectifs = de_reference[titre].attendu.get("objectifs", {})
        assert (objectifs.get("pmt"), objectifs.get("pfa")) == (pmt, pfa), titre


def test_les_cas_publies_des_anciens_regimes_ont_leur_document() -> None:
    par_nom = {un.nom: un for un in cas()}
    for publie, (nom, objectifs) in REGIMES_ANTERIEURS.items():
        attendus = par_nom[nom].attendu.get("objectifs", {})
        assert {cle: attendus.get(cle) for cle in objectifs} == objectifs, publie
