import { mkdtempSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { spread } from '../../src/commands/load/callers/spread.ts'
import type { CliResult } from '../run-cli.ts'
import { cli, load, reportIn, serve } from './serve.ts'

/** Key 1 leads to /sales, key 2 to /support. */
const departments: RequestListener = (request, response) => {
  const answer = async (): Promise<string> => {
    if (request.url === '/voice') return '<Gather numDigits="1" action="/choose"><Say>1 or 2?</Say></Gather>'
    const digits = new URLSearchParams(await text(request)).get('Digits')
    if (request.url !== '/choose') return '<Say>Goodbye.</Say><Hangup/>'
    return digits === '1' ? '<Redirect>/sales</Redirect>' : '<Redirect>/support</Redirect>'
  }
  void answer().then((document) => response.end(`<Response>${document}</Response>`))
}

function countsOf(result: CliResult): Readonly<Record<string, number>> {
  return Object.fromEntries(reportIn(result).routes.map(({ path, count }) => [path, count]))
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'ringback-load-'))
}

describe('the callers of a load', () => {
  it('do what those of recorded calls did, in their shares', async () => {
    const cwd = folder()
    const url = await serve(departments)
    for (const [caller, keys] of [
      [1, '1'],
      [2, '1'],
      [3, '1'],
      [4, '2'],
    ] as const) {
      const called = await cli(['call', url, '--from', `+1415555010${caller}`, '--keys', keys, '--record'], {
        cwd,
      })
      expect(called).toMatchObject({ code: 0 })
    }
    const result = await load(url, ['--keys-from', 'all', '--rate', '40', '--duration', '0.5'], { cwd })
    expect(result).toMatchObject({
      code: 0,
      stderr: 'Callers do what those of 4 recorded calls did, in 2 different ways.\n',
    })
    expect(countsOf(result)).toMatchObject({ '/voice': 20, '/sales': 15, '/support': 5 })
  })

  it('walk to each leaf of a map in turn', async () => {
    const cwd = folder()
    const url = await serve(departments)
    const drawn = await cli(['map', url, '-o', 'map.json'], { cwd })
    expect(drawn.code).toBeLessThan(2)
    const result = await load(url, ['--map', 'map.json', '--rate', '40', '--duration', '1'], { cwd })
    expect(result.code).toBe(0)
    const ways = Number(/take (\d+) ways? through map\.json/.exec(result.stderr)?.[1])
    expect(ways).toBeGreaterThanOrEqual(2)
    const { '/sales': sales = 0, '/support': support = 0 } = countsOf(result)
    expect(Math.min(sales, support)).toBeGreaterThanOrEqual(Math.floor(40 / ways))
  })

  it.each([
    ['no map', ['--map', 'none.json'], /Callers cannot walk a map: none\.json: no such file/],
    ['another file', ['--map', 'other.json'], /Callers cannot walk a map: other\.json: Invalid/],
    ['no recordings', ['--keys-from', 'all'], /The recordings folder .+ does not exist/],
    ['two of them', ['--keys', '1', '--map', 'map.json'], /--keys and --map cannot be used together\./],
  ])('are not known: %s', async (_name, argv, message) => {
    const cwd = folder()
    writeFileSync(join(cwd, 'other.json'), '{"states":[]}')
    const { code, stderr } = await load(await serve(departments), argv, { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

it('shares are spread evenly: the first of a list have about those of all', () => {
  const shares = fc.uniqueArray(fc.record({ item: fc.nat(20), count: fc.integer({ min: 1, max: 30 }) }), {
    selector: ({ item }) => item,
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(shares, (given) => {
      const list = spread(given)
      for (const { item, count } of given) {
        expect(list.filter((each) => each === item)).toHaveLength(count)
        for (let first = 1; first <= list.length; first += 1) {
          const found = list.slice(0, first).filter((each) => each === item).length
          expect(Math.abs(found - (count * first) / list.length)).toBeLessThanOrEqual(given.length / 2 + 1)
        }
      }
    }),
  )
})
