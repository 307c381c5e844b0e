"""What a projection says, as tables: costs with intervals, groups, winners and losers, the price of every reading.

Each drawn doctor stands for an exact fraction of real ones; sums stay fractions until a figure is written. A cell
without a figure is None: no contract to average over, or nothing that can be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, Statut, Tranche
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.nation.courbes import GENERALISTE
from binome.nation.hypotheses import hypotheses
from binome.nation.projection import Projection, Simulee
from binome.nation.tirages import CENTRE, Mesure
from binome.noyau.colonnes import ANNEES, Entree, Sortie
from binome.simulation.phrases import libelle_de_tranche

Ligne = dict[str, Any]
LIMITES: Final = tuple(
    """
Population synthétique : aucun médecin réel, aucun patient. La distribution n'est publiée qu'à quatre points pour les \
généralistes et à un seul pour les autres spécialités, dont la courbe est empruntée aux généralistes.
Tous les contrats simulés sont signés le même jour et suivis cinq ans : une promotion, pas le stock des contrats en \
cours ni la dépense d'un exercice.
Le recours et la croissance des patientèles sont calés sur des chiffres publiés d'avant 2025, sur des signataires qui \
se sont choisis : un écart avec les témoins n'est pas un effet causal.
Personne ne change de comportement quand la règle change : ni plus ni moins de signatures, pas d'effort pour franchir \
un seuil. Une réforme réelle ferait bouger ces deux choses.
Les intervalles ne disent que le hasard des tirages et l'incertitude des moyennes publiées, pas celle des hypothèses : \
changer une hypothèse déplace souvent davantage.
""".strip().splitlines()
)
_CENT: Final = 100
_DECILES: Final = 10
_BAS, _HAUT = 5, 95
_AGES: Final = (
    (0, 40, "moins de 40 ans"),
    (40, 50, "40 à 49 ans"),
    (50, 60, "50 à 59 ans"),
    (60, 200, "60 ans et plus"),
)

_SORTES: Final = ("gagnants", "perdants", "inchanges", "incomparables", "sans_contrat")

_ZONES: Final = ("zone d'intervention prioritaire", "zone d'action complémentaire", "hors zone")
_PATIENTELES: Final = {"pmt": "patientèle médecin traitant", "pfa": "file active"}

DIMENSIONS: Final = {
    "specialite": "Spécialité",
    "tranche": "Tranche",
    "zone": "Zone",
    "age": "Âge à la signature",
    "option": "Temps de travail",
    "region": "Région",
}


def _euros(centimes: Fraction) -> int:
    return round(centimes / _CENT)


def _part(partie: Fraction, tout: Fraction) -> Decimal | None:
    return None if tout == 0 else Decimal(round(partie * 10_000 / tout)).scaleb(-4)


def _cout_des_tirages(projection: Projection, simulee: Simulee, annees: Sequence[int]) -> list[Fraction]:
    """Return the cost of some years in each draw, in cents, the smallest first."""
    par_groupe = [
        (groupe.poids, sommes.par_tirage[:, list(annees), Mesure.CENTIMES].sum(axis=1).tolist())
        for groupe, sommes in zip(projection.population.strates, simulee.sommes, strict=True)
    ]
    return sorted(sum((w * valeurs[t] for w, valeurs in par_groupe), Fraction(0)) for t in range(projection.tirages))


def _quantile(triees: Sequence[Fraction], centieme: int) -> Fraction:
    return triees[(len(triees) - 1) * centieme // _CENT]


def _moyennes(projection: Projection, simulee: Simulee, tirages: int) -> dict[tuple[int, Mesure], Fraction]:
    """Return each measure of each year (rank from 0) for the nation, in the mean of the draws."""
    moyennes: dict[tuple[int, Mesure], Fraction] = {}
    for groupe, sommes in zip(projection.population.strates, simulee.sommes, strict=True):
        totaux = sommes.par_tirage.sum(axis=0).tolist()
        for rang in range(ANNEES):
            for mesure in Mesure:
                ajout = groupe.poids * totaux[rang][mesure] / tirages
                moyennes[rang, mesure] = moyennes.get((rang, mesure), Fraction(0)) + ajout
    return moyennes


def par_annee(projection: Projection, simulee: Simulee) -> list[Ligne]:
    """Return contracts, cost with its interval, outcomes and patients of each contract year, then of the five."""
    moyennes = _moyennes(projection, simulee, projection.tirages)
    lignes = []
    for nom, rangs in [*((str(rang + 1), [rang]) for rang in range(ANNEES)), ("total", list(range(ANNEES)))]:
        vues = {mesure: sum((moyennes[rang, mesure] for rang in rangs), Fraction(0)) for mesure in Mesure}
        couts = _cout_des_tirages(projection, simulee, rangs)
        fin = rangs[-1]
        lignes.append(
            {
                "annee": nom,
                "contrats": round(vues[Mesure.CONTRATS] / len(rangs)),
                "cout": _euros(vues[Mesure.CENTIMES]),
                "cout_bas": _euros(_quantile(couts, _BAS)),
                "cout_haut": _euros(_quantile(couts, _HAUT)),
                **_issues(vues),
                "patients_pmt": round(moyennes[fin, Mesure.GAIN_PMT]),
                "patients_pmt_sans_contrat": round(moyennes[fin, Mesure.TENDANCE_PMT]),
                "patients_pfa": round(moyennes[fin, Mesure.GAIN_PFA]),
                "patients_pfa_sans_contrat": round(moyennes[fin, Mesure.TENDANCE_PFA]),
            }
        )
    return lignes


def _issues(vues: dict[Mesure, Fraction]) -> Ligne:
    contrats = vues[Mesure.CONTRATS]
    return {
        "part_integrale": _part(vues[Mesure.INTEGRALES], contrats),
        "part_prorata": _part(vues[Mesure.PRORATAS], contrats),
        "part_nulle": _part(vues[Mesure.NULLES], contrats),
        "part_inconnue": _part(vues[Mesure.INCONNUES], contrats),
        "manques_de_peu": round(vues[Mesure.MANQUES_DE_PEU]),
    }


def cout_par_patient(projection: Projection, simulee: Simulee) -> list[Ligne]:
    """Return the cost of five years over the patients gained at the end, before and after the controls' trend."""
    moyennes = _moyennes(projection, simulee, projection.tirages)
    cout = sum((moyennes[rang, Mesure.CENTIMES] for rang in range(ANNEES)), Fraction(0))
    fin, lignes = ANNEES - 1, []
    for patientele, gain, tendance in (
        ("pmt", Mesure.GAIN_PMT, Mesure.TENDANCE_PMT),
        ("pfa", Mesure.GAIN_PFA, Mesure.TENDANCE_PFA),
    ):
        gagnes = {
            "depuis la signature": moyennes[fin, gain],
            "de plus que les témoins": (moyennes[fin, gain] - moyennes[fin, tendance]),
        }
        for compares, patients in gagnes.items():
            cout_unitaire = _euros(cout / patients) if patients > 0 else None
            lignes.append(
                {
                    "patientele": _PATIENTELES[patientele],
                    "compares": compares,
                    "patients": round(patients),
                    "cout": cout_unitaire,
                }
            )
    return lignes


