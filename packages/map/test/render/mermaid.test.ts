import { mermaid } from '@ringback/map'
import { expect, test } from 'vitest'
import { goodPages, mapOf, markWith, phoneMapWith, stateWith } from '../support.ts'

test('every state is a node, every group of edges an arrow', async () => {
  const map = await mapOf(goodPages)
  const chart = mermaid(map)
  expect(chart.startsWith('flowchart LR\n')).toBe(true)
  for (const { id } of map.states) expect(chart).toContain(`  s${id}["`)
  expect(chart).toContain('  start -->')
})

test('what Mermaid would read as its own is written as entities', () => {
  const chart = mermaid(phoneMapWith({ states: [stateWith({ heard: ['"quoted" [x]; <b>#1</b>'] })] }))
  expect(chart).toContain('#34;quoted#34; #91;x#93;#59; #60;b#62;#35;1#60;/b#62;')
})

test('states with a mark stand out', () => {
  expect(mermaid(phoneMapWith())).not.toContain(':::marked')
  expect(mermaid(phoneMapWith({ marks: [markWith()] }))).toContain(':::marked')
})
