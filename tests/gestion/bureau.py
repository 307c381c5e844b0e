"""An invented office: a caisse and its people, a neighbour caisse, doctors, an adviser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django_scopes import scopes_disabled

from binome.gestion.codes import Role
from binome.gestion.modeles.caisses import Caisse, Medecin
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.services import caisses, comptes, contrats

IBAN_CAISSE = "FR7630006000011234567890189"
IBAN = "FR1420041010050500013M02606"
SIGNE_LE = date(2024, 9, 1)
SITUATION = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}


def rpps(rang: int) -> str:
    """Return an invented RPPS number whose key is right."""
    debut = f"1000{rang:06d}"
    return next(f"{debut}{cle}" for cle in range(10) if _luhn(f"{debut}{cle}"))


def _luhn(numero: str) -> bool:
    total = 0
    for rang, chiffre in enumerate(reversed(numero)):
        double = int(chiffre) * (1 + rang % 2)
        total += double - 9 if double > 9 else double
    return total % 10 == 0


@dataclass
class Bureau:
    administrateur: Compte
    caisse: Caisse
    gestionnaire: Compte
    validateur: Compte
    auditeur: Compte
    medecin: Medecin

    def contrat(self, numero: str = "C1", **champs: Any) -> Contrat:
        """Open a signed contract."""
        acte = contrats.signature({**SITUATION, **champs}, SIGNE_LE)
        return contrats.ouvrir(self.gestionnaire, self.medecin, numero, SIGNE_LE, (acte,))


def administrateur() -> Compte:
    return comptes.installer("admin@essai.test", "un mot de passe pour les essais")


def compte(admin: Compte, courriel: str, role: Role, caisse: Caisse | None = None) -> Compte:
    cree = comptes.creer_un_compte(admin, courriel)
    comptes.nommer_a(admin, cree, role, caisse)
    return cree


def bureau(admin: Compte, code: str = "311", rang: int = 1) -> Bureau:
    caisse = comptes.creer_une_caisse(
        admin, code, f"Caisse inventée {code}", iban=IBAN_CAISSE, bic="AGRIFRPP", inventee=True
    )
    gens = {
        role: compte(admin, f"{role.value}{code}@essai.test", role, caisse)
        for role in (Role.GESTIONNAIRE, Role.VALIDATEUR, Role.AUDITEUR)
    }
    gestionnaire = gens[Role.GESTIONNAIRE]
    medecin = caisses.ajouter_un_medecin(
        gestionnaire, caisse, rpps(rang), "Inventé", prenom="Camille", specialite="01", iban=IBAN
    )
    return Bureau(admin, caisse, gestionnaire, gens[Role.VALIDATEUR], gens[Role.AUDITEUR], medecin)


def relu(objet: Any) -> Any:
    with scopes_disabled():
        return type(objet)._default_manager.get(pk=objet.pk)


def photo() -> dict[str, list[Any]]:
    """Return every row of every table."""
    with scopes_disabled():
        modeles = apps.get_app_config("gestion").get_models()
        return {un.__name__: list(un._default_manager.order_by("pk").values_list()) for un in modeles}
