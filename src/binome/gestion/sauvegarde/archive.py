"""Write everything to one archive, and read it into an empty installation: from SQLite to PostgreSQL as well as back.

Rows are read in one transaction, so that they belong to one instant, and by small lots, so that memory stays bounded.
What was restored is kept only if its journal stands and ends where the backup says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django_scopes import scopes_disabled

from binome.gestion.journal.tables import verifier
from binome.gestion.journal.verifier import ancres
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.journal import Entree
from binome.gestion.sauvegarde.chiffre import Scelleur
from binome.gestion.services.pieces import dossier_des_pieces
from binome.moteur.ecrire import ecrire
from binome.moteur.erreurs import ErreurDeSaisie

FORMAT: Final = "binome-sauvegarde/1"
_SANS: Final = frozenset({"sessions", "contenttypes", "auth"})
"""Applications of which nothing is kept: what a restart makes again."""
_MANIFESTE, _DONNEES, _PIECES = "manifeste.json", "donnees.jsonl", "pieces/"
_PAR_LOT: Final = 500


@dataclass(frozen=True, slots=True)
class Manifeste:
    """What is in a backup, and where its journal stands: the last rank and digest of each chain."""

    format: str
    migrations: list[str]
    lignes: int
    pieces: int
    empreinte: str
    ancres: dict[str, tuple[int, str]]


class _Exact(DjangoJSONEncoder):
    """Instants to the microsecond: Django's own writing cuts them."""

    def default(self, o: object) -> object:
        """Write what JSON does not know."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _modeles() -> list[type[Model]]:
    tous = [un for un in apps.get_models() if un._meta.app_label not in _SANS and un._meta.managed]
    return sorted(tous, key=lambda un: un._meta.label)


def _migrations() -> list[str]:
    """Return the migrations of what is kept: two installations whose tables differ do not read each other."""
    faites = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{application}.{nom}" for application, nom in faites if application not in _SANS)


def sauvegarder(vers: BinaryIO | Scelleur) -> Manifeste:
    """Write everything, and return the manifest: what is in it, and where the journal stands."""
    with (
        ZipFile(cast("BinaryIO", vers), "w", ZIP_DEFLATED) as archive,
        transaction.atomic(durable=True),
        scopes_disabled(),
    ):
        _figer()
        combien, empreinte = _ecrire_les_lignes(archive)
        pieces = _ecrire_les_pieces(archive)
        manifeste = Manifeste(FORMAT, _migrations(), combien, pieces, empreinte, ancres())
        archive.writestr(_MANIFESTE, json.dumps(asdict(manifeste), ensure_ascii=False, indent=2))
    return manifeste


def _figer() -> None:
    """Read the whole at one instant: SQLite's transaction holds it already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _ecrire_les_lignes(archive: ZipFile) -> tuple[int, str]:
    digere, combien = sha256(), 0
    with archive.open(_DONNEES, "w", force_zip64=True) as sortie:
        for modele in _modeles():
            ordre = ("chaine", "rang") if modele is Entree else ("pk",)
            lignes = modele._base_manager.order_by(*ordre).iterator(chunk_size=_PAR_LOT)
            for lot in _lots(lignes):
                texte = serializers.serialize("jsonl", lot, cls=_Exact, ensure_ascii=False).encode()
                digere.update(texte)
                sortie.write(texte)
                combien += len(lot)
    return combien, digere.hexdigest()


def _lots(lignes: Iterable[Model]) -> Iterator[list[Model]]:
    suite = iter(lignes)
    while lot := list(islice(suite, _PAR_LOT)):
        yield lot


def _ecrire_les_pieces(archive: ZipFile) -> int:
    racine = dossier_des_pieces()
    fichiers = sorted(un for un in racine.rglob("*") if un.is_file() and len(un.name) == sha256().digest_size * 2)
    for fichier in fichiers:
        archive.write(fichier, f"{_PIECES}{fichier.name}")
    return len(fichiers)


def restaurer(fichier: BinaryIO) -> Manifeste:
    """Read a backup into an installation that holds no account, or leave it as it is.

    Raises:
        ErreurDeSaisie: it is not a backup, it is damaged, of other tables, or the installation is not empty.
    """
    try:
        archive = ZipFile(fichier)
        manifeste = Manifeste(**json.loads(archive.read(_MANIFESTE)))
    except (BadZipFile, KeyError, ValueError, TypeError) as faute:
        raise ErreurDeSaisie("fichier", "ce fichier", "une sauvegarde de Binôme") from faute
    _verifier_le_manifeste(manifeste)
    with archive, transaction.atomic(durable=True), scopes_disabled():
        if Compte.objects.exists() or Entree.objects.exists():
            raise ErreurDeSaisie("base", "une base qui a déjà des comptes", "une installation vide")
        if _lire_les_lignes(archive) != manifeste.empreinte:
            raise ErreurDeSaisie("fichier", "cette sauvegarde", "une sauvegarde entière : ses lignes ont été modifiées")
        _verifier_le_journal(manifeste)
        _remettre_les_numeros()
        _lire_les_pieces(archive)
    return manifeste


def _verifier_le_manifeste(manifeste: Manifeste) -> None:
    if manifeste.format != FORMAT:
        raise ErreurDeSaisie("fichier", manifeste.format, f"une sauvegarde au format {FORMAT}")
    if manifeste.migrations != _migrations():
        raise ErreurDeSaisie(
            "fichier", "une sauvegarde d'une autre version", "la version de Binôme qui l'a écrite, mise à jour ensuite"
        )


def _lire_les_lignes(archive: ZipFile) -> str:
    digere = sha256()

    def suivies(flux: Iterable[bytes]) -> Iterator[str]:
        for ligne in flux:
            digere.update(ligne)
            yield ligne.decode()

    with archive.open(_DONNEES) as entree:
        lus: Iterator[Model] = (lu.object for lu in serializers.deserialize("jsonl", suivies(entree)))
        for modele, suite in groupby(lus, key=lambda un: un._meta.label):
            for lot in _lots(suite):
                _inserer(apps.get_model(modele), lot)
    return digere.hexdigest()


def _inserer(modele: type[Model], lot: list[Model]) -> None:
    try:
        modele._base_manager.bulk_create(lot)
    except DatabaseError as faute:
        nom = modele._meta.model_name
        raise ErreurDeSaisie(
            "fichier", "cette sauvegarde", f"des lignes que la base accepte ({nom} : {faute})"
        ) from faute


def _verifier_le_journal(manifeste: Manifeste) -> None:
    dites = {chaine: (rang, empreinte) for chaine, (rang, empreinte) in manifeste.ancres.items()}
    for faute in verifier(dites):
        raise ErreurDeSaisie("fichier", "cette sauvegarde", f"un journal intact. {faute}")


def _remettre_les_numeros() -> None:
    """Make the next rows take numbers that follow those which were read."""
    ordres = connection.ops.sequence_reset_sql(no_style(), _modeles())
    with connection.cursor() as curseur:
        for ordre in ordres:
            curseur.execute(ordre)


def _lire_les_pieces(archive: ZipFile) -> None:
    for nom in archive.namelist():
        if not nom.startswith(_PIECES):
            continue
        octets = archive.read(nom)
        empreinte = sha256(octets).hexdigest()
        if nom != f"{_PIECES}{empreinte}":
            raise ErreurDeSaisie("fichier", nom, "une pièce dont l'empreinte est le nom")
        ou: Path = dossier_des_pieces() / empreinte[:2] / empreinte
        ou.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ecrire(ou, octets)
