"""The fates of an option as shares, and the net that each of them gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from binome.droit.codes import Tranche
from binome.droit.loi import Loi
from binome.economie.croissances import hypotheses_d_un_medecin
from binome.economie.probabilite.issues import IssueDAnnee, Tirages, tirer
from binome.economie.probabilite.patienteles import Retenues, hausse_de_la_pmt
from binome.economie.projet import Projet
from binome.economie.rentabilite.option import OptionChiffree
from binome.economie.rentabilite.reponse import (
    Distribution,
    Probabilite,
    Probabilites,
    ProbabilitesDUneAnnee,
    Risques,
    Sensibilite,
)
from binome.langue.courante import dire
from binome.moteur.argent import en_euros
from binome.moteur.primitives import au_plus_proche

TIRAGES: Final = 2000
GRAINE: Final = 1
_TIRAGES_D_UN_ESSAI: Final = 500
_CENT: Final = 100
_QUANTILES: Final = (5, 25, 50, 75, 95)
_ESSAIS: Final = (
    ("ecart_de_croissance", ("0.05", "0.25")),
    ("correlation_des_croissances", ("0", "0.8")),
    ("croissance_pfa", ("-0.053", "0.1")),
)
_HAUSSES_DE_LA_PMT: Final = ("0.066", "0.195")
"""Other values that each assumption is tried with: those of the controls, or of the published mean, and wide ones."""
PAS_CAUSAL: Final = (
    "Les patientèles suivent les moyennes d'une étude de 402 signataires (Cnam, 2024), qui se sont choisis : ce n'est "
    "pas un effet démontré de l'assistant. Leur dispersion n'est pas publiée : elle est supposée."
)


class Essais(NamedTuple):
    """What the probabilities are tried again with: the law, the value of every assumption, whether to try at all."""

    loi: Loi
    valeurs: Retenues
    voulus: bool


def retenues(projet: Projet) -> Retenues:
    """Return the value of every assumption, those of the project replacing the published ones."""
    return {nom: h.valeur for nom, h in hypotheses_d_un_medecin().items()} | dict(projet.hypotheses)


def tirer_l_option(option: OptionChiffree, loi: Loi, valeurs: Retenues, nombre: int) -> Tirages:
    """Draw the fates of an option.

    Raises:
        AnneeIndeterminee: something that decides a year is unknown, or the doctor is not eligible.
    """
    graine = option.projet.graine
    return tirer(option.situation, loi, valeurs, nombre, GRAINE if graine is None else graine)


def probabilites(tirages: Tirages) -> Probabilites | None:
    """Return the share of each outcome among the years that a constat decides; None when there is none."""
    comptes = tirages.toutes
    return Probabilites(*_parts(comptes)) if comptes.total() else None


def rendre_un_acompte(tirages: Tirages) -> Probabilite:
    """Return the share of the fates in which some acompte is to give back."""
    rendus = sum(any(annee.a_rendre for annee in destin) for destin in tirages.destins)
    return Probabilite(rendus, tirages.nombre)


def nets(option: OptionChiffree, tirages: Tirages) -> list[int]:
    """Return the net of the contract in each fate, in cents, in order."""
    fixe = sum(recette or 0 for recette in option.recettes) - sum(option.couts)
    return sorted(fixe + sum(annee.du for annee in destin) for destin in tirages.destins)


def mediane(valeurs: Sequence[int]) -> Decimal:
    """Return the median of ordered sums, in euros."""
    return _quantile(valeurs, _QUANTILES[2])


def risques(option: OptionChiffree, tirages: Tirages, essais: Essais) -> Risques:
    """Return what may happen to an option, and how far it hangs on what no figure settles."""
    tries = nets(option, tirages)
    rendus = sum(annee.a_rendre for destin in tirages.destins for annee in destin)
    return Risques(
        tirages.nombre,
        tirages.processus.graine,
        tuple(
            ProbabilitesDUneAnnee(une.annee, *_parts(comptes))
            for une, comptes in zip(tirages.annees, tirages.par_annee, strict=True)
        ),
        rendre_un_acompte(tirages),
        en_euros(au_plus_proche(rendus, tirages.nombre)),
        _distribution(tries),
        tuple(_sensibilite(option, tirages, essais)) if essais.voulus else (),
        dire(PAS_CAUSAL),
    )


def _distribution(tries: Sequence[int]) -> Distribution:
    p5, p25, p50, p75, p95 = (_quantile(tries, pour_cent) for pour_cent in _QUANTILES)
    perte = Probabilite(sum(net < 0 for net in tries), len(tries))
    return Distribution(p5, p25, p50, p75, p95, en_euros(_moyenne(tries)), perte)


def _parts(comptes: Counter[IssueDAnnee]) -> tuple[Probabilite, Probabilite, Probabilite]:
    tous = comptes.total()
    integrale, prorata, nulle = (Probabilite(comptes[issue], tous) for issue in IssueDAnnee)
    return integrale, prorata, nulle


def _moyenne(valeurs: Sequence[int]) -> int:
    """Return the mean of some sums, to the nearest cent."""
    return (2 * sum(valeurs) + len(valeurs)) // (2 * len(valeurs))


def _quantile(valeurs: Sequence[int], pour_cent: int) -> Decimal:
    """Return the smallest value that `pour_cent` of them do not exceed, in euros."""
    return en_euros(valeurs[max(-(-len(valeurs) * pour_cent // _CENT) - 1, 0)])


def _sensibilite(option: OptionChiffree, tirages: Tirages, essais: Essais) -> list[Sensibilite]:
    trouvees = []
    suivie = hausse_de_la_pmt(Tranche(tirages.annees[0].engagement.tranche_pmt))
    for nom, autres in (*_ESSAIS, (suivie, _HAUSSES_DE_LA_PMT)):
        for essai in autres:
            nombre = min(tirages.nombre, _TIRAGES_D_UN_ESSAI)
            essayes = tirer_l_option(option, essais.loi, {**essais.valeurs, nom: Decimal(essai)}, nombre)
            parts = probabilites(essayes)
            if parts is not None:
                titre = hypotheses_d_un_medecin()[nom].titre
                trouvees.append(Sensibilite(titre, essai, parts, rendre_un_acompte(essayes)))
    return trouvees
