"""Corners of the law that worked cases seldom reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from binome.droit.annee import objectif_atteint
from binome.droit.avenants import pas_encore_du
from binome.droit.cadre import cadre_de
from binome.droit.catalogue import catalogue
from binome.droit.codes import Issue, Nature, Option, Reponse, Zone
from binome.droit.eligibilite.regles import contrat_de_1_etp, critere_temps_plein
from binome.droit.faits import SANS_OBJECTIF, Objectif, Suivi
from binome.droit.loi import LoiDuContrat, loi_en_vigueur
from binome.droit.reformes_ecrites import lire_reforme
from binome.moteur.erreurs import ErreurDeSaisie, MoyenAbsent
from binome.moteur.rendu import CENTIMES, FACULTATIF, EnJson
from binome.moteur.saisie import lire_objet
from binome.moteur.supplements import bibliotheque_absente


def test_un_objectif_sans_objet_n_est_pas_a_venir() -> None:
    assert pas_encore_du(SANS_OBJECTIF) == SANS_OBJECTIF
    fixe = Objectif(Nature.AUGMENTATION, 100, 900, 1000, False)
    assert pas_encore_du(fixe) == fixe._replace(nature=Nature.A_VENIR)


def test_une_version_illisible_ne_dit_aucune_correction() -> None:
    droit = catalogue()
    assert droit.corrections_depuis(droit.version) == droit.corrections_depuis("hier") == ()
    assert droit.corrections_depuis("2000.01.01+0") == droit.corrections


def test_le_temps_plein_etait_ouvert_en_zip() -> None:
    bareme = catalogue().bareme(date(2020, 1, 1))
    issue = critere_temps_plein(Zone.ZIP, Reponse.NON, Reponse.NON, Reponse.NON, bareme)
    assert issue == Issue.TEMPS_PLEIN_OUVERT


def test_deux_lois_de_contrat_egales_ont_la_meme_empreinte() -> None:
    loi = loi_en_vigueur()
    bareme, lectures = loi.bareme(date(2024, 9, 1)), loi.lectures_retenues({}, ())
    une, autre = (LoiDuContrat(2, lectures, bareme, (bareme,)) for _ in range(2))
    assert (une, hash(une)) == (autre, hash(autre))


def test_une_reforme_datee_par_un_jour_et_une_heure_est_lue_ou_refusee_en_mots() -> None:
    donnees = {"depuis": datetime(2025, 1, 1), "nombres": {"seuil_de_maintien": "9/10"}}  # noqa: DTZ001
    assert lire_reforme("r", donnees, catalogue()).remplacements[0].depuis == date(2025, 1, 1)


def test_un_refus_se_dit_a_qui_voit_le_champ_et_une_bibliotheque_absente_se_nomme() -> None:
    faute = ErreurDeSaisie("age", "vieux", "un âge")
    assert faute.en_phrase == "« vieux » n'est pas accepté. Attendu : un âge."
    absente = bibliotheque_absente("numpy")
    assert isinstance(absente, MoyenAbsent)
    assert "binome[population]" in str(absente)


def test_un_refus_nomme_le_champ() -> None:
    with pytest.raises(ErreurDeSaisie, match="Champ « age »"):
        raise ErreurDeSaisie("age", None, "un âge")


@dataclass(frozen=True)
class Facture(EnJson):
    """A sum in cents, and a word that is left out when it is not there."""

    somme: int = field(metadata=CENTIMES)
    mot: str | None = field(metadata=FACULTATIF)


def test_un_champ_facultatif_absent_ne_s_ecrit_pas_meme_a_cote_d_une_somme() -> None:
    assert Facture(1250, None).en_json() == {"somme": "12.50"}
    assert Facture(1250, "dit").en_json() == {"somme": "12.50", "mot": "dit"}


def test_un_temps_plein_hors_zone_reste_a_confirmer_tant_qu_une_derogation_est_possible() -> None:
    bareme = catalogue().bareme(date(2020, 1, 1))
    issue = critere_temps_plein(Zone.HORS, Reponse.INCONNUE, Reponse.NON, Reponse.NON, bareme)
    assert issue == Issue.TEMPS_PLEIN_A_CONFIRMER


def test_un_contrat_a_ses_nombres_a_la_signature_puis_au_debut_de_chaque_annee() -> None:
    cadre = cadre_de(loi_en_vigueur(), date(2023, 4, 30))
    vecue = cadre.du_contrat(2)
    assert vecue.signature is cadre.bareme
    assert vecue.baremes == (cadre.bareme_au(date(2023, 4, 30)), cadre.bareme_au(date(2024, 4, 30)))


def test_un_temps_plein_en_zac_dont_p50_est_inconnu_reste_a_confirmer() -> None:
    bareme = catalogue().bareme(date(2022, 9, 1))
    issue = critere_temps_plein(Zone.ZAC, Reponse.NON, Reponse.NON, Reponse.INCONNUE, bareme)
    assert issue == Issue.TEMPS_PLEIN_A_CONFIRMER
    connu = critere_temps_plein(Zone.ZAC, Reponse.NON, Reponse.NON, Reponse.NON, bareme)
    assert connu == Issue.TEMPS_PLEIN_SOUS_P50


def test_on_ne_sait_pas_si_un_contrat_dont_l_option_manque_est_de_1_etp() -> None:
    assert contrat_de_1_etp(Option.INCONNUE, Reponse.INCONNUE) == Reponse.INCONNUE
    assert contrat_de_1_etp(Option.DEMI, Reponse.OUI) == Reponse.OUI


@pytest.mark.parametrize(
    ("constate", "a_65_ans", "reponse"),
    [
        (950, Reponse.NON, Reponse.OUI),
        (949, Reponse.NON, Reponse.NON),
        (900, Reponse.OUI, Reponse.OUI),
        (899, Reponse.OUI, Reponse.NON),
    ],
)
def test_un_maintien_est_atteint_dans_sa_tolerance(constate: int, a_65_ans: Reponse, reponse: Reponse) -> None:
    """95 % of 1 000 patients are to be kept, 90 % from 65 on; one patient fewer misses."""
    cadre = cadre_de(loi_en_vigueur(), date(2024, 9, 1))
    garder = Suivi(Objectif(Nature.MAINTIEN, 0, 1000, 1000, False), constate, 775)
    assert objectif_atteint(garder, garder, a_65_ans, cadre.bareme, cadre.lectures) == reponse


def test_une_augmentation_a_cote_d_un_maintien_suit_le_tableau_mixte() -> None:
    cadre = cadre_de(loi_en_vigueur(), date(2024, 9, 1))
    but, maintien = (
        Objectif(Nature.AUGMENTATION, 200, 1000, 1200, False),
        Objectif(Nature.MAINTIEN, 0, 3300, 3300, False),
    )
    autre = Suivi(maintien, 3300, 1219)
    for constate, reponse in ((1200, Reponse.OUI), (1000, Reponse.NON)):
        suivi = Suivi(but, constate, 775)
        assert objectif_atteint(suivi, autre, Reponse.NON, cadre.bareme, cadre.lectures) == reponse


def test_un_objet_refuse_un_champ_inconnu_en_le_nommant() -> None:
    with pytest.raises(ErreurDeSaisie, match="pmtt"):
        lire_objet("constat", {"pmtt": 3}, ("pmt", "pfa"))


@pytest.mark.parametrize("valeur", [[3], 3, "pmt", None])
def test_ce_qui_n_est_pas_un_objet_est_refuse_avec_ses_champs(valeur: object) -> None:
    with pytest.raises(ErreurDeSaisie, match="un objet aux champs pmt, pfa"):
        lire_objet("constat", valeur, ("pmt", "pfa"))
