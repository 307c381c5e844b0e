"""Files of situations: CSV, XLSX, Parquet or JSON lines in and out, by parts, so that a run can be taken up again.

Each part is written beside the output before the next one is read; the output itself appears whole, at the end, in one
move. A bad row never stops the run: it is in `SORTIE.erreurs.csv`, with its line, its field and the reason.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.lots.lignes import COLONNES, EN_TROP, verifier_les_colonnes
from binome.lots.lot import LIGNES_POUR_COMPILER
from binome.lots.table import ENTIERES, Reponses, schema, traiter_la_table
from binome.moteur.erreurs import ErreurDeSaisie

LIGNES_PAR_PARTIE: Final = 100_000
FORMATS: Final = (".csv", ".xlsx", ".parquet", ".jsonl")
_LIGNES_MAXIMALES_XLSX: Final = 1_048_575
_ERREURS: Final = ("ligne", "champ", "raison")
_SEPARATEURS: Final = (";", ",", "\t")
_SOMMES: Final = ("montant_maximal", "montant", "acompte", "solde")
_BLOC: Final = 1 << 20

Ligne = dict[str, Any]
Avancement = Callable[[int, int | None], None]
"""Told the rows done, and their total when it is known."""


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


def _polars() -> Any:
    try:
        import polars as pl
    except ImportError as manque:
        raise ErreurDeSaisie(
            "fichier", "lot", "« pip install binome[population] » pour traiter des fichiers"
        ) from manque
    return pl


def lire(fichier: Path) -> Iterator[Any]:
    """Yield the situations of a file as polars tables of `LIGNES_PAR_PARTIE` rows at most, columns checked first.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a column is unknown.
    """
    lecteurs: dict[str, Callable[[Path], Iterator[Any]]] = {
        ".csv": lambda f: _tables(_lire_csv(f)),
        ".jsonl": lambda f: _tables(_lire_jsonl(f)),
        ".parquet": _lire_parquet,
        ".xlsx": _lire_xlsx,
    }
    try:
        yield from lecteurs[forme(fichier)](fichier)
    except (OSError, UnicodeDecodeError) as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier que l'on peut lire, en UTF-8") from faute


def _tables(lignes: Iterable[Ligne]) -> Iterator[Any]:
    """Yield rows of texts as tables."""
    polars, suite = _polars(), iter(lignes)
    while partie := list(islice(suite, LIGNES_PAR_PARTIE)):
        noms = dict.fromkeys(nom for ligne in partie for nom in ligne)
        yield polars.DataFrame({nom: [ligne.get(nom) for ligne in partie] for nom in noms}, strict=False)


def _lire_csv(fichier: Path) -> Iterator[Ligne]:
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        tete = flux.readline()
        separateur = max(_SEPARATEURS, key=tete.count)
        colonnes = next(csv.reader([tete], delimiter=separateur), [])
        verifier_les_colonnes(colonnes)
        for valeurs in csv.reader(flux, delimiter=separateur):
            if valeurs:
                trop = {EN_TROP: "x"} if len(valeurs) > len(colonnes) else {}
                yield {**dict(zip(colonnes, valeurs, strict=False)), **trop}


def _lire_jsonl(fichier: Path) -> Iterator[Ligne]:
    vues: set[str] = set()
    with fichier.open(encoding="utf-8-sig") as flux:
        for texte in flux:
            if not texte.strip():
                continue
            plate = _aplatir(_objet(texte))
            if EN_TROP not in plate and not vues.issuperset(plate):
                verifier_les_colonnes(plate)
                vues |= set(plate)
            yield {nom: _en_texte(valeur) for nom, valeur in plate.items()}


def _objet(texte: str) -> Ligne:
    """Return a JSON line, or what makes it refused with its beginning."""
    try:
        lue = json.loads(texte, parse_float=Decimal)
    except ValueError:
        lue = None
    return lue if isinstance(lue, dict) else {EN_TROP: texte[:60]}


def _en_texte(valeur: Any) -> Any:
    """Return a JSON value as one cell: its own text, `true` and `false` as JSON writes them."""
    if valeur is None or isinstance(valeur, str):
        return valeur
    return json.dumps(valeur, default=str, ensure_ascii=False) if isinstance(valeur, bool | list) else str(valeur)


def _aplatir(lue: Ligne) -> Ligne:
    """Return a situation given as nested JSON under the names of flat columns."""
    plate: Ligne = {}
    for nom, valeur in lue.items():
        if isinstance(valeur, dict):
            plate |= {f"{nom}.{sous}": v for sous, v in valeur.items()}
        elif nom == "constats" and isinstance(valeur, list) and all(isinstance(un, dict) for un in valeur):
            for constat in valeur:
                plate |= {f"{cle}_annee_{constat.get('annee')}": v for cle, v in constat.items() if cle != "annee"}
        else:
            plate[nom] = valeur
    return plate


def verifier_le_parquet(fichier: Path) -> Any:
    """Return the lazy table of a Parquet file whose columns are known.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a column is unknown.
    """
    polars = _polars()
    try:
        source = polars.scan_parquet(fichier)
        verifier_les_colonnes(source.collect_schema().names())
    except (OSError, polars.exceptions.PolarsError) as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier Parquet entier") from faute
    return source


def _lire_parquet(fichier: Path) -> Iterator[Any]:
    polars, source = _polars(), verifier_le_parquet(fichier)
    try:
        for depart in range(0, source.select(polars.len()).collect().item(), LIGNES_PAR_PARTIE):
            yield source.slice(depart, LIGNES_PAR_PARTIE).collect()
    except polars.exceptions.PolarsError as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier Parquet entier") from faute


def _lire_xlsx(fichier: Path) -> Iterator[Any]:
    polars = _polars()
    try:
        table = polars.read_excel(fichier, engine="calamine", infer_schema_length=0)
    except Exception as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un classeur XLSX lisible") from faute
    verifier_les_colonnes(table.columns)
    yield from table.iter_slices(LIGNES_PAR_PARTIE)


def compter(fichier: Path) -> int | None:
    """Return the rows of a file when that is quick to know, for the time left; None otherwise."""
    if fichier.suffix.lower() == ".parquet":
        polars = _polars()
        try:
            total: int = polars.scan_parquet(fichier).select(polars.len()).collect().item()
        except (OSError, polars.exceptions.PolarsError):
            return None
        return total
    if fichier.suffix.lower() == ".xlsx":
        return None
    with fichier.open("rb") as flux:
        lignes = sum(bloc.count(b"\n") for bloc in iter(lambda: flux.read(_BLOC), b""))
    return max(lignes - (fichier.suffix.lower() == ".csv"), 1)


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
    avancer: Avancement = lambda _lues, _total: None,
    reprendre: bool = False,
    compile_des: int = LIGNES_POUR_COMPILER,
) -> Bilan:
    """Answer every row of a file into another.

    Args:
        entree: situations, one per row.
        sortie: answers, one row per contract and year (`COLONNES`).
        avancer: told the number of rows done, and the total if known, after each part.
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
    lues, total = 0, compter(entree)
    for rang, table in enumerate(lire(entree)):
        fichier = dossier / f"partie-{rang:06d}.parquet"
        if not fichier.exists():
            ecrire_une_partie(fichier, traiter_la_table(table, lues + 1, compile_des))
        lues += table.height
        avancer(lues, total)
    return _conclure(dossier, sortie, genre, lues)


