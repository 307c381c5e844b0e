"""The commands of whoever keeps the installation: journal, anchor, backup, restoration."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from binome.cli.principal import principal
from binome.gestion.modeles.comptes import Compte
from tests.gestion.bureau import Bureau, bureau, photo

Lancer = Callable[..., tuple[int, str]]


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Lancer:
    monkeypatch.setattr(settings, "DONNEES", tmp_path)

    def lance(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as sortie:
            principal([str(un) for un in arguments])
        dit = capsys.readouterr()
        assert isinstance(sortie.value.code, int)
        return sortie.value.code, dit.out + dit.err

    return lance


def test_le_journal_se_verifie_et_l_ancre_montre_ce_qui_a_ete_coupe(
    office: Bureau, base: str, lancer: Lancer, tmp_path: Path
) -> None:
    office.contrat()
    code, dit = lancer("journal", "verifier")
    assert (code, "intact" in dit) == (0, True)
    assert lancer("journal", "ancre", tmp_path / "ancre.json")[0] == 0
    ancre = json.loads((tmp_path / "ancre.json").read_text("utf-8"))
    assert set(ancre["chaines"]) == {"", "311"}
    assert lancer("journal", "verifier", "--ancre", tmp_path / "ancre.json")[0] == 0
    derniere = ancre["chaines"]["311"]["rang"]
    with connection.cursor() as curseur:
        if base == "postgresql":
            curseur.execute("ALTER TABLE gestion_entree DISABLE TRIGGER USER")
            curseur.execute("ALTER TABLE gestion_acte DISABLE TRIGGER ALL")
        else:
            curseur.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (nom,) in curseur.fetchall():
                curseur.execute(f"DROP TRIGGER {nom}")
        curseur.execute("DELETE FROM gestion_acte")
        curseur.execute("DELETE FROM gestion_entree WHERE chaine = '311' AND rang = %s", [derniere])
    assert lancer("journal", "verifier")[0] == 0, "la fin coupée ne se voit que de l'ancre"
    code, dit = lancer("journal", "verifier", "--ancre", tmp_path / "ancre.json")
    assert (code, f"Entrée {derniere}" in dit, "ancrée" in dit) == (1, True, True)
    (tmp_path / "rien.json").write_text("{}", "utf-8")
    assert lancer("journal", "verifier", "--ancre", tmp_path / "rien.json")[0] == 2


def test_une_sauvegarde_scellee_se_fait_et_se_restaure_par_les_commandes(
    office: Bureau, base: str, lancer: Lancer, vider: Callable[[str], None], tmp_path: Path
) -> None:
    office.contrat()
    avant = photo()
    phrase, fichier = tmp_path / "phrase", tmp_path / "sauvegarde"
    phrase.write_text("quatre mots sans rapport\n", "utf-8")
    code, dit = lancer("sauvegarder", fichier, "--phrase", phrase)
    assert (code, "Sauvegardé" in dit) == (0, True)
    assert b"PK" not in fichier.read_bytes()[:40]
    assert fichier.stat().st_mode & 0o077 == 0
    vider(base)
    phrase.write_text("une autre phrase qui n'ouvre pas\n", "utf-8")
    assert lancer("restaurer", fichier, "--phrase", phrase)[0] == 2
    phrase.write_text("quatre mots sans rapport\n", "utf-8")
    assert lancer("restaurer", fichier, "--phrase", phrase)[0] == 0
    assert photo() == avant
    assert lancer("sauvegarder", tmp_path / "claire")[0] == 0
    vider(base)
    assert lancer("restaurer", tmp_path / "claire")[0] == 0
    assert photo() == avant
    assert lancer("restaurer", tmp_path / "absent")[0] == 2


def test_le_premier_administrateur_s_installe_une_fois_et_la_matinee_se_prepare(base: str, lancer: Lancer) -> None:
    code, dit = lancer("installer", "pas une adresse", "--sans-mot-de-passe")
    assert (code, "courriel" in dit) == (2, True)
    code, dit = lancer("installer", "Admin@Essai.test", "--sans-mot-de-passe")
    assert (code, "admin@essai.test" in dit) == (0, True)
    assert lancer("installer", "autre@essai.test", "--sans-mot-de-passe")[0] == 2
    compte = Compte.objects.get()
    assert (compte.fonctions.get().role, compte.has_usable_password()) == ("administrateur", False)
    office = bureau(compte)
    office.contrat()
    code, dit = lancer("actualiser")
    assert (code, "rejoués : 1" in dit) == (0, True)
