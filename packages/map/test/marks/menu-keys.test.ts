import { expect, test } from 'vitest'
import { choose, goodbye, mapOf, menu } from '../support.ts'

async function marksFor(offer: string, choice = choose) {
  const pages = {
    '/voice': () => menu('/choose', offer) + goodbye,
    '/choose': choice,
    '/thanks': () => goodbye,
  }
  return (await mapOf(pages)).marks
    .filter(({ kind }) => kind.startsWith('key-'))
    .map(({ kind, keys, message }) => `${kind} ${keys}: ${message}`)
}

test('a key that is offered and is a wrong key to the app', async () => {
  expect(await marksFor('For sales, press 1. For a message, press 2. For billing, press 3.')).toEqual([
    'key-not-handled 3: The menu offers key 3, but the app treats it as a wrong key: "For billing, press 3."',
  ])
})

test('a key that works and is not offered', async () => {
  expect(await marksFor('For sales, press 1.')).toEqual([
    'key-not-said 2: Key 2 works, but the menu does not offer it: "For sales, press 1."',
  ])
})

test('a key that repeats the menu does what was said', async () => {
  const offer = 'For sales, press 1. For a message, press 2. To hear this again, press 9.'
  const choice: typeof choose = (parameters, url) => {
    if (parameters.get('Digits') === '9') return menu('/choose', offer) + goodbye
    return ['1', '2'].includes(parameters.get('Digits') ?? '') ? choose(parameters, url) : goodbye
  }
  expect(await marksFor(offer, choice)).toEqual([])
})

test('a prompt that offers nothing is not judged', async () => {
  expect(await marksFor('Please enter your choice.')).toEqual([])
})

test('an input that a key ends is no menu', async () => {
  const offer = 'Enter the number of guests, followed by the pound key.'
  const ask = `<Gather finishOnKey="#" action="/guests"><Say>${offer}</Say></Gather>`
  const pages = {
    '/voice': () => ask + goodbye,
    '/guests': (parameters: URLSearchParams) =>
      parameters.get('Digits') === '0' ? '<Say>A table for nobody?</Say>' : '<Say>A table for you.</Say>',
  }
  const { marks } = await mapOf(pages)
  expect(marks.filter(({ kind }) => kind.startsWith('key-'))).toEqual([])
})

test('keys are not said to be missing from a menu that was not understood', async () => {
  const offer = 'For sales, press 1. For a message, press the button below the red one.'
  expect(await marksFor(offer)).toEqual([])
})

test('a menu that takes any key is not judged by single keys', async () => {
  expect(await marksFor('Press any key.')).toEqual([])
})

const offerOf = 'For sales, press 1. For a message, press 2. For the operator, press any other key.'
const operator = '<Say>I connect you.</Say><Dial>+14155550124</Dial>' + goodbye
const withOperator =
  (others: readonly string[]): typeof choose =>
  (parameters, url) => {
    const key = parameters.get('Digits') ?? ''
    if (others.includes(key)) return '<Say>The office.</Say><Record action="/thanks"/>'
    return ['1', '2'].includes(key) ? choose(parameters, url) : operator
  }

test('where the menu says what any other key does, named keys and the others are judged', async () => {
  expect(await marksFor(offerOf, withOperator([]))).toEqual([])
  expect(await marksFor(offerOf, withOperator(['7']))).toEqual([
    'key-not-said 7: Key 7 does something else than the menu says of any other key: "For the operator, press any other key."',
  ])
  expect(await marksFor(`For hours, press 3. ${offerOf}`, withOperator([]))).toEqual([
    'key-not-handled 3: The menu offers key 3, but the app treats it as any other key: "For hours, press 3."',
  ])
})

test.each([
  ['de-DE', 'Für den Verkauf drücken Sie die 1. Für alles andere drücken Sie eine andere Taste.'],
  ['es-MX', 'Para ventas, presione 1. Para lo demás, presione cualquier otra tecla.'],
  ['fr-FR', "Pour les ventes, appuyez sur 1. Pour le reste, appuyez sur n'importe quelle autre touche."],
  ['pt-BR', 'Para vendas, digite 1. Para o resto, pressione qualquer outra tecla.'],
])('any other key in %s', async (_language, offer) => {
  const alike: typeof choose = () => operator
  const [mark] = await marksFor(offer, alike)
  expect(mark).toMatch(/^key-not-handled 1: The menu offers key 1, but the app treats it as any other key/)
})

test('other keys that only bring the menu again do not do what was said, unless it was that', async () => {
  const again =
    (offer: string): typeof choose =>
    (parameters, url) =>
      ['1', '2'].includes(parameters.get('Digits') ?? '')
        ? choose(parameters, url)
        : menu('/choose', offer) + goodbye
  expect(await marksFor(offerOf, again(offerOf))).toEqual([
    'key-not-handled 3: The menu says what any other key does, but the app only asks again: "For the operator, press any other key."',
  ])
  for (const purpose of ['hear this again', 'continue holding']) {
    const offer = `For sales, press 1. For a message, press 2. To ${purpose}, press any other key.`
    expect(await marksFor(offer, again(offer))).toEqual([])
  }
})

test.each([
  'Press 1 or any other key to continue.',
  'To continue, press 1, or press any other key.',
  'Press any other key to continue.',
])('"%s" asks for any key, and is not judged by single keys', async (offer) => {
  expect(await marksFor(offer, () => operator)).toEqual([])
})

const thanks: typeof choose = () => '<Say>Thank you for your answer.</Say><Hangup/>'

test.each([
  'Please rate our service from 1 to 5.',
  'Are you coming? Press 1 if you are, or 2.',
  'Press 1 for yes, or 2 for no.',
  'Drücken Sie die 1 für ja, die 2 für nein.',
])('a survey may thank for every key: "%s"', async (offer) => {
  expect(await marksFor(offer, thanks)).toEqual([])
})

test('a menu that is no survey, and a survey that only asks again, are judged though all keys are alike', async () => {
  expect(await marksFor('For sales, press 1. For a message, press 2.', thanks)).toHaveLength(2)
  const survey = 'Please rate our service from 1 to 3.'
  expect(await marksFor(survey, () => menu('/choose', survey) + goodbye)).toHaveLength(3)
})

test('going back by star does what was said, though a wrong key goes back as well', async () => {
  const offer = 'For sales, press 1. For a message, press 2. To return to this menu, press the star key.'
  const again: typeof choose = (parameters, url) =>
    ['1', '2'].includes(parameters.get('Digits') ?? '') ? choose(parameters, url) : menu('/choose', offer)
  expect(await marksFor(offer, again)).toEqual([])
  const wrong: typeof choose = (parameters, url) =>
    ['1', '2'].includes(parameters.get('Digits') ?? '')
      ? choose(parameters, url)
      : `<Say>That is not a choice.</Say>${menu('/choose', offer)}`
  expect(await marksFor(offer, wrong)).toEqual([
    'key-not-handled *: The menu offers key *, but the app treats it as a wrong key: "To return to this menu, press the star key."',
  ])
})

test('prompts are read in the language of their Say', async () => {
  const offer = 'Recepción, 1. Médico de guardia, 2. Otras consultas, 3.'
  expect(await marksFor(offer)).toEqual([
    'key-not-handled 3: The menu offers key 3, but the app treats it as a wrong key: "Otras consultas, 3."',
  ])
})
