"""Every page answers, keeps what was typed, stores nothing, and gives the same result as the command line."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import pytest

import binome
from binome.cas import Cas, cas
from binome.contrats.champs.description import champs
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.droit.registre import toutes_les_regles
from binome.moteur.erreurs import DroitAbsent, ErreurDeDroit, MoyenAbsent
from binome.web.adresse import ecrire, lire
from binome.web.exemples import exemples, tous
from tests.web.conftest import ANCIEN, AVEC_CONSTAT, GENERALISTE, Demander

PAGES = [
    "/",
    "/simuler/",
    "/simuler/tout/",
    "/resultat/",
    "/resultat/calcul/",
    "/comparer/",
    "/comparer/options/",
    "/comparer/regimes/",
    "/comparer/terme/",
    "/objectif/",
    "/rentabilite/",
    "/retrouver/",
    "/lettre/",
    "/calendrier/",
    "/droit/",
    "/comprendre/",
    "/histoire/",
    "/projet/",
    "/lexique/",
    "/integrer/",
    "/integre/",
    "/accessibilite/",
    "/a-propos/",
    "/simuler/apercu/",
    "/resultat/essai/",
    "/nation/",
]
SITUATIONS: dict[str, dict[str, str]] = {
    "vide": {},
    "generaliste": GENERALISTE,
    "constat": AVEC_CONSTAT,
    "ancien": ANCIEN,
    "cardiologue": {"specialite": "04", "option_etp": "0.5", "pfa_initiale": "1700"},
    "exclue": {"specialite": "radiologie"},
    "second": {**GENERALISTE, "option_etp": "1.5", "second_annee": "4"},
    "arbitral": {**GENERALISTE, "date_signature": "2023-06-01"},
}


@pytest.mark.parametrize("prefixe", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("nom", SITUATIONS)
def test_chaque_page_repond_pour_chaque_situation(demander: Demander, prefixe: str, page: str, nom: str) -> None:
    reponse = demander(prefixe + page, SITUATIONS[nom])
    assert reponse.status_code == 200
    assert not reponse.cookies
    page_html = reponse.content.decode()
    assert "{{" not in page_html
    assert "{%" not in page_html
    for langue, attendue in (("", 'lang="fr"'), ("/en", 'lang="en"')):
        if prefixe == langue and "essai" not in page and "apercu" not in page:
            assert f"<html {attendue}" in page_html


class _Resultat(HTMLParser):
    """Reads the result page as a visitor's program would: years, amounts, payments, criteria, objectives."""

    def __init__(self) -> None:
        super().__init__()
        self.annees: dict[int, dict[str, Any]] = {}
        self.criteres: dict[str, str] = {}
        self.objectifs: dict[str, str] = {}
        self._annee: dict[str, Any] | None = None
        self._case = ""
        self._versement = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lus = dict(attrs)
        if tag == "tr" and lus.get("data-annee"):
            self._annee = self.annees.setdefault(
                int(lus["data-annee"] or 0), {"motif": lus["data-motif"], "versements": []}
            )
        if tag == "td":
            self._case, self._versement = lus.get("class") or "", ""
        if tag == "span" and lus.get("data-nature"):
            self._versement = lus["data-nature"] or ""
        if tag == "data" and self._annee is not None:
            if self._versement:
                self._annee["versements"].append((self._versement, lus["value"]))
            elif self._case in ("montant_maximal", "montant"):
                self._annee.setdefault(self._case, []).append(lus["value"])
        if lus.get("data-critere"):
            self.criteres[lus["data-critere"] or ""] = lus["data-statut"] or ""
        if lus.get("data-objectif"):
            self.objectifs[lus["data-objectif"] or ""] = lus["data-patients"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._annee = None


def _lue_dans_la_page(demander: Demander, adresse: str) -> _Resultat:
    reponse = demander(f"/resultat/?{adresse}")
    assert reponse.status_code == 200, reponse.content.decode()[:3000]
    lecteur = _Resultat()
    lecteur.feed(reponse.content.decode())
    return lecteur


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un_cas: un_cas.nom)
def test_la_page_dit_ce_que_dit_la_ligne_de_commande(demander: Demander, un_cas: Cas) -> None:
    """The address has no birth date: an age bracket stands for it, and the amounts are the same."""
    lue = _lue_dans_la_page(demander, ecrire(un_cas.situation))
    rendue = binome.simuler(un_cas.situation).en_json(effets=False)
    criteres = {c["code"]: c["statut"] for c in rendue["eligibilite"]["criteres"]}
    assert lue.criteres == criteres
    assert sorted(lue.annees) == [annee["annee"] for annee in rendue["annees"]]
    for annee in rendue["annees"]:
        vue = lue.annees[annee["annee"]]
        assert vue["motif"] == annee["motif"]
        bornes = annee.get("montant_maximal_bornes")
        maximum = annee["montant_maximal"]
        assert vue.get("montant_maximal", []) == (bornes or ([maximum] if maximum is not None else []))
        du = annee.get("montant_bornes") or ([annee["montant"]] if annee["montant"] is not None else [])
        assert vue.get("montant", []) == du
        assert vue["versements"] == [(v["nature"], v["montant"]) for v in annee["versements"]]
    if rendue["annees"]:
        for nom, but in rendue["objectifs"].items():
            if but is not None:
                assert lue.objectifs[nom] == ("" if but["patients"] is None else str(but["patients"]))


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un_cas: un_cas.nom)
def test_une_adresse_ne_porte_ni_naissance_ni_sante(un_cas: Cas) -> None:
    champs_de_l_adresse = dict(parse_qsl(ecrire(un_cas.situation)))
    assert not {"date_naissance", "rqth_ou_ald"} & set(champs_de_l_adresse)
    assert champs_de_l_adresse["droit"] == catalogue().version
    relue = lire(champs_de_l_adresse)
    assert relue.saine
    attendue = lire_situation(un_cas.situation)
    for nom in champs():
        if nom not in ("date_naissance", "age"):
            assert getattr(relue.situation, nom) == getattr(attendue, nom)
    assert relue.situation.date_naissance is None, "no birth date is made up"
    assert (relue.situation.age is None) == (attendue.date_naissance is None and attendue.age is None)


