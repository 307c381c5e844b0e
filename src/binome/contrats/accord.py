"""What the possible worlds of a contract agree on: known when all of them give it, between two bounds otherwise.

Plain functions of integers and records: the interpreter calls them, the kernel compiles them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from binome.droit.codes import Motif, Nature, Reponse, Tranche
from binome.droit.faits import AnneeDeContrat, Engagement, Objectif
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import ABSENT, ENTIER, INCONNU, NUL, SANS_OBJET, Taux


class Accord(NamedTuple):
    """The worlds gone through so far: lowest and highest maximum (euros), share and sum due (cents), common reason.

    `acompte` and `solde` are those of the first world; `ferme` when the option is closed in one of them.
    """

    ferme: bool
    maximal_bas: int
    maximal_haut: int
    part_basse: Taux
    part_haute: Taux
    du_bas: int
    du_haut: int
    motif: int
    acompte: int
    solde: int


AUCUN_MONDE: Final = Accord(False, INCONNU, INCONNU, NUL, NUL, 0, 0, INCONNU, ABSENT, ABSENT)
"""Where an agreement begins, before the first world."""


def seul_monde(annee: AnneeDeContrat) -> Accord:
    """Return the agreement of one world with itself; an unknown share goes from nothing to the maximum."""
    motif, part = annee.bilan.resultat
    bas, haut = part, part
    if part[0] == INCONNU:
        bas, haut = NUL, ENTIER
    du_bas, du_haut = annee.du, annee.du
    if annee.du == ABSENT:
        du_bas, du_haut = 0, en_centimes(annee.maximal)
    ferme = annee.maximal == SANS_OBJET
    return Accord(ferme, annee.maximal, annee.maximal, bas, haut, du_bas, du_haut, motif, annee.acompte, annee.solde)


def accorder(deja: Accord, autre: Accord) -> Accord:
    """Return what more worlds agree on."""
    if deja.motif == INCONNU:
        return autre
    motif = deja.motif
    if motif != autre.motif:
        motif = Motif.DONNEE_INCONNUE
    basse, haute = deja.part_basse, deja.part_haute
    if autre.part_basse[0] * basse[1] < basse[0] * autre.part_basse[1]:
        basse = autre.part_basse
    if autre.part_haute[0] * haute[1] > haute[0] * autre.part_haute[1]:
        haute = autre.part_haute
    return Accord(
        deja.ferme or autre.ferme,
        min(deja.maximal_bas, autre.maximal_bas),
        max(deja.maximal_haut, autre.maximal_haut),
        basse,
        haute,
        min(deja.du_bas, autre.du_bas),
        max(deja.du_haut, autre.du_haut),
        motif,
        deja.acompte,
        deja.solde,
    )


def maximal_connu(accord: Accord) -> bool:
    """Return whether every world has the same maximum."""
    return not accord.ferme and accord.maximal_bas == accord.maximal_haut


def reglee(accord: Accord) -> bool:
    """Return whether a constat, or the observation, settles the year."""
    return not accord.ferme and accord.motif != Motif.CONSTAT_ATTENDU


def du_connu(accord: Accord) -> bool:
    """Return whether every world owes the same sum."""
    return reglee(accord) and accord.du_bas == accord.du_haut


def part_connue(accord: Accord) -> bool:
    """Return whether every world pays the same share."""
    return reglee(accord) and accord.part_basse[0] * accord.part_haute[1] == accord.part_haute[0] * accord.part_basse[1]


def objectif_commun(deja: Objectif, autre: Objectif) -> Objectif:
    """Return an objective that two worlds share, an estimate when it is one in either; to agree on otherwise."""
    estime = deja.estime or autre.estime
    if deja == Objectif(autre.nature, autre.patients, autre.reference, autre.cible, deja.estime):
        return Objectif(deja.nature, deja.patients, deja.reference, deja.cible, estime)
    return sans_accord_sur(deja)


def sans_accord_sur(objectif: Objectif) -> Objectif:
    """Return the unknown objective of a patientèle."""
    return Objectif(Nature.A_CONVENIR, INCONNU, objectif.reference, INCONNU, False)


def engagement_commun(deja: Engagement, autre: Engagement) -> Engagement:
    """Return what two worlds fix alike; what a dossier gives is the same in all of them."""
    tranche_pmt, tranche_pfa, tranche_montant = deja.tranche_pmt, deja.tranche_pfa, deja.tranche_montant
    primo = deja.primo
    if tranche_pmt != autre.tranche_pmt:
        tranche_pmt = Tranche.INCONNUE
    if tranche_pfa != autre.tranche_pfa:
        tranche_pfa = Tranche.INCONNUE
    if tranche_montant != autre.tranche_montant:
        tranche_montant = Tranche.INCONNUE
    if primo != autre.primo:
        primo = Reponse.INCONNUE
    return Engagement(
        deja.suit_la_pmt,
        tranche_pmt,
        tranche_pfa,
        tranche_montant,
        primo,
        objectif_commun(deja.pmt, autre.pmt),
        objectif_commun(deja.pfa, autre.pfa),
        deja.a_65_ans,
        deja.p30_pmt,
        deja.p30_pfa,
        deja.modulation,
    )


def objectif_su(reel: Objectif, commun: Objectif) -> Objectif:
    """Return what is known of an objective: what its worlds share, and what is known without them for a start unknown.

    A start that nobody has counted is tried in its two extreme brackets only, which prove nothing for those between.
    """
    if commun.reference != INCONNU or reel == commun:
        return commun
    return sans_accord_sur(commun)


def engagement_su(reel: Engagement, commun: Engagement) -> Engagement:
    """Return what is known of an engagement: as it stands without worlds, and as they share it."""
    return Engagement(
        commun.suit_la_pmt,
        commun.tranche_pmt,
        commun.tranche_pfa,
        commun.tranche_montant,
        commun.primo,
        objectif_su(reel.pmt, commun.pmt),
        objectif_su(reel.pfa, commun.pfa),
        commun.a_65_ans,
        commun.p30_pmt,
        commun.p30_pfa,
        commun.modulation,
    )
