"""What people look for beside the figures: said with a source, a grade, and the numbers of the law."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from binome.droit.catalogue import DOSSIER, Catalogue, catalogue
from binome.droit.reperes import Repere
from binome.moteur.erreurs import ErreurDeDroit

REPERES: dict[str, Repere] = {repere.code: repere for une in catalogue().rubriques for repere in une.reperes}
BAREMES = {
    repere.code: catalogue().bareme(une.au or catalogue().verifie_le)
    for une in catalogue().rubriques
    for repere in une.reperes
}
A_TROUVER = {
    "missions_administratives": "recueillir des informations, administratives et médicales",
    "temps_medical": "peut voir plus de patients",
    "pas_plus_longtemps": "n'oblige pas à travailler plus longtemps",
    "pas_substitutif": "aucun emploi existant ne doit disparaître",
    "profil_soignant": "auxiliaire de puériculture",
    "qualification_a_l_embauche": "Aucune qualification n'est exigée",
    "verifier_la_certification": "Avant d'embaucher, vérifier",
    "remplacer_le_secretaire": "secrétariat téléphonique",
    "preuve_du_remplacement": "preuve de ce remplacement",
    "seuil_d_activite": "sept médecins sur dix",
    "donnees_du_recrutement": "données disponibles au moment où l'assistant est recruté",
    "maintien_de_65_ans": "30 juin de l'année, ou au 31 décembre qui précède",
    "groupement_d_employeurs_conseille": "la plus sûre en droit",
    "le_medecin_choisit": "Au médecin de dire ce qu'il confie",
    "urps": "L'union régionale",
    "patients_par_generaliste": "médecin traitant",
}
LIENS = {
    "texte_de_la_convention": "convention-2024",
    "organismes_de_formation": "ccn-organismes",
    "contrat_type": "ameli-recrutement",
}


@pytest.mark.parametrize("code", A_TROUVER)
def test_ce_que_les_sources_disent_est_dit(code: str) -> None:
    repere = REPERES[code]
    assert A_TROUVER[code] in repere.dite(BAREMES[code])
    assert repere.sources


@pytest.mark.parametrize("code", LIENS)
def test_ce_qui_s_ouvre_a_une_adresse(code: str) -> None:
    texte = catalogue().textes[LIENS[code]]
    assert REPERES[code].lien == texte.id
    assert (texte.url or "").startswith("https://")


@pytest.mark.parametrize("code", REPERES)
def test_une_phrase_est_courte_ponctuee_et_sans_identifiant(code: str) -> None:
    repere = REPERES[code]
    dite = repere.dite(BAREMES[code])
    assert dite.endswith(".")
    assert len(dite) <= 280
    assert not re.search(r"\w_\w", re.sub(r"{\w+}", "", repere.phrase) + repere.quoi)


def test_les_nombres_d_une_phrase_sont_ceux_de_son_jour() -> None:
    for code, attendu in {
        "versement_rapide": "dans les 15 jours",
        "maintien_de_65_ans": "À 65 ans et plus",
        "specialites_admises": "dépassent 80\u00a0%",
        "delai_du_cqp": "dans les 24 mois",
    }.items():
        assert attendu in REPERES[code].dite(BAREMES[code])
    assert REPERES["delai_du_cqp"].dite(BAREMES["delai_du_cqp"]._replace(mois_de_formation=36)).count("36 mois") == 1


@pytest.mark.parametrize(
    ("avant", "apres", "refus"),
    [
        ('sources = [{ source = "guide-occitanie §I.1", grade = "B" }]', "sources = []", "aucune source"),
        ('"guide-occitanie §I.1", grade = "B"', '"guide-occitan §I.1", grade = "B"', "texte inconnu, guide-occitan"),
        ('"guide-occitanie §I.1", grade = "B"', '"guide-occitanie §I.1", grade = "A"', "mieux noté que son texte"),
        ('"guide-occitanie §I.1", grade = "B"', '"guide-occitanie", grade = "B"', "doit s'écrire"),
        ("{annees_d_observation} premières années sont", "{annees} premières années sont", "nombre inconnu, annees"),
        ('lien = "convention-2024"', 'lien = "dossier-herault"', "aucune adresse pour dossier-herault"),
        ('lien = "convention-2024"', 'lien = "convention"', "aucune adresse pour convention"),
        ('lecture = "loi_degressive"', 'lecture = "loi_progressive"', "lecture inconnue, loi_progressive"),
        ('code = "suivi"', 'code = "temps_medical"', "le même nom : temps_medical"),
    ],
)
def test_un_repere_mal_ecrit_est_refuse(tmp_path: Path, avant: str, apres: str, refus: str) -> None:
    copie = Path(shutil.copytree(DOSSIER, tmp_path / "droit"))
    fichier = copie / "reperes.toml"
    texte = fichier.read_text("utf-8")
    assert avant in texte
    fichier.write_text(texte.replace(avant, apres, 1), "utf-8")
    with pytest.raises(ErreurDeDroit, match=refus):
        _ = Catalogue(copie).rubriques


@pytest.mark.parametrize(
    ("code", "debut"),
    [
        ("profil_soignant", "Soignant : Infirmier, aide-soignant"),
        ("medecins_d_occitanie", "5\u202f972 médecins libéraux"),
        ("pas_substitutif", "Le poste s'ajoute à l'équipe"),
    ],
)
def test_une_phrase_entiere_dit_de_quoi_elle_parle(code: str, debut: str) -> None:
    assert REPERES[code].entiere(BAREMES[code]).startswith(debut)