def test_le_parcours_pose_les_questions_utiles_dans_l_ordre(demander: Demander) -> None:
    """A generalist signing in 2024: six steps; each answer stays in the next address."""
    vues: list[str] = []
    champs_portes: dict[str, str] = {}
    depuis = ""
    for reponse_donnee in (
        {"specialite": "01"},
        {"secteur": "1"},
        {"date_signature": "2024-09-01"},
        {"option_etp": "1"},
        {"pmt_initiale": "900", "pfa_initiale": "1400"},
        {},
    ):
        page = demander("/simuler/", {**champs_portes, **({"depuis": depuis} if depuis else {})}).content.decode()
        titre = re.search(r"<h1>(.*?)</h1>", page)
        assert titre
        vues.append(titre[1])
        depuis_trouve = re.search(r'name="depuis" value="(\w+)"', page)
        assert depuis_trouve
        depuis = depuis_trouve[1]
        champs_portes |= reponse_donnee
        for nom, valeur in champs_portes.items():
            if nom not in reponse_donnee:
                assert f'name="{nom}" value="{valeur}"' in page
    assert vues[:5] == [
        "Votre spécialité",
        "Votre secteur",
        "La signature",
        "Le temps de travail de l&#x27;assistant",
        "Vos patientèles",
    ]
    fin = demander("/simuler/", {**champs_portes, "depuis": "vous"})
    assert fin.status_code in (200, 302)


@pytest.mark.parametrize(
    ("situation", "etape", "titre"),
    [
        ({"specialite": "04"}, "rangs", "Vos rangs"),
        ({"specialite": "chirurgie"}, "clinique", "Vos honoraires"),
        ({"date_signature": "2020-01-01"}, "exercice", "Votre exercice"),
        ({"option_etp": "2"}, "second", "Le second assistant"),
        ({"objectif_particulier": "oui"}, "convenus", "Vos objectifs convenus"),
        ({"date_signature": "2021-01-01"}, "constats", "Les constats"),
        ({"specialite": "01"}, "rangs", "Votre spécialité"),
    ],
)
def test_une_etape_n_est_posee_que_si_elle_compte(
    demander: Demander, situation: dict[str, str], etape: str, titre: str
) -> None:
    page = demander("/simuler/", {**situation, "etape": etape}).content.decode()
    assert f"<h1>{titre}</h1>" in page


