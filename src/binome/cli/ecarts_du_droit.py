"""`binome droit diff`: what a law changes against another, and who wins or loses over the worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import click

from binome.cas import cas
from binome.cli.commun import ecrire_json
from binome.cli.versions_du_droit import ACTUELLE, Rendus, Version, ouvrir
from binome.langue.ecriture import en_texte

_ROUGE: Final = "red"
_VERT: Final = "green"


@dataclass(frozen=True, slots=True)
class Ecart:
    """What one law adds, removes or says otherwise of one kind of thing."""

    ajoutes: list[str]
    retires: list[str]
    changes: list[str]

    @property
    def est_vide(self) -> bool:
        """Whether both laws say the same."""
        return not (self.ajoutes or self.retires or self.changes)

    def en_json(self) -> dict[str, list[str]]:
        """Return the names."""
        return {"ajoutes": self.ajoutes, "retires": self.retires, "changes": self.changes}


@dataclass(frozen=True, slots=True)
class CasChange:
    """A worked case whose answer differs; `gain` in euros, at least and at most, None when not comparable."""

    nom: str
    avant: str
    apres: str
    gain: tuple[Decimal, Decimal] | None

    def en_json(self) -> dict[str, Any]:
        """Return the case with its gain as text."""
        return {
            "cas": self.nom,
            "avant": self.avant,
            "apres": self.apres,
            "gain": None if self.gain is None else [f"{une:f}" for une in self.gain],
        }


def ecart(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> Ecart:
    """Return what differs between two sets of named things."""
    return Ecart(
        sorted(set(apres) - set(avant)),
        sorted(set(avant) - set(apres)),
        sorted(nom for nom in set(avant) & set(apres) if avant[nom] != apres[nom]),
    )


def cas_changes(avant: Rendus, apres: Rendus) -> Iterator[CasChange]:
    """Yield the cases that do not come to the same, those that gain most last."""
    changes = [
        CasChange(nom, _en_mots(avant[nom]), _en_mots(apres[nom]), _gain(avant[nom], apres[nom]))
        for nom in apres
        if nom in avant and avant[nom] != apres[nom]
    ]
    yield from sorted(changes, key=lambda un: (un.gain is not None, un.gain or (Decimal(), Decimal()), un.nom))


def _gain(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    if "refus" in avant or "refus" in apres:
        return None
    bas, haut = (Decimal(apres[borne]) - Decimal(avant[borne]) for borne in ("minimum", "maximum"))
    return bas, haut


def _en_mots(rendu: Mapping[str, Any]) -> str:
    if "refus" in rendu:
        return f"refusé ({rendu['refus']})"
    bas, haut = (en_texte(Decimal(rendu[borne])) for borne in ("minimum", "maximum"))
    sommes = bas if bas == haut else f"de {bas} à {haut}"
    return f"{rendu['eligibilite'].replace('_', ' ')}, {sommes}"


def comparer(avant: Version, apres: Version) -> tuple[dict[str, Ecart], list[CasChange], int]:
    """Return what differs, by kind, the cases that change and the number of cases."""
    ecarts = {
        "nombres": ecart(avant.nombres, apres.nombres),
        "lectures": ecart(avant.lectures, apres.lectures),
        "règles": ecart(avant.regles, apres.regles),
    }
    situations = {un.nom: un.situation for un in cas()}
    return ecarts, list(cas_changes(avant.repondre(situations), apres.repondre(situations))), len(situations)


@click.command("diff", options_metavar="[OPTIONS…]")
@click.argument("v1", metavar="V1")
@click.argument("v2", metavar="[V2]", default=ACTUELLE)
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def diff(v1: str, v2: str, en_json: bool) -> None:
    """Dire ce que le droit de V2 change à celui de V1 : nombres, lectures, règles, et qui gagne ou perd dans les cas.

    Une version est un dossier, une révision du dépôt, ou « actuelle » (par défaut). Son code est exécuté.
    """
    with ouvrir(v1) as avant, ouvrir(v2) as apres:
        ecarts, changes, combien = comparer(avant, apres)
    if en_json:
        droit = {quoi: un.en_json() for quoi, un in ecarts.items()}
        ecrire_json({"avant": v1, "apres": v2, "droit": droit, "cas": [un.en_json() for un in changes]})
        return
    for quoi, un in ecarts.items():
        _ecrire_un_ecart(quoi, un)
    click.secho(f"Cas : {len(changes)} sur {combien} changent", bold=True)
    for change in changes:
        _ecrire_un_cas(change)


def _ecrire_un_ecart(quoi: str, un: Ecart) -> None:
    click.secho(quoi.capitalize(), bold=True, nl=False)
    click.echo(" : rien ne change" if un.est_vide else "")
    for signe, noms in (("+", un.ajoutes), ("-", un.retires), ("~", un.changes)):
        for nom in noms:
            click.echo(f"  {signe} {nom}")


def _ecrire_un_cas(change: CasChange) -> None:
    if change.gain is None or not any(change.gain):
        effet, couleur = "", None
    else:
        bas, haut = (f"{'+' if une > 0 else ''}{en_texte(une)}" for une in change.gain)
        effet = f"{bas} : " if bas == haut else f"de {bas} à {haut} : "
        couleur = _VERT if sum(change.gain) > 0 else _ROUGE
    click.secho(f"  {effet}{change.nom}", fg=couleur)
    click.echo(f"    {change.avant} → {change.apres}")
