"""A part of a folder of answers: a Parquet file of its own, whole or absent, and what was refused beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from binome.lots.colonnes import modele
from binome.lots.ecriture.erreurs import FichierDErreurs
from binome.lots.ecriture.parquet import Parquet
from binome.lots.table import Reponses
from binome.moteur.ecrire import en_place

PARTIE: Final = "partie-"
ERREURS: Final = ".erreurs"


def ecrire_une_partie(fichier: Path, blocs: Iterable[Reponses]) -> None:
    """Write the answers of some blocks: a part that exists is whole, with its errors."""
    ecrivain, vide = Parquet(), modele()
    pieds, lignes = [], 0
    with (
        en_place(fichier) as provisoire,
        en_place(fichier.with_suffix(ERREURS)) as des_erreurs,  # put in place first
        provisoire.open("wb") as flux,
        des_erreurs.open("wb") as refus,
    ):
        flux.write(ecrivain.debut(vide))
        for un in blocs:
            refus.write(FichierDErreurs().en_csv(un.erreurs))
            if un.lignes.height:
                encode = ecrivain.encoder(un.lignes)
                pieds.append(encode.pied(flux.tell()))
                flux.write(encode.octets)
                lignes += un.lignes.height
        flux.write(ecrivain.fin(vide, b"".join(pieds), len(pieds), lignes))
