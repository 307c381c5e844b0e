"""Files of situations: CSV, XLSX, Parquet or JSON lines in and out, by parts, so that a run can be taken up again.

Each part is written beside the output before the next one is read; the output itself appears whole, at the end, in one
move. A bad row never stops the run: it is in `SORTIE.erreurs.csv`, with its line, its field and the reason.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from binome.contrats.saisie import ErreurDeSaisie
from binome.droit.catalogue import catalogue
from binome.population.lignes import COLONNES, verifier_les_colonnes
from binome.population.lot import LIGNES_POUR_COMPILER, Lot, traiter

LIGNES_PAR_PARTIE: Final = 50_000
FORMATS: Final = (".csv", ".xlsx", ".parquet", ".jsonl")
_LIGNES_MAXIMALES_XLSX: Final = 1_048_575
_ERREURS: Final = ("ligne", "champ", "raison")
_SEPARATEURS: Final = (";", ",", "\t")

Ligne = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bilan:
    """What a run did."""

    lues: int
    ecrites: int
    erreurs: int
    fichier_des_erreurs: Path | None


def forme(fichier: Path) -> str:
    """Return the format of a file by its extension.

    Raises:
        ErreurDeSaisie: the extension is not one of the four.
    """
    if fichier.suffix.lower() not in FORMATS:
        raise ErreurDeSaisie("fichier", fichier.name, f"une extension parmi {', '.join(FORMATS)}")
    return fichier.suffix.lower()


def lire(fichier: Path) -> Iterator[Ligne]:
    """Yield the rows of a file, its columns checked first.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a column is unknown.
    """
    lecteurs: dict[str, Callable[[Path], Iterator[Ligne]]] = {
        ".csv": _lire_csv,
        ".jsonl": _lire_jsonl,
        ".parquet": _lire_parquet,
        ".xlsx": _lire_xlsx,
    }
    try:
        yield from lecteurs[forme(fichier)](fichier)
    except (OSError, UnicodeDecodeError) as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier que l'on peut lire, en UTF-8") from faute


def _lire_csv(fichier: Path) -> Iterator[Ligne]:
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        tete = flux.readline()
        separateur = max(_SEPARATEURS, key=tete.count)
        colonnes = next(csv.reader([tete], delimiter=separateur), [])
        verifier_les_colonnes(colonnes)
        for valeurs in csv.reader(flux, delimiter=separateur):
            if valeurs:
                trop = {"": "x"} if len(valeurs) > len(colonnes) else {}
                yield {**dict(zip(colonnes, valeurs, strict=False)), **trop}


def _lire_jsonl(fichier: Path) -> Iterator[Ligne]:
    vues: set[str] = set()
    with fichier.open(encoding="utf-8-sig") as flux:
        for texte in flux:
            if not texte.strip():
                continue
            try:
                lue = json.loads(texte, parse_float=Decimal)
            except ValueError:
                lue = {"": texte[:60]}
            if not isinstance(lue, dict):
                lue = {"": texte[:60]}
            plate = _aplatir(lue)
            if "" not in plate and not vues.issuperset(plate):
                verifier_les_colonnes(plate)
                vues |= set(plate)
            yield plate


def _aplatir(lue: Ligne) -> Ligne:
    """Return a situation given as nested JSON under the names of flat columns."""
    plate: Ligne = {}
    for nom, valeur in lue.items():
        if isinstance(valeur, dict):
            plate |= {f"{nom}.{sous}": v for sous, v in valeur.items()}
        elif nom == "constats" and isinstance(valeur, list):
            for constat in valeur:
                plate |= {f"{cle}_annee_{constat['annee']}": v for cle, v in constat.items() if cle != "annee"}
        else:
            plate[nom] = valeur
    return plate


def _polars() -> Any:
    try:
        import polars as pl
    except ImportError as manque:
        raise ErreurDeSaisie(
            "fichier", "parquet, xlsx", "« pip install binome[population] » pour ce format"
        ) from manque
    return pl


def _lire_parquet(fichier: Path) -> Iterator[Ligne]:
    polars = _polars()
    try:
        source = polars.scan_parquet(fichier)
        verifier_les_colonnes(source.collect_schema().names())
        for depart in range(0, source.select(polars.len()).collect().item(), LIGNES_PAR_PARTIE):
            yield from source.slice(depart, LIGNES_PAR_PARTIE).collect().to_dicts()
    except polars.exceptions.PolarsError as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier Parquet entier") from faute


def _lire_xlsx(fichier: Path) -> Iterator[Ligne]:
    polars = _polars()
    try:
        table = polars.read_excel(fichier, engine="calamine", infer_schema_length=0)
    except Exception as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un classeur XLSX lisible") from faute
    verifier_les_colonnes(table.columns)
    yield from table.iter_rows(named=True)


def lire_feuille(fichier: Path) -> list[Ligne]:
    """Return the rows of a small sheet, CSV or XLSX, as text, whatever its columns.

    Raises:
        ErreurDeSaisie: the file cannot be read.
    """
    try:
        if forme(fichier) == ".csv":
            texte = fichier.read_text("utf-8-sig")
            separateur = max(_SEPARATEURS, key=texte.partition("\n")[0].count)
            return list(csv.DictReader(texte.splitlines(), delimiter=separateur))
        table = _polars().read_excel(fichier, engine="calamine", infer_schema_length=0)
    except Exception as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "une feuille CSV (UTF-8) ou XLSX lisible") from faute
    return list(table.iter_rows(named=True))


def traiter_un_fichier(
    entree: Path,
    sortie: Path,
    avancer: Callable[[int], None] = lambda _: None,
    reprendre: bool = False,
    compile_des: int = LIGNES_POUR_COMPILER,
) -> Bilan:
    """Answer every row of a file into another.

    Args:
        entree: situations, one per row.
        sortie: answers, one row per contract and year (`COLONNES`).
        avancer: told the number of rows done after each part.
        reprendre: keep the parts that an interrupted run of the same file under the same law left.
        compile_des: rows from which the kernel is compiled.

    Raises:
        ErreurDeSaisie: a file or a column cannot be read or written.
    """
    genre = forme(sortie)
    dossier = sortie.with_name(sortie.name + ".parties")
    marque = _marque(entree)
    if not (reprendre and (dossier / "marque").is_file() and (dossier / "marque").read_text("utf-8") == marque):
        shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / "marque").write_text(marque, "utf-8")
    lignes, rang, lues = lire(entree), 0, 0
    while partie := list(islice(lignes, LIGNES_PAR_PARTIE)):
        fichier = dossier / f"partie-{rang:06d}.jsonl"
        if not fichier.exists():
            _ecrire_une_partie(fichier, traiter(partie, lues + 1, compile_des))
        rang, lues = rang + 1, lues + len(partie)
        avancer(lues)
    return _conclure(dossier, sortie, genre, lues)


def _marque(entree: Path) -> str:
    etat = entree.stat() if entree.exists() else None
    texte = f"{entree.resolve()}|{etat and (etat.st_size, etat.st_mtime_ns)}|{catalogue().version}|{LIGNES_PAR_PARTIE}"
    return sha256(texte.encode()).hexdigest()


def _ecrire_une_partie(fichier: Path, lot: Lot) -> None:
    """Write answers then errors under another name first: a part that exists is whole."""
    provisoire = fichier.with_suffix(".cours")
    with provisoire.open("w", encoding="utf-8") as flux:
        flux.writelines(json.dumps(ligne, ensure_ascii=False) + "\n" for ligne in lot.lignes)
        flux.writelines(
            json.dumps({"ligne": e.ligne, "champ": e.champ, "raison": e.raison}, ensure_ascii=False) + "\n"
            for e in lot.erreurs
        )
    provisoire.replace(fichier)


def _reponses(dossier: Path) -> Iterator[Any]:
    for fichier in sorted(dossier.glob("partie-*.jsonl")):
        with fichier.open(encoding="utf-8") as flux:
            yield from map(json.loads, flux)


def _conclure(dossier: Path, sortie: Path, genre: str, lues: int) -> Bilan:
    provisoire = dossier / f"sortie{genre}"
    ecrites = _ECRIVAINS[genre](provisoire, (une for une in _reponses(dossier) if isinstance(une, list)))
    des_erreurs = sortie.with_name(sortie.name + ".erreurs.csv")
    erreurs = 0
    with (dossier / "erreurs.csv").open("w", encoding="utf-8-sig", newline="") as flux:
        ecrivain = csv.DictWriter(flux, _ERREURS)
        ecrivain.writeheader()
        for une in _reponses(dossier):
            if isinstance(une, dict):
                ecrivain.writerow({nom: _sans_formule(valeur) for nom, valeur in une.items()})
                erreurs += 1
    if erreurs:
        (dossier / "erreurs.csv").replace(des_erreurs)
    else:
        des_erreurs.unlink(missing_ok=True)
    provisoire.replace(sortie)
    shutil.rmtree(dossier)
    return Bilan(lues, ecrites, erreurs, des_erreurs if erreurs else None)


def _sans_formule(valeur: Any) -> Any:
    """Return a text that no spreadsheet will run."""
    return f"'{valeur}" if isinstance(valeur, str) and valeur[:1] in ("=", "+", "-", "@") else valeur


def _ecrire_csv(fichier: Path, lignes: Iterator[Any]) -> int:
    ecrites = 0
    with fichier.open("w", encoding="utf-8", newline="") as flux:
        ecrivain = csv.writer(flux)
        ecrivain.writerow(COLONNES)
        for ligne in lignes:
            ecrivain.writerow(["" if valeur is None else valeur for valeur in ligne])
            ecrites += 1
    return ecrites


def _ecrire_jsonl(fichier: Path, lignes: Iterator[Any]) -> int:
    ecrites = 0
    with fichier.open("w", encoding="utf-8") as flux:
        for ligne in lignes:
            flux.write(json.dumps(dict(zip(COLONNES, ligne, strict=True)), ensure_ascii=False) + "\n")
            ecrites += 1
    return ecrites


def _ecrire_parquet(fichier: Path, lignes: Iterator[Any]) -> int:
    """Write row groups part by part: exact sums as decimals, counts as integers."""
    polars = _polars()
    entiers = {"ligne", "annee", "objectif_pmt", "objectif_pfa"}
    sommes = {"montant_maximal", "montant", "acompte", "solde"}
    schema = {nom: polars.Int64 if nom in entiers else polars.String for nom in COLONNES}
    morceaux: list[Path] = []
    ecrites = 0
    while partie := list(islice(lignes, LIGNES_PAR_PARTIE)):
        table = polars.DataFrame(partie, schema=schema, orient="row")
        table = table.with_columns(polars.col(nom).cast(polars.Decimal(12, 2)) for nom in sommes)
        morceaux.append(fichier.with_name(f"{len(morceaux):06d}.parquet"))
        table.write_parquet(morceaux[-1])
        ecrites += len(partie)
    if not morceaux:
        polars.DataFrame(schema=schema).write_parquet(fichier)
        return 0
    polars.scan_parquet(morceaux).sink_parquet(fichier)
    return ecrites


def _ecrire_xlsx(fichier: Path, lignes: Iterator[Any]) -> int:
    import xlsxwriter

    classeur = xlsxwriter.Workbook(fichier, {"constant_memory": True, "strings_to_formulas": False})
    feuille = classeur.add_worksheet("Simulations")
    feuille.write_row(0, 0, COLONNES)
    ecrites = 0
    for ligne in lignes:
        ecrites += 1
        if ecrites > _LIGNES_MAXIMALES_XLSX:
            classeur.close()
            raise ErreurDeSaisie("sortie", fichier.name, "un format sans limite de lignes : .csv, .parquet ou .jsonl")
        for colonne, valeur in enumerate(ligne):
            if valeur is None:
                continue
            somme = COLONNES[colonne] in ("montant_maximal", "montant", "acompte", "solde")
            feuille.write(ecrites, colonne, Decimal(valeur) if somme else valeur)
    feuille.freeze_panes(1, 0)
    classeur.close()
    return ecrites


_ECRIVAINS: Final[dict[str, Callable[[Path, Iterator[Any]], int]]] = {
    ".csv": _ecrire_csv,
    ".jsonl": _ecrire_jsonl,
    ".parquet": _ecrire_parquet,
    ".xlsx": _ecrire_xlsx,
}
