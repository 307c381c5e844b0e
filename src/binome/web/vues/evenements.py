"""When life changes: what happens to the aid, what to send, what to give back, computed by the living contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.reponse import EtatDObligation
from binome.droit.bareme import Bareme
from binome.droit.loi import Loi
from binome.droit.reperes import Rubrique
from binome.langue.courante import dire
from binome.langue.ecriture import en_date
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_compte, lire_date
from binome.simulation.evenements import CHAMPS, Consequence, Evenement, Survenue, consequence, sous_les_autres_lectures
from binome.web.formulaire import FormulaireDeSituation
from binome.web.vues.comprendre import rubriques
from binome.web.vues.simulation import corriger, lire_l_adresse

_DU_CONTRAT: Final = ("specialite", "date_signature", "option_etp", "pmt_initiale", "pfa_initiale")
"""What a contract is known by; everything else that an address says stays in it."""
_DE_L_EVENEMENT: Final = ("le", "fin", "vers", "pmt", "pfa")
_VERS: Final = ("0.5", "1", "1.5", "2")
_RUBRIQUE: Final = "vie_"


def evenements(requete: HttpRequest) -> HttpResponse:
    """Show every event, what the texts say of each, and the way to its calculation."""
    lue = lire_l_adresse(requete)
    contexte = {"sections": list(_sections(lue.loi)), "adresse": requete.GET.urlencode()}
    return render(requete, "evenements.html", contexte)


def _sections(loi: Loi) -> Iterator[tuple[Evenement, Rubrique, Bareme]]:
    par_code = {rubrique.code: (rubrique, bareme) for rubrique, bareme in rubriques("evenements", loi)}
    for un in Evenement:
        yield (un, *par_code[_RUBRIQUE + un])


def evenement(requete: HttpRequest, nom: str) -> HttpResponse:
    """Ask for the contract and the day of an event, then show what it does."""
    if nom not in set(Evenement):
        raise Http404
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    un = Evenement(nom)
    valeurs = {cle: valeur.strip() for cle, valeur in requete.GET.items()}
    rubrique, bareme = next((r, b) for e, r, b in _sections(lue.loi) if e is un)
    contexte: dict[str, Any] = {
        "evenement": un,
        "rubrique": rubrique,
        "bareme": bareme,
        "formulaire": FormulaireDeSituation(_DU_CONTRAT, valeurs, lue),
        "champs": ("le", *("vers" if champ == "option_etp" else champ for champ in CHAMPS.get(un, ()))),
        "vers": _VERS,
        "valeurs": {cle: valeurs.get(cle, "") for cle in _DE_L_EVENEMENT},
        "portes": {c: v for c, v in valeurs.items() if v and c not in (*_DU_CONTRAT, *_DE_L_EVENEMENT)},
    }
    statut = 200
    if valeurs.get("le"):
        try:
            survenue = _survenue(un, valeurs)
            contexte["consequence"] = trouvee = consequence(lue.situation, survenue, lue.loi)
            contexte["phrases"] = list(_phrases(trouvee))
            contexte["objectifs"] = _objectifs(trouvee)
            contexte["a_faire"] = [une for une in trouvee.apres.obligations if une.etat is EtatDObligation.A_VENIR]
            doutes = [repere.lecture for repere in rubrique.reperes if repere.lecture is not None]
            contexte["autres"] = sous_les_autres_lectures(lue.situation, survenue, doutes, lue.loi)
        except ErreurDeSaisie as faute:
            contexte["faute"], statut = faute, faute.consequence.statut_http
    return render(requete, "evenement.html", contexte, status=statut)


def _survenue(un: Evenement, valeurs: Mapping[str, str]) -> Survenue:
    """Read what is said of an event.

    Raises:
        ErreurDeSaisie: a day or a count cannot be read.
    """
    pmt, pfa = (lire_compte(nom, valeurs[nom]) if valeurs.get(nom) else None for nom in ("pmt", "pfa"))
    vers = valeurs.get("vers") or None
    if vers is not None and vers not in _VERS:
        raise ErreurDeSaisie("vers", vers, f"un temps de travail parmi {', '.join(_VERS)}")
    return Survenue(un, lire_date("le", valeurs["le"]), _jour(valeurs.get("fin", "")), vers, pmt, pfa)


def _jour(brut: str) -> date | None:
    return lire_date("fin", brut) if brut else None


def _phrases(trouvee: Consequence) -> Iterator[str]:
    """Yield the answer in words, most important first."""
    if trouvee.refus is not None:
        yield trouvee.refus
        return
    if trouvee.sans_effet:
        yield dire("D'après les textes lus, les versements ne changent pas.")
        return
    etat, le = trouvee.apres.etat, en_date(trouvee.le)
    if etat is EtatDeContrat.SUSPENDU:
        yield dire("Le contrat est suspendu depuis le {jour} : rien ne s'ouvre avant la reprise.", jour=le)
    elif etat is EtatDeContrat.RESILIE:
        yield dire("Le contrat prend fin le {jour}.", jour=le)
    elif trouvee.fin is not None:
        yield dire("Le contrat est suspendu du {debut} au {fin}, puis reprend.", debut=le, fin=en_date(trouvee.fin))
    else:
        yield dire("L'avenant du {jour} change ce qui suit.", jour=le)


def _objectifs(trouvee: Consequence) -> list[tuple[str, int | None, int | None]]:
    """Return the objectives that the event moves: patientele, before, after."""
    avant, apres = trouvee.avant.objectifs, trouvee.apres.objectifs
    return [(code.membre.libelle, avant.get(code), apres.get(code)) for code in apres if avant.get(code) != apres[code]]
