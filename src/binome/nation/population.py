"""A synthetic nation of doctors: counts drawn through the published percentiles, exact at them.

The curve is the monotone spline of log(count) against the normal score through P30, P50, P90 and P95, straight beyond
(extrapolated: nothing is published there). Ranks are stratified and tied by a Gaussian copula, so the shares on each
side of a legal threshold are exact whatever the correlation and the seed. Specialities whose P30 alone is published
borrow the shape of the general practitioners' curve: a placeholder, and every answer says so. Floats draw people, never
law or money.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import accumulate
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.codes import Famille, Option, Patientele, Percentile, Reponse, Secteur, Zone
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import INCONNU
from binome.moteur.proximite import vouliez_vous
from binome.noyau.colonnes import ANNEES, LARGEUR, PAR_CONSTAT, Entree

GENERALISTE: Final = 0
COURBES: Final = ("spline", "gamma", "burr")
_GAMMA: Final = {Patientele.PMT: ("4.0421", "278.4532"), Patientele.PFA: ("4.7451", "350.4002")}
"""Shape and scale fitted on the four published points (study of the data, C.2)."""
_BURR: Final = {Patientele.PMT: ("2.4561", "3.5392", "1938.1923"), Patientele.PFA: ("4.3667", "0.8402", "1417.4248")}
"""c, k and scale, same source."""
_P70: Final = Decimal("0.7")
_SEUIL_60_ANS: Final = 60
_RELATIVES: Final = ("croissance", "tendance", "correlation_des")
_SANS_BORNE: Final = ("patientele_des_signataires", "signataires_suivis")


@dataclass(frozen=True, slots=True)
class Hypothese:
    """One assumption: its title, its value, where it comes from, whether no figure settles it."""

    titre: str
    valeur: Decimal
    source: str
    supposee: bool


@dataclass(frozen=True, slots=True)
class Effectif:
    """Doctors of a speciality: how many, when, according to whom."""

    effectif: int
    annee: int
    source: str


@dataclass(frozen=True, slots=True)
class Marges:
    """What replaces the assumptions on who the doctors are: headcounts, then shares, by speciality code.

    `secteurs` and `regions` give the headcount of each code; what a file does not give stays as assumed.
    """

    effectifs: Mapping[str, Effectif]
    secteurs: Mapping[str, Mapping[Secteur, int]]
    plus_de_60_ans: Mapping[str, Decimal]
    regions: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Groupe:
    """The doctors of one speciality, rows `debut` to `fin`: each stands for `effectif` / (fin - debut) real ones."""

    code: str
    specialite: int
    debut: int
    fin: int
    effectif: int
    provisoire: bool
    """True when its curve is borrowed from the general practitioners."""


@dataclass(frozen=True, slots=True)
class Population:
    """A drawn nation: one row per doctor for the kernel, and what only the results look at."""

    matrice: Any
    ages: Any
    regions: Any
    """Rank in `noms_de_regions`, by doctor."""
    noms_de_regions: tuple[str, ...]
    groupes: tuple[Groupe, ...]
    seuils: Any
    """Thresholds by speciality, patientèle and point; where nothing is published, those of the borrowed curve."""
    jour: date


@cache
def hypotheses() -> dict[str, Hypothese]:
    """Return the assumptions, by name."""
    brutes = tomllib.loads(Path(__file__).with_name("hypotheses.toml").read_text("utf-8"))
    return {nom: Hypothese(b["titre"], Decimal(b["valeur"]), b["source"], b["supposee"]) for nom, b in brutes.items()}


def valeurs(choisies: Mapping[str, Decimal] | None = None) -> dict[str, Decimal]:
    """Return the value of every assumption, some of them replaced.

    Raises:
        ErreurDeSaisie: an unknown name; the nearest one is proposed.
    """
    for nom in choisies or {}:
        if nom not in hypotheses():
            raise ErreurDeSaisie("hypothese", nom, "une hypothèse connue", vouliez_vous(nom, hypotheses()))
    return {nom: h.valeur for nom, h in hypotheses().items()} | dict(choisies or {})


def lire_hypothese(nom: str, texte: str) -> Decimal:
    """Read the value of an assumption; one that is a share must stay one.

    Raises:
        ErreurDeSaisie: unknown name, not a number, or out of bounds.
    """
    if nom not in hypotheses():
        raise ErreurDeSaisie("hypothese", nom, "une hypothèse connue", vouliez_vous(nom, hypotheses()))
    try:
        valeur = Decimal(texte.strip().replace(",", "."))
    except InvalidOperation as faute:
        raise ErreurDeSaisie(nom, texte, "un nombre décimal") from faute
    basse, haute = (-1, 1) if nom.startswith(_RELATIVES) else (0, 1)
    if nom in _SANS_BORNE:
        basse, haute = 1, 10**6
    if not valeur.is_finite() or not basse <= valeur <= haute:
        raise ErreurDeSaisie(nom, texte, f"un nombre de {basse} à {haute}")
    return valeur


@cache
def effectifs() -> dict[str, Effectif]:
    """Return the headcounts that were found, by speciality code."""
    brutes = tomllib.loads(Path(__file__).with_name("effectifs.toml").read_text("utf-8"))
    return {code: Effectif(**brut) for code, brut in brutes.items()}


def marges_publiees() -> Marges:
    """Return what is known without any file."""
    return Marges(effectifs(), {}, {}, {})


def comptes_par_score(scores: Any, bareme: Bareme, patientele: Patientele, courbe: str = "spline") -> Any:
    """Return the counts of general practitioners at these normal scores, rounded down: thresholds stay exact."""
    import numpy as np

    if courbe == "gamma":
        return np.floor(_quantiles_gamma(_probabilites(scores), *map(float, _GAMMA[patientele]))).astype(np.int64)
    if courbe == "burr":
        c, k, echelle = map(float, _BURR[patientele])
        return np.floor(echelle * ((1 - _probabilites(scores)) ** (-1 / k) - 1) ** (1 / c)).astype(np.int64)
    points = np.array([bareme.quantiles_normaux[p] for p in Percentile]) / 10**9
    logs = np.log(np.array([bareme.distribution[patientele][GENERALISTE][p] for p in Percentile]))
    # A count that the curve puts on a threshold must not fall under it by rounding.
    return np.floor(np.exp(_courbe_monotone(points, logs, scores)) + 1 / 10**6).astype(np.int64)


def _probabilites(scores: Any) -> Any:
    import numpy as np

    normale = NormalDist()
    return np.array([normale.cdf(float(score)) for score in np.atleast_1d(scores)])


def _quantiles_gamma(probabilites: Any, forme: float, echelle: float) -> Any:
    """Invert the gamma distribution on a fine grid: one patient wide at most."""
    import numpy as np

    grille = np.linspace(0, 12 * forme, 200_001)[1:]
    densite = np.exp((forme - 1) * np.log(grille) - grille)
    repartition = np.cumsum(densite)
    return echelle * np.interp(probabilites, repartition / repartition[-1], grille)


def _courbe_monotone(x: Any, y: Any, ou: Any) -> Any:
    """Interpolate by cubic pieces (slopes of Fritsch and Butland: never beyond the points), straight outside."""
    import numpy as np

    pas, secantes = np.diff(x), np.diff(y) / np.diff(x)
    poids = np.array([2 * pas[1:] + pas[:-1], pas[1:] + 2 * pas[:-1]])
    interieures = poids.sum(axis=0) / (poids[0] / secantes[:-1] + poids[1] / secantes[1:])
    pentes = np.concatenate([secantes[:1], interieures, secantes[-1:]])
    rang = np.clip(np.searchsorted(x, ou, side="right") - 1, 0, len(x) - 2)
    t = (ou - x[rang]) / pas[rang]
    dedans = (
        y[rang] * (1 + 2 * t) * (1 - t) ** 2
        + y[rang + 1] * t**2 * (3 - 2 * t)
        + pas[rang] * (pentes[rang] * t * (1 - t) ** 2 - pentes[rang + 1] * t**2 * (1 - t))
    )
    avant, apres = y[0] + pentes[0] * (ou - x[0]), y[-1] + pentes[-1] * (ou - x[-1])
    return np.where(ou < x[0], avant, np.where(ou > x[-1], apres, dedans))


def simulables(bareme: Bareme, marges: Marges) -> dict[str, tuple[int, Effectif]]:
    """Return rank and headcount of the specialities whose headcount and PFA P30 are known, by code."""
    specialites = {s.code: s.rang for s in catalogue().specialites}
    return {
        code: (specialites[code], effectif)
        for code, effectif in marges.effectifs.items()
        if effectif.effectif > 0 and bareme.distribution[Patientele.PFA][specialites[code]][Percentile.P30] > 0
    }


def generer(
    jour: date,
    *,
    medecins: int | None = None,
    graine: int = 1,
    choisies: Mapping[str, Decimal] | None = None,
    courbe: str = "spline",
    marges: Marges | None = None,
    options: tuple[Option, ...] = (Option.DEMI, Option.UN),
) -> Population:
    """Draw a nation.

    Args:
        jour: day of signature; its thresholds place everyone.
        medecins: rows drawn, shared between specialities as their headcounts; one per real doctor by default.
        graine: seed; the same seed gives the same nation on any machine.
        choisies: assumptions replaced, by name.
        courbe: one of `COURBES`, for general practitioners; only « spline » is exact at the thresholds.
        marges: headcounts and shares read in files.
        options: working time asked for: the first one by the assumed share, the other by the others; one alone for all.
    """
    import numpy as np

    bareme, retenues = catalogue().bareme(jour), valeurs(choisies)
    marges = marges or marges_publiees()
    hasard = np.random.Generator(np.random.Philox(graine))
    par_code = simulables(bareme, marges)
    tailles = _partager(medecins, {code: effectif.effectif for code, (_, effectif) in par_code.items()})
    seuils = _seuils(bareme, par_code)
    regions = sorted({region for par_region in marges.regions.values() for region in par_region})
    groupes, blocs, ages, lieux, debut = [], [], [], [], 0
    for code, (specialite, effectif) in par_code.items():
        n = tailles[code]
        bloc = _medecins(n, specialite, bareme, retenues, hasard, courbe, options)
        bloc[:, Entree.SECTEUR] = _secteurs(n, marges.secteurs.get(code), retenues, hasard)
        blocs.append(bloc)
        ages.append(_ages(n, float(marges.plus_de_60_ans.get(code, retenues["plus_de_60_ans"])), hasard))
        lieux.append(_regions(n, regions, marges.regions.get(code, {}), hasard))
        groupes.append(Groupe(code, specialite, debut, debut + n, effectif.effectif, specialite != GENERALISTE))
        debut += n
    return Population(
        np.concatenate(blocs),
        np.concatenate(ages),
        np.concatenate(lieux),
        (*regions, "non renseignée"),
        tuple(groupes),
        seuils,
        jour,
    )


def _partager(medecins: int | None, par_code: Mapping[str, int]) -> dict[str, int]:
    """Share the rows as the headcounts, the largest remainders first; every speciality keeps one row at least."""
    if medecins is None:
        return dict(par_code)
    total = sum(par_code.values())
    tailles = {code: max(medecins * effectif // total, 1) for code, effectif in par_code.items()}
    restes = sorted(par_code, key=lambda code: -(medecins * par_code[code] % total))
    for code in restes[: max(medecins - sum(tailles.values()), 0)]:
        tailles[code] += 1
    return tailles


def _medecins(
    n: int,
    specialite: int,
    bareme: Bareme,
    retenues: Mapping[str, Decimal],
    hasard: Any,
    courbe: str,
    options: tuple[Option, ...],
) -> Any:
    import numpy as np

    rho = float(retenues["correlation"])
    normale = NormalDist()
    scores = np.array([normale.inv_cdf((2 * rang + 1) / (2 * n)) for rang in range(n)])
    premier = hasard.standard_normal(n)
    second = rho * premier + np.sqrt(1 - rho**2) * hasard.standard_normal(n)
    matrice = np.tile(_ligne_type(specialite, bareme.famille_de_la_specialite[specialite]), (n, 1))
    for colonne, tirage, patientele in ((Entree.PMT, premier, Patientele.PMT), (Entree.PFA, second, Patientele.PFA)):
        if _echelle(bareme, patientele, specialite) is not None:
            comptes = _comptes(scores, bareme, patientele, specialite, courbe)
            matrice[:, colonne] = comptes[np.argsort(np.argsort(tirage))]
    zip_, zac = float(retenues["zone_zip"]), float(retenues["zone_zac"])
    matrice[:, Entree.ZONE] = _tirer(n, {Zone.ZIP: zip_, Zone.ZAC: zac}, Zone.HORS, hasard)
    parts = {options[0]: float(retenues["option_demi"])} if len(options) > 1 else {}
    matrice[:, Entree.OPTION] = _tirer(n, parts, options[-1], hasard)
    return matrice


def _comptes(scores: Any, bareme: Bareme, patientele: Patientele, specialite: int, courbe: str) -> Any:
    """Return the counts of a speciality: the general practitioners' curve, scaled to its own P30."""
    if specialite == GENERALISTE:
        return comptes_par_score(scores, bareme, patientele, courbe)
    echelle = _echelle(bareme, patientele, specialite)
    assert echelle is not None
    return comptes_par_score(scores, bareme, patientele) * echelle[0] // echelle[1]


