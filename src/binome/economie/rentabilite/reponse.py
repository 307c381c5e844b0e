"""What `rentabilite` answers: plain records, euros, facts and assumptions told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.droit.codes import CODES_D_OPTION, Option, StatutDEligibilite
from binome.economie.cout.reponse import AnneeDeCout, Inconnue, LectureDuCout, Supposition
from binome.economie.rentabilite.aide import Scenario
from binome.moteur.codes import Code
from binome.moteur.rendu import EnJson, EurosSignes, en_nombre, parmi
from binome.moteur.sources import Source


@en_nombre
class Probabilite(Fraction):
    """A share of the draws, exact; a number in JSON."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AnneeRentable(EnJson):
    """A contract year, in euros. `aide` when objectives are met, `aide_minimale` when they are missed.

    `recettes` is None while nobody said what the assistant allows; `net` then counts none.
    """

    annee: int
    debut: date
    cout_employeur: Decimal
    aide: Decimal | None
    aide_minimale: Decimal | None
    recettes: Decimal | None
    net: EurosSignes | None
    net_minimal: EurosSignes | None
    cotisations: EurosSignes | None
    impot: EurosSignes | None
    net_apres: EurosSignes | None
    """What contributions and tax leave of the net; None without their rates."""


@dataclass(frozen=True, slots=True)
class TotalRentable(EnJson):
    """The same sums over the contract."""

    cout_employeur: Decimal
    aide: Decimal | None
    aide_minimale: Decimal | None
    recettes: Decimal | None
    net: EurosSignes | None
    net_minimal: EurosSignes | None
    net_apres_cotisations: EurosSignes | None
    net_apres: EurosSignes | None


@dataclass(frozen=True, slots=True)
class Probabilites(EnJson):
    """The outcome of a year that a constat decides, over all of them: they sum to one."""

    integrale: Probabilite
    prorata: Probabilite
    nulle: Probabilite


@dataclass(frozen=True, slots=True)
class ProbabilitesDUneAnnee(EnJson):
    """The outcome of one contract year."""

    annee: int
    integrale: Probabilite
    prorata: Probabilite
    nulle: Probabilite


@dataclass(frozen=True, slots=True)
class Distribution(EnJson):
    """The net of the contract over all fates, in euros: quantiles, mean, share of fates that lose money."""

    p5: EurosSignes
    p25: EurosSignes
    mediane: EurosSignes
    p75: EurosSignes
    p95: EurosSignes
    moyenne: EurosSignes
    perte: Probabilite


@dataclass(frozen=True, slots=True)
class Sensibilite(EnJson):
    """The same probabilities when an assumption on patientèles is another one."""

    hypothese: str
    valeur: str
    probabilites: Probabilites
    rendre_un_acompte: Probabilite


@dataclass(frozen=True, slots=True)
class Risques(EnJson):
    """What may happen beside the shares of `probabilites`."""

    tirages: int
    graine: int
    par_annee: tuple[ProbabilitesDUneAnnee, ...]
    rendre_un_acompte: Probabilite
    a_rendre_en_moyenne: Decimal
    net: Distribution
    sensibilite: tuple[Sensibilite, ...]
    avertissement: str


@dataclass(frozen=True, slots=True)
class SeuilDeRentabilite(EnJson):
    """What covers an average year: euros that the aid leaves to pay, consultations, patients; None where unknown."""

    scenario: Scenario
    manque: Decimal | None
    consultations_par_an: int | None
    consultations_par_jour: Decimal | None
    patients: int | None


@dataclass(frozen=True, slots=True)
class CeQuiCompte(EnJson):
    """One thing that moves the net of the contract, and how far."""

    code: str
    titre: str
    basse: str
    haute: str
    net_bas: EurosSignes
    net_haut: EurosSignes
    amplitude: Decimal
    source: Source | None


@dataclass(frozen=True, slots=True)
class MoisDeCaisse(EnJson):
    """The cash of a month, in euros."""

    mois: date
    entrees: Decimal
    sorties: Decimal
    cumul: EurosSignes


@dataclass(frozen=True, slots=True)
class Tresorerie(EnJson):
    """The cash under a scenario, and the month where least is left."""

    scenario: Scenario
    point_bas: MoisDeCaisse
    mois: tuple[MoisDeCaisse, ...]


@dataclass(frozen=True, slots=True)
class OptionComparee(EnJson):
    """One option beside the others; no option is to employ nobody."""

    option_etp: Code[Option] | None = field(metadata=parmi(lambda: CODES_D_OPTION))
    statut: StatutDEligibilite | None
    total: TotalRentable
    probabilites: Probabilites | None
    rendre_un_acompte: Probabilite | None
    net_median: EurosSignes | None


@dataclass(frozen=True, slots=True)
class Rentabilite(EnJson):
    """Is it worth it? One option in detail, the others beside it."""

    option_etp: Code[Option] = field(metadata=parmi(lambda: CODES_D_OPTION))
    statut: StatutDEligibilite
    annees: tuple[AnneeRentable, ...]
    total: TotalRentable
    probabilites: Probabilites | None
    risques: Risques | None
    sans_probabilites: str | None
    """Why no probability is given."""
    options: tuple[OptionComparee, ...]
    seuils: tuple[SeuilDeRentabilite, ...]
    ce_qui_compte: tuple[CeQuiCompte, ...]
    tresorerie: tuple[Tresorerie, ...]
    cout: tuple[AnneeDeCout, ...]
    lectures_du_cout: tuple[LectureDuCout, ...]
    hypotheses: tuple[Supposition, ...]
    inconnues: tuple[Inconnue, ...]
    version_du_droit: str
