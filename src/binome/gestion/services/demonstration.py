"""An invented caisse, to see each screen in a minute: the worked cases become contracts, all names are invented.

Everything goes through the services: what is shown was recorded, proposed, entered and validated like the rest.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from random import Random
from typing import Any, Final

from binome.cas import cas
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.codes import EtatDuVersement, FormeDEmploi, Role
from binome.gestion.droits import Action
from binome.gestion.modeles.caisses import Caisse, Medecin
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.numeros import avec_sa_cle
from binome.gestion.refus import EtatRefuse
from binome.gestion.services import caisses, comptes, constats, contrats, versements
from binome.gestion.services.commande import commande
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import ErreurBinome
from binome.simulation.evenements import versements_ouverts

CODE: Final = "999"
_DOMAINE: Final = "demonstration.invalid"
_IBAN: Final = "FR1420041010050500013M02606"
_IBAN_DE_LA_CAISSE: Final = "FR7630006000011234567890189"
"""Specimens that banks print: no account bears them."""
_NOMS: Final = (
    "Aubépine", "Bouleau", "Cormier", "Douglas", "Érable", "Frêne", "Genêt", "Houx", "If", "Jonc", "Lierre", "Mélèze",
    "Noisetier", "Olivier", "Peuplier", "Roncier", "Saule", "Tilleul", "Viorne", "Yeuse",
)  # fmt: skip
_PRENOMS: Final = ("Ada", "Basile", "Cléa", "Diego", "Élise", "Farid", "Gaël", "Hana", "Ivo", "Jade", "Karim", "Lou")
Vie = tuple[dict[str, Any], ...]
_DERNIERE_ANNEE: Final = 5
_UNE_A_PAYER: Final = 2
"""One contract out of so many has its last sum left to be proposed, entered and validated on the screens."""
_GERME: Final = 2026


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made: the caisse, who enters it with which password, and how many contracts."""

    caisse: Caisse
    comptes: tuple[tuple[str, str], ...]
    mot_de_passe: str
    contrats: int


def demontrer(
    combien: int, au: date, avancer: Callable[[int], None] = lambda _: None, loi: Loi | None = None
) -> Demonstration:
    """Fill an empty installation with an invented caisse.

    Args:
        combien: contracts.
        au: the day that the demonstration is seen on.
        avancer: told how many contracts are made.
        loi: the law; the one in force by default.

    Raises:
        EtatRefuse: the installation is not empty.
    """
    if Caisse.objects.exists():
        raise EtatRefuse("Cette installation a déjà une caisse : la démonstration n'en remplit qu'une vide.")
    loi, mot_de_passe = loi or loi_en_vigueur(), secrets.token_urlsafe(12)
    administrateur = comptes.installer(f"administration@{_DOMAINE}", mot_de_passe)
    caisse = comptes.creer_une_caisse(
        administrateur, CODE, "Caisse inventée", iban=_IBAN_DE_LA_CAISSE, bic="AGRIFRPP", inventee=True
    )
    gens: dict[Role, Compte] = {
        role: _compte(administrateur, role, caisse, mot_de_passe) for role in Role if role is not Role.ADMINISTRATEUR
    }
    qui, hasard = gens[Role.GESTIONNAIRE], Random(_GERME)  # noqa: S311  (invented people, the same every time)
    faits = 0
    for rang, (titre, situation) in enumerate(islice(cycle(_situations(au)), combien), 1):
        medecin = _medecin(qui, caisse, rang, situation, hasard)
        vie = _vies(_varier(situation, rang, hasard), au, loi, impayees=int(rang % _UNE_A_PAYER == 0))
        contrat = _ouvrir(qui, medecin, f"D{rang:05d}", titre, vie, au, loi)
        _animer(contrat, gens, rang, au, hasard)
        faits += 1
        avancer(faits)
    _ouvrir_aux_siens(gens, caisse, au)
    noms = ((Role.ADMINISTRATEUR, administrateur), *gens.items())
    return Demonstration(caisse, tuple((str(role.libelle), un.courriel) for role, un in noms), mot_de_passe, faits)


def _compte(administrateur: Compte, role: Role, caisse: Caisse, mot_de_passe: str) -> Compte:
    compte = comptes.creer_un_compte(administrateur, f"{role.value}@{_DOMAINE}")
    comptes.nommer_a(administrateur, compte, role, None if role in (Role.MEDECIN, Role.CONSEILLER) else caisse)
    with commande(administrateur, "ouvrir", Action.ADMINISTRER, compte) as ouverte:
        ouverte.objet.set_password(mot_de_passe)
        ouverte.objet.save(update_fields=["password"])
        ouverte.noter(compte, {"demonstration": True})
    return ouverte.objet


def _situations(au: date) -> list[tuple[str, dict[str, Any]]]:
    """Return the situations of the worked cases whose contract is signed by the day."""
    return [
        (un.titre, dict(un.situation))
        for un in cas()
        if "date_signature" in un.situation and str(un.situation["date_signature"]) <= au.isoformat()
    ]


