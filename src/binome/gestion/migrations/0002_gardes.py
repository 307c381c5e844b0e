"""What the database itself refuses: that a journal, an act or a validated payment be rewritten, by whoever.

Triggers of our own on both engines. SQLite's `INSERT OR REPLACE` removes the row that it replaces without saying so to
any trigger: it is stopped before the insertion, like an entry that would not follow the last one of its chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import migrations

FIGEES: Final = {"gestion_entree": "du journal", "gestion_acte": "des actes"}
_DECIDE: Final = "('valide', 'exporte', 'paye', 'rapproche', 'rejete')"
_PAS: Final = (
    "('valide>valide', 'valide>exporte', 'valide>rejete', 'exporte>exporte', 'exporte>paye', 'exporte>rejete', "
    "'paye>paye', 'paye>rapproche', 'rapproche>rapproche', 'rejete>rejete')"
)
_DU_VERSEMENT: Final = (
    "caisse_id", "contrat_id", "signature", "annee", "nature", "au_plus_tard", "centimes", "iban", "calcul",
    "saisi_par_id", "saisi_le", "valide_par_id", "valide_le",
)  # fmt: skip
_SUITE: Final = (
    "NEW.rang <> COALESCE((SELECT MAX(rang) FROM gestion_entree WHERE chaine = NEW.chaine), 0) + 1 "
    "OR NEW.precedente <> COALESCE((SELECT empreinte FROM gestion_entree WHERE chaine = NEW.chaine "
    "ORDER BY rang DESC LIMIT 1), '')"
)
_CLES: Final = {
    "gestion_entree": "id = NEW.id OR (chaine = NEW.chaine AND rang = NEW.rang)",
    "gestion_acte": "id = NEW.id OR (contrat_id = NEW.contrat_id AND (rang = NEW.rang OR nom = NEW.nom))",
    "gestion_versement": "id = NEW.id",
}


def _change(difference: str) -> str:
    """Return the condition that a decided payment is changed, or goes back."""
    colonnes = " OR ".join(f"NEW.{nom} {difference} OLD.{nom}" for nom in _DU_VERSEMENT)
    recul = f"(OLD.etat || '>' || NEW.etat) NOT IN {_PAS} OR (OLD.acte_id IS NOT NULL AND NEW.acte_id {difference} OLD.acte_id)"
    return f"OLD.etat IN {_DECIDE} AND ({colonnes} OR {recul})"


def _sqlite() -> Iterator[str]:
    def garde(table: str, quand: str, condition: str, phrase: str) -> str:
        si = f" WHEN {condition}" if condition else ""
        nom = f"garde_{table}_{quand.lower().replace(' ', '_')}"
        return f"CREATE TRIGGER {nom} BEFORE {quand} ON {table}{si} BEGIN SELECT RAISE(ABORT, '{phrase}'); END"

    for table, de in FIGEES.items():
        yield garde(table, "UPDATE", "", f"rien {de} ne se modifie")
        yield garde(table, "DELETE", "", f"rien {de} ne se supprime")
    for table, cles in _CLES.items():
        suite = f" OR {_SUITE}" if table == "gestion_entree" else ""
        existe = f"EXISTS (SELECT 1 FROM {table} WHERE {cles})"
        yield garde(table, "INSERT", existe + suite, "une ligne ne se remplace pas et suit la precedente")
    yield garde("gestion_versement", "UPDATE", _change("IS NOT"), "un versement valide ne change plus")
    yield garde("gestion_versement", "DELETE", f"OLD.etat IN {_DECIDE}", "un versement valide ne se supprime pas")


def _postgresql() -> Iterator[str]:
    for table, de in FIGEES.items():
        yield _fonction(table, "intouchable", f"RAISE EXCEPTION 'rien {de} ne se modifie ni ne se supprime';")
        yield _declencheur(table, "intouchable", "BEFORE UPDATE OR DELETE", "ROW")
        yield _declencheur(table, "intouchable", "BEFORE TRUNCATE", "STATEMENT")
    yield _fonction(
        "gestion_entree", "suite", f"IF {_SUITE} THEN RAISE EXCEPTION 'une entree suit la precedente'; END IF;"
    )
    yield _declencheur("gestion_entree", "suite", "BEFORE INSERT", "ROW")
    yield _fonction(
        "gestion_versement", "decide",
        "IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION 'les versements ne se vident pas'; END IF; "
        f"IF TG_OP = 'DELETE' THEN IF OLD.etat IN {_DECIDE} THEN RAISE EXCEPTION 'un versement valide ne se supprime pas'; "
        f"END IF; RETURN OLD; END IF; IF {_change('IS DISTINCT FROM')} THEN RAISE EXCEPTION 'un versement valide ne change plus'; "
        "END IF;",
    )  # fmt: skip
    yield _declencheur("gestion_versement", "decide", "BEFORE UPDATE OR DELETE", "ROW")
    yield _declencheur("gestion_versement", "decide", "BEFORE TRUNCATE", "STATEMENT")


def _fonction(table: str, nom: str, corps: str) -> str:
    return (
        f"CREATE FUNCTION garde_{table}_{nom}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$garde$ BEGIN {corps} RETURN NEW; END $garde$"
    )


def _declencheur(table: str, nom: str, quand: str, niveau: str) -> str:
    declencheur = f"garde_{table}_{nom}_{niveau.lower()}"
    return f"CREATE TRIGGER {declencheur} {quand} ON {table} FOR EACH {niveau} EXECUTE FUNCTION garde_{table}_{nom}()"


GARDES: Final[dict[str, Callable[[], Iterator[str]]]] = {"sqlite": _sqlite, "postgresql": _postgresql}


def poser(_apps: Any, editeur: Any) -> None:
    """Create the triggers of this engine."""
    for ordre in GARDES[editeur.connection.vendor]():
        editeur.execute(ordre)


def retirer(_apps: Any, editeur: Any) -> None:
    """Remove them: a migration can be undone, by whoever owns the database."""
    for ordre in GARDES[editeur.connection.vendor]():
        sorte, nom, *_ = ordre.split()[1:]
        if sorte == "TRIGGER" and editeur.connection.vendor == "sqlite":
            editeur.execute(f"DROP TRIGGER {nom}")
        elif sorte == "FUNCTION":
            editeur.execute(f"DROP FUNCTION {nom} CASCADE")


class Migration(migrations.Migration):
    dependencies = [("gestion", "0001_tables")]
    operations = [migrations.RunPython(poser, retirer)]
