import { expect, test } from 'vitest'
import { goodbye, goodPages, mapOf, menu } from '../support.ts'

const marks = async (pages: Parameters<typeof mapOf>[0], more = {}) =>
  (await mapOf(pages, more)).marks.filter(({ kind }) => kind === 'broken-target')

test('a page that is not there is an error, with its path and Twilio’s code', async () => {
  const [mark, ...others] = await marks({ '/voice': () => menu('/gone') + goodbye })
  expect(others).toEqual([])
  expect(mark).toMatchObject({ severity: 'error', twilioCode: 11200, state: 1 })
  expect(mark?.message).toMatch(/^\/gone \(gather\.action\): .*\(11200\)$/)
})

test('a status callback that fails is a warning', async () => {
  const [mark] = await marks(goodPages, { statusCallback: '/status' })
  expect(mark).toMatchObject({ severity: 'warning', twilioCode: 15003 })
})

test('a document that cannot be run is an error', async () => {
  const [mark] = await marks({ '/voice': () => '<Say>Hello' })
  expect(mark).toMatchObject({ severity: 'error', keys: '' })
})
