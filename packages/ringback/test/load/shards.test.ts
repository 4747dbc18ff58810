import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, load, menu, reportIn, serve, type PrintedLoad } from './serve.ts'

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'ringback-shards-'))
}

const rate = ['--rate', '30', '--duration', '1', '--keys', '1', '--budget', '60000']

describe('a load of several machines', () => {
  it('is one load when their reports are merged', async () => {
    const cwd = folder()
    const url = await serve(menu)
    const files = ['1', '2', '3'].map((index) => `shard-${index}.json`)
    await Promise.all(
      files.map((file, at) =>
        cli(['load', url, '--no-pauses', ...rate, '--shard', `${at + 1}/3`, '--output', file], { cwd }),
      ),
    )
    const parts = files.map((file) => JSON.parse(readFileSync(join(cwd, file), 'utf8')) as PrintedLoad)
    expect(parts.map(({ calls }) => calls.started)).toEqual([10, 10, 10])
    const merged = await cli(['report', 'merge', ...files, '-o', 'load.json'], { cwd })
    expect(merged).toMatchObject({ code: 0, stderr: '' })
    expect(merged.stdout).toMatch(/^Calls 30 started, 30 completed/)
    const whole = JSON.parse(readFileSync(join(cwd, 'load.json'), 'utf8')) as PrintedLoad
    expect(whole).toMatchObject({
      calls: { started: 30, completed: 30 },
      requests: { count: 60 },
      findings: [],
    })
    expect(whole.settings.shard).toBeNull()
  })

  it('fails where the merged percentiles pass the budget, though one machine met it', async () => {
    const cwd = folder()
    const url = await serve((request, response) => void setTimeout(() => menu(request, response), 30))
    const passing = reportIn(await load(url, ['--rate', '20', '--duration', '0.5', '--shard', '1/2']))
    writeFileSync(join(cwd, 'one.json'), JSON.stringify(passing))
    // Most of its answers took 70 s.
    const slow = { count: 100, maxMs: 70_000, buckets: [[558, 100]] }
    const late = {
      ...passing,
      settings: { ...passing.settings, shard: '2/2' },
      requests: { ...passing.requests, ...slow },
      routes: passing.routes.map((route) => ({ ...route, ...slow })),
    }
    writeFileSync(join(cwd, 'two.json'), JSON.stringify(late))
    const { code, stdout, stderr } = await cli(['report', 'merge', 'one.json', 'two.json'], { cwd })
    expect(passing.findings).toEqual([])
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as PrintedLoad).findings.join('\n')).toMatch(
      /p95 of voice\.incoming-pstn \/voice is 69\.\d+ s, above the budget of 60 s/,
    )
    expect(stderr).toContain('Calls 10 started')
  })

  it.each([
    ['a shard is missing', ['one.json'], 'No report of shard 2 of 2.'],
    [
      'with another report',
      ['one.json', 'replay.json'],
      'Reports of loads and of other runs cannot be merged.',
    ],
    ['no report', ['other.json'], 'it is neither a list of events nor the report of a load'],
    ['of another version', ['old.json'], 'version: Invalid type: Expected 1 but received 0'],
  ])('cannot be merged: %s', async (_name, files, message) => {
    const cwd = folder()
    const url = await serve(menu)
    const report = reportIn(await load(url, ['--rate', '10', '--duration', '0.2', '--shard', '1/2']))
    writeFileSync(join(cwd, 'one.json'), JSON.stringify(report))
    writeFileSync(join(cwd, 'old.json'), JSON.stringify({ ...report, version: 0 }))
    writeFileSync(join(cwd, 'replay.json'), '[{"type":"finished","counts":{"passed":1}}]')
    writeFileSync(join(cwd, 'other.json'), '{}')
    const { code, stderr } = await cli(['report', 'merge', ...files], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it('is not a search for a rate, and has shards that exist', async () => {
    const url = await serve(menu)
    const search = await load(url, ['--find-rate', '--shard', '1/2'])
    expect(search).toMatchObject({ code: 2 })
    expect(search.stderr).toContain('--shard and --find-rate cannot be used together.')
    expect((await load(url, ['--shard', '3/2'])).stderr).toContain(
      '--shard must be <index>/<count> such as 2/8',
    )
  })
})
