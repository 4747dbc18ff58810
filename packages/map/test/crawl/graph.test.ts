import { expect, test } from 'vitest'
import { addState, createGraph, endFor, withAncestors } from '../../src/crawl/graph.ts'
import { segmentWith, stateWith } from '../support.ts'

const { waiting } = stateWith()
const place = (key: string) => ({ key, waiting, url: null })

test('states are numbered from one, and found by their key', () => {
  const graph = createGraph()
  const first = addState(graph, place('a'), {
    path: [],
    parent: null,
    segment: segmentWith({ heard: ['Hello.'] }),
  })
  const second = addState(graph, place('b'), {
    path: [{ type: 'nothing' }],
    parent: 1,
    segment: segmentWith(),
  })
  expect([first.id, second.id]).toEqual([1, 2])
  expect(graph.stateByKey.get('b')).toBe(second)
  expect(graph.firstSegments.get(1)?.heard).toEqual(['Hello.'])
  expect(withAncestors(graph, second)).toEqual([second, first])
})

test('where nothing was said before, the prompts of the Gather are what is heard', () => {
  const gather = { ...place('a'), waiting: { ...waiting, prompts: ['Press 1.'] } as typeof waiting }
  const state = addState(createGraph(), gather, { path: [], parent: null, segment: segmentWith() })
  expect(state.heard).toEqual(['Press 1.'])
})

test('ends that sound alike are one, unless something else goes wrong', () => {
  const graph = createGraph()
  const one = endFor(graph, segmentWith({ heard: ['Goodbye.'] }))
  expect(endFor(graph, segmentWith({ heard: ['Goodbye.'], dialled: ['+14155550100'] }))).toBe(one)
  const problem = { level: 'error', code: 'http-status', twilioCode: 11200, message: '', page: null } as const
  expect(endFor(graph, segmentWith({ heard: ['Goodbye.'], problems: [problem] })).id).toBe('end-2')
})
