import { expect, test } from 'vitest'
import type { MapEvent } from '@ringback/map'
import { crawl } from '../../src/crawl/crawl.ts'
import { goodPages, optionsFor, menu, goodbye, type Pages } from '../support.ts'

async function crawled(pages: Pages, more: Parameters<typeof optionsFor>[1] = {}) {
  const events: MapEvent[] = []
  const crawling = crawl(optionsFor(pages, more))
  for (let next = await crawling.next(); ; next = await crawling.next()) {
    if (next.done === true) return { ...next.value, events }
    events.push(next.value)
  }
}

test('the first path to a state is a shortest one', async () => {
  const { graph } = await crawled(goodPages)
  const lengths = graph.states.map(({ path }) => path.length)
  expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
  expect(graph.states.filter(({ parent, id }) => Number(parent) >= id)).toEqual([])
})

test('a depth leaves states unexplored, and says so', async () => {
  const { unexplored, budget, graph } = await crawled(goodPages, { depth: 1 })
  expect(unexplored.size).toBeGreaterThan(0)
  expect([...budget.limits]).toEqual(['the crawl stopped after 1 input in a row (--depth)'])
  expect(graph.edges.every(({ from }) => from === null || !unexplored.has(from))).toBe(true)
})

test('an input that comes back is a loop only if it always does', async () => {
  const always = await crawled({ '/voice': () => `${menu('/voice')}<Redirect>/voice</Redirect>` })
  expect(always.graph.edges.filter(({ isLoop }) => isLoop).length).toBeGreaterThan(0)

  const counts = new Map<string, number>()
  const counting = await crawled({
    '/voice': (parameters) => {
      const sid = parameters.get('CallSid') ?? ''
      counts.set(sid, (counts.get(sid) ?? 0) + 1)
      return (counts.get(sid) ?? 0) > 3 ? goodbye : menu('/voice') + '<Redirect>/voice</Redirect>'
    },
  })
  expect(counting.graph.edges.filter(({ isLoop }) => isLoop)).toEqual([])
  expect(counting.graph.edges.some(({ times, to }) => times > 1 && to === 'end-1')).toBe(true)
})
