"""Files made to harm: bombs, giants, cells without end. Each is refused in words, in bounded memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binome.moteur.erreurs import ErreurDeSaisie

polars = pytest.importorskip("polars", reason="files are an extra")

from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture import encodage
from binome.lots.lecture.lire import lire, ouvrir
from binome.lots.lecture.separe import GuillemetOuvert, morceaux

TETE = "specialite;secteur;option_etp;date_signature;pmt_initiale;pfa_initiale\n"
BONNE = "01;1;1;2024-09-01;900;1400\n"
MEGA = 1 << 20


def ecrire(fichier: Path, *morceaux: str | bytes) -> Path:
    with fichier.open("wb") as flux:
        for morceau in morceaux:
            flux.write(morceau.encode() if isinstance(morceau, str) else morceau)
    return fichier


def test_une_ligne_sans_fin_est_refusee_sans_etre_gardee(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path / "e.csv", TETE, BONNE, *(["9" * MEGA] * 40))
    tracemalloc.start()
    with pytest.raises(ErreurDeSaisie, match="ligne 3 : elle est longue de plus d'un million"):
        ouvrir(fichier)
    _, pic = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pic < 60 * MEGA


@pytest.mark.parametrize("suite", ["\n", ""])
def test_un_guillemet_jamais_referme_est_nomme_par_sa_ligne(tmp_path: Path, suite: str) -> None:
    fichier = ecrire(tmp_path / "e.csv", TETE, BONNE, '"01;1;1', suite, BONNE * 3_000)
    with pytest.raises(ErreurDeSaisie, match="ligne 3 : un guillemet s'ouvre"):
        list(lire(fichier))


def test_une_cellule_immense_est_une_faute_de_sa_ligne(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path / "e.csv", TETE, BONNE, f"{'z' * 500_000};1;1;2024-09-01;900;1400\n", BONNE)
    bilan = traiter_un_fichier(fichier, tmp_path / "s.csv")
    assert (bilan.lues, bilan.erreurs) == (3, 1)
    assert bilan.fichier_des_erreurs is not None
    assert bilan.fichier_des_erreurs.stat().st_size < 3_000


def test_une_cellule_de_parquet_de_plusieurs_megaoctets(tmp_path: Path) -> None:
    table = polars.DataFrame({"specialite": ["01", "z" * (5 * MEGA)], "option_etp": ["1", "1"]})
    table.write_parquet(tmp_path / "e.parquet")
    bilan = traiter_un_fichier(tmp_path / "e.parquet", tmp_path / "s.jsonl")
    assert (bilan.lues, bilan.erreurs) == (2, 1)


def test_trop_de_colonnes(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path / "e.csv", ";".join(["specialite", *(f"c{n}" for n in range(2_000))]), "\n01\n")
    with pytest.raises(ErreurDeSaisie, match="1000 colonnes au plus"):
        ouvrir(fichier)


@pytest.mark.parametrize("nom", ["e.csv", "e.jsonl", "e.parquet", "e.xlsx", "e.ods"])
@pytest.mark.parametrize("contenu", [b"", b"\xef\xbb\xbf", b"\n\n\n"])
def test_un_fichier_vide_le_dit(tmp_path: Path, nom: str, contenu: bytes) -> None:
    with pytest.raises(ErreurDeSaisie, match="vide" if nom[2] in "cj" or not contenu else "Attendu"):
        ouvrir(ecrire(tmp_path / nom, contenu))


@pytest.mark.parametrize("nom", ["e.csv", "e.jsonl"])
@pytest.mark.parametrize("contenu", [b"specialite\x00;x\n01\n", bytes(range(256)) * 50, b"\xff\xfe\x00specialite"])
def test_des_octets_qui_ne_sont_pas_un_texte(tmp_path: Path, nom: str, contenu: bytes) -> None:
    with pytest.raises(ErreurDeSaisie):
        list(lire(ecrire(tmp_path / nom, contenu)))


def _classeur(fichier: Path, feuille: str, textes: str = "", **autres: bytes) -> Path:
    """A minimal workbook around the XML of a sheet."""
    tete = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    espace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    liens = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    paquet = "http://schemas.openxmlformats.org/package/2006"
    type_ = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{tete}<Types xmlns="{paquet}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{type_}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{type_}.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{tete}<Relationships xmlns="{paquet}/relationships"><Relationship Id="r1" '
            f'Type="{liens}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{tete}<workbook {espace} xmlns:r="{liens}"><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{tete}<Relationships xmlns="{paquet}/relationships"><Relationship Id="r1" Type="{liens}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{liens}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"{tete}<worksheet {espace}><sheetData>{feuille}</sheetData></worksheet>"
        )
        archive.writestr("xl/sharedStrings.xml", f"{tete}<sst {espace}>{textes}</sst>")
        for nom, octets in autres.items():
            archive.writestr(nom, octets)
    return fichier


def _en_ligne(adresse: str, texte: str) -> str:
    return f'<c r="{adresse}" t="inlineStr"><is><t>{texte}</t></is></c>'


def test_un_classeur_minimal_se_lit(tmp_path: Path) -> None:
    feuille = (
        f'<row r="1">{_en_ligne("A1", "specialite")}{_en_ligne("B1", "pfa_initiale")}</row>'
        f'<row r="2">{_en_ligne("A2", "01")}<c r="B2"><v>1400</v></c></row>'
    )
    (un,) = lire(_classeur(tmp_path / "e.xlsx", feuille))
    assert un.table.rows() == [("01", 1400)]


def test_un_classeur_sans_adresses_se_lit_aussi(tmp_path: Path) -> None:
    mots = [f'<c t="inlineStr"><is><t>{mot}</t></is></c>' for mot in ("specialite", "pfa_initiale", "01", "1400")]
    feuille = f"<row>{mots[0]}{mots[1]}</row><row>{mots[2]}{mots[3]}</row>"
    (un,) = lire(_classeur(tmp_path / "e.xlsx", feuille))
    assert un.table.rows() == [("01", 1400)]


@pytest.mark.parametrize(
    "feuille",
    [
        f'<row r="1">{_en_ligne("A1", "specialite")}</row><row r="1048576">{_en_ligne("XFD1048576", "x")}</row>',
        f"<row r='1'>{_en_ligne('A1', 'specialite')}</row><row r='900000'><c r='ZZ900000'><v>1</v></c></row>",
        f'<row r="1">{_en_ligne("A1", "specialite")}{"<c/>" * 16_000}<c><v>1</v></c></row><row r="900000"><c/></row>',
    ],
)
def test_une_cellule_tres_loin_ne_prend_pas_la_memoire(tmp_path: Path, feuille: str) -> None:
    with pytest.raises(ErreurDeSaisie, match="une cellule est sans doute égarée"):
        ouvrir(_classeur(tmp_path / "e.xlsx", feuille))


def test_un_classeur_gonfle_n_est_pas_ouvert(tmp_path: Path) -> None:
    fichier = _classeur(tmp_path / "e.xlsx", "<!-- " + " " * (40 * MEGA) + " -->")
    assert fichier.stat().st_size < MEGA
    with pytest.raises(ErreurDeSaisie, match="mégaoctets une fois ouvert"):
        ouvrir(fichier)


def test_un_texte_partage_des_milliers_de_fois(tmp_path: Path) -> None:
    cellules = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001))
    textes = f"<si><t>{'lorem ' * 5_000}</t></si>"
    with pytest.raises(ErreurDeSaisie, match="textes de ce classeur sont trop longs"):
        ouvrir(_classeur(tmp_path / "e.xlsx", cellules, textes))


def _ods(fichier: Path, corps: str) -> Path:
    espaces = " ".join(
        f'xmlns:{nom}="urn:oasis:names:tc:opendocument:xmlns:{nom}:1.0"' for nom in ("office", "table", "text")
    )
    type_ = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", type_)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{type_}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {espaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="F">{corps}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return fichier


def _cellule(texte: str, attributs: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributs}><text:p>{texte}</text:p></table:table-cell>'


RANGEE = "<table:table-row{}>{}</table:table-row>"


def test_un_ods_minimal_et_ses_repetitions_vides(tmp_path: Path) -> None:
    vides = '<table:table-cell table:number-columns-repeated="16382"/>'
    corps = RANGEE.format("", _cellule("specialite") + _cellule("pfa_initiale") + vides)
    corps += RANGEE.format("", _cellule("01") + _cellule("1 400") + vides)
    corps += RANGEE.format(
        ' table:number-rows-repeated="1048574"', '<table:table-cell table:number-columns-repeated="16384"/>'
    )
    (un,) = lire(_ods(tmp_path / "e.ods", corps))
    assert un.table.rows() == [("01", 1400)]


@pytest.mark.parametrize(
    "corps",
    [
        RANGEE.format("", _cellule("specialite", ' table:number-columns-repeated="16384"'))
        + RANGEE.format(
            ' table:number-rows-repeated="1048575"', _cellule("01", ' table:number-columns-repeated="16384"')
        ),
        RANGEE.format("", _cellule("specialite"))
        + RANGEE.format(' table:number-rows-repeated="1048570"', "<table:table-cell/>")
        + RANGEE.format("", '<table:table-cell table:number-columns-repeated="16000"/>' + _cellule("x")),
        RANGEE.format("", _cellule("specialite"))
        + RANGEE.format(' table:number-rows-repeated="1000000"', _cellule("x" * 5_000)),
    ],
)
def test_un_ods_qui_se_repete_sans_fin(tmp_path: Path, corps: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=r"égarée|trop longs"):
        ouvrir(_ods(tmp_path / "e.ods", corps))


def test_un_ods_qui_declare_des_entites_n_est_pas_ouvert(tmp_path: Path) -> None:
    fichier = _ods(tmp_path / "e.ods", "")
    with zipfile.ZipFile(fichier) as archive:
        contenu = archive.read("content.xml").replace(
            b'<?xml version="1.0"?>', b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
        )
    with zipfile.ZipFile(tmp_path / "f.ods", "w") as archive:
        archive.writestr("content.xml", contenu)
    with pytest.raises(ErreurDeSaisie, match="un classeur XLSX ou ODS lisible"):
        ouvrir(tmp_path / "f.ods")


def _abime(octets: bytes) -> list[bytes]:
    milieu = len(octets) // 2
    return [octets[:10], octets[:milieu], octets[:-20], octets[:milieu] + b"\0" * 64 + octets[milieu + 64 :]]


@pytest.mark.parametrize("nom", ["tapee_en_francais.xlsx", "tapee_en_francais.ods"])
def test_un_classeur_abime_est_refuse_en_mots(tmp_path: Path, nom: str) -> None:
    entier = (Path(__file__).parents[1] / "fichiers" / "tableur" / nom).read_bytes()
    for rang, octets in enumerate(_abime(entier)):
        fichier = ecrire(tmp_path / f"{rang}{nom}", octets)
        try:
            list(lire(fichier))
        except ErreurDeSaisie as refus:
            assert "Attendu" in str(refus) or "égarée" in str(refus)


@pytest.mark.parametrize(
    ("ligne", "morceau"),
    [
        ("[" * 100_000, "un objet"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, "emboîte trop d'objets"),
        ('{"specialite": "01", "specialite": "02"}', "« specialite » est donné deux fois"),
        ('{"specialite": "\\ud800"}', "caractère Unicode est incomplet"),
        ('{"pmt_initiale": NaN}', "« NaN » n'est pas un nombre"),
        ('{"pmt_initiale": Infinity}', "« Infinity » n'est pas un nombre"),
        ('{"pmt_initiale": 900.5}', "nombre entier de patients"),
        ('{"pmt_initiale": 1e900000000}', "nombre entier de patients"),
        (f'{{"pmt_initiale": {"9" * 5_000}}}', "plus de 40 chiffres"),
        ('{"specialite": "01"', "ce n'est pas du JSON"),
        ('{"specialite": 4}', "un code entre guillemets"),
        ('{"date_signature": 45536}', "AAAA-MM-JJ"),
        ('{"constats": 3}', "une liste de constats"),
        ('{"constats": [3]}', "un objet"),
        ('{"pmt_initial": 3}', "Vouliez-vous écrire « pmt_initiale »"),
        ('{"zzz": {"a": 1}}', "inconnu"),
        ('"01"', "un objet"),
        ("{" + "x" * 200_000, "trop longue"),
    ],
)
def test_une_mauvaise_ligne_de_json_n_arrete_jamais_les_autres(tmp_path: Path, ligne: str, morceau: str) -> None:
    bonne = json.dumps({"specialite": "01", "pmt_initiale": 900})
    (un,) = lire(ecrire(tmp_path / "e.jsonl", f"{bonne}\n{ligne}\n{bonne}\n"))
    assert un.table["pmt_initiale"].to_list() == [900, 900]
    assert un.lignes.to_list() == [1, 3]
    ((numero, phrase),) = un.fautes
    assert numero == 2
    assert morceau in phrase
    assert len(phrase) < 1_500


def _tout(fichier: Path) -> list[object]:
    return [(un.table.rows(), un.lignes.to_list()) for un in lire(fichier)]


def test_un_texte_se_lit_pareil_quel_que_soit_le_decoupage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few bytes cut characters, ends of lines and quoted cells: nothing changes."""
    corps = TETE + "é;1;1;2024-09-01;900;1400\r\n" + 'x;1;1;"2024-\n09-01";1;2\r\n' + BONNE * 3
    for code in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        fichier = ecrire(tmp_path / f"{code}.csv", corps.encode(code))
        entier = _tout(fichier)
        for taille in (1, 2, 3, 7, 64):
            monkeypatch.setattr(encodage, "_BLOC", taille)
            assert _tout(fichier) == entier
        monkeypatch.undo()