def libelles(projection: Projection, dimension: str) -> tuple[Any, list[str]]:
    """Return the rank of each doctor on a dimension of `DIMENSIONS`, and the names of the ranks."""
    import numpy as np

    population = projection.population
    if dimension == "specialite":
        noms = {s.code: s.libelle for s in catalogue().specialites}
        tailles = [groupe.fin - groupe.debut for groupe in population.strates]
        libelles = [f"{noms[g.code]}{' *' if g.provisoire else ''}" for g in population.strates]
        return np.repeat(np.arange(len(tailles)), tailles), libelles
    if dimension == "tranche":
        return projection.reference.sorties[:, Sortie.TRANCHE_MONTANT], [
            libelle_de_tranche(t.code) for t in Tranche if t >= 0
        ]
    if dimension == "zone":
        return population.matrice[:, Entree.ZONE], list(_ZONES)
    if dimension == "option":
        return population.matrice[:, Entree.OPTION], [f"{code} ETP" for code in CODES_D_OPTION]
    if dimension == "age":
        rangs = sum((population.ages >= depuis).astype(np.int64) for depuis, _, _ in _AGES[1:])
        return rangs, [nom for _, _, nom in _AGES]
    return population.regions, list(population.noms_de_regions)


def par_dimension(projection: Projection, simulee: Simulee, dimension: str) -> list[Ligne]:
    """Return, for each value of a dimension, doctors, eligible ones, contracts, cost over five years and outcomes."""
    import numpy as np

    rangs, noms = libelles(projection, dimension)
    lignes = []
    for rang, nom in enumerate(noms):
        medecins = eligibles = Fraction(0)
        vues = dict.fromkeys(Mesure, Fraction(0))
        contrats = Fraction(0)
        for groupe, sommes in zip(projection.population.strates, simulee.sommes, strict=True):
            ici = rangs[groupe.debut : groupe.fin] == rang
            statuts = simulee.sorties[groupe.debut : groupe.fin, Sortie.STATUT]
            medecins += groupe.poids * int(ici.sum())
            eligibles += groupe.poids * int((ici & (statuts != Statut.NON_REMPLI)).sum())
            totaux = np.where(ici[:, None, None], sommes.par_medecin, 0).sum(axis=0)
            contrats += groupe.poids * int(totaux[0, Mesure.CONTRATS]) / projection.tirages
            for mesure in Mesure:
                vues[mesure] += groupe.poids * int(totaux[:, mesure].sum()) / projection.tirages
        if medecins:
            lignes.append(
                {
                    "groupe": nom,
                    "medecins": round(medecins),
                    "eligibles": round(eligibles),
                    "contrats": round(contrats),
                    "cout": _euros(vues[Mesure.CENTIMES]),
                    "cout_par_contrat_et_an": (
                        _euros(vues[Mesure.CENTIMES] / vues[Mesure.CONTRATS]) if vues[Mesure.CONTRATS] else None
                    ),
                    **_issues(vues),
                }
            )
    return lignes