def test_une_etape_mal_remplie_garde_la_saisie_et_dit_ce_qui_est_accepte(demander: Demander) -> None:
    page = demander(
        "/simuler/", {**GENERALISTE, "pmt_initiale": "neuf cents", "depuis": "patienteles"}
    ).content.decode()
    assert 'value="neuf cents"' in page
    assert "un nombre entier de patients" in page
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    ("champ", "ecrite", "canonique"),
    [
        ("pmt_initiale", "1\u202f219", "1219"),
        ("pmt_initiale", "1\u00a0219 patients", "1219"),
        ("pfa_initiale", "1 514", "1514"),
        ("date_signature", "01/09/2024", "2024-09-01"),
        ("date_signature", "1er septembre 2024", "2024-09-01"),
        ("specialite", "Médecine générale", "01"),
        ("secteur", "secteur 1", "1"),
        ("option_etp", "un temps plein", "1"),
        ("part_honoraires_cliniques", "85 %", "0.85"),
        ("part_honoraires_cliniques", "85", "0.85"),
        ("percentile_pfa", "72,5", "72.5"),
    ],
)
def test_ce_qu_une_personne_ecrit_ou_colle_est_lu(champ: str, ecrite: str, canonique: str) -> None:
    """The numbers that our own pages print, with their narrow spaces, can be pasted back."""
    donnees = {**GENERALISTE, champ: ecrite}
    lue, attendue = lire(donnees), lire({**GENERALISTE, champ: canonique})
    assert lue.erreurs == {}
    assert lue.situation == attendue.situation


def test_un_champ_a_choisir_montre_le_choix_qui_a_ete_ecrit(demander: Demander) -> None:
    page = demander(
        "/simuler/tout/",
        {**GENERALISTE, "date_signature": "01/09/2024", "option_etp": "mi-temps", "secteur": "Secteur 1"},
    ).content.decode()
    assert 'value="2024-09-01"' in page
    assert re.search(r'<option value="0.5" selected', page)
    assert len(re.findall(r'<option value="1" selected', page)) == 1


@pytest.mark.parametrize(
    ("prefixe", "phrase"),
    [
        ("", "« neuf cents » n&#x27;est pas accepté. Attendu : un nombre entier de patients, de 0 à 100000."),
        ("/en", "« neuf cents » is not accepted. Expected: a whole number of patients, from 0 to 100000."),
    ],
)
def test_une_faute_se_dit_a_cote_de_son_champ_pendant_la_saisie(demander: Demander, prefixe: str, phrase: str) -> None:
    donnees = {**GENERALISTE, "pmt_initiale": "neuf cents", "date_signature": "02/28/2025"}
    panneau = demander(f"{prefixe}/simuler/apercu/", donnees).content.decode()
    assert (
        f'<span id="direct_pmt_initiale" hx-swap-oob="true" class="d-block text-danger" aria-live="polite">{phrase}'
        in panneau
    )
    assert "28/02/2025" in panneau
    assert re.search(r'<span id="direct_pfa_initiale"[^>]*></span>', panneau), "a field put right loses its fault"
    question = demander(f"{prefixe}/simuler/", {**GENERALISTE, "etape": "patienteles"}).content.decode()
    assert 'id="direct_pmt_initiale"' in question


def test_une_page_anglaise_refuse_en_anglais(demander: Demander) -> None:
    mauvaises = {
        "pmt_initiale": ("1.000", "This reads 1 or 1,000"),
        "date_signature": ("02/28/2025", "The day comes first: 28/02/2025"),
        "part_activite_liberale": ("1,5", "a share from 0 to 1"),
        "percentile_pfa": ("101", "a rank from 0 to 100"),
    }
    for champ, (ecrite, phrase) in mauvaises.items():
        page = demander("/en/resultat/", {**GENERALISTE, champ: ecrite}).content.decode()
        assert phrase in page
        assert "n'est pas accepté" not in page


