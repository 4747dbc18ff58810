/** The names of keys in prompts. */
const words: Readonly<Record<string, string>> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  star: '*',
  asterisk: '*',
  pound: '#',
  hash: '#',
  null: '0',
  eins: '1',
  zwei: '2',
  drei: '3',
  vier: '4',
  fünf: '5',
  sechs: '6',
  sieben: '7',
  acht: '8',
  neun: '9',
  uno: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  un: '1',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
}

const key = `(?:[0-9*#]|${Object.keys(words).join('|')})`
const pressing =
  '(?:press(?:ing)?|push|dial|enter|hit|choose|select|type|say or press|drücken sie|wählen sie|tippen sie|pulse|oprima|marque|presione|appuyez sur|tapez|composez|faites|prema|digiti|druk(?: op)?|toets)'
const article = '(?:(?:the|die|das|el|la|le|il|number|key|button|taste|ziffer|touche|tecla|nummer|numéro) )*'
const list = `${key}(?![0-9]|[.:][0-9])(?:(?:,| or| oder| o| ou|, or) ${article}${key}(?![0-9]|[.:][0-9]))*`
const offers = new RegExp(`${pressing}:? ${article}(${list})`, 'gi')
/** `1 for sales`, `for sales, 1`. */
const terse = new RegExp(
  `(?:^|[.,;:!?] ?)(${key}) (?:for|für|para|pour|per|voor) |(?:for|für|para|pour) [^.,;]{2,40}, (${key})(?=[.,;!?]|$)`,
  'gi',
)

/** A key that a prompt offers, with the sentence that offers it. */
export interface SaidKey {
  readonly key: string
  readonly sentence: string
}

/** The keys that prompts offer. English, and the usual phrases of a few other languages. */
export function saidKeys(prompts: readonly string[]): readonly SaidKey[] {
  const found = new Map<string, string>()
  for (const sentence of prompts.flatMap((prompt) => prompt.split(/(?<=[.;!?])\s+/))) {
    const text = sentence.trim()
    for (const [, keys = ''] of text.matchAll(offers)) {
      for (const [word] of keys.matchAll(new RegExp(key, 'gi'))) add(found, word, text)
    }
    for (const [, before, after] of text.matchAll(terse)) add(found, before ?? after ?? '', text)
  }
  return [...found].map(([said, sentence]) => ({ key: said, sentence }))
}

function add(found: Map<string, string>, word: string, sentence: string): void {
  const said = words[word.toLowerCase()] ?? word
  if (said !== '' && !found.has(said)) found.set(said, sentence)
}
