// Simuler un médecin par l'API, sans bibliothèque : node simuler.mjs ADRESSE
const situation = {
  date_signature: "2024-09-01",
  specialite: "01",
  secteur: "1",
  option_etp: "1",
  zone: "hors",
  pmt_initiale: 900,
  pfa_initiale: 1400,
  constats: [{ annee: 3, pmt: 1100, pfa: 1600 }],
};
const reponse = await fetch(`${process.argv[2]}/api/v1/simulations?effets=non`, {
  method: "POST",
  headers: { "Content-Type": "application/json", "Accept-Language": "fr" },
  body: JSON.stringify(situation),
});
if (!reponse.ok) {
  const probleme = await reponse.json();
  throw new Error(`${probleme.title} : ${probleme.detail}`);
}
const annee = (await reponse.json()).annees[2];
console.log(`année ${annee.annee} : ${annee.montant} € sur ${annee.montant_maximal} €, part ${annee.part}`);
