"""Random lives of contracts, driven through the real services: the balance is that of the pure replay, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django_scopes import scope
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.droit.loi import loi_en_vigueur
from binome.gestion.codes import EtatDuConstat, EtatDuRecouvrement, EtatDuVersement
from binome.gestion.journal.tables import verifier
from binome.gestion.lecture import releve_de
from binome.gestion.modeles.contrats import Constat, Contrat
from binome.gestion.modeles.paiements import Recouvrement, Remboursement, Versement
from binome.gestion.refus import EtatRefuse
from binome.gestion.services import actes, constats, exports, recouvrements, versements
from binome.gestion.sommes import reste_a_recouvrer, reste_a_verser
from binome.gestion.suivi import suivre
from binome.moteur.argent import en_euros
from binome.moteur.erreurs import ActeRefuse
from tests.gestion.bureau import SIGNE_LE, SITUATION, Bureau

COMPTES = st.sampled_from([600, 900, 1000, 1100, 1400])
EVENEMENTS: tuple[dict[str, Any], ...] = (
    {"nature": "formation"},
    {"nature": "suspension"},
    {"nature": "reprise"},
    {"nature": "avenant_option", "option_etp": "1/2"},
    {"nature": "avenant_objectifs", "pmt": 950, "pfa": 1450},
    {"nature": "resiliation", "initiative": "medecin"},
)
PAYES = (EtatDuVersement.PAYE, EtatDuVersement.RAPPROCHE)


class Histoire(RuleBasedStateMachine):
    """A contract and what the file of its acts would be, written beside."""

    office: Bureau
    rang = 0

    @initialize()
    def ouvrir(self) -> None:
        Histoire.rang += 1
        self.jour = SIGNE_LE
        self.contrat = self.office.contrat(f"H{Histoire.rang}")
        self.fichier: list[dict[str, Any]] = [
            {"id": "signature", "nature": "signature", "effectif_le": SIGNE_LE.isoformat(), "situation": SITUATION}
        ]

    def _relu(self) -> Contrat:
        return Contrat.objects.get(pk=self.contrat.pk)

    def _dans(self, faire: Callable[[], None]) -> None:
        with scope(caisse=self.office.caisse):
            self.contrat = self._relu()
            faire()

    @rule(jours=st.sampled_from([20, 100, 250, 370]))
    def attendre(self, jours: int) -> None:
        self.jour += timedelta(jours)

    @rule(annee=st.integers(1, 5), pmt=COMPTES, pfa=COMPTES)
    def constater(self, annee: int, pmt: int, pfa: int) -> None:
        constat = constats.annoncer(self.office.gestionnaire, self.contrat, annee, pmt, pfa, self.jour)

        def confirmer() -> None:
            ancien = Constat.objects.filter(
                contrat=self.contrat, annee=annee, etat=EtatDuConstat.REMPLACE, acte__isnull=False
            )
            vise = ancien.select_related("acte").order_by("-acte__rang").first()
            try:
                constats.confirmer(self.office.gestionnaire, constat, self.jour, self.contrat.revision)
            except ActeRefuse:
                return
            acte = {"nature": "constat", "effectif_le": self.jour.isoformat(), "annee": annee, "pmt": pmt, "pfa": pfa}
            if vise is None:
                self.fichier.append({"id": actes.nommer_un_acte("constat", constat.pk), **acte})
            else:
                self.fichier.append(
                    {
                        "id": actes.nommer_un_acte("constat", constat.pk),
                        "nature": "correction",
                        "vise": vise.acte.nom,
                        "connu_le": self.jour.isoformat(),
                        "remplace": acte,
                    }
                )

        self._dans(confirmer)

    @rule(quoi=st.sampled_from(EVENEMENTS))
    def survenir(self, quoi: dict[str, Any]) -> None:
        acte = {"id": f"evenement-{len(self.fichier)}", "effectif_le": self.jour.isoformat(), **quoi}
        self._dans(lambda: self._enregistrer(acte))

    def _enregistrer(self, acte: dict[str, Any]) -> None:
        try:
            actes.enregistrer(self.office.gestionnaire, self.contrat, [acte], self.jour, self.contrat.revision)
        except ActeRefuse:
            return
        self.fichier.append(acte)

    @rule()
    def proposer(self) -> None:
        def faire() -> None:
            versements.proposer(self.office.gestionnaire, self.contrat, self.jour, self.contrat.revision)
            for suivi in suivre(self.contrat, self.jour, loi_en_vigueur()):
                assert reste_a_verser(suivi.releve, suivi.en_cours) == 0

        self._dans(faire)

    @rule(jusqu_ou=st.integers(1, 4), rejete=st.booleans())
    def avancer(self, jusqu_ou: int, rejete: bool) -> None:
        def faire() -> None:
            for versement in self._versements():
                self._avancer(versement, jusqu_ou, rejete)

        self._dans(faire)

    def _versements(self, *etats: EtatDuVersement) -> list[Versement]:
        tous = Versement.objects.filter(contrat=self.contrat).order_by("pk")
        return list(tous.filter(etat__in=etats) if etats else tous)

    def _avancer(self, versement: Versement, jusqu_ou: int, rejete: bool) -> None:
        qui = self.office.gestionnaire
        try:
            if versement.etat == EtatDuVersement.PROPOSE:
                versement = versements.saisir(qui, versement)
            if versement.etat == EtatDuVersement.SAISI and jusqu_ou > 1:
                versement = versements.valider(self.office.validateur, versement)
        except EtatRefuse:
            versements.ecarter(qui, versement, "l'échéancier a changé")
            return
        if versement.etat == EtatDuVersement.VALIDE and jusqu_ou > 2:
            exports.exporter(qui, self.office.caisse, exports.FormeDExport.CSV, self.jour)
            versement.refresh_from_db()
        if versement.etat == EtatDuVersement.EXPORTE and jusqu_ou > 3:
            self._payer(versement, rejete)

    def _payer(self, versement: Versement, rejete: bool) -> None:
        qui = self.office.gestionnaire
        if rejete:
            versements.rejeter(qui, versement, "compte clos")
            return
        versements.payer(qui, versement, self.jour, self.jour, "relevé")
        self.fichier.append(
            {
                "id": actes.nommer_un_acte("versement", versement.pk),
                "nature": "versement",
                "effectif_le": self.jour.isoformat(),
                "annee": versement.annee,
                "pour": versement.nature,
                "montant": str(en_euros(versement.centimes)),
            }
        )

    @rule()
    def recouvrer(self) -> None:
        def faire() -> None:
            jours = [self.jour + timedelta(30), self.jour + timedelta(60)]
            with suppress(EtatRefuse):
                recouvrements.ouvrir(
                    self.office.gestionnaire, self.contrat, self.jour, "trop-perçu", jours, self.contrat.revision
                )
            for suivi in suivre(self.contrat, self.jour, loi_en_vigueur()):
                assert reste_a_recouvrer(suivi.releve, suivi.en_cours) in (0, 1)

        self._dans(faire)

    @rule(abandonne=st.booleans())
    def rendre(self, abandonne: bool) -> None:
        def faire() -> None:
            qui = self.office.gestionnaire
            for ouvert in Recouvrement.objects.filter(contrat=self.contrat, etat=EtatDuRecouvrement.OUVERT):
                une = ouvert.remboursements.filter(acte=None).order_by("rang").first()
                if abandonne:
                    recouvrements.abandonner(qui, ouvert, "remise")
                    continue
                recouvrements.recevoir(qui, une, self.jour, self.jour, "chèque")
                self.fichier.append(
                    {
                        "id": actes.nommer_un_acte("remboursement", une.pk),
                        "nature": "recouvrement",
                        "effectif_le": self.jour.isoformat(),
                        "montant": str(en_euros(une.centimes)),
                        "motif": ouvert.motif,
                    }
                )

        self._dans(faire)

    @invariant()
    def le_solde_est_celui_du_rejeu(self) -> None:
        if not hasattr(self, "fichier"):
            return
        pur = releve(lire_actes(self.fichier), self.jour)
        with scope(caisse=self.office.caisse):
            tenu = releve_de(self.contrat, self.jour)
            payes = sum(un.centimes for un in self._versements(*PAYES))
            rendus = Remboursement.objects.filter(recouvrement__contrat=self.contrat, acte__isnull=False)
            assert tenu.verse == payes - sum(un.centimes for un in rendus)
        for nom in ("etat", "ouvert", "verse", "a_verser", "exigible", "a_recouvrer", "echeancier"):
            assert getattr(tenu, nom) == getattr(pur, nom), nom


def test_le_solde_de_tout_contrat_est_celui_du_rejeu_apres_n_importe_quelle_histoire(office: Bureau) -> None:
    Histoire.office = office
    run_state_machine_as_test(
        Histoire,
        settings=settings(
            max_examples=14,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert list(verifier()) == []


def test_une_histoire_longue_touche_chaque_etat(office: Bureau) -> None:
    """A life chosen so that the machine is known to reach payments, corrections and recoveries."""
    histoire = Histoire()
    histoire.office = office
    histoire.ouvrir()
    histoire.proposer()
    histoire.avancer(4, rejete=True)
    histoire.proposer()
    histoire.avancer(4, rejete=False)
    histoire.attendre(1100)
    histoire.constater(3, 1400, 1400)
    histoire.proposer()
    histoire.avancer(4, rejete=False)
    histoire.constater(3, 600, 600)
    histoire.recouvrer()
    histoire.rendre(abandonne=False)
    histoire.rendre(abandonne=True)
    histoire.survenir(EVENEMENTS[5])
    histoire.recouvrer()
    histoire.le_solde_est_celui_du_rejeu()
    with scope(caisse=office.caisse):
        etats = set(Versement.objects.values_list("etat", flat=True))
        assert Recouvrement.objects.filter(etat=EtatDuRecouvrement.ABANDONNE).exists()
    assert etats == {EtatDuVersement.REJETE, EtatDuVersement.PAYE}
    assert histoire.jour > date(2027, 1, 1)
    assert list(verifier()) == []
