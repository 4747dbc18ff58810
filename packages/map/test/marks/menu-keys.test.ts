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
