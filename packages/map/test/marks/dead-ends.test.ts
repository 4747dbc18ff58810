import { expect, test } from 'vitest'
import { goodbye, mapOf, menu } from '../support.ts'

const deadEnds = async (pages: Parameters<typeof mapOf>[0]) =>
  (await mapOf(pages)).marks
    .filter(({ kind }) => kind === 'dead-end')
    .map(({ keys, message }) => `${keys}: ${message}`)

test('a key after which the app hangs up without saying anything', async () => {
  const pages = {
    '/voice': () => menu('/menu') + goodbye,
    '/menu': (parameters: URLSearchParams) => (parameters.get('Digits') === '2' ? '<Hangup/>' : goodbye),
  }
  expect(await deadEnds(pages)).toEqual(['2: Key 2 ends the call without saying anything (/menu)'])
})

test('a call that ends before anything is said', async () => {
  expect(await deadEnds({ '/voice': () => '<Hangup/>' })).toEqual([
    ': /voice ends the call before the caller hears anything',
  ])
})

test('a Dial that nobody answers', async () => {
  expect(await deadEnds({ '/voice': () => '<Dial>+14155550123</Dial>' })).toEqual([
    'busy: When nobody answers the Dial, the call ends in silence (/voice)',
  ])
})

test('a call that is refused on purpose is none', async () => {
  expect(await deadEnds({ '/voice': () => '<Reject/>' })).toEqual([])
})