def test_la_derniere_etape_mene_au_resultat(demander: Demander) -> None:
    recent = {**GENERALISTE, "date_signature": "2026-10-01"}
    reponse = demander("/simuler/", {**recent, "depuis": "vous"})
    assert reponse.status_code == 302
    assert reponse["Location"].startswith("/resultat/?specialite=01")


def test_un_resultat_illisible_montre_les_champs_a_corriger(demander: Demander) -> None:
    reponse = demander("/resultat/", {**GENERALISTE, "pmt_initiale": "abc", "date_signature": "1999-01-01"})
    page = reponse.content.decode()
    assert reponse.status_code == 400
    assert 'value="abc"' in page
    assert "début du dispositif" in page
    assert 'name="pfa_initiale" value="1400"' in page


def test_un_lien_ancien_dit_sa_version_et_ce_qui_a_ete_corrige(demander: Demander) -> None:
    page = demander("/resultat/", {**GENERALISTE, "droit": "2026.11.21+000000000000"}).content.decode()
    assert "2026.11.21+000000000000" in page
    assert "Une date antérieure au 22 juin 2024 était refusée." in page
    assert "recalculé" not in demander("/resultat/", {**GENERALISTE, "droit": catalogue().version}).content.decode()
    assert catalogue().corrections_depuis("") == catalogue().corrections_depuis("pas une version") == ()


def test_le_doute_d_une_autre_specialite_se_lit_avant_tout_chiffre(demander: Demander) -> None:
    psychiatre = {**GENERALISTE, "specialite": "21", "pfa_initiale": "173"}
    page = demander("/resultat/", psychiatre).content.decode()
    doute = "au plus 467 patients de plus d&#x27;après le tableau"
    assert page.index("verdict") < page.index(doute) < page.index('id="annees"')
    assert page.count(doute) == 1
    assert "au plus 78 si ses chiffres" in page
    assert "d&#x27;après le tableau" not in demander("/resultat/", GENERALISTE).content.decode()


def test_la_carte_s_essaie_sans_recharger(demander: Demander) -> None:
    page = demander("/resultat/essai/", {**AVEC_CONSTAT, "annee": "3", "pfa_annee_3": "1399"}).content.decode()
    assert "<svg" in page
    assert "<html" not in page
    assert "0\u00a0€" in page


def test_les_exemples_s_ouvrent(demander: Demander) -> None:
    assert len(exemples()) > 5
    page = demander("/").content.decode()
    assert exemples()[0].titre in page
    assert len(tous()) == len(cas())


def test_chaque_page_du_droit_existe(demander: Demander) -> None:
    adresses = [
        *(f"/droit/regles/{nom}/" for nom in toutes_les_regles()),
        *(f"/droit/nombres/{nom}/" for nom in (*catalogue().parametres, *catalogue().parametres_collectifs)),
        *(f"/droit/lectures/{nom}/" for nom in catalogue().lectures),
        *(f"/droit/textes/{nom}/" for nom in catalogue().textes),
        *(f"/droit/cas/{nom}/" for nom in tous()),
    ]
    for adresse in adresses:
        assert demander(adresse).status_code == 200, adresse
    index = demander("/droit/").content.decode()
    for adresse in adresses:
        assert f'href="{adresse}"' in index
    for inconnue in ("/droit/regles/nexiste_pas/", "/droit/cas/nexiste/", "/droit/autres/x/"):
        assert demander(inconnue).status_code == 404


def test_chercher_dans_le_droit_ignore_accents_et_casse(demander: Demander) -> None:
    page = demander("/droit/", {"q": "TROP PERCU"}).content.decode()
    assert "/droit/lectures/trop_percu/" in page
    assert "/droit/regles/tranche/" not in page
    assert "0 page" in demander("/droit/", {"q": "zzzz"}).content.decode()