def gagnants(projection: Projection, simulee: Simulee, dimension: str | None = None) -> list[Ligne]:
    """Return who wins and who loses with a reform, over five years and in the mean of the draws.

    Each doctor is compared with himself under the law in force, with the same fates; where an amount is unknown under
    either law, nothing is compared.
    """
    import numpy as np

    rangs, noms = libelles(projection, dimension) if dimension else (None, [dire("tous")])
    lignes = []
    for rang, nom in enumerate(noms):
        nombres = dict.fromkeys(_SORTES, Fraction(0))
        sommes_de = dict.fromkeys(("gagnants", "perdants"), Fraction(0))
        for indice, groupe in enumerate(projection.population.strates):
            avant, apres = (
                une.sommes[indice].par_medecin[:, :, [Mesure.CENTIMES, Mesure.CONTRATS, Mesure.INCONNUES]].sum(axis=1)
                for une in (projection.reference, simulee)
            )
            ici = np.ones(len(avant), bool) if rangs is None else rangs[groupe.debut : groupe.fin] == rang
            ecart = apres[:, 0] - avant[:, 0]
            concernes = (avant[:, 1] + apres[:, 1]) > 0
            inconnus = (avant[:, 2] + apres[:, 2]) > 0
            w = groupe.poids
            for sorte, masque in (
                ("gagnants", ~inconnus & (ecart > 0)),
                ("perdants", ~inconnus & (ecart < 0)),
                ("inchanges", ~inconnus & concernes & (ecart == 0)),
                ("incomparables", inconnus),
                ("sans_contrat", ~concernes),
            ):
                nombres[sorte] += w * int((ici & masque).sum())
                if sorte in sommes_de:
                    sommes_de[sorte] += w * int(ecart[ici & masque].sum()) / projection.tirages
        if sum(nombres.values()):
            lignes.append(
                {
                    "groupe": nom,
                    **{sorte: round(nombre) for sorte, nombre in nombres.items()},
                    "gain": _euros(sommes_de["gagnants"]),
                    "perte": _euros(sommes_de["perdants"]),
                    "solde": _euros(sommes_de["gagnants"] + sommes_de["perdants"]),
                }
            )
    return lignes


