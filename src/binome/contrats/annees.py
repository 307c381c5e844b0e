"""The years of a contract in every possible world, then what all of them agree on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import TypeVar

from binome.contrats.accord import Accord, accorder, du_connu, maximal_connu, reglee, seul_monde
from binome.contrats.dossier import Dossier
from binome.contrats.echeancier import Echeance, calendrier, echeances_de_l_annee
from binome.contrats.engagements import Possibles, engagements, su
from binome.contrats.mondes import constat_lu, constats_possibles, medecins_possibles
from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.codes import Motif, Option, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import SANS_CONSTAT, AnneeDeContrat, Bilan, Constat, Depart, Engagement
from binome.droit.montant.regles import la_tranche_suit_les_constats
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import INCONNU

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


def calculer(dossier: Dossier, cas: Possibles) -> tuple[AnneeCalculee, ...]:
    """Return the contract years, each known as far as every possible world agrees."""
    reel = engagements(dossier, cas.reel)
    mondes = [reel if monde is cas.reel else engagements(dossier, monde) for monde in cas.mondes]
    constats = {lu.annee: constat_lu(lu) for lu in dossier.situation.constats}
    return tuple(
        _annee(dossier, annee, [monde[annee] for monde in mondes], reel[annee][1], constats)
        for annee in range(1, dossier.duree + 1)
    )


def _annee(
    dossier: Dossier,
    annee: int,
    mondes: list[tuple[Option, Engagement]],
    reel: Engagement,
    constats: dict[int, Constat],
) -> AnneeCalculee:
    engage = su(reel, [un for _, un in mondes])
    debut = dossier.anniversaire(annee)
    bareme = dossier.bareme_au(debut)
    vues = _tranches_vues(dossier, annee, constats)
    # Worlds that differ at signature are often the same one year: it is judged once.
    distincts = dict.fromkeys(mondes)
    essais = [essai for monde in distincts for essai in _essais(dossier, annee, monde, vues, constats, bareme)]
    accord = reduce(accorder, map(seul_monde, essais))
    options = {option for option, _ in mondes}
    option_de_l_annee = mondes[0][0] if len(options) == 1 else None
    if accord.ferme:
        return AnneeCalculee(annee, debut, option_de_l_annee, engage, None, None, Motif.OPTION_FERMEE, None, None, ())
    echeances: tuple[Echeance, ...] = ()
    if maximal_connu(accord):
        dates = calendrier(dossier, annee, mondes[0][0])
        echeances = echeances_de_l_annee(dates, essais[0], du_connu(accord))
    return AnneeCalculee(
        annee,
        debut,
        option_de_l_annee,
        engage,
        Fourchette(accord.maximal_bas, accord.maximal_haut),
        _parts(accord) if reglee(accord) else None,
        Motif(accord.motif),
        _commun(essai.bilan for essai in essais),
        Fourchette(accord.du_bas, accord.du_haut) if reglee(accord) else None,
        echeances,
    )


def _parts(accord: Accord) -> tuple[Fraction, Fraction]:
    basse = Fraction(*accord.part_basse)
    return (basse, basse) if accord.part_haute == accord.part_basse else (basse, Fraction(*accord.part_haute))


def _essais(
    dossier: Dossier,
    annee: int,
    monde: tuple[Option, Engagement],
    vues: Collection[Tranche],
    constats: dict[int, Constat],
    bareme: Bareme,
) -> list[AnneeDeContrat]:
    """Return the year in one world, for every bracket and constat that what is known allows."""
    regime, (option, engage) = dossier.regime.rang_de_famille, monde
    return [
        annee_de_contrat(
            annee, regime, option, engage._replace(tranche_montant=tranche), constat, bareme, dossier.lectures
        )
        for tranche in vues or (engage.tranche_montant,)
        for constat in constats_possibles(constats.get(annee, SANS_CONSTAT), engage.suit_la_pmt)
    ]


def _tranches_vues(dossier: Dossier, annee: int, constats: dict[int, Constat]) -> Collection[Tranche]:
    """Return the brackets of the last constat, where a lecture lets them decide the amount; else none."""
    anterieurs = [constat for rang, constat in constats.items() if rang < annee]
    if not anterieurs or not la_tranche_suit_les_constats(annee, dossier.lectures):
        return ()
    dernier, medecin = anterieurs[-1], dossier.medecin
    medecin = medecin._replace(
        pmt=Depart(dernier.pmt, INCONNU, INCONNU, medecin.pmt.seuils),
        pfa=Depart(dernier.pfa, INCONNU, INCONNU, medecin.pfa.seuils),
    )
    return {
        engagement(possible, Option.UN, dossier.bareme, dossier.lectures).tranche_montant
        for possible in medecins_possibles(medecin, dossier.bareme, dossier.lectures)
    }


def _commun(valeurs: Iterable[T]) -> T | None:
    premiere, *autres = valeurs
    return premiere if all(autre == premiere for autre in autres) else None