def _marque(entree: Path) -> str:
    etat = entree.stat() if entree.exists() else None
    texte = f"{entree.resolve()}|{etat and (etat.st_size, etat.st_mtime_ns)}|{catalogue().version}|{LIGNES_PAR_PARTIE}"
    return sha256(texte.encode()).hexdigest()


def ecrire_une_partie(fichier: Path, reponses: Reponses) -> None:
    """Write errors, then answers, under other names first: a part whose answers exist is whole."""
    fautes = fichier.with_suffix(".erreurs.jsonl")
    with fautes.open("w", encoding="utf-8") as flux:
        flux.writelines(json.dumps([e.ligne, e.champ, e.raison], ensure_ascii=False) + "\n" for e in reponses.erreurs)
    provisoire = fichier.with_suffix(".cours")
    reponses.lignes.write_parquet(provisoire)
    provisoire.replace(fichier)


def _conclure(dossier: Path, sortie: Path, genre: str, lues: int) -> Bilan:
    provisoire = dossier / f"sortie{genre}"
    ecrites = _ecrire_la_sortie(provisoire, sorted(dossier.glob("partie-*.parquet")))
    des_erreurs = sortie.with_name(sortie.name + ".erreurs.csv")
    erreurs = 0
    with (dossier / "erreurs.csv").open("w", encoding="utf-8-sig", newline="") as flux:
        ecrivain = csv.writer(flux)
        ecrivain.writerow(_ERREURS)
        for une in fautes_des_parties(dossier):
            ecrivain.writerow([_sans_formule(valeur) for valeur in une])
            erreurs += 1
    if erreurs:
        (dossier / "erreurs.csv").replace(des_erreurs)
    else:
        des_erreurs.unlink(missing_ok=True)
    provisoire.replace(sortie)
    shutil.rmtree(dossier)
    return Bilan(lues, ecrites, erreurs, des_erreurs if erreurs else None)


