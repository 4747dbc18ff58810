import { expect, test } from 'vitest'
import { goodbye, goodPages, mapOf, menu } from '../support.ts'

const marks = async (pages: Parameters<typeof mapOf>[0]) =>
  (await mapOf(pages)).marks.filter(({ kind }) => kind === 'no-person').map(({ message }) => message)

test('a call that reaches nobody', async () => {
  const pages = {
    '/voice': () => menu('/info', 'For prices, press 1. For hours, press 2.') + goodbye,
    '/info': (parameters: URLSearchParams) => `<Say>About ${parameters.get('Digits')}.</Say>`,
  }
  expect(await marks(pages)).toEqual(['No path through this call reaches a person, a queue or a recording'])
})

test('a menu below that reaches nobody', async () => {
  const pages = {
    '/voice': () => menu('/choose', 'For sales, press 1. For more, press 2.') + goodbye,
    '/choose': (parameters: URLSearchParams) =>
      parameters.get('Digits') === '1'
        ? '<Dial>+14155550123</Dial><Say>Nobody is here.</Say>'
        : menu('/info', 'For prices, press 1. For hours, press 2.') + goodbye,
    '/info': (parameters: URLSearchParams) => `<Say>About ${parameters.get('Digits')}.</Say>`,
  }
  expect(await marks(pages)).toEqual([
    'No choice of this menu reaches a person, a queue or a recording: "For prices, press 1. For hours, press 2."',
  ])
})

test('a telephone or a recording is somebody', async () => {
  expect(await marks(goodPages)).toEqual([])
})
