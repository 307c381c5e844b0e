"""Management at the size of a large caisse: an invented one is made, sealed like a real one, then read and written.

    python -m bench.gestion DOSSIER --contrats 20000 --actes 1000000

The base is made in the folder, or in the one that BINOME_BASE designates, which must be empty.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

SIGNE_LE = date(2023, 1, 2)
AU = date(2027, 3, 1)
_PAR_LOT = 1_000
_ESSAIS = 7


def _demarrer(dossier: Path) -> None:
    os.environ["BINOME_DONNEES"] = str(dossier)
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()


def peupler(contrats: int, actes: int) -> Any:
    """Make an invented caisse of so many contracts and acts, its journal whole; return an officer."""
    from django.db import transaction
    from django_scopes import scopes_disabled

    from binome.gestion.codes import Role
    from binome.gestion.modeles.caisses import Medecin
    from binome.gestion.modeles.contrats import Contrat
    from binome.gestion.services import comptes

    admin = comptes.installer("admin@essai.test")
    caisse = comptes.creer_une_caisse(admin, "999", "Caisse inventée pour la mesure", inventee=True)
    qui = comptes.creer_un_compte(admin, "gestion@essai.test")
    comptes.nommer_a(admin, qui, Role.GESTIONNAIRE, caisse)
    with scopes_disabled(), transaction.atomic():
        medecins = Medecin.objects.bulk_create(
            [
                Medecin(caisse=caisse, rpps=f"{rang:011d}", nom=f"Inventé {rang}", specialite="01")
                for rang in range(contrats)
            ],
            batch_size=_PAR_LOT,
        )
        ouverts = Contrat.objects.bulk_create(
            [Contrat(caisse=caisse, medecin=un, numero=f"N{rang:06d}", revision=1) for rang, un in enumerate(medecins)],
            batch_size=_PAR_LOT,
        )
        _inscrire(caisse, ouverts, actes)
    return qui, caisse


def _inscrire(caisse: Any, contrats: list[Any], combien: int) -> None:
    from binome.gestion.journal.sceau import ORIGINE, Scelle
    from binome.gestion.modeles.contrats import Acte
    from binome.gestion.modeles.journal import Entree
    from binome.moteur.canonique import canonique

    precedente, lot = ORIGINE, []
    for rang, (contrat, numero, acte) in enumerate(_actes(contrats, combien), 1):
        contenu = canonique({"acte": acte, "au": acte["connu_le"]})
        scelle = Scelle(
            "999",
            rang,
            "2026-01-01T00:00:00+00:00",
            "systeme",
            "enregistrer",
            f"contrat {contrat.pk}",
            contenu,
            precedente,
        )
        precedente = scelle.empreinte
        entree = Entree(**{nom: getattr(scelle, nom) for nom in scelle.__slots__}, empreinte=precedente)
        lot.append((entree, contrat, numero, acte))
        if len(lot) == _PAR_LOT or rang == combien:
            entrees = Entree.objects.bulk_create([un[0] for un in lot])
            Acte.objects.bulk_create(
                [
                    Acte(
                        caisse=caisse,
                        contrat=un,
                        rang=quel,
                        nom=dit["id"],
                        nature=dit["nature"],
                        entree=entree,
                        effectif_le=dit["effectif_le"],
                        connu_le=dit["connu_le"],
                        contenu=canonique(dit),
                    )
                    for entree, (_, un, quel, dit) in zip(entrees, lot, strict=True)
                ]
            )
            lot = []


def _actes(contrats: list[Any], combien: int) -> Iterator[tuple[Any, int, dict[str, Any]]]:
    """Yield the acts of contracts in turn: a signature, then the trainings that fill the file."""
    for rang in range(combien):
        contrat, numero = contrats[rang % len(contrats)], rang // len(contrats) + 1
        signe = SIGNE_LE + timedelta(rang % len(contrats) % 900)
        le = (signe + timedelta(7 * (numero - 1))).isoformat()
        acte: dict[str, Any] = {"id": f"acte-{numero:09d}", "nature": "formation", "effectif_le": le, "connu_le": le}
        if numero == 1:
            pmt = 600 + rang % 700
            situation = {
                "specialite": "01",
                "secteur": "1",
                "option_etp": "1",
                "pmt_initiale": pmt,
                "pfa_initiale": pmt + 500,
            }
            acte |= {"nature": "signature", "situation": situation}
        yield contrat, numero, acte


def _mesurer(nom: str, faire: Callable[[], object], essais: int = _ESSAIS) -> None:
    durees = []
    for _ in range(essais):
        debut = perf_counter()
        faire()
        durees.append(perf_counter() - debut)
    print(f"{nom:58} {sorted(durees)[len(durees) // 2] * 1000:10.1f} ms (médiane de {essais})", flush=True)


def mesurer(qui: Any, caisse: Any) -> None:
    """Read and write as officers do."""
    from binome.gestion.droits import Action, portee, visibles
    from binome.gestion.journal.tables import verifier
    from binome.gestion.lecture import releve_de
    from binome.gestion.modeles.contrats import Apercu, Contrat
    from binome.gestion.services import actes, actualisation, versements

    _mesurer("rejouer tous les contrats pour les listes", lambda: actualisation.actualiser(caisse, AU), 1)
    with portee(qui):
        vus = visibles(qui, Action.LIRE, Apercu).select_related("contrat__medecin")
        milieu = Contrat.objects.order_by("pk")[Contrat.objects.count() // 2]
        _mesurer("une page de liste par date", lambda: list(vus.order_by("prochain_jour", "pk")[:50]))
        _mesurer("une page de liste par enjeu, la 200e", lambda: list(vus.order_by("-en_jeu", "pk")[9_950:10_000]))
        _mesurer("compter les contrats d'un état", vus.filter(etat="en_cours").count)
        _mesurer("chercher un nom", lambda: list(vus.filter(contrat__medecin__nom__icontains="inventé 1234")[:50]))
        _mesurer("le relevé d'un contrat", lambda: releve_de(milieu, AU))

    def enregistrer() -> None:
        with portee(qui):
            frais = Contrat.objects.get(pk=milieu.pk)
        actes.enregistrer(
            qui, frais, [{"nature": "point_semestriel", "effectif_le": AU.isoformat()}], AU, frais.revision
        )

    def proposer() -> None:
        with portee(qui):
            frais = Contrat.objects.get(pk=milieu.pk)
        versements.proposer(qui, frais, AU, frais.revision)

    _mesurer("enregistrer un acte", enregistrer)
    _mesurer("proposer les versements d'un contrat", proposer)
    _mesurer("vérifier tout le journal", lambda: list(verifier()), 1)


def principal() -> None:
    """Make the base when the folder has none, then measure."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("dossier", type=Path)
    lecteur.add_argument("--contrats", type=int, default=2_000)
    lecteur.add_argument("--actes", type=int, default=20_000)
    choix = lecteur.parse_args()
    choix.dossier.mkdir(parents=True, exist_ok=True)
    _demarrer(choix.dossier)
    debut = perf_counter()
    qui, caisse = peupler(choix.contrats, choix.actes)
    print(f"{choix.contrats} contrats, {choix.actes} actes, écrits en {perf_counter() - debut:.0f} s", flush=True)
    mesurer(qui, caisse)


if __name__ == "__main__":
    principal()
