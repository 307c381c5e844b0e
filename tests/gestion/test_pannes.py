"""What goes wrong at the worst moment: a process killed at any statement, two people on one thing, a full disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import Error, OperationalError, connection
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuVersement, Role
from binome.gestion.journal.tables import verifier
from binome.gestion.modeles.contrats import Acte
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Versement
from binome.gestion.refus import ContratChange, EtatRefuse
from binome.gestion.services import actes, caisses, constats, exports, versements
from tests.gestion.bureau import Bureau, compte, photo, relu

JOUR = date(2024, 12, 1)
_TUE, _FINI = 9, 0
Geste = Callable[[], object]


def _mourir_au(rang: int, geste: Geste) -> int:
    """Do something in a process that dies once its statement of this rank is done; return how it ended."""
    connection.close()
    enfant = os.fork()
    if not enfant:
        faits = 0

        def executer(suite: Any, sql: str, params: Any, many: bool, contexte: Any) -> Any:
            nonlocal faits
            faits += 1
            rendu = suite(sql, params, many, contexte)
            if faits == rang:
                os._exit(_TUE)
            return rendu

        code = 1
        try:
            with connection.execute_wrapper(executer):
                geste()
            code = _FINI
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1])


def _exporte(office: Bureau) -> Versement:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, JOUR, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    versements.valider(office.validateur, propose)
    exports.exporter(office.gestionnaire, office.caisse, exports.FormeDExport.CSV, JOUR)
    return propose


def _paiement(office: Bureau) -> Geste:
    propose = _exporte(office)
    return lambda: versements.payer(office.gestionnaire, propose, JOUR, JOUR, "relevé")


def _confirmation(office: Bureau) -> Geste:
    contrat = office.contrat()
    constat = constats.annoncer(office.gestionnaire, contrat, 1, 900, 1400, JOUR)
    revision = relu(contrat).revision
    return lambda: constats.confirmer(office.gestionnaire, constat, JOUR, revision)


@pytest.mark.parametrize("preparer", [_paiement, _confirmation])
def test_un_processus_tue_a_n_importe_quel_ordre_n_ecrit_rien_a_moitie(
    office: Bureau, preparer: Callable[[Bureau], Geste]
) -> None:
    geste = preparer(office)
    avant = photo()
    morts = 0
    for rang in range(1, 200):
        fin = _mourir_au(rang, geste)
        if fin == _FINI:
            break
        assert fin == _TUE
        morts += 1
        assert photo() == avant, f"tué à l'ordre {rang}"
    assert morts > 10
    apres = photo()
    assert len(apres["Entree"]) == len(avant["Entree"]) + 1
    assert len(apres["Acte"]) == len(avant["Acte"]) + 1
    assert list(verifier()) == []


def test_un_disque_plein_ou_une_base_partie_ne_laissent_rien_et_l_on_reprend(office: Bureau) -> None:
    geste = _paiement(office)
    avant = photo()

    def plein(suite: Any, sql: str, params: Any, many: bool, contexte: Any) -> Any:
        if sql.startswith("INSERT INTO") and "gestion_acte" in sql:
            raise OperationalError("database or disk is full")
        return suite(sql, params, many, contexte)

    with connection.execute_wrapper(plein), pytest.raises(OperationalError):
        geste()
    assert photo() == avant
    geste()
    assert list(verifier()) == []


def test_une_base_qui_part_au_milieu_ne_garde_rien_et_revient(office: Bureau) -> None:
    geste = _paiement(office)
    avant = photo()

    def partie(suite: Any, sql: str, params: Any, many: bool, contexte: Any) -> Any:
        if "gestion_acte" in sql and sql.startswith("INSERT"):
            connection.connection.close()
        return suite(sql, params, many, contexte)

    with connection.execute_wrapper(partie), pytest.raises(Error):
        geste()
    connection.close()
    assert photo() == avant
    geste()
    assert list(verifier()) == []


def _ensemble(gestes: list[Geste]) -> list[object]:
    """Do things at the same instant; return what each gave, or its refusal."""
    depart, rendus = Barrier(len(gestes)), [object()] * len(gestes)

    def faire(rang: int, geste: Geste) -> None:
        try:
            depart.wait()
            rendus[rang] = geste()
        except Exception as refus:
            rendus[rang] = refus
        finally:
            connection.close()

    fils = [Thread(target=faire, args=(rang, geste)) for rang, geste in enumerate(gestes)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return rendus


@pytest.fixture
def validateurs(office: Bureau) -> list[Any]:
    noms = [f"v{rang}@essai.test" for rang in range(3)]
    return [office.validateur, *(compte(office.administrateur, nom, Role.VALIDATEUR, office.caisse) for nom in noms)]


def test_un_versement_valide_par_plusieurs_au_meme_instant_ne_l_est_qu_une_fois(
    office: Bureau, validateurs: list[Any]
) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, JOUR, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    rendus = _ensemble([partial(versements.valider, qui, propose) for qui in validateurs])
    gagnes = [un for un in rendus if isinstance(un, Versement)]
    assert len(gagnes) == 1, rendus
    assert all(isinstance(un, Versement | EtatRefuse) for un in rendus), rendus
    assert relu(propose).etat == EtatDuVersement.VALIDE
    assert Entree.objects.filter(commande="valider").count() == 1


def test_deux_gestionnaires_sur_un_contrat_le_second_relit_et_rien_ne_se_perd(office: Bureau) -> None:
    contrat = office.contrat()
    autre = compte(office.administrateur, "g2@essai.test", Role.GESTIONNAIRE, office.caisse)

    def former(qui: Any, nom: str) -> Geste:
        acte = {"id": nom, "nature": "formation", "effectif_le": "2024-12-02"}
        return lambda: actes.enregistrer(qui, contrat, [acte], date(2024, 12, 2), contrat.revision)

    rendus = _ensemble([former(office.gestionnaire, "f1"), former(autre, "f2")])
    assert sorted(type(un) is ContratChange for un in rendus) == [False, True], rendus
    with scopes_disabled():
        assert Acte.objects.filter(contrat=contrat).count() == 2
    assert relu(contrat).revision == 2
    assert list(verifier()) == []


def test_plusieurs_ecrivent_dans_la_meme_caisse_et_la_chaine_se_tient(office: Bureau) -> None:
    caisses_ = [office.contrat(f"N{rang}") for rang in range(4)]

    def annoncer(contrat: Any) -> Geste:
        return lambda: [constats.annoncer(office.gestionnaire, contrat, annee, 900, 1400, JOUR) for annee in (1, 2, 3)]

    rendus = _ensemble([annoncer(contrat) for contrat in caisses_])
    assert all(isinstance(un, list) for un in rendus), rendus
    assert Entree.objects.filter(commande="annoncer").count() == 12
    assert list(verifier()) == []
    caisses.modifier_un_medecin(office.gestionnaire, office.medecin, commune="Albi")


def test_vingt_gestionnaires_a_la_fois_ne_perdent_rien(office: Bureau) -> None:
    ouverts = [office.contrat(f"V{rang}") for rang in range(4)]
    gens = [
        compte(office.administrateur, f"g{rang}@essai.test", Role.GESTIONNAIRE, office.caisse) for rang in range(20)
    ]

    def travailler(rang: int) -> Geste:
        def faire() -> int:
            return sum(
                _jusqu_a_ce_que_ce_soit_fait(gens[rang], ouverts[(rang + pas) % 4], f"f{rang}-{pas}")
                for pas in range(3)
            )

        return faire

    rendus = _ensemble([travailler(rang) for rang in range(20)])
    assert rendus == [3] * 20
    with scopes_disabled():
        assert Acte.objects.filter(nature="formation").count() == 60
    assert list(verifier()) == []


def _jusqu_a_ce_que_ce_soit_fait(qui: Any, contrat: Any, nom: str) -> int:
    """Record an act, reading the contract again as long as someone else has just changed it."""
    acte = {"id": nom, "nature": "formation", "effectif_le": "2024-12-02"}
    while True:
        try:
            return len(actes.enregistrer(qui, contrat, [acte], date(2024, 12, 2), relu(contrat).revision))
        except ContratChange:
            continue
