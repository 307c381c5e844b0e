"""What each part of the report shows, said in its title: the figure first, the subject under it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from binome.langue.ecriture import en_texte, nombre
from binome.nation.resultats.annees import AnneeDeContrat, CoutParPatient, SousUneLoi
from binome.nation.resultats.gagnants import GagnantsEtPerdants
from binome.nation.resultats.groupes import ParGroupe
from binome.nation.resultats.lectures import PrixDeLecture
from binome.nation.resultats.repartitions import Decile

_MILLION: Final = 10**6
_INSECABLE: Final = "\u00a0"


def de_la_reforme(en_vigueur: SousUneLoi, loi: SousUneLoi) -> str:
    """Return what a reform changes: cost, share, years that are paid nothing."""
    part = f" ({_pour_cent_signe(Fraction(loi.ecart, en_vigueur.cout.cout))})" if en_vigueur.cout.cout else ""
    return (
        f"« {loi.loi} » : {millions_signes(loi.ecart)} en cinq ans{part} ; années de contrat payées 0{_INSECABLE}€ : "
        f"{_pour_cent(en_vigueur.issues.part_nulle)} → {_pour_cent(loi.issues.part_nulle)}."
    )


def des_lois(lois: Sequence[SousUneLoi]) -> str:
    """Return what the comparison of laws shows."""
    en_vigueur, *autres = lois
    if not autres:
        return f"{_pour_cent(en_vigueur.issues.part_nulle)} des années de contrat seraient payées 0{_INSECABLE}€"
    if len(autres) == 1:
        return _de_zero(en_vigueur, autres[0])
    chere = max(autres, key=lambda loi: abs(loi.ecart))
    return f"La réforme qui compte le plus : « {chere.loi} », {millions_signes(chere.ecart)} en cinq ans"


def _de_zero(en_vigueur: SousUneLoi, loi: SousUneLoi) -> str:
    avant, apres = _pour_cent(en_vigueur.issues.part_nulle), _pour_cent(loi.issues.part_nulle)
    if avant == apres:
        return f"Toujours {apres} d'années payées 0{_INSECABLE}€"
    return f"{apres} d'années payées 0{_INSECABLE}€ au lieu de {avant}"


def des_gagnants(titres: Sequence[str], tous: Sequence[GagnantsEtPerdants]) -> str:
    """Return how many contracts win and lose with the reform, or with the one that makes most lose."""
    titre, nation = max(zip(titres, tous, strict=True), key=lambda une: une[1].perdants)
    sous = "" if len(tous) == 1 else f"« {titre} » : "
    return f"{sous}{nombre(nation.gagnants)} contrats gagnants, {nombre(nation.perdants)} perdants"


def des_annees(annees: Sequence[AnneeDeContrat]) -> str:
    """Return how the share of years that are paid nothing moves from the first year to the last."""
    premiere, *_, derniere = annees[:-1]
    return (
        f"Payées 0{_INSECABLE}€ : {_pour_cent(premiere.issues.part_nulle)} des premières années, "
        f"{_pour_cent(derniere.issues.part_nulle)} des cinquièmes"
    )


def du_cout_par_patient(lignes: Sequence[CoutParPatient]) -> str:
    """Return the cost of a patient gained beyond the trend, where one is gained."""
    connus = [ligne for ligne in lignes[1::2] if ligne.cout is not None]
    if not connus:
        return "Aucun patient de plus que les témoins"
    return "Un patient de plus que les témoins coûte " + " ou ".join(
        f"{en_texte(Decimal(ligne.cout or 0))} ({ligne.patientele})" for ligne in connus
    )


def des_ecarts(total: AnneeDeContrat) -> str:
    """Return how many years miss by little."""
    combien = total.manques_de_peu
    return f"{nombre(combien)} années de contrat manquent un objectif de 10 patients ou moins"


def de_la_distribution(deciles: Sequence[Decile]) -> str:
    """Return the median amount."""
    medianes = [un.montant_annuel_moyen for un in deciles if un.decile + un.decile == len(deciles) + 1]
    if not medianes:
        return "Ce que reçoit un contrat"
    return f"La moitié des contrats reçoivent moins de {en_texte(Decimal(medianes[0]))} par an"


def d_un_groupement(groupes: Sequence[ParGroupe]) -> str:
    """Return the group that costs most, and its share."""
    cher, total = max(groupes, key=lambda groupe: groupe.cout), sum(groupe.cout for groupe in groupes)
    part = f"{_pour_cent(Fraction(cher.cout, total))} du coût" if total else "aucun coût"
    nom = cher.groupe.removesuffix(" *")
    return f"{nom[:1].upper()}{nom[1:]} : {part}"


def des_lectures(prix: Sequence[PrixDeLecture]) -> str:
    """Return the reading that moves most."""
    premiere = prix[0]
    return f"La lecture qui compte le plus : {millions_signes(premiere.cout)} en cinq ans"


def millions(euros: int) -> str:
    """Return an amount in millions of euros, in words."""
    entiers = round(Fraction(euros, _MILLION))
    return f"{nombre(entiers)} million{'s' if abs(entiers) > 1 else ''} d'euros"


def millions_signes(euros: int) -> str:
    """Return a difference in millions of euros, short and with its sign."""
    entiers = round(Fraction(euros, _MILLION))
    return f"{_signe(entiers)}{nombre(abs(entiers))}{_INSECABLE}M€"


def _signe(valeur: int) -> str:
    return "+" if valeur > 0 else "−" if valeur < 0 else "±"


def _pour_cent(part: Decimal | Fraction | None) -> str:
    return "—" if part is None else f"{nombre(round(Fraction(part) * 100))}{_INSECABLE}%"


def _pour_cent_signe(part: Fraction) -> str:
    entiers = round(part * 100)
    return f"{_signe(entiers)}{nombre(abs(entiers))}{_INSECABLE}%"
