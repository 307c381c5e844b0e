"""What lists show of a contract: written again from its statement at every change, and for everyone every morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from binome.contrats.actes.contrat import Contrat as ContratRejoue
from binome.contrats.actes.reponse import UnReleve
from binome.droit.loi import Loi
from binome.gestion.modeles.contrats import Apercu, Contrat

_ECRITS: Final = [un.name for un in Apercu._meta.concrete_fields if un.name not in ("id", "contrat", "caisse")]

_LONGUEUR: Final = 240


def rafraichir(contrat: Contrat, tenu: ContratRejoue, releve: UnReleve, loi: Loi) -> None:
    """Write again what lists show of a contract, which was just replayed."""
    garder([apercu(contrat, tenu, releve, loi)])


def apercu(contrat: Contrat, tenu: ContratRejoue, releve: UnReleve, loi: Loi) -> Apercu:
    """Return what lists show of a contract, from the one that runs, replayed, and its statement."""
    prochain, en_jeu = _prochaine(releve)
    return Apercu(
        contrat=contrat,
        caisse_id=contrat.caisse_id,
        etat=releve.etat.code,
        regime=tenu.dossier.regime.id if tenu.actes else "",
        signe_le=tenu.situation.date_signature,
        annee=releve.annee or None,
        exigible=releve.exigible,
        verse=releve.verse,
        a_recouvrer=releve.a_recouvrer,
        prochain_jour=prochain[0] if prochain else None,
        prochaine_nature=prochain[1] if prochain else "",
        en_jeu=en_jeu,
        revision=contrat.revision,
        au=releve.au,
        version_du_droit=loi.version,
    )


def garder(apercus: Sequence[Apercu]) -> None:
    """Write what lists show, in the place of what they showed."""
    Apercu.objects.bulk_create(apercus, update_conflicts=True, unique_fields=["contrat"], update_fields=_ECRITS)


def _prochaine(releve: UnReleve) -> tuple[tuple[date, str] | None, int]:
    """Return the next date of a contract, and what is paid on it in cents."""
    if not releve.prochaines:
        return None, 0
    premiere = releve.prochaines[0]
    sommes = sum(ligne.centimes for ligne in releve.echeancier if ligne.au_plus_tard == premiere.le)
    return (premiere.le, _en_mots(premiere.quoi, releve)[:_LONGUEUR]), max(sommes, 0)


def _en_mots(quoi: str, releve: UnReleve) -> str:
    """Return what comes next as a person reads it: a duty by its wording."""
    libelles = {suivie.obligation.code: suivie.obligation.libelle for suivie in releve.obligations}
    return libelles.get(quoi, quoi)
