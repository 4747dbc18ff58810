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
