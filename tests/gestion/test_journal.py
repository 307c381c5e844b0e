"""The journal: written with what it tells, never rewritten, and what was done to it behind its back is found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from binome.gestion.journal.ecrire import ecrire
from binome.gestion.journal.tables import verifier
from binome.gestion.journal.verifier import ancres
from binome.gestion.modeles.journal import Entree
from binome.gestion.services import actes, versements
from tests.gestion.bureau import Bureau, photo

CHAMPS = "chaine, rang, quand, qui, commande, objet, contenu, precedente, empreinte"


def _remplir(nombre: int = 4) -> None:
    for rang in range(nombre):
        with transaction.atomic():
            ecrire("311", "1", "acte", f"contrat {rang}", {"rang": rang, "é": "û"})
    with transaction.atomic():
        ecrire("", "systeme", "compte", "compte 1", {})


def _ordre(sql: str, *valeurs: Any) -> None:
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(sql, valeurs)


def _sans_gardes(base: str, sql: str, table: str = "gestion_entree") -> None:
    """Do what only the owner of the database can: take the guards away, rewrite, put nothing back."""
    with transaction.atomic(), connection.cursor() as curseur:
        if base == "postgresql":
            curseur.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            curseur.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'")
            for (nom,) in curseur.fetchall():
                curseur.execute(f"DROP TRIGGER {nom}")
        curseur.execute(sql)


def test_un_journal_intact_n_a_pas_de_faute(base: str) -> None:
    _remplir()
    assert list(verifier()) == []
    assert {chaine: rang for chaine, (rang, _) in ancres().items()} == {"311": 4, "": 1}


def test_une_entree_ne_s_ecrit_que_dans_une_transaction(base: str) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        ecrire("311", "1", "acte", "contrat 1", {})
    assert not Entree.objects.exists()


def test_une_entree_disparait_avec_le_changement_qui_echoue(base: str) -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        ecrire("311", "1", "acte", "contrat 1", {})
        print(1 // 0)
    assert not Entree.objects.exists()


ATTAQUES = {
    "modifier": "UPDATE gestion_entree SET contenu = '{}'",
    "modifier sans rien changer": "UPDATE gestion_entree SET contenu = contenu WHERE rang = 2",
    "supprimer": "DELETE FROM gestion_entree WHERE rang = 2",
    "vider": "DELETE FROM gestion_entree",
    "inserer au milieu": f"INSERT INTO gestion_entree ({CHAMPS}) VALUES ('311', 3, 'q', '1', 'c', 'o', '{{}}', 'p', 'e')",
    "inserer apres un trou": f"INSERT INTO gestion_entree ({CHAMPS}) VALUES ('311', 9, 'q', '1', 'c', 'o', '{{}}', 'p', 'e')",
    "inserer sans suivre": f"INSERT INTO gestion_entree ({CHAMPS}) VALUES ('311', 5, 'q', '1', 'c', 'o', '{{}}', 'p', 'e')",
}
PROPRES = {
    "sqlite": {
        "remplacer": f"INSERT OR REPLACE INTO gestion_entree (id, {CHAMPS}) SELECT id, chaine, rang, quand, 'autre', "
        "commande, objet, contenu, precedente, empreinte FROM gestion_entree WHERE rang = 4",
        "remplacer par sa clef": f"REPLACE INTO gestion_entree ({CHAMPS}) SELECT chaine, rang, quand, 'autre', commande, "
        "objet, contenu, precedente, empreinte FROM gestion_entree WHERE rang = 4",
        "modifier en remplacant": "UPDATE OR REPLACE gestion_entree SET rang = 1 WHERE rang = 2",
    },
    "postgresql": {
        "vider d'un coup": "TRUNCATE gestion_entree CASCADE",
        "a la place": f"INSERT INTO gestion_entree (id, {CHAMPS}) SELECT id, chaine, rang, quand, 'autre', commande, objet, "
        "contenu, precedente, empreinte FROM gestion_entree WHERE rang = 4 ON CONFLICT (id) DO UPDATE SET qui = 'autre'",
    },
}


def test_la_base_refuse_qu_on_reecrive_le_journal(base: str) -> None:
    _remplir()
    avant = list(Entree.objects.order_by("id").values_list())
    for nom, sql in {**ATTAQUES, **PROPRES[base]}.items():
        with pytest.raises(DatabaseError):
            _ordre(sql)
        assert list(Entree.objects.order_by("id").values_list()) == avant, nom
    assert list(verifier()) == []


FALSIFICATIONS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "un contenu": ("UPDATE gestion_entree SET contenu = '{\"rang\":9}' WHERE rang = 2", lambda f: "Entrée 2" in f),
    "un auteur": ("UPDATE gestion_entree SET qui = '7' WHERE rang = 3", lambda f: "Entrée 3" in f),
    "une date": (
        "UPDATE gestion_entree SET quand = '2020-01-01T00:00:00+00:00' WHERE rang = 1",
        lambda f: "Entrée 1" in f,
    ),
    "une entrée ôtée": ("DELETE FROM gestion_entree WHERE rang = 2", lambda f: "Entrée 2" in f and "manque" in f),
    "deux entrées échangées": (
        "UPDATE gestion_entree SET rang = CASE rang WHEN 2 THEN 30 ELSE rang END",
        lambda f: "Entrée 2" in f,
    ),
    "la fin coupée": ("DELETE FROM gestion_entree WHERE rang = 4", lambda f: "Entrée 4" in f and "ancrée" in f),
}


@pytest.mark.parametrize("quoi", FALSIFICATIONS)
def test_ce_qui_est_falsifie_sans_les_gardes_se_trouve_et_se_nomme(base: str, quoi: str) -> None:
    _remplir()
    avant = ancres()
    sql, attendu = FALSIFICATIONS[quoi]
    _sans_gardes(base, sql)
    assert any(attendu(str(faute)) for faute in verifier(avant)), [str(faute) for faute in verifier(avant)]


def test_une_horloge_reculee_ne_reordonne_rien(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _remplir(2)
    from datetime import UTC, datetime

    monkeypatch.setattr("binome.gestion.journal.ecrire.timezone.now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    with transaction.atomic():
        derniere = ecrire("311", "1", "acte", "contrat 9", {})
    instants = list(Entree.objects.filter(chaine="311").order_by("rang").values_list("quand", flat=True))
    assert instants == sorted(instants)
    assert derniere.quand == instants[1]
    assert list(verifier()) == []


DES_ACTES = {
    "sqlite": (
        "INSERT OR REPLACE INTO gestion_acte SELECT * FROM gestion_acte",
        "UPDATE OR REPLACE gestion_acte SET rang = 1",
    ),
    "postgresql": (
        "TRUNCATE gestion_acte CASCADE",
        "TRUNCATE gestion_versement CASCADE",
        "TRUNCATE gestion_entree CASCADE",
    ),
}
FAUX_ACTES = {
    "son contenu": ("UPDATE gestion_acte SET contenu = replace(contenu, '900', '901') WHERE rang = 1", "signature"),
    "sa date dans les listes": ("UPDATE gestion_acte SET effectif_le = '2020-01-01' WHERE rang = 2", "acte-"),
    "son contrat": ("UPDATE gestion_acte SET contrat_id = contrat_id + 1 WHERE rang = 2", "acte-"),
    "un acte ôté": ("DELETE FROM gestion_acte WHERE rang = 2", "manque"),
}


def _deux_contrats(office: Bureau) -> None:
    contrat = office.contrat()
    office.contrat("C2")
    actes.enregistrer(
        office.gestionnaire, contrat, [{"nature": "formation", "effectif_le": "2025-01-01"}], date(2025, 1, 2), 1
    )


def test_la_base_refuse_qu_on_reecrive_un_acte(office: Bureau, base: str) -> None:
    _deux_contrats(office)
    avant = photo()
    for sql in (
        "UPDATE gestion_acte SET contenu = '{}'",
        "DELETE FROM gestion_acte",
        "UPDATE gestion_acte SET rang = 9 WHERE rang = 2",
        *DES_ACTES[base],
    ):
        with pytest.raises(DatabaseError):
            _ordre(sql)
        assert photo() == avant, sql


@pytest.mark.parametrize("quoi", FAUX_ACTES)
def test_un_acte_falsifie_sans_les_gardes_se_trouve_et_se_nomme(office: Bureau, base: str, quoi: str) -> None:
    _deux_contrats(office)
    sql, morceau = FAUX_ACTES[quoi]
    _sans_gardes(base, sql, "gestion_acte")
    fautes = [str(faute) for faute in verifier()]
    assert any(morceau in faute and "caisse 311" in faute for faute in fautes), fautes


def test_la_somme_d_un_versement_valide_que_l_on_falsifie_se_trouve(office: Bureau, base: str) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, date(2024, 12, 1), contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    versements.valider(office.validateur, propose)
    assert list(verifier()) == []
    _sans_gardes(base, "UPDATE gestion_versement SET centimes = centimes + 100", "gestion_versement")
    assert any("somme validée" in str(faute) for faute in verifier())
