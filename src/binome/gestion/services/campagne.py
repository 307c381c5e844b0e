"""A campaign of constats: a file of thousands of rows, shown before it is taken, taken whole or not at all.

The same file twice changes nothing: a row that says what the live constat of its year already says is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from binome.contrats.actes.acte import NatureDActe, champs_des_actes
from binome.contrats.champs.formes import COMPTE, Forme
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.codes import EtatDuConstat, OrigineDuConstat
from binome.gestion.droits import Action, exiger, portee
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Constat, Contrat
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import commande
from binome.lots.interprete import ErreurDeLigne
from binome.lots.lecture.feuille import lire_feuille
from binome.moteur.erreurs import ErreurDeSaisie

COLONNES: Final = ("contrat", "rpps", "annee", "pmt", "pfa")
_PAR_LOT: Final = 500
Avancer = Callable[[int, int], None]


class Ligne(NamedTuple):
    """The counts of a year of a contract, as a row says them."""

    numero: int
    contrat: int
    annee: int
    pmt: int | None
    pfa: int | None

    @property
    def comptes(self) -> tuple[int | None, int | None]:
        """What is counted."""
        return self.pmt, self.pfa


@dataclass(frozen=True, slots=True)
class Campagne:
    """What a file would change, in numbers of rows, and what refuses it, cell by cell."""

    empreinte: str
    lignes: tuple[Ligne, ...]
    erreurs: tuple[ErreurDeLigne, ...]
    nouvelles: int
    remplacantes: int
    identiques: int


def lire(qui: Compte, caisse: Caisse, fichier: Path, loi: Loi | None = None) -> Campagne:
    """Read a file of constats, and say what it would change; nothing is written.

    Raises:
        AccesRefuse: the account does not write in this caisse.
        ErreurDeSaisie: the file cannot be read.
    """
    with portee(qui):
        exiger(qui, Action.ECRIRE, caisse)
        lecteur = _Lecteur(caisse, loi or loi_en_vigueur())
        feuille = lire_feuille(fichier, COLONNES)
        lignes, erreurs = lecteur.lire(zip(feuille.numeros, feuille.lignes, strict=True))
        vivants = _vivants(caisse)
    deja = [vivants.get((ligne.contrat, ligne.annee)) for ligne in lignes]
    identiques = sum(un is not None and un[1] == ligne.comptes for un, ligne in zip(deja, lignes, strict=True))
    return Campagne(
        sha256(fichier.read_bytes()).hexdigest(),
        tuple(lignes),
        tuple(erreurs),
        nouvelles=deja.count(None),
        remplacantes=len(lignes) - deja.count(None) - identiques,
        identiques=identiques,
    )


class _Lecteur:
    """Reads the rows of a caisse: which contract, which year, which counts."""

    def __init__(self, caisse: Caisse, loi: Loi) -> None:
        contrats = list(Contrat.objects.filter(caisse=caisse).values_list("pk", "numero", "medecin__rpps"))
        self._par_numero = {numero: cle for cle, numero, _ in contrats}
        self._par_rpps: dict[str, list[int]] = {}
        for cle, _, rpps in contrats:
            self._par_rpps.setdefault(rpps, []).append(cle)
        self._annee: Forme[int] = champs_des_actes(loi)[NatureDActe.CONSTAT]["annee"]

    def lire(self, rangees: Iterator[tuple[int, Mapping[str, str | None]]]) -> tuple[list[Ligne], list[ErreurDeLigne]]:
        """Return the rows that can be read, and every fault of the others."""
        lignes: dict[tuple[int, int], Ligne] = {}
        erreurs: list[ErreurDeLigne] = []
        for numero, cellules in rangees:
            try:
                _ranger(self._une(numero, cellules), lignes)
            except ErreurDeSaisie as faute:
                erreurs.append(ErreurDeLigne(numero, faute.champ, str(faute), faute.en_phrase))
        return list(lignes.values()), erreurs

    def _une(self, numero: int, cellules: Mapping[str, str | None]) -> Ligne:
        contrat = self._contrat(cellules.get("contrat"), cellules.get("rpps"))
        annee = self._annee.lire("annee", cellules.get("annee"))
        comptes = [None if (dit := cellules.get(nom)) is None else COMPTE.lire(nom, dit) for nom in ("pmt", "pfa")]
        if comptes == [None, None]:
            raise ErreurDeSaisie("pmt", None, "un nombre de patients, en médecin traitant ou en file active")
        return Ligne(numero, contrat, int(annee), *comptes)

    def _contrat(self, numero: str | None, rpps: str | None) -> int:
        if numero:
            if numero not in self._par_numero:
                raise ErreurDeSaisie("contrat", numero, "le numéro d'un contrat de cette caisse")
            return self._par_numero[numero]
        trouves = self._par_rpps.get(rpps or "", [])
        if len(trouves) != 1:
            attendu = "le RPPS d'un médecin d'un seul contrat" if trouves else "le RPPS d'un médecin de cette caisse"
            raise ErreurDeSaisie("rpps", rpps, attendu)
        return trouves[0]


def _ranger(ligne: Ligne, lignes: dict[tuple[int, int], Ligne]) -> None:
    """Keep a row, unless another one says the same year.

    Raises:
        ErreurDeSaisie: so it is.
    """
    deja = lignes.setdefault((ligne.contrat, ligne.annee), ligne)
    if deja is not ligne:
        raise ErreurDeSaisie("annee", ligne.annee, f"une année dite une fois ; la ligne {deja.numero} la dit déjà")


def _vivants(caisse: Caisse) -> dict[tuple[int, int], tuple[int, tuple[int | None, int | None]]]:
    """Return the live constats of a caisse by contract and year: their number, their counts."""
    vivants = Constat.objects.filter(caisse=caisse).exclude(etat=EtatDuConstat.REMPLACE)
    lus = vivants.values_list("contrat", "annee", "pk", "pmt", "pfa")
    return {(contrat, annee): (cle, (pmt, pfa)) for contrat, annee, cle, pmt, pfa in lus.iterator(chunk_size=2_000)}


def importer(qui: Compte, caisse: Caisse, campagne: Campagne, le: date, avancer: Avancer = lambda *_: None) -> int:
    """Announce every constat of a campaign, in one transaction; return how many are new.

    Args:
        qui: who imports.
        caisse: whose contracts.
        campagne: what was read and shown.
        le: the day of the announcement.
        avancer: told how far it is, of how many.

    Raises:
        AccesRefuse: the account does not write in this caisse.
        EtatRefuse: a row of the file cannot be read: nothing is imported.
    """
    if campagne.erreurs:
        raise EtatRefuse(f"{len(campagne.erreurs)} lignes ne se lisent pas : rien n'est importé.")
    with commande(qui, "importer", Action.ECRIRE, caisse) as ouverte:
        vivants = _vivants(caisse)
        changees = [
            ligne for ligne in campagne.lignes if vivants.get((ligne.contrat, ligne.annee), (0, ()))[1] != ligne.comptes
        ]
        remplaces = [vivants[cle][0] for ligne in changees if (cle := (ligne.contrat, ligne.annee)) in vivants]
        for debut in range(0, len(remplaces), _PAR_LOT):
            lot = remplaces[debut : debut + _PAR_LOT]
            Constat.objects.filter(pk__in=lot).update(etat=EtatDuConstat.REMPLACE)
        crees: list[Constat] = []
        for debut in range(0, len(changees), _PAR_LOT):
            lignes = changees[debut : debut + _PAR_LOT]
            crees += Constat.objects.bulk_create([_constat(caisse, ligne, le) for ligne in lignes])
            avancer(len(crees), len(changees))
        ouverte.noter(
            caisse,
            {
                "fichier": campagne.empreinte,
                "le": le.isoformat(),
                "remplaces": remplaces,
                "constats": [[un.pk, un.contrat_id, un.annee, un.pmt, un.pfa] for un in crees],
            },
        )
    return len(crees)


def _constat(caisse: Caisse, ligne: Ligne, le: date) -> Constat:
    return Constat(
        caisse=caisse,
        contrat_id=ligne.contrat,
        annee=ligne.annee,
        pmt=ligne.pmt,
        pfa=ligne.pfa,
        origine=OrigineDuConstat.IMPORT,
        annonce_le=le,
    )
