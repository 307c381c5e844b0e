"""An invented caisse: made through the services, in every state, and saying that it is invented."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuVersement
from binome.gestion.journal.tables import verifier
from binome.gestion.lecture import releve_de
from binome.gestion.models import Apercu, Compte, Contrat, Fonction, Mandat, Medecin, Versement
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.demonstration import demontrer

AU = date(2026, 11, 25)


COMBIEN = 40


def test_chaque_ecran_a_de_quoi_se_voir_et_tout_y_est_invente(base: str) -> None:
    assert demontrer(COMBIEN, AU).contrats == COMBIEN
    with scopes_disabled():
        assert Contrat.objects.count() == COMBIEN
        etats = Counter(Apercu.objects.values_list("etat", flat=True))
        assert {"en_cours", "clos"} <= set(etats)
        assert len(set(Apercu.objects.values_list("regime", flat=True))) > 2
        paiements = set(Versement.objects.values_list("etat", flat=True))
        assert {EtatDuVersement.PROPOSE, EtatDuVersement.SAISI, EtatDuVersement.VALIDE} <= paiements
        assert Mandat.objects.count() == COMBIEN
        assert Fonction.objects.count() == 6
        assert all("(inventé)" in nom for nom in Medecin.objects.values_list("nom", flat=True))
        assert all(courriel.endswith(".invalid") for courriel in Compte.objects.values_list("courriel", flat=True))
        for apercu in Apercu.objects.select_related("contrat")[:10]:
            assert apercu.verse == releve_de(apercu.contrat, AU).verse
    assert list(verifier()) == []
    with pytest.raises(EtatRefuse, match="vide"):
        demontrer(1, AU)