def fautes_des_parties(dossier: Path) -> Iterator[list[Any]]:
    """Yield line, field and reason of the rows that the parts of a folder refused."""
    for fichier in sorted(dossier.glob("partie-*.erreurs.jsonl")):
        with fichier.open(encoding="utf-8") as flux:
            yield from map(json.loads, flux)


def _sans_formule(valeur: Any) -> Any:
    """Return a text that no spreadsheet will run."""
    return f"'{valeur}" if isinstance(valeur, str) and valeur[:1] in ("=", "+", "-", "@") else valeur


def _ecrire_la_sortie(fichier: Path, parties: list[Path]) -> int:
    """Put the parts together in the format of the output, streamed; return the number of rows."""
    polars = _polars()
    toutes = polars.scan_parquet(parties) if parties else polars.DataFrame(schema=schema()).lazy()
    ecrites: int = toutes.select(polars.len()).collect().item()
    if fichier.suffix == ".parquet":
        toutes.with_columns(polars.col(nom).cast(polars.Decimal(12, 2)) for nom in _SOMMES).sink_parquet(fichier)
    elif fichier.suffix == ".csv":
        toutes.sink_csv(fichier)
    elif fichier.suffix == ".jsonl":
        toutes.sink_ndjson(fichier)
    else:
        _ecrire_xlsx(fichier, parties, ecrites)
    return ecrites


def _ecrire_xlsx(fichier: Path, parties: list[Path], ecrites: int) -> None:
    import xlsxwriter

    if ecrites > _LIGNES_MAXIMALES_XLSX:
        raise ErreurDeSaisie("sortie", fichier.name, "un format sans limite de lignes : .csv, .parquet ou .jsonl")
    with xlsxwriter.Workbook(fichier, {"constant_memory": True, "strings_to_formulas": False}) as classeur:
        feuille = classeur.add_worksheet("Simulations")
        feuille.write_row(0, 0, COLONNES)
        feuille.freeze_panes(1, 0)
        lignes = (ligne for partie in parties for ligne in _polars().read_parquet(partie).iter_rows())
        for numero, ligne in enumerate(lignes, 1):
            for rang, (nom, valeur) in enumerate(zip(COLONNES, ligne, strict=True)):
                if valeur is None:
                    continue
                if nom in ENTIERES or nom in _SOMMES:
                    feuille.write_number(numero, rang, Decimal(valeur))
                else:
                    feuille.write_string(numero, rang, valeur)
