"""The life of a contract through its services: opened, observed, paid by two people, corrected, asked back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuConstat, EtatDuMessage, EtatDuRecouvrement, EtatDuVersement, Role
from binome.gestion.histoire import histoire
from binome.gestion.journal.tables import verifier
from binome.gestion.lecture import actes_ecrits, releve_de
from binome.gestion.modeles.contrats import Acte, Apercu
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Versement
from binome.gestion.refus import AccesRefuse, ContratChange, EtatRefuse
from binome.gestion.services import (
    actes,
    caisses,
    comptes,
    constats,
    contrats,
    exports,
    messages,
    pieces,
    recouvrements,
    versements,
)
from binome.moteur.erreurs import ActeRefuse, ErreurDeSaisie, PasUnRecu
from binome.simulation.recu import recu
from tests.gestion.bureau import SIGNE_LE, SITUATION, Bureau, photo, relu
from tests.gestion.bureau import rpps as rpps_de

PREMIER = date(2024, 12, 1)
TROISIEME = date(2027, 8, 20)


def _payer(office: Bureau, versement: Versement, le: date) -> Versement:
    versements.saisir(office.gestionnaire, versement)
    versements.valider(office.validateur, versement)
    exports.exporter(office.gestionnaire, office.caisse, exports.FormeDExport.CSV, le)
    return versements.payer(office.gestionnaire, versement, le, le, "relevé 12")


def test_un_contrat_ouvert_se_relit_comme_le_fichier_de_ses_actes(office: Bureau) -> None:
    contrat = office.contrat()
    with scopes_disabled():
        assert [acte["nature"] for acte in actes_ecrits(contrat)] == ["signature"]
        releve = releve_de(contrat, PREMIER)
        apercu = Apercu.objects.get(contrat=contrat)
    assert (releve.etat.code, releve.ouvert) == ("en_cours", releve.echeancier[0].centimes)
    assert (apercu.etat, apercu.signe_le, apercu.revision) == ("en_cours", SIGNE_LE, 1)
    assert list(verifier()) == []


def test_un_contrat_s_ouvre_d_un_recepisse_et_le_journal_dit_lequel(office: Bureau) -> None:
    donne = recu({**SITUATION, "date_signature": SIGNE_LE.isoformat()})
    situation, origine = contrats.situation_du_recu(donne)
    contrat = contrats.ouvrir(
        office.gestionnaire, office.medecin, "R1", SIGNE_LE, (contrats.signature(situation, SIGNE_LE),), origine=origine
    )
    assert donne["empreinte"] in Entree.objects.filter(objet=f"contrat {contrat.pk}").earliest("rang").contenu
    with pytest.raises(EtatRefuse):
        office.contrat("R1")
    donne["contenu"]["situation"]["pmt_initiale"] = 12
    with pytest.raises(PasUnRecu, match="modifié"):
        contrats.situation_du_recu(donne)


def test_un_acte_se_montre_avant_de_s_enregistrer_et_rien_n_est_ecrit_par_dessus(office: Bureau) -> None:
    contrat = office.contrat()
    avenant = {"nature": "avenant_option", "effectif_le": "2025-09-01", "option_etp": "1/2"}
    with scopes_disabled():
        effet = actes.effet(contrat, [avenant], date(2025, 10, 1))
        assert Acte.objects.filter(contrat=contrat).count() == 1
    assert any(ligne.avant != ligne.apres for ligne in effet.lignes)
    (acte,) = actes.enregistrer(office.gestionnaire, contrat, [avenant], date(2025, 10, 1), contrat.revision)
    assert (acte.rang, acte.nature) == (2, "avenant_option")
    with pytest.raises(ContratChange):
        actes.enregistrer(office.gestionnaire, contrat, [avenant], date(2025, 10, 1), contrat.revision)
    frais = relu(contrat)
    with pytest.raises(ActeRefuse):
        actes.enregistrer(
            office.gestionnaire,
            frais,
            [{"nature": "reprise", "effectif_le": "2025-11-01"}],
            date(2025, 11, 2),
            frais.revision,
        )
    with pytest.raises(ErreurDeSaisie):
        actes.enregistrer(
            office.gestionnaire, frais, [{"nature": "constat", "effectif_le": "hier"}], PREMIER, frais.revision
        )
    with scopes_disabled():
        assert Acte.objects.filter(contrat=contrat).count() == 2


def test_un_versement_suit_l_echeancier_et_se_paie_une_fois(office: Bureau) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    with scopes_disabled():
        releve = releve_de(contrat, PREMIER)
    assert (propose.centimes, propose.nature, propose.annee) == (releve.a_verser, str(releve.echeancier[0].nature), 1)
    contrat = relu(contrat)
    assert versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision) == []
    paye = _payer(office, propose, PREMIER)
    assert (paye.etat, paye.acte.nature) == (EtatDuVersement.PAYE, "versement")
    with scopes_disabled():
        assert releve_de(contrat, PREMIER).verse == propose.centimes
    with pytest.raises(EtatRefuse):
        versements.payer(office.gestionnaire, paye, PREMIER, PREMIER, "encore")
    versements.rapprocher(office.gestionnaire, paye, "ligne 4")
    contrat = relu(contrat)
    assert versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision) == []
    assert list(verifier()) == []


def test_personne_ne_valide_ce_qu_il_a_saisi_ni_par_le_service_ni_dans_la_base(office: Bureau) -> None:
    comptes.nommer_a(office.administrateur, office.gestionnaire, Role.VALIDATEUR, office.caisse)
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    with pytest.raises(EtatRefuse, match="autre personne"):
        versements.valider(office.gestionnaire, propose)
    with pytest.raises(AccesRefuse):
        versements.valider(office.auditeur, propose)
    for etat in ("valide", "exporte", "paye"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(
                "UPDATE gestion_versement SET etat = %s, valide_par_id = saisi_par_id WHERE id = %s", [etat, propose.pk]
            )
    versements.valider(office.validateur, propose)
    with pytest.raises(EtatRefuse):
        versements.valider(office.validateur, propose)


def test_un_versement_valide_ne_se_recrit_pas_et_n_avance_que_d_un_pas(office: Bureau) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    versements.valider(office.validateur, propose)
    for change in (
        "centimes = centimes + 1",
        "iban = 'FR00'",
        "etat = 'propose'",
        "etat = 'paye'",
        "etat = 'rapproche'",
        "valide_par_id = 1",
        "annee = 2",
        "etat = 'ecarte'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(f"UPDATE gestion_versement SET {change} WHERE id = %s", [propose.pk])
    for ordre in (
        "DELETE FROM gestion_versement",
        "INSERT OR REPLACE INTO gestion_versement SELECT * FROM gestion_versement",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(ordre)
    assert relu(propose).etat == EtatDuVersement.VALIDE


def test_un_versement_dont_le_calcul_a_change_ne_se_saisit_ni_ne_se_valide(office: Bureau) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    contrat = relu(contrat)
    avenant = {"nature": "avenant_option", "effectif_le": "2025-09-01", "option_etp": "1/2"}
    actes.enregistrer(office.gestionnaire, contrat, [avenant], date(2024, 12, 2), contrat.revision)
    with pytest.raises(EtatRefuse, match="proposez de nouveau"):
        versements.valider(office.validateur, propose)
    versements.ecarter(office.gestionnaire, propose, "acte enregistré depuis")
    contrat = relu(contrat)
    (encore,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    assert encore.centimes == propose.centimes


def test_une_obligation_tenue_ou_un_autre_paiement_n_arrete_pas_un_versement(office: Bureau) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    contrat = relu(contrat)
    (second,) = versements.proposer(office.gestionnaire, contrat, date(2025, 12, 2), contrat.revision)
    versements.saisir(office.gestionnaire, second)
    _payer(office, propose, PREMIER)
    contrat = relu(contrat)
    formation = {"nature": "formation", "effectif_le": "2024-12-02"}
    actes.enregistrer(office.gestionnaire, contrat, [formation], date(2024, 12, 2), contrat.revision)
    assert versements.valider(office.validateur, second).etat == EtatDuVersement.VALIDE


def test_un_constat_annonce_conteste_confirme_puis_corrige_paie_la_difference(office: Bureau) -> None:
    contrat = office.contrat()
    au = date(2027, 10, 1)
    total = 0
    constat = constats.annoncer(office.gestionnaire, contrat, 3, 1100, 1600, TROISIEME)
    with pytest.raises(EtatRefuse):
        constats.contester(office.gestionnaire, constat, " ")
    constats.contester(office.gestionnaire, constat, "Il manque des patients.")
    contrat = relu(contrat)
    constat = constats.confirmer(office.gestionnaire, constat, TROISIEME, contrat.revision, comptes=(950, 1450))
    assert (constat.etat, constat.acte.nature) == (EtatDuConstat.CONFIRME, "constat")
    with pytest.raises(EtatRefuse):
        constats.confirmer(office.gestionnaire, constat, TROISIEME, relu(contrat).revision)
    contrat = relu(contrat)
    for propose in versements.proposer(office.gestionnaire, contrat, au, contrat.revision):
        total += _payer(office, propose, au).centimes
    with scopes_disabled():
        assert (releve_de(contrat, au).verse, releve_de(contrat, au).a_verser) == (total, 0)
    corrige = constats.annoncer(office.gestionnaire, contrat, 3, 1400, 2000, au)
    contrat = relu(contrat)
    corrige = constats.confirmer(office.gestionnaire, corrige, au, contrat.revision)
    assert corrige.acte.nature == "correction"
    contrat = relu(contrat)
    with scopes_disabled():
        reste = releve_de(contrat, au).a_verser
    assert reste > 0
    complements = versements.proposer(office.gestionnaire, contrat, au, contrat.revision)
    assert sum(un.centimes for un in complements) == reste
    assert {un.annee for un in complements} == {3}
    assert list(verifier()) == []


def test_un_trop_percu_se_redemande_une_fois_par_echeances_et_se_solde(office: Bureau) -> None:
    contrat = office.contrat()
    au = date(2027, 10, 1)
    constat = constats.annoncer(office.gestionnaire, contrat, 3, 1400, 2000, TROISIEME)
    constats.confirmer(office.gestionnaire, constat, TROISIEME, relu(contrat).revision)
    contrat = relu(contrat)
    for propose in versements.proposer(office.gestionnaire, contrat, au, contrat.revision):
        _payer(office, propose, au)
    moindre = constats.annoncer(office.gestionnaire, contrat, 3, 800, 1200, au)
    constats.confirmer(office.gestionnaire, moindre, au, relu(contrat).revision)
    contrat = relu(contrat)
    with scopes_disabled():
        du = releve_de(contrat, au).a_recouvrer
    assert du > 0
    jours = [au + timedelta(30 * mois) for mois in (1, 2, 3)]
    ouvert = recouvrements.ouvrir(office.gestionnaire, contrat, au, "trop-perçu de l'année 3", jours, contrat.revision)
    assert ouvert.centimes == du
    contrat = relu(contrat)
    with pytest.raises(EtatRefuse):
        recouvrements.ouvrir(office.gestionnaire, contrat, au, "encore", jours, contrat.revision)
    with scopes_disabled():
        echeances = list(ouvert.remboursements.order_by("rang"))
    assert sum(une.centimes for une in echeances) == du
    for une in echeances:
        recouvrements.recevoir(office.gestionnaire, une, une.au_plus_tard, une.au_plus_tard, "chèque")
    with pytest.raises(EtatRefuse):
        recouvrements.recevoir(office.gestionnaire, echeances[0], jours[0], jours[0], "chèque")
    assert relu(ouvert).etat == EtatDuRecouvrement.SOLDE
    with scopes_disabled():
        assert releve_de(contrat, jours[-1]).a_recouvrer == 0
    assert list(verifier()) == []


def test_une_remise_a_la_banque_se_recrit_a_l_octet_pres(office: Bureau) -> None:
    contrat = office.contrat()
    (propose,) = versements.proposer(office.gestionnaire, contrat, PREMIER, contrat.revision)
    versements.saisir(office.gestionnaire, propose)
    versements.valider(office.validateur, propose)
    with pytest.raises(AccesRefuse):
        exports.exporter(office.validateur, office.caisse, exports.FormeDExport.SEPA, PREMIER)
    export = exports.exporter(office.gestionnaire, office.caisse, exports.FormeDExport.SEPA, PREMIER)
    with scopes_disabled():
        octets = exports.fichier(relu(export))
    texte = octets.decode()
    assert f'<InstdAmt Ccy="EUR">{propose.centimes // 100}.{propose.centimes % 100:02d}</InstdAmt>' in texte
    assert f"BINOME-{propose.pk}" in texte
    with pytest.raises(EtatRefuse, match="attend"):
        exports.exporter(office.gestionnaire, office.caisse, exports.FormeDExport.SEPA, PREMIER)


def test_ce_qu_un_champ_refuse_se_dit_comme_partout(office: Bureau) -> None:
    avant = photo()
    qui, caisse = office.gestionnaire, office.caisse
    for rpps, champs in (
        (office.medecin.rpps[:-1] + "0", {}),
        ("123", {}),
        (office.medecin.rpps, {}),
        (rpps_de(5), {"iban": "FR1420041010050500013M02607"}),
        (rpps_de(5), {"iban": "FR14 2004"}),
        (rpps_de(5), {"courriel": "non"}),
    ):
        with pytest.raises(ErreurDeSaisie):
            caisses.ajouter_un_medecin(qui, caisse, rpps, "Inventé", specialite="01", **champs)
    with pytest.raises(ErreurDeSaisie):
        caisses.modifier_un_medecin(qui, office.medecin, caisse=caisse)
    with pytest.raises(ErreurDeSaisie):
        comptes.creer_une_caisse(office.administrateur, "31", "Trop court")
    with pytest.raises(ErreurDeSaisie):
        comptes.creer_un_compte(office.administrateur, office.gestionnaire.courriel.upper())
    for faux in (b"MZ exe", b"%PDF-" + b"0" * pieces.OCTETS_AU_PLUS):
        with pytest.raises(ErreurDeSaisie):
            pieces.joindre(qui, relu(office.contrat("P") if faux[:1] == b"M" else office.contrat("Q")), "titre", faux)
    apres = photo()
    assert {nom for nom in avant if avant[nom] != apres[nom]} == {"Contrat", "Acte", "Entree", "Apercu"}


def test_un_message_s_apercoit_se_recrit_et_ne_part_qu_une_fois(office: Bureau) -> None:
    qui = office.gestionnaire
    with pytest.raises(ErreurDeSaisie, match="courriel"):
        messages.preparer(qui, office.medecin, "Votre point", "Bonjour")
    medecin = caisses.modifier_un_medecin(qui, office.medecin, courriel="dr@essai.test")
    premier = messages.preparer(qui, medecin, "Votre point", "Bonjour")
    second = messages.preparer(qui, medecin, "Votre point", "Bonjour, docteur")
    assert (second.pk, relu(premier).corps) == (premier.pk, "Bonjour, docteur")
    echoue = messages.envoyer(qui, second, "boîte pleine")
    assert (echoue.etat, echoue.echec) == (EtatDuMessage.ECHEC, "boîte pleine")
    parti = messages.envoyer(qui, second)
    assert (parti.etat, parti.echec) == (EtatDuMessage.ENVOYE, "")
    with pytest.raises(EtatRefuse, match="parti"):
        messages.envoyer(qui, second)
    assert list(verifier()) == []


def test_une_piece_retiree_ne_se_retire_pas_deux_fois_et_l_histoire_dit_tout(office: Bureau) -> None:
    contrat = office.contrat()
    piece = pieces.joindre(office.gestionnaire, contrat, "Contrat signé", b"%PDF-1.7 essai de retrait")
    assert pieces.chemin(piece.empreinte).read_bytes() == b"%PDF-1.7 essai de retrait"
    pieces.retirer(office.gestionnaire, piece)
    with pytest.raises(EtatRefuse):
        pieces.retirer(office.gestionnaire, piece)
    constats.annoncer(office.gestionnaire, contrat, 1, 900, 1400, PREMIER)
    with scopes_disabled():
        dites = list(histoire(relu(contrat)).values_list("commande", flat=True))
    assert dites == ["ouvrir", "ouvrir", "joindre", "retirer", "annoncer"]
