"""Record an act: shown before it is confirmed, read as every act is, refused when the sequence is impossible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F

from binome.contrats.actes.acte import CORRECTION, lire_actes
from binome.contrats.actes.acte import Acte as ActeLu
from binome.contrats.actes.contrat import Contrat as ContratRejoue
from binome.contrats.actes.releve import releve, releves
from binome.contrats.actes.reponse import LigneDEcheancier, UnReleve
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.apercus import rafraichir
from binome.gestion.droits import Action
from binome.gestion.lecture import ActesLus, actes_ecrits, dernier_jour, empreinte_des_decisions
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Acte, Contrat
from binome.gestion.modeles.journal import Entree
from binome.gestion.services.commande import Commande, commande
from binome.moteur.canonique import canonique

_LONGUEUR_D_UN_RANG: Final = 9
SOMMES: Final = ("ouvert", "verse", "a_verser", "exigible", "a_recouvrer")


@dataclass(frozen=True, slots=True)
class LigneChangee:
    """A sum of the schedule that an act changes, in cents; none where the line appears or disappears."""

    annee: int
    nature: str
    avant: int | None
    apres: int | None


@dataclass(frozen=True, slots=True)
class Effet:
    """What an act would change: the statements before and after, and the lines that differ."""

    avant: UnReleve
    apres: UnReleve
    lignes: tuple[LigneChangee, ...]

    @property
    def retire(self) -> int:
        """What the act takes back of what was paid, in cents."""
        return max(self.apres.a_recouvrer - self.avant.a_recouvrer, 0)

    @property
    def ouvre(self) -> int:
        """What the act opens to be paid beyond what is already open, in cents."""
        return max(self.apres.a_verser - self.avant.a_verser, 0)


def effet(contrat: Contrat, actes: Sequence[Mapping[str, Any]], au: date, loi: Loi | None = None) -> Effet:
    """Return what acts would change of a contract, without recording anything.

    Raises:
        ErreurDeSaisie: an act cannot be read.
        ActeRefuse: they cannot follow those of the contract.
    """
    loi = loi or loi_en_vigueur()
    deja = actes_ecrits(contrat)
    lus = lire_actes([*deja, *completer(actes, len(deja), au)], loi)
    avant = releve(lire_actes(deja, loi), au, au, loi)
    _, apres = _verifie(lus, au, loi)
    return Effet(avant, apres, tuple(_changees(avant.echeancier, apres.echeancier)))


def _verifie(lus: ActesLus, au: date, loi: Loi) -> tuple[ContratRejoue, UnReleve]:
    """Return the contract of a day and its statement, once the sequence was replayed up to its last act too."""
    loin = dernier_jour(lus, au)
    if loin != au:
        releves(lus, loin, loin, loi)
    return releves(lus, au, au, loi)[-1]


def _changees(avant: tuple[LigneDEcheancier, ...], apres: tuple[LigneDEcheancier, ...]) -> list[LigneChangee]:
    sommes = [_par_ligne(avant), _par_ligne(apres)]
    cles = sorted({*sommes[0], *sommes[1]})
    toutes = [LigneChangee(annee, nature, *(un.get((annee, nature)) for un in sommes)) for annee, nature in cles]
    return [ligne for ligne in toutes if ligne.avant != ligne.apres]


def _par_ligne(lignes: tuple[LigneDEcheancier, ...]) -> dict[tuple[int, str], int]:
    totaux: dict[tuple[int, str], int] = {}
    for ligne in lignes:
        cle = (ligne.annee, str(ligne.nature))
        totaux[cle] = totaux.get(cle, 0) + ligne.centimes
    return totaux


def completer(actes: Sequence[Mapping[str, Any]], deja: int, connu_le: date) -> list[dict[str, Any]]:
    """Return acts with the name and the day of knowledge that they do not give."""
    return [
        {"id": nommer_un_acte("acte", deja + rang), "connu_le": connu_le.isoformat(), **acte}
        for rang, acte in enumerate(actes, 1)
    ]


def nommer_un_acte(quoi: str, rang: int) -> str:
    """Return the name of an act: names settle the order of acts of one day, so that ranks are written on one length."""
    return f"{quoi}-{rang:0{_LONGUEUR_D_UN_RANG}}"


def enregistrer(
    qui: Compte, contrat: Contrat, actes: Sequence[Mapping[str, Any]], au: date, revision: int, loi: Loi | None = None
) -> list[Acte]:
    """Record acts, one or several that belong together, on the contract as it was read.

    Args:
        qui: who records.
        contrat: the contract.
        actes: in JSON, as `binome contrat` reads them.
        au: the day.
        revision: of the contract that was read.
        loi: the law; the one in force by default.

    Raises:
        AccesRefuse: the account does not write in this contract.
        ContratChange: it was changed since.
        ErreurDeSaisie: an act cannot be read.
        ActeRefuse: the acts cannot follow those of the contract.
    """
    with commande(qui, "enregistrer", Action.ECRIRE, contrat, revision=revision) as ouverte:
        return ajouter(ouverte, ouverte.objet, actes, au, loi)


def ajouter(
    ouverte: Commande[Any],
    contrat: Contrat,
    actes: Sequence[Mapping[str, Any]],
    au: date,
    loi: Loi | None = None,
    suite: Mapping[str, object] | None = None,
) -> list[Acte]:
    """Add acts to a contract within a command; each has its entry, with what it was decided on.

    Args:
        ouverte: the command.
        contrat: the contract.
        actes: in JSON.
        au: the day.
        loi: the law; the one in force by default.
        suite: what the command says besides, for example the payment that the act tells.
    """
    loi = loi or loi_en_vigueur()
    deja = actes_ecrits(contrat)
    complets = completer(actes, len(deja), au)
    lus = lire_actes([*deja, *complets], loi)
    tenu, apres = _verifie(lus, au, loi)
    fond = {
        "au": au.isoformat(),
        "loi": loi.version,
        "decisions": empreinte_des_decisions(contrat),
        "sommes": {nom: getattr(apres, nom) for nom in SOMMES},
        **(suite or {}),
    }
    ajoutes = []
    for rang, (ecrit, lu) in enumerate(zip(complets, lus[len(deja) :], strict=True), len(deja) + 1):
        entree = ouverte.noter(contrat, {"acte": ecrit, **fond})
        ajoutes.append(_inscrire(contrat, rang, ecrit, lu, entree))
    marquer(contrat)
    rafraichir(contrat, tenu, apres, loi)
    return ajoutes


def _inscrire(contrat: Contrat, rang: int, ecrit: Mapping[str, Any], lu: Any, entree: Entree) -> Acte:
    acte = lu if isinstance(lu, ActeLu) else None
    return Acte.objects.create(
        caisse_id=contrat.caisse_id,
        contrat=contrat,
        rang=rang,
        nom=lu.id,
        nature=acte.nature.code if acte else CORRECTION,
        effectif_le=acte.effectif_le if acte else None,
        connu_le=lu.connu_le,
        contenu=canonique(ecrit),
        entree=entree,
    )


def marquer(contrat: Contrat) -> None:
    """Say that a contract has changed: whoever had read it has to read it again."""
    Contrat.objects.filter(pk=contrat.pk).update(revision=F("revision") + 1)
    contrat.refresh_from_db(fields=["revision"])
