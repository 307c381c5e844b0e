"""The answer in sentences, the same on a terminal and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from binome.economie.rentabilite.reponse import Rentabilite, SeuilDeRentabilite
from binome.langue.ecriture import en_etp, en_mois, en_pourcent, en_texte, nombre


def verdict(reponse: Rentabilite) -> str:
    """Return the answer in one sentence."""
    net, minimal = reponse.total.net, reponse.total.net_minimal
    if net is None or minimal is None:
        return "L'aide d'une année est inconnue : le net ne peut pas être calculé."
    return (
        f"{en_etp(reponse.option_etp)} sur {len(reponse.annees)} ans : {en_texte(net)} si les objectifs sont atteints, "
        f"{en_texte(minimal)} s'ils sont manqués."
    )


def seuils(reponse: Rentabilite) -> Iterator[str]:
    """Yield what it takes to break even, under each scenario."""
    for seuil in reponse.seuils:
        if seuil.manque is not None:
            yield f"Équilibre, {seuil.scenario.libelle} : {_seuil(seuil)}."


def _seuil(seuil: SeuilDeRentabilite) -> str:
    if not seuil.manque:
        return "l'aide couvre le coût"
    dits = [f"{en_texte(seuil.manque)} par an à trouver"]
    if seuil.consultations_par_an is not None:
        dits.append(f"{nombre(seuil.consultations_par_an)} consultations de plus par an")
    if seuil.consultations_par_jour is not None:
        dits.append(f"{str(seuil.consultations_par_jour).replace('.', ',')} par jour")
    if seuil.patients is not None:
        dits.append(f"ou {nombre(seuil.patients)} patients de plus")
    return ", ".join(dits)


def tresorerie(reponse: Rentabilite) -> Iterator[str]:
    """Yield the lowest cash of each scenario, where some must be found elsewhere."""
    for une in reponse.tresorerie:
        if une.point_bas.cumul < 0:
            bas = f"{en_texte(une.point_bas.cumul)} en {en_mois(une.point_bas.mois)}"
            yield f"Trésorerie, {une.scenario.libelle} : au plus bas {bas}."


def risques(reponse: Rentabilite) -> Iterator[str]:
    """Yield the probabilities, the net of the fates, what may have to be given back; or why there are none."""
    if reponse.sans_probabilites is not None:
        yield f"Pas de probabilités. {reponse.sans_probabilites}"
    risque, parts = reponse.risques, reponse.probabilites
    if risque is None:
        return
    if parts is not None:
        yield (
            f"Probabilités d'une année à constat : entière {en_pourcent(parts.integrale)}, au prorata "
            f"{en_pourcent(parts.prorata)}, rien {en_pourcent(parts.nulle)}."
        )
    net = risque.net
    yield (
        f"Net de 5 destins sur 100 au plus bas : {en_texte(net.p5)} ; médian : {en_texte(net.mediane)} ; "
        f"à perte : {en_pourcent(net.perte)}."
    )
    yield (
        f"Acompte à rendre : {en_pourcent(risque.rendre_un_acompte)} des destins, "
        f"{en_texte(risque.a_rendre_en_moyenne)} en moyenne."
    )
    yield risque.avertissement


def ce_qui_compte(reponse: Rentabilite, au_plus: int) -> list[str]:
    """Return what moves the net most, the widest swing first."""
    return [
        f"{une.titre} : de {en_texte(une.net_bas)} ({une.basse}) à {en_texte(une.net_haut)} ({une.haute})"
        for une in reponse.ce_qui_compte[:au_plus]
    ]
