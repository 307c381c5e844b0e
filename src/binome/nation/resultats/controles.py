"""What must be read before any figure: limits, assumptions, headcounts, checks against published figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from binome.langue.ecriture import nombre
from binome.nation.courbes import GENERALISTE
from binome.nation.hypotheses import hypotheses
from binome.nation.mesures import Mesure
from binome.nation.projection import Projection
from binome.nation.resultats.calculs import par_strate, total
from binome.nation.resultats.enregistrement import Enregistrement

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


@dataclass(frozen=True, slots=True)
class Limite(Enregistrement):
    """What the calculation does not say."""

    limite: str


@dataclass(frozen=True, slots=True)
class HypotheseRetenue(Enregistrement):
    """An assumption with the value retained; `supposee` when no published figure sets that value."""

    hypothese: str
    titre: str
    valeur: str
    source: str
    supposee: bool


@dataclass(frozen=True, slots=True)
class EffectifTire(Enregistrement):
    """A speciality: real doctors, doctors drawn, whether its curve is borrowed."""

    specialite: str
    effectif: int
    tires: int
    courbe_empruntee: bool


@dataclass(frozen=True, slots=True)
class Controle(Enregistrement):
    """A published figure that no calibration used, and what the projection gives for it."""

    chiffre: str
    publie: str
    simule: str


def les_hypotheses(projection: Projection) -> tuple[HypotheseRetenue, ...]:
    """Return every assumption with the value retained."""
    return tuple(
        HypotheseRetenue(
            nom,
            h.titre,
            _virgule(str(projection.retenues[nom])),
            h.source,
            h.supposee or projection.retenues[nom] != h.valeur,
        )
        for nom, h in hypotheses().items()
    )


def les_effectifs(projection: Projection) -> tuple[EffectifTire, ...]:
    """Return the headcount of each speciality."""
    return tuple(EffectifTire(s.code, s.effectif, s.tires, s.provisoire) for s in projection.population.strates)


def controles(projection: Projection) -> tuple[Controle, ...]:
    """Return the checks."""
    premiere_annee = {
        strate.specialite: strate.poids * int(sommes.par_tirage[:, 0, Mesure.CONTRATS].sum()) / projection.tirages
        for strate, sommes in par_strate(projection, projection.reference)
    }
    tous = total(premiere_annee.values())
    generalistes = premiere_annee.get(GENERALISTE, total(()))
    mois = Decimal(30) / Decimal(48)
    hausses = [_pct(projection.retenues[nom] * mois) for nom in ("croissance_pmt", "croissance_pfa")]
    return (
        Controle("Contrats de généralistes, octobre 2024 (ameli)", "5 283", nombre(round(generalistes))),
        Controle("Contrats des autres spécialités, octobre 2024 (ameli)", "1 957", nombre(round(tous - generalistes))),
        Controle("Tous les contrats, 30 juin 2025 (Egora)", "8 558", nombre(round(tous))),
        Controle("Hausse de la patientèle médecin traitant à 30 mois", "9,9 %", hausses[0]),
        Controle("Hausse de la file active à 30 mois", "5,3 %", hausses[1]),
    )


def _virgule(texte: str) -> str:
    return texte.replace(".", ",")


def _pct(part: Decimal) -> str:
    return _virgule(f"{part * 100:.1f} %")