def comparaison(projection: Projection) -> list[Ligne]:
    """Return one row per law: eligible doctors, contracts, cost over five years with its interval, outcomes."""
    lignes: list[Ligne] = []
    for simulee in (projection.reference, *projection.reformes):
        total = par_annee(projection, simulee)[-1]
        lignes.append(
            {
                "loi": simulee.reforme.titre,
                "eligibles": round(_eligibles(projection, simulee)),
                **{nom: total[nom] for nom in ("contrats", "cout", "cout_bas", "cout_haut")},
                "ecart": total["cout"] - (lignes[0]["cout"] if lignes else total["cout"]),
                **{nom: total[nom] for nom in ("part_integrale", "part_prorata", "part_nulle", "part_inconnue")},
            }
        )
    return lignes


def _eligibles(projection: Projection, simulee: Simulee) -> Fraction:
    statuts = simulee.sorties[:, Sortie.STATUT]
    return sum(
        (
            groupe.poids * int((statuts[groupe.debut : groupe.fin] != Statut.NON_REMPLI).sum())
            for groupe in projection.population.strates
        ),
        Fraction(0),
    )


def prix_des_lectures(projection: Projection) -> list[Ligne]:
    """Return what each other reading of the texts would cost or save over five years, where it moves anything."""
    if projection.reference_des_lectures is None:
        return []
    base = projection.reference_des_lectures
    tirages = projection.tirages_des_lectures

    def cout(simulee: Simulee) -> tuple[Fraction, Fraction, Fraction]:
        moyennes = _moyennes(projection, simulee, tirages)
        sommes = {m: sum((moyennes[rang, m] for rang in range(ANNEES)), Fraction(0)) for m in Mesure}
        return sommes[Mesure.CENTIMES], sommes[Mesure.CONTRATS], sommes[Mesure.INCONNUES]

    avant = (*cout(base), _eligibles(projection, base))
    lignes = []
    for simulee in projection.lectures:
        apres = (*cout(simulee), _eligibles(projection, simulee))
        if apres != avant:
            nom, choix = simulee.reforme.nom.split("=")
            lecture = catalogue().lectures[nom]
            lignes.append(
                {
                    "lecture": nom,
                    "choix": choix,
                    "question": lecture.question,
                    "reponse": lecture.choix[choix],
                    "eligibles": round(apres[3] - avant[3]),
                    "contrats": round((apres[1] - avant[1]) / ANNEES),
                    "cout": _euros(apres[0] - avant[0]),
                    "annees_inconnues": round(apres[2] - avant[2]),
                }
            )
    return sorted(lignes, key=lambda ligne: -abs(ligne["cout"]))


def ecarts_aux_objectifs(projection: Projection, simulee: Simulee) -> list[Ligne]:
    """Return the contract years, in the mean of a draw, by patients between the count and each objective.

    Bins of ten patients; the two ends gather what lies beyond.
    """
    largeur = 10
    lignes = []
    for rang, patientele in enumerate(("pmt", "pfa")):
        valeurs = [
            (groupe.poids, sommes.ecarts[rang].tolist())
            for groupe, sommes in zip(projection.population.strates, simulee.sommes, strict=True)
        ]
        for debut in range(-CENTRE, CENTRE, largeur):
            fin = None if debut + largeur == CENTRE else debut + CENTRE + largeur
            total = sum((w * sum(cases[debut + CENTRE : fin]) for w, cases in valeurs), Fraction(0))
            lignes.append(
                {"patientele": patientele, "ecart": debut, "annees_de_contrat": round(total / projection.tirages)}
            )
    return lignes


def distribution(projection: Projection, simulee: Simulee) -> list[Ligne]:
    """Return the deciles of the mean yearly amount of a contract, over the doctors who sign in some draw."""
    moyens: list[tuple[Fraction, Fraction]] = []
    for groupe, sommes in zip(projection.population.strates, simulee.sommes, strict=True):
        totaux = sommes.par_medecin.sum(axis=1)
        for centimes, annees, inconnues in totaux[:, [Mesure.CENTIMES, Mesure.CONTRATS, Mesure.INCONNUES]].tolist():
            if annees > inconnues:
                moyens.append((Fraction(centimes, annees - inconnues), groupe.poids))
    moyens.sort()
    total = sum((w for _, w in moyens), Fraction(0))
    lignes, cumul, decile = [], Fraction(0), 1
    for centimes, w in moyens:
        cumul += w
        while decile < _DECILES and cumul * _DECILES >= decile * total:
            lignes.append({"decile": decile, "montant_annuel_moyen": _euros(centimes)})
            decile += 1
    return lignes


