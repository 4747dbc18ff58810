import { expect, test } from 'vitest'
import { endlessDocuments, withRunaway } from '../../src/crawl/runaway.ts'
import { makeTestCall } from '../../src/crawl/test-call.ts'
import { optionsFor, segmentWith } from '../support.ts'

test('a call that only goes from document to document is ended', async () => {
  let documents = 0
  const pages = {
    '/voice': () => {
      documents += 1
      return '<Say>Please wait.</Say><Redirect/>'
    },
  }
  const { segment, isOver } = await makeTestCall(optionsFor(pages), [], [])
  expect(isOver).toBe(true)
  expect(documents).toBeLessThan(50)
  expect(segment.problems.map(({ code, page }) => `${code} ${page}`)).toContain(`${endlessDocuments} /voice`)
  expect(segment.heard.length).toBeLessThanOrEqual(3)
})

test('a queue may play music for longer', async () => {
  let documents = 0
  const pages = {
    '/voice': () => '<Enqueue waitUrl="/wait">support</Enqueue>',
    '/wait': () => {
      documents += 1
      return documents < 100 ? '<Say>Please wait.</Say><Redirect/>' : '<Leave/>'
    },
  }
  const { segment } = await makeTestCall(optionsFor(pages), [], [{ type: 'nothing' }])
  expect(documents).toBe(100)
  expect(segment.problems).toEqual([])
})

test('other calls are left as they are', () => {
  const segment = segmentWith({ heard: ['a', 'b', 'c', 'd'] })
  expect(withRunaway(segment, false)).toBe(segment)
})
