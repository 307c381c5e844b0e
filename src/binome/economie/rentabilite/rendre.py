"""Cents into euros: the records of the answer, made from an option put in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from binome.contrats.situation import Situation
from binome.economie.champs import champs_du_projet
from binome.economie.cout.reponse import Cout, Inconnue, Supposition
from binome.economie.rentabilite.aide import Scenario
from binome.economie.rentabilite.option import OptionChiffree, total
from binome.economie.rentabilite.reponse import (
    AnneeRentable,
    CeQuiCompte,
    MoisDeCaisse,
    SeuilDeRentabilite,
    TotalRentable,
    Tresorerie,
)
from binome.economie.rentabilite.seuils import seuil
from binome.economie.rentabilite.tresorerie import MoisDeTresorerie, point_bas, tresorerie
from binome.economie.rentabilite.variations import variations
from binome.langue.ecriture import en_pourcent, en_texte
from binome.moteur.argent import en_euros


def _euros(centimes: int | None) -> Decimal | None:
    return None if centimes is None else en_euros(centimes)


def _reste(net: int | None, *pris: int | None) -> int | None:
    connus = [un for un in pris if un is not None]
    return None if net is None or len(connus) < len(pris) else net - sum(connus)


def annees_rendues(option: OptionChiffree) -> tuple[AnneeRentable, ...]:
    """Return each contract year."""
    nets, minimaux = option.nets(Scenario.ATTEINTS), option.nets(Scenario.MANQUES)
    debuts = [mois.jour for mois in option.registre.mois[:: len(option.registre.mois) // option.duree]]
    rendues = []
    for rang, debut in enumerate(debuts):
        cotisations, impot = option.cotisations(nets[rang]), option.impot(nets[rang])
        rendues.append(
            AnneeRentable(
                rang + 1,
                debut,
                en_euros(option.couts[rang]),
                _euros(option.aides[Scenario.ATTEINTS].annees[rang]),
                _euros(option.aides[Scenario.MANQUES].annees[rang]),
                _euros(option.recettes[rang]),
                _euros(nets[rang]),
                _euros(minimaux[rang]),
                _euros(cotisations),
                _euros(impot),
                _euros(_reste(nets[rang], cotisations, impot)),
            )
        )
    return tuple(rendues)


def total_rendu(option: OptionChiffree) -> TotalRentable:
    """Return the sums over the contract: those of the years, added."""
    nets = option.nets(Scenario.ATTEINTS)
    cotisations = total([option.cotisations(net) for net in nets])
    impot = total([option.impot(net) for net in nets])
    net = total(nets)
    return TotalRentable(
        en_euros(sum(option.couts)),
        _euros(total(option.aides[Scenario.ATTEINTS].annees)),
        _euros(total(option.aides[Scenario.MANQUES].annees)),
        _euros(total(option.recettes)),
        _euros(net),
        _euros(option.net(Scenario.MANQUES)),
        _euros(_reste(net, cotisations)),
        _euros(_reste(net, cotisations, impot)),
    )


def seuil_rendu(option: OptionChiffree, scenario: Scenario) -> SeuilDeRentabilite:
    """Return the break-even under a scenario."""
    trouve = seuil(option, scenario)
    return SeuilDeRentabilite(
        scenario, _euros(trouve.manque), trouve.consultations, _euros(trouve.centiemes_par_jour), trouve.patients
    )


def ce_qui_compte(option: OptionChiffree) -> tuple[CeQuiCompte, ...]:
    """Return what moves the net of the contract, the widest swing first."""
    return tuple(
        CeQuiCompte(
            une.code,
            une.titre,
            une.basse,
            une.haute,
            en_euros(une.net_bas),
            en_euros(une.net_haut),
            en_euros(une.amplitude),
            une.source,
        )
        for une in variations(option)
    )


def tresorerie_rendue(option: OptionChiffree, scenario: Scenario) -> Tresorerie:
    """Return the cash of each month under a scenario."""
    mois = tresorerie(option, scenario)
    return Tresorerie(scenario, _mois(point_bas(mois)), tuple(map(_mois, mois)))


def _mois(mois: MoisDeTresorerie) -> MoisDeCaisse:
    return MoisDeCaisse(mois.jour, en_euros(mois.entrees), en_euros(mois.sorties), en_euros(mois.cumul))


def hypotheses(option: OptionChiffree, cout: Cout, lue: Situation) -> Iterator[Supposition]:
    """Yield what the answer rests on without its being a fact; each says the field that changes it.

    `lue` is the situation as it was given, before anything was supposed.
    """
    if lue.option_etp is None:
        yield Supposition("option_etp", "Option : un temps plein, faute d'être choisie.", "option_etp")
    avenant = option.situation.avenant_second_assistant
    if avenant is not None and lue.avenant_second_assistant is None:
        phrase = f"Second assistant : à partir de l'année {avenant.annee}, les objectifs du premier étant atteints."
        yield Supposition("second_assistant", phrase, "avenant_second_assistant")
    yield Supposition(
        "aide",
        "L'aide des années sans constat est celle des objectifs atteints ; « minimale », celle des objectifs manqués.",
        "constats",
    )
    if lue.date_embauche is not None and lue.date_embauche != lue.date_signature:
        phrase = (
            "Le coût court depuis l'embauche, l'aide depuis la signature : leurs années ne commencent pas ensemble."
        )
        yield Supposition("embauche", phrase, "date_embauche")
    yield from cout.hypotheses
    yield from _de_l_activite(option)
    yield Supposition(
        "taxe_en_janvier", "La taxe sur les salaires est payée en une fois, au mois de janvier suivant.", None
    )
    if any(paiement.jour is None for paiement in option.aides[Scenario.ATTEINTS].paiements):
        yield Supposition(
            "versements_sans_date", "Un versement qu'aucun document ne date reste hors de la trésorerie.", None
        )


def _de_l_activite(option: OptionChiffree) -> Iterator[Supposition]:
    activite, projet = option.activite, option.projet
    jour = option.registre.mois[-1].jour
    if option.recettes_par_mois is None:
        phrase = "Aucune recette de plus n'est comptée, faute d'en connaître l'activité."
        yield Supposition("recettes", phrase, "consultations_par_jour")
    elif activite.centiemes_par_an is not None:
        phrase = "L'activité de plus est la même dès le premier mois, chaque année et pour chaque option."
        yield Supposition("activite", phrase, None)
    tarif = activite.tarif(jour)
    if projet.tarif is None and tarif is not None:
        yield Supposition("tarif", f"Prix d'une consultation : {en_texte(en_euros(tarif))}, le tarif publié.", "tarif")
    taux = activite.taux_de_cotisations
    if projet.taux_de_cotisations is None and taux is not None:
        phrase = f"Cotisations : {en_pourcent(taux)} d'un euro de plus, aide comprise ; taux indicatif du secteur."
        yield Supposition("taux_de_cotisations", phrase, "taux_de_cotisations")


def inconnues(option: OptionChiffree, cout: Cout) -> Sequence[Inconnue]:
    """Return what nobody publishes and that was not given, of the cost then of the activity."""
    champs = option.activite.inconnues(option.registre.mois[-1].jour)
    decrits = [champs_du_projet()[champ] for champ in champs]
    return (*cout.inconnues, *(Inconnue(un.nom, un.libelle, un.pourquoi, un.ou) for un in decrits))