def validation(projection: Projection) -> list[Ligne]:
    """Return published figures that no calibration used, beside what the projection gives for them."""
    premiere = {
        groupe.specialite: groupe.poids * int(s.par_tirage[:, 0, Mesure.CONTRATS].sum()) / projection.tirages
        for groupe, s in zip(projection.population.strates, projection.reference.sommes, strict=True)
    }
    generalistes = premiere.get(GENERALISTE, Fraction(0))
    autres = sum(premiere.values()) - generalistes
    mois = Decimal(30) / Decimal(48)
    r = projection.retenues
    return [
        _controle("Contrats de généralistes, octobre 2024 (ameli)", "5 283", nombre(round(generalistes))),
        _controle("Contrats des autres spécialités, octobre 2024 (ameli)", "1 957", nombre(round(autres))),
        _controle("Tous les contrats, 30 juin 2025 (Egora)", "8 558", nombre(round(generalistes + autres))),
        _controle("Hausse de la patientèle médecin traitant à 30 mois", "9,9 %", _pct(r["croissance_pmt"] * mois)),
        _controle("Hausse de la file active à 30 mois", "5,3 %", _pct(r["croissance_pfa"] * mois)),
    ]


def _controle(quoi: str, publie: str, simule: str) -> Ligne:
    return {"chiffre": quoi, "publie": publie, "simule": simule}


def _virgule(valeur: Decimal) -> str:
    return str(valeur).replace(".", ",")


def _pct(part: Decimal) -> str:
    return f"{part * 100:.1f} %".replace(".", ",")


def les_hypotheses(projection: Projection) -> list[Ligne]:
    """Return every assumption with the value retained."""
    return [
        {
            "hypothese": nom,
            "titre": h.titre,
            "valeur": _virgule(projection.retenues[nom]),
            "source": h.source,
            "supposee": h.supposee or projection.retenues[nom] != h.valeur,
        }
        for nom, h in hypotheses().items()
    ]


def tableaux(projection: Projection) -> dict[str, list[Ligne]]:
    """Return every table of a projection, by name; assumptions and limits first."""
    tous: dict[str, list[Ligne]] = {
        "limites": [{"limite": limite} for limite in LIMITES],
        "hypotheses": les_hypotheses(projection),
        "effectifs": [
            {"specialite": g.code, "effectif": g.effectif, "tires": g.fin - g.debut, "courbe_empruntee": g.provisoire}
            for g in projection.population.strates
        ],
        "validation": validation(projection),
        "comparaison": comparaison(projection),
    }
    for simulee in (projection.reference, *projection.reformes):
        nom = simulee.reforme.nom
        tous[f"annees {nom}"] = par_annee(projection, simulee)
    tous["cout_par_patient"] = cout_par_patient(projection, projection.reference)
    tous["distribution"] = distribution(projection, projection.reference)
    tous["ecarts"] = ecarts_aux_objectifs(projection, projection.reference)
    for dimension in DIMENSIONS:
        tous[f"par {dimension}"] = par_dimension(projection, projection.reference, dimension)
    for simulee in projection.reformes:
        tous[f"gagnants {simulee.reforme.nom}"] = [
            *gagnants(projection, simulee),
            *_gagnants_par_groupe(projection, simulee),
        ]
    tous["lectures"] = prix_des_lectures(projection)
    return tous


def _gagnants_par_groupe(projection: Projection, simulee: Simulee) -> list[Ligne]:
    return [
        {**ligne, "groupe": f"{titre} : {ligne['groupe']}"}
        for dimension, titre in DIMENSIONS.items()
        for ligne in gagnants(projection, simulee, dimension)
    ]
