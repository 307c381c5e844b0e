"""What lists show of a contract: written again from its statement at every change, and for everyone every morning."""

from __future__ import annotations

from datetime import date

from binome.contrats.actes.rejouer import rejouer
from binome.contrats.actes.reponse import Releve
from binome.droit.loi import Loi
from binome.gestion.lecture import ActesLus
from binome.gestion.modeles.contrats import Apercu, Contrat


def rafraichir(contrat: Contrat, releve: Releve, actes: ActesLus, loi: Loi) -> Apercu:
    """Write again what lists show of a contract, from a statement that was just made of it."""
    prochain, en_jeu = _prochaine(releve)
    tenu = rejouer(actes, releve.au, loi)[-1]
    valeurs = {
        "caisse_id": contrat.caisse_id,
        "etat": releve.etat.code,
        "regime": tenu.dossier.regime.id if tenu.actes else "",
        "signe_le": tenu.situation.date_signature,
        "annee": releve.annee or None,
        "exigible": releve.exigible,
        "verse": releve.verse,
        "a_recouvrer": releve.a_recouvrer,
        "prochain_jour": prochain[0] if prochain else None,
        "prochaine_nature": prochain[1] if prochain else "",
        "en_jeu": en_jeu,
        "revision": contrat.revision,
        "au": releve.au,
        "version_du_droit": loi.version,
    }
    apercu, _ = Apercu.objects.update_or_create(contrat=contrat, defaults=valeurs)
    return apercu


def _prochaine(releve: Releve) -> tuple[tuple[date, str] | None, int]:
    """Return the next date of a contract, and what is paid on it in cents."""
    if not releve.prochaines:
        return None, 0
    premiere = releve.prochaines[0]
    sommes = sum(ligne.centimes for ligne in releve.echeancier if ligne.au_plus_tard == premiere.le)
    return (premiere.le, premiere.quoi[:60]), max(sommes, 0)
