"""The whole matrix of rights, cell by cell, with the objects of another doctor and of the neighbour caisse beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from django_scopes import ScopeError, scopes_disabled

from binome.gestion.codes import FormeDEmploi, Role
from binome.gestion.droits import LIENS, TABLE, Action, peut, portee, visibles
from binome.gestion.modeles.caisses import Caisse, Medecin
from binome.gestion.modeles.comptes import Compte, Fonction
from binome.gestion.modeles.contrats import Acte, Apercu, Contrat
from binome.gestion.modeles.echanges import Message
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Export, Recouvrement
from binome.gestion.refus import AccesRefuse
from binome.gestion.services import actes, caisses, comptes, constats, contrats, pieces, versements
from tests.gestion.bureau import IBAN, SIGNE_LE, SITUATION, Bureau, administrateur, bureau, compte, rpps

MATRICE = """
               medecin              conseiller gestionnaire                     validateur     auditeur       administrateur
Caisse         -                    -          lire,ecrire,remettre,exporter    lire           lire,exporter  lire,administrer
Structure      -                    -          lire,ecrire                      lire           lire           -
Medecin        lire,mandater        lire       lire,ecrire,mandater             lire           lire           -
Contrat        lire,joindre         lire       lire,ecrire,joindre,saisir       lire           lire           -
Acte           lire                 lire       lire                             lire           lire           -
Constat        lire,contester       lire       lire,ecrire,contester            lire           lire           -
Piece          lire                 lire       lire,ecrire                      lire           lire           -
Apercu         lire                 lire       lire                             lire           lire           -
Versement      lire                 lire       lire,saisir,rapprocher           lire,valider   lire           -
Recouvrement   lire                 lire       lire,ecrire                      lire           lire           -
Remboursement  lire                 lire       lire,ecrire                      lire           lire           -
Mandat         lire,ecrire          lire       lire,ecrire                      lire           lire           -
Message        lire                 -          lire,ecrire                      lire           lire           -
Export         -                    -          lire                             lire           lire           -
Entree         -                    -          lire                             lire           lire           -
Compte         -                    -          -                                -              -              lire,administrer
Fonction       -                    -          -                                -              -              lire,administrer
"""
MODELES = {modele.__name__: modele for modele in LIENS}


def _attendue() -> dict[tuple[Role, str], set[str]]:
    entete, *lignes = MATRICE.strip("\n").splitlines()
    roles = [Role(nom) for nom in entete.split()]
    matrice: dict[tuple[Role, str], set[str]] = {}
    for ligne in lignes:
        nom, *cellules = ligne.split()
        matrice |= {
            (role, nom): set() if dite == "-" else set(dite.split(","))
            for role, dite in zip(roles, cellules, strict=True)
        }
    return matrice


def test_la_matrice_ecrite_a_la_main_est_la_table() -> None:
    matrice = _attendue()
    assert set(matrice) == {(role, nom) for role in Role for nom in MODELES}
    for (role, nom), actions in matrice.items():
        assert {str(action) for action in TABLE[role].get(MODELES[nom], ())} == actions, (role, nom)


def _remplir(office: Bureau, medecin: Medecin, conseiller: Compte, numero: str) -> None:
    """Give a doctor one object of each kind."""
    qui = office.gestionnaire
    acte = contrats.signature(SITUATION, SIGNE_LE)
    contrat = contrats.ouvrir(qui, medecin, numero, SIGNE_LE, (acte,))
    constats.annoncer(qui, contrat, 1, 900, 1400, SIGNE_LE)
    pieces.joindre(qui, contrat, "Contrat signé", f"%PDF-1.7 {numero}".encode())
    versements.proposer(qui, contrat, date(2024, 12, 1), contrat.revision)
    caisses.mandater(qui, medecin, conseiller, SIGNE_LE)
    with scopes_disabled():
        rendu = Recouvrement.objects.create(
            caisse=office.caisse, contrat=contrat, centimes=10, motif="essai", ouvert_le=SIGNE_LE, calcul="{}"
        )
        rendu.remboursements.create(caisse=office.caisse, rang=1, au_plus_tard=SIGNE_LE, centimes=10)
        Message.objects.create(caisse=office.caisse, medecin=medecin, courriel="a@essai.test", objet="o", corps="c")
        Export.objects.create(caisse=office.caisse, forme="csv", execute_le=SIGNE_LE, fait_par=qui)


def _cle(objet: Model, chemin: str) -> Any:
    """Return what an object is tied to, following a path of the table of ties."""
    valeur: Any = objet
    for pas in chemin.split("__"):
        valeur = getattr(valeur, pas)
    return valeur.pk if isinstance(valeur, Model) else valeur


def test_chaque_cellule_de_la_matrice_ouvre_les_siens_et_jamais_ceux_du_voisin(base: str) -> None:
    admin = administrateur()
    office, voisine = bureau(admin), bureau(admin, "312", 2)
    gens = {
        Role.MEDECIN: compte(admin, "medecin@essai.test", Role.MEDECIN),
        Role.CONSEILLER: compte(admin, "conseil@essai.test", Role.CONSEILLER),
        Role.GESTIONNAIRE: office.gestionnaire,
        Role.VALIDATEUR: office.validateur,
        Role.AUDITEUR: office.auditeur,
        Role.ADMINISTRATEUR: admin,
    }
    autre_conseil = compte(admin, "autre@essai.test", Role.CONSEILLER)
    medecin = caisses.modifier_un_medecin(office.gestionnaire, office.medecin, compte=gens[Role.MEDECIN])
    confrere = caisses.ajouter_un_medecin(
        office.gestionnaire, office.caisse, rpps(3), "Confrère", specialite="01", iban=IBAN
    )
    for bureau_, qui, conseil, numero in (
        (office, medecin, gens[Role.CONSEILLER], "A"),
        (office, confrere, autre_conseil, "B"),
        (voisine, voisine.medecin, autre_conseil, "C"),
    ):
        _remplir(bureau_, qui, conseil, numero)
    for un in (office, voisine):
        caisses.ajouter_une_structure(un.gestionnaire, un.caisse, FormeDEmploi.SCM, "Structure inventée")
    with scopes_disabled():
        tous = {nom: list(modele._default_manager.all()) for nom, modele in MODELES.items()}
    assert all(tous.values())
    cellules = 0
    for (role, nom), actions in _attendue().items():
        modele, lien = MODELES[nom], LIENS[MODELES[nom]]
        for action in Action:
            with scopes_disabled() if role is Role.ADMINISTRATEUR else portee(gens[role]):
                vus = set(visibles(gens[role], action, modele).values_list("pk", flat=True))
            with scopes_disabled():
                attendus = (
                    {un.pk for un in tous[nom] if _sien(un, role, lien, office, medecin)}
                    if action in actions
                    else set()
                )
                assert vus == attendus, (role, nom, action)
                assert {un.pk for un in tous[nom][:6] if peut(gens[role], action, un)} == vus & {
                    un.pk for un in tous[nom][:6]
                }
            cellules += 1
    assert cellules == len(Role) * len(Action) * len(MODELES)


def _sien(objet: Model, role: Role, lien: Any, office: Bureau, medecin: Medecin) -> bool:
    if role is Role.ADMINISTRATEUR:
        return True
    if role in (Role.MEDECIN, Role.CONSEILLER):
        return bool(lien.medecin) and _cle(objet, lien.medecin) == medecin.pk
    if isinstance(objet, Entree):
        return objet.chaine == office.caisse.code
    return bool(lien.caisse) and _cle(objet, lien.caisse) == office.caisse.pk


def test_une_requete_qui_oublie_sa_portee_leve(office: Bureau) -> None:
    office.contrat()
    for modele in (Contrat, Acte, Medecin, Apercu):
        with pytest.raises(ScopeError):
            list(modele.objects.all())
    with pytest.raises(ScopeError):
        list(visibles(office.gestionnaire, Action.LIRE, Contrat))
    with portee(office.gestionnaire):
        assert Contrat.objects.count() == 1


def test_un_mandat_revoque_une_fonction_finie_et_un_depart_ferment_tout(office: Bureau) -> None:
    contrat = office.contrat()
    conseil = compte(office.administrateur, "conseil@essai.test", Role.CONSEILLER)
    mandat = caisses.mandater(office.gestionnaire, office.medecin, conseil, SIGNE_LE)
    with portee(conseil):
        assert peut(conseil, Action.LIRE, contrat)
    caisses.revoquer(office.gestionnaire, mandat, SIGNE_LE)
    with portee(conseil):
        assert not peut(conseil, Action.LIRE, contrat)
    fonction = Fonction.objects.get(compte=office.auditeur)
    comptes.finir(office.administrateur, fonction)
    with portee(office.auditeur):
        assert not visibles(office.auditeur, Action.LIRE, Contrat).exists()
    parti = comptes.partir(office.administrateur, office.gestionnaire)
    with pytest.raises(AccesRefuse):
        actes.enregistrer(
            parti, contrat, [{"nature": "formation", "effectif_le": "2025-01-01"}], SIGNE_LE, contrat.revision
        )
    assert Fonction.objects.filter(compte=parti, fin__lte=timezone.now()).count() == 1


def test_le_gestionnaire_de_la_caisse_voisine_n_enregistre_rien_ici(office: Bureau) -> None:
    contrat = office.contrat()
    voisine = bureau(office.administrateur, "312", 2)
    entrees = Entree.objects.count()
    with pytest.raises(AccesRefuse):
        actes.enregistrer(
            voisine.gestionnaire,
            contrat,
            [{"nature": "formation", "effectif_le": "2025-01-01"}],
            SIGNE_LE,
            contrat.revision,
        )
    with pytest.raises(AccesRefuse):
        contrats.ouvrir(voisine.gestionnaire, office.medecin, "X", SIGNE_LE)
    with pytest.raises(AccesRefuse):
        comptes.nommer_a(office.gestionnaire, office.gestionnaire, Role.VALIDATEUR, office.caisse)
    assert Entree.objects.count() == entrees


def test_le_dernier_administrateur_ne_part_pas(office: Bureau) -> None:
    from binome.gestion.refus import EtatRefuse

    with pytest.raises(EtatRefuse, match="administrateur"):
        comptes.partir(office.administrateur, office.administrateur)
    with pytest.raises(EtatRefuse, match="déjà un administrateur"):
        comptes.installer("pirate@essai.test", "un mot de passe pour les essais")
    assert Caisse.objects.count() == 1