def _echelle(bareme: Bareme, patientele: Patientele, specialite: int) -> tuple[int, int] | None:
    propre = bareme.distribution[patientele][specialite][Percentile.P30]
    return (propre, bareme.distribution[patientele][GENERALISTE][Percentile.P30]) if propre > 0 else None


def _seuils(bareme: Bareme, par_code: Mapping[str, tuple[int, Effectif]]) -> Any:
    """Return the published thresholds, completed by those of the borrowed curve where only P30 is published."""
    import numpy as np

    from binome.noyau.boucles import seuils_publies

    seuils = seuils_publies(bareme)
    normale = NormalDist()
    p70 = np.array([normale.inv_cdf(float(_P70))])
    for patientele in Patientele:
        entiers = [*seuils[GENERALISTE, patientele, :5].tolist(), int(comptes_par_score(p70, bareme, patientele)[0])]
        for specialite, _ in par_code.values():
            echelle = _echelle(bareme, patientele, specialite)
            if echelle is None:
                continue
            for point, entier in enumerate(entiers):
                if seuils[specialite, patientele, point] == INCONNU:
                    seuils[specialite, patientele, point] = entier * echelle[0] // echelle[1]
    return seuils


def _tirer(n: int, parts: Mapping[Any, float], autre: Any, hasard: Any) -> Any:
    """Return codes drawn by share; `autre` for what remains."""
    import numpy as np

    tirages = hasard.random(n)
    codes = np.full(n, int(autre), dtype=np.int64)
    for code, borne in reversed(list(zip(parts, accumulate(parts.values()), strict=True))):
        codes[tirages < borne] = int(code)
    return codes


