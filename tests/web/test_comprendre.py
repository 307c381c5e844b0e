"""The pages on the aid and its history: every sentence with its source, tables made from the law, no code shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.codes import LigneDuBareme, Option, Palier, Patientele
from binome.langue.ecriture import nombre
from binome.web.vues.comprendre import PAGES as RUBRIQUEES
from tests.web.conftest import GENERALISTE, Demander

PAGES = ("comprendre", "projet", "histoire", "lexique")
VIDES = ("br", "img", "input", "link", "meta", "option", "path", "line", "circle", "rect")


class _Page(HTMLParser):
    """Collects the visible text of the main part, and the text of each sentence of a list."""

    def __init__(self) -> None:
        super().__init__()
        self._ouvertes: list[str] = []
        self.texte = ""
        self.reperes: dict[str, str] = {}
        self._repere = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VIDES:
            self._ouvertes.append(tag)
        if tag == "li":
            self._repere = dict(attrs).get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        while tag in self._ouvertes and self._ouvertes.pop() != tag:
            pass
        if tag == "li":
            self._repere = ""

    def handle_data(self, data: str) -> None:
        if "main" in self._ouvertes:
            self.texte += data
            if self._repere:
                self.reperes[self._repere] = self.reperes.get(self._repere, "") + data


def _lire(demander: Demander, adresse: str) -> _Page:
    reponse = demander(adresse)
    assert reponse.status_code == 200
    page = _Page()
    page.feed(reponse.content.decode())
    return page


@pytest.mark.parametrize("prefixe", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_chaque_phrase_a_sa_source_et_son_grade(demander: Demander, page: str, prefixe: str) -> None:
    lue = _lire(demander, f"{prefixe}/{page}/")
    attendus = {repere.code: repere for une in catalogue().rubriques if une.page == page for repere in une.reperes}
    assert set(attendus) <= set(lue.reperes)
    for code, repere in attendus.items():
        grades = re.findall(r"§[^()]*\(([A-D])\)", lue.reperes[code])
        assert grades == [source.grade for source in repere.sources], code


@pytest.mark.parametrize("prefixe", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_aucun_identifiant_du_code_ne_se_lit(demander: Demander, page: str, prefixe: str) -> None:
    texte = _lire(demander, f"{prefixe}/{page}/").texte
    assert re.findall(r"\w+_\w+|{\w*}", texte) == []
    identifiants = [
        nom for nom in catalogue().textes if "-" in nom and not nom.startswith(("med-in", "avenant", "assis"))
    ]
    assert [nom for nom in identifiants if re.search(rf"\b{nom}\b", texte)] == []


def test_les_montants_sont_ceux_du_droit(demander: Demander) -> None:
    page = demander("/comprendre/").content.decode()
    bareme = catalogue().bareme(catalogue().verifie_le)
    for table in (bareme.montants, bareme.montants_second_assistant):
        for ligne in LigneDuBareme:
            for palier in Palier:
                for option in Option:
                    if option >= 0 and (montant := table[ligne][palier][option]) > 0:
                        assert f"<td>{nombre(montant)}\u00a0€</td>" in page, (ligne, palier, option)


def test_les_seuils_de_chaque_specialite_sont_ceux_du_droit(demander: Demander) -> None:
    page = demander("/comprendre/").content.decode()
    droit = catalogue()
    distribution = droit.bareme(droit.verifie_le).distribution
    for une in droit.specialites:
        assert une.libelle in page
        pmt, pfa = distribution[Patientele.PMT][une.rang][0], distribution[Patientele.PFA][une.rang][0]
        if pfa > 0:
            cases = "".join(f"<td>{nombre(n) if n > 0 else 'nc' if n == -1 else '—'}</td>" for n in (pmt, pfa))
            assert f'<th scope="row">{une.libelle}</th>{cases}' in page


def test_l_histoire_montre_les_montants_de_2019_et_non_ceux_d_aujourd_hui(demander: Demander) -> None:
    page = demander("/histoire/").content.decode()
    assert "septembre 2019" in page
    assert "36\u202f000\u00a0€" in page
    assert "38\u202f000\u00a0€" not in page
    for regime in catalogue().regimes:
        assert regime.titre in page


def test_l_aide_le_projet_et_l_histoire_s_ouvrent_de_partout(demander: Demander) -> None:
    accueil = demander("/").content.decode()
    for adresse in ("/comprendre/", "/comprendre/#textes_et_contacts", "/histoire/", "/projet/"):
        assert f'href="{adresse}"' in accueil


def test_les_deux_courbes_se_voient_et_se_lisent_en_tableau(demander: Demander) -> None:
    page = demander("/comprendre/").content.decode()
    assert page.count("<svg ") == page.count("Les mêmes chiffres en tableau") == 2
    assert '<th scope="row">1\u202f858 <span class="source">P90</span></th><td>+56</td><td>+110</td>' in page
    assert "vous" not in "".join(re.findall(r"<svg .*?</svg>", page, re.DOTALL))


def test_le_resultat_montre_le_point_du_medecin(demander: Demander) -> None:
    page = demander("/resultat/", GENERALISTE).content.decode()
    assert "Votre point : 900 patients au départ, +305 demandés." in page
    assert "vous, 1 ETP : +467" in page
    assert 'href="/comprendre/#contreparties"' in page
    anglaise = demander("/en/resultat/", GENERALISTE).content.decode()
    assert "you, 1 FTE: +467" in anglaise


def test_sans_les_rangs_de_sa_specialite_le_resultat_dit_pourquoi_rien_n_est_trace(demander: Demander) -> None:
    cardiologue = {"specialite": "04", "secteur": "1", "option_etp": "0.5", "pfa_initiale": "1700"}
    page = demander("/resultat/", cardiologue).content.decode()
    assert "la courbe des objectifs ne se trace pas" in page
    assert "courbes-svg" not in page


@pytest.mark.parametrize(
    ("prefixe", "mots", "adresse"),
    [
        ("", "puericulture auxiliaire", "/projet/#profil_soignant"),
        ("", "secrétariat téléphonique", "/projet/#remplacer_le_secretaire"),
        ("", "drees", "/histoire/#heures_administratives"),
        ("/en", "nursing auxiliary", "/en/projet/#profil_soignant"),
    ],
)
def test_la_recherche_dans_le_droit_trouve_ces_phrases(
    demander: Demander, prefixe: str, mots: str, adresse: str
) -> None:
    assert f'href="{adresse}"' in demander(f"{prefixe}/droit/", {"q": mots}).content.decode()


def test_un_texte_dit_les_phrases_qui_reposent_sur_lui(demander: Demander) -> None:
    page = demander("/droit/textes/dossier-herault/").content.decode()
    assert 'href="/histoire/#medecins_d_occitanie"' in page
    assert "5\u202f972 médecins libéraux" in page


def test_chaque_rubrique_est_sur_une_page_du_site() -> None:
    assert {rubrique.page for rubrique in catalogue().rubriques} == set(RUBRIQUEES)
