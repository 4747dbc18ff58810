import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricRows } from '../../src/commands/record/admin/metric-rows.ts'

const page = readFileSync(new URL('../../../../docs/deployment.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('| `ringback_'))
const documented = rows.flatMap((row) => {
  const [, names = '', type = ''] = row.split(' | ').length > 2 ? row.split(/\| /) : []
  return [...names.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => [name, type.trim()] as const)
})

test('docs/deployment.md lists every metric with its type, and none that is not there', () => {
  const known = metricRows.map(({ name, type }) => [name, type] as const)
  expect(documented).toHaveLength(known.length)
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(known))
})

test('the names follow the conventions of Prometheus: counters end in _total, others do not; seconds and bytes are units', () => {
  for (const { name, type, help } of metricRows) {
    expect(name).toMatch(/^ringback_[a-z]+(?:_[a-z]+)*$/)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(name).not.toMatch(/_(?:ms|milliseconds|kb|mb)(?:_|$)/)
    expect(help).toMatch(/^[A-Z].*\.$/)
  }
})
