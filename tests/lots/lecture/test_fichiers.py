"""Each file of `tests/lots/fichiers`, as a spreadsheet or a portal writes it: its rows, its lines, what is said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from binome.moteur.erreurs import ErreurDeSaisie

pytest.importorskip("polars", reason="files are an extra")

from binome.lots.lecture.feuille import lire_les_codes
from binome.lots.lecture.lire import Entree, lire, ouvrir
from tests.lots.fichiers.ecrire import CLASSEURS, DOSSIER, RANGEES, TETE, TEXTES

UNE = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 1219,
    "pfa_initiale": 1514,
}
AUTRE = {
    "specialite": "10-1",
    "secteur": "2-optam",
    "option_etp": "0.5",
    "date_signature": "2025-01-15",
    "pmt_initiale": None,
    "pfa_initiale": 1700,
}
RPPS = [rangee[0] for rangee in RANGEES]


def situations(entree: Entree) -> list[dict[str, Any]]:
    """The rows of a file, canonical cells."""
    return [ligne for un in entree.blocs() for ligne in un.table.rows(named=True)]


def lignes(entree: Entree) -> list[int]:
    """Where the rows stand."""
    return [ligne for un in entree.blocs() for ligne in un.lignes]


def noms(entree: Entree, titre: str = "rpps") -> list[str | None]:
    """What a column that travels says."""
    return [nom for un in entree.blocs() for nom in un.identifiants[titre]]


@pytest.mark.parametrize(
    ("nom", "numeros", "dites"),
    [
        ("excel_csv_utf8.csv", [2, 3], ["lues le jour d'abord : « 01/09/2024 » est le 1er septembre 2024"]),
        ("excel_texte_unicode.csv", [2, 3], []),
        ("excel_mac_retours_chariot.csv", [2, 3], []),
        ("excel_sep_declare.csv", [3, 4], []),
        ("tabulations.csv", [2, 3], []),
        ("virgules_et_guillemets.csv", [2, 3], []),
        ("milliers_insecables.csv", [2, 3], []),
        ("milliers_windows.csv", [2, 3], ["encodage de Windows"]),
        ("colonnes_et_lignes_vides.csv", [3, 4], []),
        ("titre_au_dessus.csv", [5, 6], ["lus ligne 4"]),
        ("dates_a_points.csv", [2, 3], ["« 01.09.24 » est le 1er septembre 2024"]),
        ("dates_serrees.csv", [2, 3], []),
        ("dates_numeros_de_serie.csv", [2, 3], ["numéros de tableur", "« date_signature » (E) : 2"]),
        ("codes_devenus_dates.csv", [2, 3], ["changés en dates, retrouvés : « 10-1 » (1)"]),
        ("codes_devenus_numeros.csv", [2, 3], ["changés en dates, retrouvés : « 10-1 » (1)"]),
        (
            "colonnes_en_plus.csv",
            [2, 3],
            ["telles quelles dans la sortie : rpps, Nom.", "n'emploie pas : Commentaire."],
        ),
        ("lignes.jsonl", [1, 2], []),
    ],
)
def test_les_deux_memes_medecins(nom: str, numeros: list[int], dites: list[str]) -> None:
    entree = ouvrir(DOSSIER / nom)
    assert situations(entree) == [UNE, AUTRE]
    assert lignes(entree) == numeros
    assert noms(entree) == RPPS
    phrases = entree.remarques.phrases()
    for dite in dites:
        assert sum(dite in phrase for phrase in phrases) == 1, phrases


@pytest.mark.parametrize(
    ("nom", "titre", "numeros"),
    [
        ("excel_csv_windows.csv", "N° RPPS", [2, 3]),
        ("lisez_moi_d_abord.xlsx", "N° RPPS", [5, 6]),
        ("titres_sur_deux_lignes.csv", "N° RPPS", [5, 6]),
    ],
)
def test_des_titres_et_des_mots_de_tous_les_jours(nom: str, titre: str, numeros: list[int]) -> None:
    entree = ouvrir(DOSSIER / nom)
    assert situations(entree) == [UNE, AUTRE]
    assert lignes(entree) == numeros
    assert noms(entree, titre) == RPPS


def test_la_feuille_qui_a_les_colonnes_est_trouvee_et_dite() -> None:
    entree = ouvrir(DOSSIER / "lisez_moi_d_abord.xlsx")
    list(entree.blocs())
    assert entree.remarques.phrases() == [
        "Feuille lue : « Médecins ».",
        "Les titres des colonnes sont lus ligne 4.",
        "Colonnes reportées telles quelles dans la sortie : N° RPPS.",
        "Colonnes sans titre, non lues : M.",
        "Cellules lues comme inconnues : « NC » (1).",
    ]


def test_un_classeur_garde_ses_types() -> None:
    entree = ouvrir(DOSSIER / "vrais_types.xlsx")
    assert situations(entree) == [UNE | {"part_activite_liberale": "0.8"}, AUTRE | {"part_activite_liberale": None}]
    assert noms(entree) == RPPS
    phrases = " ".join(entree.remarques.phrases())
    assert "Cellules en erreur (#DIV/0!, #REF!…) dans le classeur, lues comme inconnues : 1." in phrases
    assert "retrouvés : « 10-1 »" in phrases


def test_les_inconnus_sont_dits_une_fois_avec_leur_nombre() -> None:
    entree = ouvrir(DOSSIER / "inconnus.csv")
    assert situations(entree) == [UNE, AUTRE | {"secteur": None}]
    assert entree.remarques.phrases()[-1] == "Cellules lues comme inconnues : « NS » (1), « n/c » (1)."


def test_un_fichier_de_portail() -> None:
    entree = ouvrir(DOSSIER / "portail.csv")
    assert situations(entree) == [UNE, AUTRE]
    assert "Colonnes que le calcul n'emploie pas : annee, code_region, libelle_region." in entree.remarques.phrases()


def test_les_fautes_d_une_ligne_restent_telles_qu_ecrites() -> None:
    entree = ouvrir(DOSSIER / "plusieurs_fautes.csv")
    assert situations(entree)[1]["date_signature"] == "31/02/2025"
    assert situations(entree)[1]["pfa_initiale"] == "1,5"


def test_une_cellule_sans_titre_est_une_faute_de_sa_ligne() -> None:
    (un,) = lire(DOSSIER / "cellule_en_trop.csv")
    assert un.table.rows() == [("10-1", "1", "2025-01-15", 1700)]
    assert un.lignes.to_list() == [3]
    assert un.fautes == [(2, "5 cellules pour 4 titres : « 1514 » n'a pas de colonne.")]


def test_une_virgule_apres_un_objet_est_expliquee() -> None:
    (un,) = lire(DOSSIER / "virgules_finales.jsonl")
    assert un.lignes.to_list() == [2]
    ((ligne, phrase),) = un.fautes
    assert ligne == 1
    assert "sans virgule après" in phrase


@pytest.mark.parametrize(
    ("nom", "morceaux"),
    [
        ("colonne_en_double.csv", ["« pfa_initiale » (G)", "« PFA » (H)", "gardez-en une"]),
        ("colonne_mal_ecrite.csv", ["« pfa_inital » (G)", "Vouliez-vous écrire « pfa_initiale »"]),
        ("guillemet_ouvert.csv", ["ligne 3", "un guillemet s'ouvre"]),
        ("tableau_json.jsonl", ["un objet {…} par ligne", "Un tableau JSON"]),
        ("codes_nationaux.csv", ["07, 33 (2 lignes)", "--codes nationaux"]),
        ("cellule_egaree.xlsx", ["1\u202f048\u202f576 lignes", "égarée"]),
        (
            "dates_mois_d_abord.csv",
            ["(E)", "« 01/15/2025 »", "15 janvier 2025", "1er septembre 2024", "et non le 9 janvier 2024"],
        ),
    ],
)
def test_un_fichier_refuse_l_est_en_entier_et_en_mots(nom: str, morceaux: list[str]) -> None:
    with pytest.raises(ErreurDeSaisie, match=nom) as refus:
        ouvrir(DOSSIER / nom)
    for morceau in morceaux:
        assert morceau in str(refus.value)
    assert "Champ «" not in str(refus.value)


def test_des_codes_nationaux_se_lisent_quand_on_le_dit(tmp_path: Path) -> None:
    fichier = DOSSIER / "codes_nationaux.csv"
    lues = [s["specialite"] for s in situations(ouvrir(fichier, lire_les_codes("nationaux")))]
    assert lues[0] == "anesthesie"
    assert lues[1:] == ["33 (code national sans équivalent connu)", "07 (code national sans équivalent connu)"]
    assert [s["specialite"] for s in situations(ouvrir(fichier, lire_les_codes("convention")))] == ["02", "33", "07"]
    table = tmp_path / "table.csv"
    table.write_text("code;specialite\n2;anesthésie\n33;Psychiatre\n7;gynécologie obstétrique\n", "utf-8")
    lues = [s["specialite"] for s in situations(ouvrir(fichier, lire_les_codes(str(table))))]
    assert lues == ["anesthesie", "21", "gynecologie_obstetrique"]


def test_les_codes_qui_ont_un_autre_sens_ailleurs_sont_dits(tmp_path: Path) -> None:
    fichier = tmp_path / "e.csv"
    fichier.write_text("specialite;pfa_initiale\n22;900\n06;800\n22;700\n", "utf-8")
    (phrase,) = ouvrir(fichier).remarques.phrases()
    assert "06 dermatologie (1), 22 néphrologie (2)" in phrase
    assert ouvrir(fichier, lire_les_codes("convention")).remarques.phrases() == []


TABLEUR = DOSSIER / "tableur"


@pytest.mark.parametrize("nom", ["saisie_francaise.csv", "tapee_en_francais.xlsx", "tapee_en_francais.ods"])
def test_les_fichiers_d_un_vrai_tableur_disent_la_meme_chose(nom: str) -> None:
    entree = ouvrir(TABLEUR / nom)
    lues = situations(entree)
    assert [s["specialite"] for s in lues] == ["01", "01", "10-1", "13-1", "21"]
    assert [s["date_signature"] for s in lues] == [
        jour.isoformat()
        for jour in (date(2024, 9, 1), date(2025, 2, 28), date(2025, 1, 15), date(2025, 3, 1), date(2024, 10, 1))
    ]
    assert [s["pmt_initiale"] for s in lues] == [1219, 900, None, None, None]
    assert [s["pfa_initiale"] for s in lues] == [1514, 2400, 1700, 2500, 200]
    assert [s["option_etp"] for s in lues] == ["1", "0.5", "0.5", "1", "1"]
    assert noms(entree, "nom") == ["Dr A", "Dr B", "Dr C", "Dr D", "Dr E"]
    assert noms(entree) == [f"1000000000{n}" for n in range(1, 6)]
    assert lignes(entree) == [2, 3, 4, 5, 6]


def test_un_export_americain_est_refuse_par_colonne() -> None:
    with pytest.raises(ErreurDeSaisie) as refus:
        ouvrir(TABLEUR / "export_americain.csv")
    phrase = str(refus.value)
    assert "« date_signature » (F) : « 02/28/2025 » n'est une date que si le mois est écrit d'abord" in phrase
    assert (
        "« 09/01/2024 », dans la même colonne, serait alors le 1er septembre 2024, et non le 9 janvier 2024" in phrase
    )


def test_chaque_fichier_du_dossier_est_bien_celui_du_script() -> None:
    for nom, octets in TEXTES.items():
        assert (DOSSIER / nom).read_bytes() == octets, f"{nom}: run python -m tests.lots.fichiers.ecrire"
    presents = {fichier.name for fichier in DOSSIER.iterdir() if fichier.suffix in (".csv", ".jsonl", ".xlsx")}
    assert presents == {*TEXTES, *CLASSEURS}
    assert len(TETE) == len(UNE) + 1
