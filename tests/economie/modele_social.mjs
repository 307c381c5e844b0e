// Reads cases on standard input, writes what each costs in a month according to modele-social. Run by test_modele_social.py.
import { readFileSync } from 'node:fs'
import rules from 'modele-social'
import Engine from 'publicodes'

const silence = () => undefined
const engine = new Engine(rules, { logger: { log: silence, warn: silence, error: silence } })
const partiel = 'salarié . contrat . temps de travail . temps partiel'

const couts = JSON.parse(readFileSync(0, 'utf-8')).map(({ brut, heures, date }) => {
  const situation = {
    date,
    'entreprise . salariés . effectif': '2',
    'salarié . contrat . salaire brut': `${brut} €/mois`,
  }
  if (heures !== '35') {
    situation[partiel] = 'oui'
    situation[`${partiel} . heures par semaine`] = `${heures} heures/semaine`
  }
  engine.setSituation(situation)
  return engine.evaluate({ valeur: 'salarié . coût total employeur', unité: '€/mois' }).nodeValue
})
process.stdout.write(JSON.stringify(couts))
