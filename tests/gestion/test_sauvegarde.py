"""Backups: what is written is what is read back, on either engine; what was touched is refused and nothing is kept."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django_scopes import scopes_disabled

from binome.gestion.journal.tables import verifier
from binome.gestion.modeles.comptes import Compte
from binome.gestion.sauvegarde.archive import restaurer, sauvegarder
from binome.gestion.sauvegarde.chiffre import Scelleur, est_scelle, ouvrir
from binome.gestion.services import caisses, pieces, versements
from binome.moteur.erreurs import ErreurDeSaisie
from tests.gestion.bureau import Bureau, administrateur, bureau, photo, rpps

PHRASE = "quatre mots sans rapport"


def _vivre() -> Bureau:
    office = bureau(administrateur())
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, date(2024, 12, 1), contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    versements.valider(office.validateur, propose)
    pieces.joindre(office.gestionnaire, contrat, "Contrat signé", b"%PDF-1.7 essai")
    return office


def _archive() -> io.BytesIO:
    sortie = io.BytesIO()
    sauvegarder(sortie)
    sortie.seek(0)
    return sortie


def test_une_sauvegarde_se_relit_d_un_moteur_a_l_autre(
    base: str, vider: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DONNEES", tmp_path / "un")
    office = _vivre()
    avant, archive = photo(), _archive()
    monkeypatch.setattr(settings, "DONNEES", tmp_path / "deux")
    vider("postgresql" if base == "sqlite" else "sqlite")
    assert not Compte.objects.exists()
    manifeste = restaurer(archive)
    assert manifeste.pieces == 1
    assert photo() == avant
    with scopes_disabled():
        empreinte = avant["Piece"][0][6]
    assert pieces.chemin(empreinte).read_bytes() == b"%PDF-1.7 essai"
    assert list(verifier()) == []
    caisses.ajouter_un_medecin(office.gestionnaire, office.caisse, rpps(9), "Suivant", specialite="01")
    assert list(verifier()) == []
    with pytest.raises(ErreurDeSaisie, match="installation vide"):
        restaurer(archive)


def _avec(archive: io.BytesIO, nom: str, changer: Callable[[bytes], bytes]) -> io.BytesIO:
    """Return an archive in which one file was changed."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(archive) as lue, zipfile.ZipFile(sortie, "w") as ecrite:
        for un in lue.namelist():
            octets = lue.read(un)
            ecrite.writestr(un, changer(octets) if un == nom else octets)
    sortie.seek(0)
    return sortie


def _resceller(octets: bytes) -> Callable[[bytes], bytes]:
    from hashlib import sha256

    return lambda manifeste: json.dumps({**json.loads(manifeste), "empreinte": sha256(octets).hexdigest()}).encode()


def test_une_sauvegarde_touchee_est_refusee_et_ne_laisse_rien(
    base: str, vider: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DONNEES", tmp_path)
    _vivre()
    archive = _archive()
    vider(base)
    vide = photo()
    donnees = zipfile.ZipFile(archive).read("donnees.jsonl")
    fausses = donnees.replace(b'\\"pmt_initiale\\":900', b'\\"pmt_initiale\\":901')
    assert fausses != donnees
    somme = donnees.replace(b'"centimes": ', b'"centimes": 1')
    touchees: dict[str, Any] = {
        "lignes": _avec(archive, "donnees.jsonl", lambda _: fausses),
        "lignes rescellées": _avec(
            _avec(archive, "donnees.jsonl", lambda _: fausses), "manifeste.json", _resceller(fausses)
        ),
        "somme rescellée": _avec(_avec(archive, "donnees.jsonl", lambda _: somme), "manifeste.json", _resceller(somme)),
        "autre version": _avec(archive, "manifeste.json", lambda dit: dit.replace(b"0001_tables", b"0001_autres")),
        "autre fichier": io.BytesIO(b"PK rien"),
    }
    for quoi, touchee in touchees.items():
        with pytest.raises(ErreurDeSaisie):
            restaurer(touchee)
        assert photo() == vide, quoi


def _scelle(clair: bytes) -> bytes:
    sortie = io.BytesIO()
    scelleur = Scelleur(sortie, PHRASE)
    for debut in range(0, len(clair), 70_000):
        scelleur.write(clair[debut : debut + 70_000])
    scelleur.finir()
    return sortie.getvalue()


@pytest.mark.parametrize("longueur", [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_un_fichier_scelle_se_rouvre_avec_sa_phrase_et_nulle_autre(longueur: int) -> None:
    clair = bytes(rang % 251 for rang in range(longueur))
    scelle = io.BytesIO(_scelle(clair))
    rendu = io.BytesIO()
    assert est_scelle(scelle)
    ouvrir(scelle, PHRASE, rendu)
    assert rendu.getvalue() == clair
    with pytest.raises(ErreurDeSaisie):
        ouvrir(scelle, PHRASE + "x", io.BytesIO())


def test_un_fichier_scelle_que_l_on_coupe_ou_que_l_on_brouille_est_refuse() -> None:
    clair = b"a" * 2_500_000
    scelle = _scelle(clair)
    morceau = 4 + (1 << 20) + 16
    tete = len(b"BINOME-CHIFFRE/1\n") + 16
    faux = {
        "coupé entre deux morceaux": scelle[: tete + morceau],
        "coupé au milieu": scelle[:-10],
        "morceaux échangés": scelle[:tete]
        + scelle[tete + morceau : tete + 2 * morceau]
        + scelle[tete : tete + morceau]
        + scelle[tete + 2 * morceau :],
        "un octet changé": scelle[:100] + bytes([scelle[100] ^ 1]) + scelle[101:],
        "quelque chose après": scelle + scelle[tete:],
    }
    for quoi, touche in faux.items():
        with pytest.raises(ErreurDeSaisie):
            ouvrir(io.BytesIO(touche), PHRASE, io.BytesIO())
        assert touche != scelle, quoi
    with pytest.raises(ErreurDeSaisie, match="12"):
        Scelleur(io.BytesIO(), "court")
