"""Reforms: each number, cell or reading checked word by word; one that changes nothing changes nothing."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from binome.droit.bornes import lire_le_nombre
from binome.droit.catalogue import catalogue
from binome.droit.choix import lectures_retournees, reforme_prete, reformes_pretes
from binome.droit.codes import Motif, NatureDePart, Percentile
from binome.droit.lectures import ActiviteTestee
from binome.droit.loi import Loi, dernier_jour, loi_en_vigueur, regime
from binome.droit.reformes import SANS_REFORME, Reforme
from binome.droit.reformes_ecrites import lire_lignes, lire_reforme, lire_toml, relire
from binome.moteur.erreurs import ErreurDeSaisie

JOUR = date(2024, 9, 1)
MAUVAISES: list[tuple[Any, str]] = [
    ([1], "clés"),
    ({"nombre": {}}, "nombres"),
    ({1: {}}, "clé"),
    ({"nombres": [1]}, "nom: valeur"),
    ({"nombres": []}, "nom: valeur"),
    ({"lectures": "test_activite"}, "nom: valeur"),
    ({"nombres": {"seuil_de_maintiens": "9/10"}}, "seuil_de_maintien"),
    ({"nombres": {"seuil_de_maintien": "0,9"}}, "exact"),
    ({"nombres": {"seuil_de_maintien": None}}, "exact"),
    ({"nombres": {"seuil_de_maintien": {"a": 1}}}, "exact"),
    ({"nombres": {"annees_d_observation": "3/2"}}, "années"),
    ({"nombres": {"annees_d_observation": True}}, "années"),
    ({"nombres": {"annees_d_observation": date(2025, 1, 1)}}, "années"),
    ({"nombres": {"part_selon_le_motif": [["baisse_de_patiente", "nulle"]]}}, "baisse_de_patientele"),
    ({"nombres": {"part_selon_le_motif": [["baisse_de_patientele", "nul"]]}}, "nulle"),
    ({"nombres": {"part_selon_le_motif": [["baisse_de_patientele", 0]]}}, "nulle"),
    ({"nombres": {"montants": [["p95_plus", 1]]}}, "une case par axe"),
    ({"nombres": {"montants": 40_000}}, "une case par axe"),
    ({"nombres": {"montants": [["p95_plus", "annees_suivantes", "1", "beaucoup"]]}}, "exact"),
    ({"lectures": {"test_activite": "les_2"}}, "les_deux"),
    ({"lectures": {"test_activite": ["les_deux"]}}, "les_deux"),
    ({"lectures": {"test_activites": "les_deux"}}, "test_activite"),
    ({"regime": "avenant7"}, "avenant-7"),
    ({"regime": ["avenant-7"]}, "régime"),
    ({"depuis": "demain"}, "AAAA-MM-JJ"),
    ({"depuis": 2025}, "AAAA-MM-JJ"),
    ({"titre": "x" * 201}, "200 caractères"),
    ({"titre": ["x"]}, "200 caractères"),
    ({"titre": "a\u202eb"}, "200 caractères"),
    ({"description": "x" * 2001}, "2000 caractères"),
]


def _lire(donnees: Any) -> Reforme:
    return lire_reforme("essai", donnees, catalogue())


def _loi(donnees: Any) -> Loi:
    return loi_en_vigueur().avec(_lire(donnees))


@pytest.mark.parametrize(("donnees", "mot"), MAUVAISES)
def test_une_faute_est_dite_avec_le_nom_le_plus_proche(donnees: Any, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        _lire(donnees)


def _montant(valeur: Any) -> dict[str, Any]:
    return {"montants": [["p95_plus", "annees_suivantes", "1", valeur]]}


def _seuil(percentile: str, valeur: Any) -> list[Any]:
    return ["pmt", "01", percentile, valeur]


DEMESURE = int("9" * 4000)
HORS_BORNES: list[tuple[str, dict[str, Any], str]] = [
    ("un montant négatif", _montant(-1), "de 0 à 1000000, en EUR"),
    ("un montant négatif, en texte", _montant("-1"), "de 0 à 1000000, en EUR"),
    ("un montant de plus d'un million", _montant(1_000_001), "de 0 à 1000000, en EUR"),
    ("un montant à décimales", _montant("1000.50"), "entier exact"),
    ("un montant démesuré", _montant(DEMESURE), "de 0 à 1000000"),
    ("un montant démesuré, en base 16", _montant(int("f" * 60_000, 16)), "de 0 à 1000000"),
    ("un montant à exposant", _montant("1e900000000"), "entier exact"),
    ("un montant à exposant, décimal", _montant(Decimal("1e900000000")), "entier exact"),
    ("un montant de dix mille chiffres", _montant("9" * 10_000), "entier exact"),
    ("un montant en chiffres d'ailleurs", _montant("٣٠٠"), "entier exact"),
    ("une part négative", {"seuil_de_maintien": "-1/2"}, "fraction exacte de 0 à 1"),
    ("une part de plus de 1", {"seuil_de_maintien": "11/10"}, "fraction exacte de 0 à 1"),
    ("une part entière de plus de 1", {"seuil_de_maintien": 2}, "fraction exacte de 0 à 1"),
    ("une part sans dénominateur", {"seuil_de_maintien": "1/0"}, "fraction exacte de 0 à 1"),
    ("une part au dénominateur démesuré", {"seuil_de_maintien": "1/99991"}, "fraction exacte de 0 à 1"),
    ("une part à exposant", {"seuil_de_maintien": "1e-900000000"}, "fraction exacte de 0 à 1"),
    ("une part qui n'est pas un nombre", {"seuil_de_maintien": "nan"}, "fraction exacte de 0 à 1"),
    ("une accessibilité démesurée", {"apl_sous_dense": "101"}, "fraction exacte de 0 à 100"),
    ("un seuil négatif", {"distribution": [_seuil("p30", -3)]}, "de 0 à 1000000, en patients"),
    ("un seuil de plus d'un million", {"distribution": [_seuil("p95", 1_000_001)]}, "de 0 à 1000000, en patients"),
    ("un seuil nul", {"distribution": [_seuil("p30", 0)]}, "croissent strictement"),
    ("un seuil P30 au-dessus de P50", {"distribution": [_seuil("p30", 5000)]}, "croissent strictement"),
    ("deux seuils égaux", {"distribution": [_seuil("p90", 2000), _seuil("p95", 2000)]}, "croissent strictement"),
    ("une durée nulle", {"duree_du_contrat": 0}, "de 1 à 20"),
    ("une durée d'un siècle", {"duree_du_contrat": 100}, "de 1 à 20"),
    ("des points sans intervalle", {"mois_entre_points": 0}, "de 1 à 240"),
    ("une définition", {"rangs": [["p30", 2000]]}, "qu'aucune réforme ne change"),
    ("une marque que la loi n'écrit pas", {"annees_d_observation": "nc"}, "années"),
    ("une liste vide", {"montants": []}, "pas vide"),
    ("une case vide", {"montants": [[]]}, "pas vide"),
    ("la même case deux fois", {"montants": _montant(1)["montants"] * 2}, "une seule fois"),
    ("le même nombre deux fois", {"annees_d_observation": [1, 2]}, "une seule fois"),
    ("plus de nombres que la loi n'en a", {"annees_d_observation": [1] * 2_001}, "2000 nombres au plus"),
    ("un code démesuré", {"montants": [[DEMESURE * DEMESURE, "annees_suivantes", "1", 1]]}, "code de l'axe"),
]


@pytest.mark.parametrize(("nombres", "mot"), [cas[1:] for cas in HORS_BORNES], ids=[cas[0] for cas in HORS_BORNES])
def test_un_nombre_hors_des_bornes_de_celui_qu_il_remplace_est_refuse(nombres: dict[str, Any], mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        _lire({"nombres": nombres})


@pytest.mark.parametrize(
    ("nombres", "nom", "valeur"),
    [
        (_montant(1_000_000), "montants", 1_000_000),
        (_montant("40000"), "montants", 40_000),
        (_montant("-"), "montants", -2),
        ({"seuil_de_maintien": 1}, "seuil_de_maintien", (1, 1)),
        ({"seuil_de_maintien": "0"}, "seuil_de_maintien", (0, 1)),
        ({"seuil_de_maintien": Decimal("0.95")}, "seuil_de_maintien", (19, 20)),
        ({"apl_sous_dense": "4"}, "apl_sous_dense", (4, 1)),
        ({"apl_sous_dense": "-"}, "apl_sous_dense", (-2, 1)),
        ({"age_du_maintien": "-"}, "age_du_maintien", -2),
    ],
)
def test_un_nombre_dans_les_bornes_est_lu(nombres: dict[str, Any], nom: str, valeur: Any) -> None:
    (remplacement,) = _lire({"nombres": nombres}).remplacements
    assert (remplacement.parametre, remplacement.valeur) == (nom, valeur)


def test_chaque_nombre_du_droit_en_vigueur_peut_se_remplacer_par_lui_meme() -> None:
    """Every unit has bounds, and they hold all that the law itself writes: no number is out of reach by mistake."""
    droit = catalogue()
    for parametre in droit.parametres.values():
        if parametre.nom in ("rangs", "quantiles_normaux"):
            continue
        for version in parametre.versions:
            for cellule in _cellules(version.valeur, len(parametre.axes)):
                assert lire_le_nombre(parametre, _ecrite(cellule), droit.axes) == cellule


def _cellules(valeur: Any, profondeur: int) -> list[Any]:
    return [valeur] if profondeur == 0 else [c for sous in valeur for c in _cellules(sous, profondeur - 1)]


def _ecrite(cellule: Any) -> Any:
    if isinstance(cellule, tuple):
        return "/".join(map(str, cellule)) if cellule[0] >= 0 else _ecrite(cellule[0])
    if hasattr(cellule, "name"):
        return cellule.name.lower()
    return {-1: "nc", -2: "-"}.get(cellule, cellule)


def test_des_nombres_remplaces_le_sont_et_eux_seuls() -> None:
    lue = _loi(
        {
            "nombres": {
                "seuil_de_maintien": "0.9",
                "annees_d_observation": 1,
                "distribution": [["pmt", "01", "p30", 700]],
            }
        }
    )
    avant, apres = catalogue().bareme(JOUR), lue.bareme(JOUR)
    assert apres.seuil_de_maintien == (9, 10)
    assert apres.annees_d_observation == 1
    assert apres.distribution[0][0] == (700, *avant.distribution[0][0][1:])
    differents = {nom for nom in avant._fields if getattr(avant, nom) != getattr(apres, nom)}
    assert differents == {"seuil_de_maintien", "annees_d_observation", "distribution"}


def test_la_meme_reforme_lue_deux_fois_donne_les_memes_objets() -> None:
    """A kernel is compiled once by law."""
    une, autre = (_loi({"nombres": {"annees_d_observation": 1}}) for _ in range(2))
    assert une == autre
    assert hash(une) == hash(autre)
    assert une.bareme(JOUR) is autre.bareme(JOUR)
    assert une.bareme(JOUR) is une.bareme(date(2025, 3, 1))
    assert pickle.loads(pickle.dumps(une.reforme)) == une.reforme


def test_une_date_d_effet_est_tenue() -> None:
    lue = _loi({"depuis": date(2026, 1, 1), "nombres": {"annees_d_observation": 1}})
    assert lue.bareme(date(2025, 12, 31)) is catalogue().bareme(date(2025, 12, 31))
    assert lue.bareme(date(2026, 1, 1)).annees_d_observation == 1


def test_un_nombre_peut_changer_deux_fois() -> None:
    lignes = [
        {"parametre": "annees_d_observation", "valeur": "1", "depuis": "2026-01-01"},
        {"parametre": "annees_d_observation", "valeur": "3", "depuis": "2025-01-01"},
    ]
    lue = loi_en_vigueur().avec(lire_lignes("essai", lignes, catalogue()))
    assert [lue.bareme(date(annee, 6, 1)).annees_d_observation for annee in (2024, 2025, 2026)] == [2, 3, 1]


def test_une_valeur_identique_ne_change_rien() -> None:
    p30 = catalogue().bareme(JOUR).distribution[0][0][Percentile.P30]
    lue = _loi({"nombres": {"distribution": [["pmt", "01", "p30", p30]]}})
    assert lue.bareme(JOUR) == catalogue().bareme(JOUR)
    assert loi_en_vigueur().bareme(JOUR) is catalogue().bareme(JOUR)


def test_la_version_dit_la_reforme_quand_elle_change_quelque_chose() -> None:
    droit = loi_en_vigueur()
    assert droit.version == catalogue().version
    assert droit.avec(Reforme("rien", "Rien")).version == catalogue().version
    une, autre = (_loi({"nombres": {"annees_d_observation": n}}) for n in (1, 3))
    assert une.version.startswith(f"{catalogue().version}/essai@")
    assert une.version != autre.version
    renommee = lire_reforme("essai", {"titre": "Autre titre", "nombres": {"annees_d_observation": 1}}, catalogue())
    assert droit.avec(renommee).version == une.version, "words do not count"


def test_la_lecture_d_une_reforme_est_le_choix_par_defaut() -> None:
    loi = _loi({"lectures": {"test_activite": "les_deux"}})
    choix = catalogue().lectures["test_activite"].rang_du_choix
    assert loi.lectures_retenues({}, ()).test_activite == choix("les_deux")
    assert loi.lectures_retenues({"test_activite": "pmt"}, ()).test_activite == choix("pmt")
    autres = loi.lectures_retenues({}, ("autre",))._replace(test_activite=ActiviteTestee.PMT)
    assert autres == loi_en_vigueur().lectures_retenues({}, ("autre",))._replace(test_activite=ActiviteTestee.PMT)


@pytest.mark.parametrize("nom", ["rampe", "avenant_7", "reglement_arbitral", "toutes_les_patienteles_a_p30"])
def test_une_reforme_transmise_se_relit(nom: str) -> None:
    prete = reforme_prete(nom, catalogue())
    relue = relire(prete.en_json(), catalogue())
    assert relue == prete
    assert relue.empreinte == prete.empreinte


@pytest.mark.parametrize(
    ("donnees", "mot"),
    [
        ("rampe", "clés"),
        ({"nombres": {}}, "clé"),
        ({"nom": 3}, "caractères"),
        ({"nom": "x", "lignes": {}}, "liste de lignes"),
        ({"nom": "x", "lignes": [1]}, "liste de lignes"),
        ({"nom": "x", "lignes": [{"parametre": "montant", "valeur": 1}]}, "montants"),
        ({"nom": "x", "lectures": {"test_activite": "les_2"}}, "les_deux"),
    ],
)
def test_une_reforme_mal_transmise_est_refusee(donnees: Any, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        relire(donnees, catalogue())


def test_les_cases_d_une_feuille_s_ecrivent_avec_ou_sans_espaces() -> None:
    lignes = [
        {"parametre": "montants", "case": "p95_plus/annees_suivantes/1", "valeur": "30000"},
        {"parametre": "montants", "case": "p95_plus / annees_suivantes / 1/3", "valeur": "10000"},
    ]
    lues = lire_lignes("essai", lignes, catalogue()).remplacements
    assert [r.codes for r in lues] == [("p95_plus", "annees_suivantes", "1"), ("p95_plus", "annees_suivantes", "1/3")]


@pytest.mark.parametrize(
    ("lignes", "mot"),
    [
        ([{"parametre": "", "valeur": "1"}], "ligne 1"),
        ([{"parametre": "annees_d_observation", "valeurs": "1"}], "valeur"),
        ([{"parametre": "test_activite", "valeur": "pmt"}, {"parametre": "test_activite", "valeur": "pfa"}], "un seul"),
        ([{"parametre": "annees_d_observation", "valeur": "1"}] * 2, "une seule fois"),
        ([{"parametre": "annees_d_observation", "valeur": ""}], "années"),
    ],
)
def test_une_ligne_mauvaise_de_feuille_est_refusee(lignes: Any, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_lignes("essai", lignes, catalogue())


@pytest.mark.parametrize(
    ("texte", "mot"),
    [
        ("titre = [", "TOML"),
        ("x = " + "[" * 5000, "TOML"),
        ("[nombres]\nannees_d_observation = 1\nannees_d_observation = 2", "TOML"),
        ("[nombres]\nannees_d_observation = " + "9" * 5000, "TOML"),
        ("[nombres]\nseuil_de_maintien = 1e900000000", "fraction exacte"),
        ("[nombres]\nseuil_de_maintien = nan", "fraction exacte"),
    ],
)
def test_un_texte_toml_mauvais_est_dit(texte: str, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_toml("essai", texte, catalogue())


def test_les_reformes_pretes_sont_lues_et_disent_ce_qu_elles_font() -> None:
    pretes = reformes_pretes(catalogue())
    assert {"rampe", "avenant_7", "reglement_arbitral"} <= set(pretes)
    assert all(r.titre and r.description for r in pretes.values())
    rampe = loi_en_vigueur().avec(pretes["rampe"]).bareme(JOUR)
    assert NatureDePart.NULLE not in rampe.part_selon_le_motif
    assert rampe.part_selon_le_motif[Motif.BAISSE_DE_PATIENTELE] == NatureDePart.MEILLEUR_TAUX
    with pytest.raises(ErreurDeSaisie, match="rampe"):
        reforme_prete("ranpe", catalogue())


def test_un_regime_est_pris_a_son_dernier_jour() -> None:
    droit = catalogue()
    assert dernier_jour(droit, regime(droit, "reglement-arbitral")) == date(2024, 6, 21)
    assert dernier_jour(droit, regime(droit, "convention-2024")) == droit.verifie_le
    sous_l_avenant = loi_en_vigueur().avec(reforme_prete("avenant_7", droit))
    assert sous_l_avenant.bareme(JOUR) is droit.bareme(dernier_jour(droit, regime(droit, "avenant-7")))


def test_chaque_autre_choix_de_chaque_lecture_est_une_reforme() -> None:
    retournees = lectures_retournees(catalogue())
    assert len(retournees) == sum(len(lecture.choix) - 1 for lecture in catalogue().lectures.values())
    assert all(r.est_sans_nombre and len(r.lectures) == 1 for r in retournees)
    assert SANS_REFORME.est_vide
