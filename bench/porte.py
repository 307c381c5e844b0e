"""The file door: files in, files out, beside what Polars takes to read the same rows and write a ready table.

    python -m bench.porte [--lignes 1000000] [--tours 5]

Answers are compared with the interpreter's and from one format to the other, then every measure is taken in a process
of its own, in turn, so that a slow moment of the machine falls on all; the least of the rounds is kept. Results go to
`bench/resultats/porte.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from bench import jugement

RESULTATS: Final = Path(__file__).parent / "resultats" / "porte.json"
QUELQUES: Final = 1_000
COMPARER: Final = 2_000
A_JUGER: Final = 200_000
_SEUL: Final = "--seul"


def situations(n: int, graine: int = 1) -> pl.DataFrame:
    """Return ordinary contracts: what makes one differs from row to row, what asks for judgement is left out."""
    r = np.random.default_rng(graine)
    pmt = np.clip(1400 * np.exp(0.3 * r.standard_normal(n)), 0, 20_000).astype(int)
    pfa = np.clip(pmt * 1.45 * np.exp(0.25 * r.standard_normal(n)), 0, 30_000).astype(int)
    jours = [(date(2024, 7, 1) + timedelta(days=pas)).isoformat() for pas in range(600)]
    colonnes = {
        "specialite": np.full(n, "01"),
        "secteur": r.choice(["1", "1", "1", "2-optam"], n),
        "zone": r.choice(["zip", "zac", "hors"], n),
        "option_etp": r.choice(["0.5", "1"], n),
        "date_signature": r.choice(jours, n),
        "pmt_initiale": pmt,
        "pfa_initiale": pfa,
        "pmt_annee_3": pmt + r.integers(-100, 400, n),
        "pfa_annee_3": pfa + r.integers(-100, 500, n),
    }
    return pl.DataFrame(colonnes).with_columns(pl.col("pmt_annee_3", "pfa_annee_3").clip(0))


class Mesure(NamedTuple):
    """What was measured, in words, and what was asked: a number not to pass, or to reach."""

    nom: str
    valeur: float
    unite: str
    au_plus: float | None = None
    au_moins: float | None = None

    @property
    def tenue(self) -> bool:
        """Whether what was asked is reached."""
        assez = self.au_moins is None or self.valeur >= self.au_moins
        return assez and (self.au_plus is None or self.valeur <= self.au_plus)


def traiter(entree: str, sortie: str) -> None:
    """Answer a file; libraries are loaded before the clock starts, kernels and law after."""
    from binome.lots.execution import traiter_un_fichier

    _dire(lambda: traiter_un_fichier(Path(entree), Path(sortie), remplacer=True))


def ecrire(entree: str, prete: str, sortie: str) -> None:
    """Read the rows and write a table that is ready, with Polars."""
    table = pl.read_parquet(prete)
    _dire(lambda: (pl.read_parquet(entree), table.write_parquet(sortie)))


def reposer() -> None:
    """Load the same libraries, and do nothing."""
    import binome.lots.execution
    import binome.noyau.compilation  # noqa: F401

    _dire(lambda: None)


def _dire(action: Callable[[], object]) -> None:
    debut = time.perf_counter()
    action()
    secondes = time.perf_counter() - debut
    etat = dict(ligne.split(":", 1) for ligne in Path("/proc/self/status").read_text().splitlines())
    print(json.dumps({"secondes": secondes, "pic_mo": int(etat["VmHWM"].split()[0]) / 1024}))


def _seul(fonction: str, *arguments: object, cache: Path | None = None) -> dict[str, float]:
    """Run one of the functions above in a process of its own, under another cache of kernels if one is given."""
    commande = [sys.executable, "-m", "bench.porte", _SEUL, fonction, *map(str, arguments)]
    milieu = os.environ | ({} if cache is None else {"BINOME_CACHE": str(cache)})
    debut = time.perf_counter()
    rendu: dict[str, float] = json.loads(subprocess.run(commande, check=True, capture_output=True, env=milieu).stdout)
    return rendu | {"tout": time.perf_counter() - debut}


class Banc:
    """A folder of files to answer."""

    def __init__(self, dossier: Path, lignes: int) -> None:
        self.dossier, self.lignes = dossier, lignes
        self.quelques, self.beaucoup = situations(QUELQUES), situations(lignes)
        self.beaucoup.write_parquet(self.chemin("e.parquet"))
        self.beaucoup.write_csv(self.chemin("e.csv"))
        self.quelques.write_parquet(self.chemin("petit.parquet"))
        self.quelques.write_csv(self.chemin("petit.csv"))
        pl.concat([self.beaucoup] * 4).write_parquet(self.chemin("quadruple.parquet"))
        jugement.situations(A_JUGER, 1, 600).write_parquet(self.chemin("juger.parquet"))

    def chemin(self, nom: str) -> Path:
        """Return the path of a file."""
        return self.dossier / nom

    def traiter(self, entree: str, sortie: str, cache: Path | None = None) -> dict[str, float]:
        """Answer a file in a process of its own."""
        return _seul("traiter", self.chemin(entree), self.chemin(sortie), cache=cache)

    def verifier(self) -> None:
        """Compare answers: with the interpreter's, from Parquet and from CSV, under caches that do not serve.

        Raises:
            SystemExit: two of them differ.
        """
        from binome.lots.colonnes import en_textes
        from binome.lots.interprete import repondre

        self.traiter("e.parquet", "s.parquet")
        self.traiter("e.csv", "s.csv")
        rendue = en_textes(pl.read_parquet(self.chemin("s.parquet")))
        du_csv = pl.read_csv(self.chemin("s.csv"), schema=rendue.schema).with_columns(pl.col("ligne") - 1)
        _egales("CSV", rendue, du_csv)
        une_a_une = _interprete(repondre, self.beaucoup.head(COMPARER))
        _egales("l'interprète", rendue.head(len(une_a_une)), pl.DataFrame(une_a_une, rendue.schema, orient="row"))
        abimee = self.chemin("abimee")
        self.traiter("petit.parquet", "t.parquet", abimee)
        for fichier in filter(Path.is_file, abimee.rglob("*")):
            fichier.write_bytes(fichier.read_bytes()[:-7])
        attendue = pl.read_parquet(self.chemin("t.parquet"))
        for nom, cache in (("un cache abîmé", abimee), ("un cache interdit", self.chemin("e.csv") / "cache")):
            self.traiter("petit.parquet", "u.parquet", cache)
            _egales(nom, attendue, pl.read_parquet(self.chemin("u.parquet")))

    def commande(self) -> dict[str, float]:
        """Answer a small file by the command itself."""
        debut = time.perf_counter()
        arguments = ["lot", str(self.chemin("petit.csv")), str(self.chemin("p.csv")), "--remplacer"]
        subprocess.run([sys.executable, "-m", "binome", *arguments], check=True, capture_output=True)
        return {"tout": time.perf_counter() - debut}

    def a_neuf(self) -> dict[str, float]:
        """Answer where no kernel was ever compiled."""
        return self.traiter("e.parquet", "n.parquet", Path(tempfile.mkdtemp(dir=self.dossier)))

    def tour(self) -> dict[str, dict[str, float]]:
        """Take every measure once."""
        return {
            "polars": _seul("ecrire", self.chemin("e.parquet"), self.chemin("s.parquet"), self.chemin("pl.parquet")),
            "parquet": self.traiter("e.parquet", "s.parquet"),
            "petit": self.traiter("petit.parquet", "t.parquet"),
            "csv": self.traiter("e.csv", "s.csv"),
            "juger": self.traiter("juger.parquet", "j.parquet"),
            "quadruple": self.traiter("quadruple.parquet", "q.parquet"),
            "repos": _seul("reposer"),
            "neuf": self.a_neuf(),
            "commande": self.commande(),
        }

    def mesures(self, tours: Sequence[dict[str, dict[str, float]]]) -> list[Mesure]:
        """Return what several rounds tell."""

        def moins(nom: str, quoi: str = "secondes") -> float:
            return min(tour[nom][quoi] for tour in tours)

        def octets(nom: str) -> float:
            return self.chemin(nom).stat().st_size / 1e6

        repos, mega = moins("repos", "pic_mo"), "Mo"
        apres_le_depart = (self.lignes - QUELQUES) / (moins("parquet") - moins("petit"))
        return [
            Mesure("Polars : lire, et écrire la table prête", moins("polars"), "s"),
            Mesure("binome lot, de Parquet à Parquet", moins("parquet"), "s"),
            Mesure("rapport", moins("parquet") / moins("polars"), "fois", au_plus=2),
            Mesure("débit, départ mis à part", apres_le_depart, "situations/s", au_moins=700_000),
            Mesure("débit de CSV à CSV", self.lignes / moins("csv"), "situations/s", au_moins=250_000),
            Mesure("débit des lignes à juger", A_JUGER / moins("juger"), "lignes/s", au_moins=100_000),
            Mesure("pic au-dessus d'un processus au repos", moins("parquet", "pic_mo") - repos, mega, au_plus=300),
            Mesure("le même, quatre fois plus de lignes", moins("quadruple", "pic_mo") - repos, mega, au_plus=300),
            Mesure("première réponse d'un processus neuf", moins("petit", "tout"), "s", au_plus=0.8),
            Mesure(f"la commande, {QUELQUES} lignes", moins("commande", "tout"), "s", au_plus=0.6),
            Mesure("toute première compilation", moins("neuf") - moins("parquet"), "s", au_plus=12),
            Mesure("sortie de Polars", octets("pl.parquet"), mega),
            Mesure("sortie de binome lot", octets("s.parquet"), mega, au_plus=octets("pl.parquet")),
        ]


def _interprete(repondre: Any, table: pl.DataFrame) -> list[tuple[Any, ...]]:
    from binome.droit.loi import loi_en_vigueur

    lignes: list[tuple[Any, ...]] = repondre(enumerate(table.iter_rows(named=True), 1), loi_en_vigueur()).lignes
    return lignes


def _egales(avec: str, une: pl.DataFrame, autre: pl.DataFrame) -> None:
    if not une.equals(autre):
        raise SystemExit(f"réponses différentes avec {avec}")
    print(f"réponses égales avec {avec}")


def principal() -> None:
    """Check, measure, print and keep."""
    if len(sys.argv) > 2 and sys.argv[1] == _SEUL:
        globals()[sys.argv[2]](*sys.argv[3:])
        return
    lecteur = argparse.ArgumentParser(description="Mesurer la porte des fichiers.")
    lecteur.add_argument("--lignes", type=int, default=1_000_000)
    lecteur.add_argument("--tours", type=int, default=5)
    choix = lecteur.parse_args()
    with tempfile.TemporaryDirectory(prefix="binome-porte-") as dossier:
        banc = Banc(Path(dossier), choix.lignes)
        banc.verifier()
        mesures = banc.mesures([banc.tour() for _ in range(choix.tours)])
    for une in mesures:
        demande = une.au_plus or une.au_moins
        borne = "" if demande is None else f"{'≤' if une.au_plus else '≥'} {demande:,.10g}"
        print(f"{une.nom:45}{une.valeur:14,.2f} {une.unite:14}{borne:>14}{'' if une.tenue else '   MANQUÉ'}")
    RESULTATS.parent.mkdir(exist_ok=True)
    gardees = {"lignes": choix.lignes, "mesures": [une._asdict() for une in mesures]}
    RESULTATS.write_text(json.dumps(gardees, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    principal()
