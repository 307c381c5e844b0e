"""The journal: written with what it tells, never rewritten, and what was done to it behind its back is found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from binome.gestion.journal.ecrire import ecrire
from binome.gestion.journal.verifier import ancres, verifier
from binome.gestion.modeles.journal import Entree

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


def _sans_gardes(base: str, sql: str) -> None:
    """Do what only the owner of the database can: take the guards away, rewrite, put nothing back."""
    with transaction.atomic(), connection.cursor() as curseur:
        if base == "postgresql":
            curseur.execute("ALTER TABLE gestion_entree DISABLE TRIGGER ALL")
        else:
            curseur.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'gestion_entree'")
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
    "une date": ("UPDATE gestion_entree SET quand = '2020-01-01T00:00:00+00:00' WHERE rang = 1", lambda f: "Entrée 1" in f),
    "une entrée ôtée": ("DELETE FROM gestion_entree WHERE rang = 2", lambda f: "Entrée 2" in f and "manque" in f),
    "deux entrées échangées": (
        "UPDATE gestion_entree SET rang = CASE rang WHEN 2 THEN 30 ELSE rang END", lambda f: "Entrée 2" in f,
    ),
    "la fin coupée": ("DELETE FROM gestion_entree WHERE rang = 4", lambda f: "Entrée 4" in f and "ancrée" in f),
}  # fmt: skip


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