def _secteurs(n: int, connus: Mapping[Secteur, int] | None, retenues: Mapping[str, Decimal], hasard: Any) -> Any:
    if connus:
        total = sum(connus.values())
        return _tirer(n, {secteur: effectif / total for secteur, effectif in connus.items()}, Secteur.SECTEUR_3, hasard)
    un, deux = (float(retenues[nom]) for nom in ("secteur_1", "secteur_2_optam"))
    return _tirer(n, {Secteur.SECTEUR_1: un, Secteur.SECTEUR_2_OPTAM: deux}, Secteur.SECTEUR_2, hasard)


def _ages(n: int, plus_de_60: float, hasard: Any) -> Any:
    import numpy as np

    ages = hasard.integers(30, _SEUIL_60_ANS, n)
    anciens = hasard.random(n) < plus_de_60
    return np.where(anciens, hasard.integers(_SEUIL_60_ANS, 70, n), ages)


def _regions(n: int, noms: list[str], connues: Mapping[str, int], hasard: Any) -> Any:
    """Return the rank of each doctor's region; the last rank where no file says it."""
    total = sum(connues.values())
    if not total:
        return _tirer(n, {}, len(noms), hasard)
    return _tirer(n, {noms.index(nom): effectif / total for nom, effectif in connues.items()}, len(noms), hasard)


def _ligne_type(specialite: int, famille: Famille) -> Any:
    """Return the row of an ordinary doctor whose counts are still to be drawn."""
    import numpy as np

    ligne = np.full(LARGEUR, INCONNU, dtype=np.int64)
    fixes = {
        Entree.SPECIALITE: specialite,
        Entree.FAMILLE: famille,
        Entree.RQTH: Reponse.NON,
        Entree.A_65_ANS: Reponse.NON,
        Entree.RECENTE: 0,
        Entree.LIBERALE_N: 1,
        Entree.LIBERALE_D: 1,
        Entree.PROPRES: 0,
        Entree.CLINIQUE_D: 1,
        Entree.JEUNES_D: 1,
        Entree.MIXTE: 0,
        Entree.DISTINCT: 0,
    }
    for colonne, valeur in fixes.items():
        ligne[colonne] = valeur
    for annee in range(ANNEES):
        debut = Entree.CONSTATS + PAR_CONSTAT * annee
        ligne[debut : debut + PAR_CONSTAT] = [0, INCONNU, INCONNU, 0, INCONNU, 1]
    return ligne
