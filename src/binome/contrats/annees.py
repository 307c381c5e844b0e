"""The years of a contract in every possible world, then what all of them agree on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier, depart
from binome.contrats.echeancier import Echeance, calendrier, echeances_de_l_annee
from binome.contrats.engagements import engagement_initial, engagements
from binome.contrats.mondes import constats_possibles, medecins_possibles, options_possibles
from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.codes import FormuleDObjectif, Motif, Option, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import AnneeDeContrat, Bilan, Engagement
from binome.droit.montant.regles import la_tranche_suit_les_constats
from binome.droit.objectifs.regles import formule
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import ABSENT, INCONNU, SANS_OBJET

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fourchette:
    """Lowest and highest value, in cents or euros; known when both are the same."""

    bas: int
    haut: int

    @property
    def connue(self) -> int | None:
        """The value when it is known, None otherwise."""
        return self.bas if self.bas == self.haut else None

    def en_centimes(self) -> Fourchette:
        """Return a range of euros in cents."""
        return Fourchette(en_centimes(self.bas), en_centimes(self.haut))


@dataclass(frozen=True, slots=True)
class AnneeCalculee:
    """What is known of one contract year. Amounts in cents (`maximal` in euros); None where the option is closed."""

    annee: int
    debut: date | None
    option: Option | None
    engagement: Engagement
    maximal: Fourchette | None
    part: tuple[Fraction, Fraction] | None
    motif: Motif
    bilan: Bilan | None
    du: Fourchette | None
    echeances: tuple[Echeance, ...]


def calculer(dossier: Dossier, initial: Engagement) -> tuple[AnneeCalculee, ...]:
    """Return the contract years, each known as far as every possible world agrees; `initial` is what is known."""
    options = options_possibles(dossier)
    reel = engagements(dossier, dossier.medecin, options[-1], initial)
    mondes = [reel]
    par_taux = formule(dossier.bareme, dossier.lectures) == FormuleDObjectif.TAUX
    if par_taux or len(options) > 1 or Tranche.INCONNUE in (initial.tranche_pmt, initial.tranche_pfa):
        mondes = [
            engagements(dossier, medecin, option, engagement_initial(dossier, medecin, option))
            for medecin in medecins_possibles(dossier.medecin, dossier.bareme, dossier.lectures)
            for option in options
        ]
    constats = {constat.annee: constat for constat in dossier.situation.constats}
    return tuple(
        _annee(dossier, annee, [monde[annee] for monde in mondes], reel[annee][1], constats)
        for annee in range(1, dossier.duree + 1)
    )


def _annee(
    dossier: Dossier,
    annee: int,
    mondes: list[tuple[Option, Engagement]],
    reel: Engagement,
    constats: dict[int, ConstatLu],
) -> AnneeCalculee:
    debut = dossier.anniversaire(annee)
    bareme = dossier.bareme_au(debut)
    essais = [essai for option, engage in mondes for essai in _essais(dossier, annee, option, engage, constats, bareme)]
    options = {option for option, _ in mondes}
    option_de_l_annee = mondes[0][0] if len(options) == 1 else None
    if any(essai.maximal == SANS_OBJET for essai in essais):
        return AnneeCalculee(annee, debut, option_de_l_annee, reel, None, None, Motif.OPTION_FERMEE, None, None, ())
    maximal = Fourchette(min(e.maximal for e in essais), max(e.maximal for e in essais))
    motif = _motif(essais)
    reglee = motif != Motif.CONSTAT_ATTENDU
    du = _du(essais) if reglee else None
    echeances: tuple[Echeance, ...] = ()
    if maximal.connue is not None:
        dates = calendrier(dossier, annee, mondes[0][0])
        echeances = echeances_de_l_annee(dates, essais[0], du is not None and du.connue is not None)
    return AnneeCalculee(
        annee,
        debut,
        option_de_l_annee,
        reel,
        maximal,
        _part(essais) if reglee else None,
        motif,
        _commun(essai.bilan for essai in essais),
        du,
        echeances,
    )


def _essais(
    dossier: Dossier, annee: int, option: Option, engage: Engagement, constats: dict[int, ConstatLu], bareme: Bareme
) -> list[AnneeDeContrat]:
    """Return the year in one world, for every bracket and constat that what is known allows."""
    regime = dossier.regime.rang_de_famille
    return [
        annee_de_contrat(
            annee, regime, option, engage._replace(tranche_montant=tranche), constat, bareme, dossier.lectures
        )
        for tranche in _tranches_du_montant(dossier, annee, engage, constats)
        for constat in constats_possibles(constats.get(annee), engage.suit_la_pmt)
    ]


def _du(essais: list[AnneeDeContrat]) -> Fourchette:
    """Return the range of the sum due, in cents; zero to the maximum where a share is unknown."""
    bornes = [(0, en_centimes(e.maximal)) if e.du == ABSENT else (e.du, e.du) for e in essais]
    return Fourchette(min(bas for bas, _ in bornes), max(haut for _, haut in bornes))


def _tranches_du_montant(
    dossier: Dossier, annee: int, engage: Engagement, constats: dict[int, ConstatLu]
) -> set[Tranche]:
    """Return the brackets that may decide the amount: that of the signature, or of the last constat by lecture."""
    if not la_tranche_suit_les_constats(annee, dossier.lectures):
        return {engage.tranche_montant}
    anterieurs = [constat for rang, constat in constats.items() if rang < annee]
    if not anterieurs:
        return {engage.tranche_montant}
    dernier = anterieurs[-1]
    pmt, pfa = dossier.medecin.pmt.seuils, dossier.medecin.pfa.seuils
    medecin = dossier.medecin._replace(
        pmt=depart(dernier.pmt, None, None, pmt), pfa=depart(dernier.pfa, None, None, pfa)
    )
    return {
        engagement(possible, Option.UN, dossier.bareme, dossier.lectures).tranche_montant
        for possible in medecins_possibles(medecin, dossier.bareme, dossier.lectures)
    }


def _commun(valeurs: Iterable[T]) -> T | None:
    premiere, *autres = valeurs
    return premiere if all(autre == premiere for autre in autres) else None


def _motif(essais: list[AnneeDeContrat]) -> Motif:
    motifs = {essai.bilan.resultat.motif for essai in essais}
    return Motif(motifs.pop()) if len(motifs) == 1 else Motif.DONNEE_INCONNUE


def _part(essais: list[AnneeDeContrat]) -> tuple[Fraction, Fraction]:
    parts = []
    for essai in essais:
        part = essai.bilan.resultat.part
        parts += [Fraction(0), Fraction(1)] if part[0] == INCONNU else [Fraction(*part)]
    return (min(parts), max(parts))