def _varier(situation: dict[str, Any], rang: int, hasard: Random) -> dict[str, Any]:
    """Return the situation of somebody else: the counts of a case, a little otherwise."""
    if rang <= len(_NOMS):
        return situation
    variees = dict(situation)
    for champ in ("pmt_initiale", "pfa_initiale", "pmt_adultes_initiale"):
        if isinstance(variees.get(champ), int):
            variees[champ] += hasard.randrange(0, 40)
    return variees


def _medecin(qui: Compte, caisse: Caisse, rang: int, situation: dict[str, Any], hasard: Random) -> Medecin:
    nom = f"{_NOMS[rang % len(_NOMS)]}-{_NOMS[rang // len(_NOMS) % len(_NOMS)]} (inventé)"
    return caisses.ajouter_un_medecin(
        qui,
        caisse,
        avec_sa_cle(f"9990{rang:06d}"),
        nom,
        prenom=hasard.choice(_PRENOMS),
        specialite=str(situation.get("specialite") or "01"),
        secteur=str(situation.get("secteur") or ""),
        zone=str(situation.get("zone") or ""),
        iban=_IBAN,
    )


def _ouvrir(qui: Compte, medecin: Medecin, numero: str, titre: str, vies: Iterator[Vie], au: date, loi: Loi) -> Contrat:
    """Open a contract with as much of its life as the law lets it have had; a project where it refuses all of it."""
    for actes in vies:
        with suppress(ErreurBinome):
            return contrats.ouvrir(qui, medecin, numero, au, actes, origine={"demonstration": titre}, loi=loi)
    return contrats.ouvrir(qui, medecin, numero, au, (), origine={"demonstration": titre}, loi=loi)


def _vies(situation: dict[str, Any], au: date, loi: Loi, impayees: int) -> Iterator[Vie]:
    """Yield the acts of a life, the fullest first; the last sums that opened may be left to pay."""
    signe_le = date.fromisoformat(str(situation["date_signature"]))
    releves = situation.get("constats") or _constats_plausibles(situation, loi)
    signature = contrats.signature(
        {nom: valeur for nom, valeur in situation.items() if nom not in ("constats", "date_signature")}, signe_le
    )
    suite = [
        {"id": f"constat-{un['annee']}", "nature": "constat", "effectif_le": le.isoformat(), **un}
        for un in releves
        if (le := plus_annees(signe_le, un["annee"])) <= au
    ]
    suivie: Vie = (signature, *suite)
    with suppress(ErreurBinome):
        payes = [{**un, "par": "caisse"} for un in versements_ouverts(suivie, au, loi)]
        yield (*suivie, *payes[: len(payes) - impayees])
    yield suivie
    yield (signature,)


def _constats_plausibles(situation: dict[str, Any], loi: Loi) -> list[dict[str, Any]]:
    """Return counts that grow by a tenth a year or so, for a case that says none."""
    pmt, pfa = situation.get("pmt_initiale") or situation.get("pmt_adultes_initiale"), situation.get("pfa_initiale")
    if not isinstance(pmt, int) or not isinstance(pfa, int):
        return []
    premiere = loi.bareme(date.fromisoformat(str(situation["date_signature"]))).annees_d_observation + 1
    croissance = 4 + (pmt + pfa) % 11
    return [
        {
            "annee": annee,
            "pmt": pmt + pmt * croissance * (annee - 1) // 100,
            "pfa": pfa + pfa * croissance * (annee - 1) // 100,
        }
        for annee in range(premiere, _DERNIERE_ANNEE + 1)
    ]


def _animer(contrat: Contrat, gens: dict[Role, Compte], rang: int, au: date, hasard: Random) -> None:
    """Leave contracts in every state that a screen shows."""
    qui, validateur = gens[Role.GESTIONNAIRE], gens[Role.VALIDATEUR]
    contrat.refresh_from_db()
    proposes = versements.proposer(qui, contrat, au, contrat.revision)
    for propose in proposes:
        with suppress(ErreurBinome):
            if rang % 3:
                saisi = versements.saisir(qui, propose)
                if rang % 3 == 1 and saisi.etat == EtatDuVersement.SAISI:
                    versements.valider(validateur, saisi)
    if rang % 4 == 0:
        with suppress(ErreurBinome):
            annee, pmt = 1 + hasard.randrange(5), 900 + hasard.randrange(400)
            constats.annoncer(qui, contrat, annee, pmt, pmt + 500, au)


def _ouvrir_aux_siens(gens: dict[Role, Compte], caisse: Caisse, au: date) -> None:
    """Give the doctor of the demonstration a file of their own, and the adviser forty mandates."""
    from django_scopes import scopes_disabled

    qui = gens[Role.GESTIONNAIRE]
    caisses.ajouter_une_structure(qui, caisse, FormeDEmploi.SISA, "Maison de santé inventée")
    with scopes_disabled():
        medecins = list(Medecin.objects.filter(caisse=caisse).order_by("pk")[:40])
    for medecin in medecins:
        caisses.mandater(qui, medecin, gens[Role.CONSEILLER], au)
    for medecin in medecins[:1]:
        caisses.modifier_un_medecin(qui, medecin, compte=gens[Role.MEDECIN])
