import { displayTree, type DisplayNode } from '@ringback/map'
import { expect, test } from 'vitest'
import { goodPages, mapOf, markWith, phoneMapWith } from '../support.ts'

function all(node: DisplayNode): readonly DisplayNode[] {
  return [node, ...node.children.flatMap(all)]
}

test('every state stands once, further paths to it are references', async () => {
  const map = await mapOf(goodPages)
  const tree = displayTree(map)
  const nodes = tree === undefined ? [] : all(tree)
  const states = nodes.filter(({ kind }) => kind === 'state').map(({ state }) => state)
  expect(states).toHaveLength(map.states.length)
  expect(new Set(states)).toEqual(new Set(map.states.map(({ id }) => id)))
  const references = nodes.filter(({ kind }) => kind === 'reference')
  expect(references.length).toBeGreaterThan(0)
  expect(references.filter(({ state }) => !states.includes(state))).toEqual([])
  expect(references.flatMap(({ children }) => children)).toEqual([])
})

test('a mark stands on the edge that shows it', () => {
  const tree = displayTree(phoneMapWith({ marks: [markWith()] }))
  expect(tree?.marks).toEqual([])
  expect(tree?.children[0]?.marks).toMatchObject([{ kind: 'dead-end' }])
})

test('an end with a problem is an error, with its message', () => {
  const problem = {
    level: 'error',
    code: 'http-status',
    twilioCode: 11200,
    message: 'HTTP 500',
    page: null,
  } as const
  const tree = displayTree(phoneMapWith({ ends: [{ id: 'end-1', heard: [], problems: [problem] }] }))
  expect(tree?.children[0]).toMatchObject({ kind: 'error', text: 'HTTP 500' })
})

test('without a call there is no tree', () => {
  expect(displayTree(phoneMapWith({ edges: [] }))).toBeUndefined()
})