def test_le_projet_donne_la_caisse_et_dit_ce_qui_est_deduit(demander: Demander) -> None:
    page = demander("/projet/", {"departement_caisse": "2A"}).content.decode()
    assert "Corse-du-Sud" in page
    assert "code à vérifier" in page
    assert "adresse déduite du nom, non vérifiée" in page
    assert "Aucune caisse connue" in demander("/projet/", {"departement_caisse": "zz"}).content.decode()


def test_la_question_inverse_et_ses_refus(demander: Demander) -> None:
    page = demander("/objectif/", AVEC_CONSTAT).content.decode()
    assert "+290 PMT" in page
    assert demander("/objectif/", {**AVEC_CONSTAT, "viser": "beaucoup"}).status_code == 400
    assert demander("/objectif/", {**AVEC_CONSTAT, "annee": "99"}).status_code == 400
    depuis = demander("/objectif/", {**AVEC_CONSTAT, "depart": "constat", "annee": "4"}).content.decode()
    assert "+90 PMT" in depuis
    assert "Il faut" not in demander("/objectif/", {}).content.decode()


def test_le_lexique_explique_les_mots_des_pages(demander: Demander) -> None:
    page = demander("/lexique/").content.decode()
    for terme in catalogue().lexique.values():
        assert f'id="{terme.code}"' in page
        assert terme.definition.endswith(".")
        assert terme.anglais
    assert 'href="/lexique/#falaise"' in demander("/resultat/", AVEC_CONSTAT).content.decode()


def test_la_sante_repond(demander: Demander) -> None:
    etat = demander("/sante").json()
    assert etat["etat"] == "ok"
    assert etat["version_du_droit"] == catalogue().version


@pytest.mark.parametrize(
    ("faute", "statut", "phrase"),
    [
        (MoyenAbsent("Il manque une bibliothèque."), 503, "Il manque une bibliothèque."),
        (DroitAbsent("Aucun nombre connu au 01/01/1990."), 400, "Aucun nombre connu"),
        (ErreurDeDroit("Deux versions se recouvrent."), 500, "panne"),
    ],
    ids=["moyen", "droit", "defaut"],
)
def test_un_refus_que_nul_n_attend_a_le_statut_de_son_genre(
    demander: Demander, monkeypatch: pytest.MonkeyPatch, faute: Exception, statut: int, phrase: str
) -> None:
    def refuser(*_: object) -> None:
        raise faute

    monkeypatch.setattr("binome.web.vues.comparaison.simuler_situation", refuser)
    page = demander("/calendrier/", GENERALISTE)
    assert page.status_code == statut
    assert phrase in page.content.decode()


@pytest.mark.parametrize("annee", ["²", "9" * 4_301, "3 ", "trois", "-1", "1e9"])
@pytest.mark.parametrize("page", ["/resultat/", "/resultat/essai/", "/objectif/", "/resultat/calcul/"])
def test_une_annee_qui_n_en_est_pas_une_ne_casse_aucune_page(demander: Demander, page: str, annee: str) -> None:
    assert demander(page, {**AVEC_CONSTAT, "annee": annee}).status_code in (200, 400)


@pytest.mark.parametrize("avenants", ['[{"le": "2027-04-01", "pmt": 1200}]', "pas du JSON", '"[]"'])
def test_finir_le_questionnaire_garde_chaque_reponse_telle_qu_elle_est(demander: Demander, avenants: str) -> None:
    """Whatever is rich, or cannot be read, stands in the last address as it stood in the first."""
    reponses = {**GENERALISTE, "date_signature": "2026-10-01", "avenants": avenants, "lecture_seuil_p30": "inclus"}
    suite = demander("/simuler/", {**reponses, "depuis": "vous"})["Location"]
    lues = dict(parse_qsl(suite.partition("?")[2]))
    assert lues.pop("droit") == catalogue().version
    assert lues == reponses


@pytest.mark.parametrize("personnel", ["date_naissance", "rqth_ou_ald"])
def test_ce_qui_est_personnel_ne_passe_pas_dans_l_adresse_suivante(demander: Demander, personnel: str) -> None:
    reponses = {**GENERALISTE, "date_signature": "2026-10-01", personnel: "1970-01-01", "depuis": "vous"}
    assert personnel not in demander("/simuler/", reponses)["Location"]