cellules_citees = st.text(alphabet='a1; "\n,é', max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(cellules_citees, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from([";", ","]))
def test_ce_qu_ecrit_la_bibliotheque_standard_se_relit(rangees: list[list[str]], separateur: str) -> None:
    """Quotes, separators and ends of lines inside cells: the fast reader and the careful one say the same."""
    tampon = io.StringIO()
    csv.writer(tampon, delimiter=separateur, lineterminator="\n").writerows(rangees)
    lus = list(morceaux(iter([tampon.getvalue().encode()]), separateur, 3, 1))
    relues = [tuple(c or "" for c in rangee) for un in lus for rangee in un.table.rows()]
    assert relues == [
        tuple(rangee) for rangee in csv.reader(io.StringIO(tampon.getvalue()), delimiter=separateur) if rangee
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='a; "\n', max_size=30))
def test_un_texte_quelconque_se_lit_comme_la_bibliotheque_standard(texte: str) -> None:
    try:
        lus = list(morceaux(iter([texte.encode()]) if texte else iter(()), ";", 4, 1))
    except GuillemetOuvert:
        return
    relues = [tuple(c or "" for c in rangee) for un in lus for rangee in un.table.rows()]
    attendues = [(*rangee, "", "", "", "")[:4] for rangee in csv.reader(io.StringIO(texte), delimiter=";")]
    fautes = sum(len(un.fautes) for un in lus)
    assert len(relues) + fautes == len(attendues)
    if not fautes:
        assert relues == attendues
