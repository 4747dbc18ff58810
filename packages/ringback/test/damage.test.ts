import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

function exchangeOf(call: number): Exchange {
  return {
    id: `e-${call}`,
    kind: 'voice.incoming-pstn',
    callSid: `CA${String(call).padStart(32, '0')}`,
    parentCallSid: null,
    startedAt: `2026-01-02T03:04:0${call}.000Z`,
    durationMs: 1,
    request: { method: 'POST', url: 'https://phone.example.com/voice', headers: [], body: { text: '' } },
    response: { status: 200, headers: [], body: { text: '<Response/>' } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
  }
}

/** A folder with three calls, one of which has a merge conflict on line 3, and a link that leads nowhere. */
async function damagedFolder(): Promise<{ cwd: string; damaged: string; dangling: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-damage-'))
  const directory = join(cwd, 'recordings')
  const store = await openDirectoryStore({ directory })
  for (const call of [1, 2, 3]) await store.append(exchangeOf(call))
  await store.close()
  const name = readdirSync(directory).find((each) => each.includes('0002')) ?? ''
  const damaged = join(directory, name)
  const dangling = join(directory, 'link.json')
  writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('  "callSid"', '<<<<<<< HEAD\n  "callSid"'))
  symlinkSync(join(directory, 'nowhere'), dangling)
  return { cwd, damaged, dangling }
}

it.each([
  ['show', ['show']],
  ['export har', ['export', 'har']],
  ['contract build', ['contract', 'build', '--provider', 'app', '--recordings', 'recordings']],
  ['check recordings', ['check', 'recordings']],
])('%s names the damaged file and its line, does the rest and exits 2', async (_, argv) => {
  const { cwd, damaged, dangling } = await damagedFolder()
  const { code, stdout, stderr } = await runCli(argv, { cwd })
  expect(stderr).toContain(`damaged ${damaged}:3: an unresolved merge conflict`)
  expect(stderr).toContain(`damaged ${dangling}: not a regular file`)
  expect(code).toBe(2)
  expect(stdout).not.toBe('')
})

it('check recordings counts what it read, and is green when nothing is damaged', async () => {
  const { cwd } = await damagedFolder()
  const damaged = await runCli(['check', 'recordings'], { cwd })
  expect(damaged.stdout).toContain('2 recordings, 2 exchanges, 2 damaged files.')
  const directory = mkdtempSync(join(tmpdir(), 'ringback-whole-'))
  const store = await openDirectoryStore({ directory })
  await store.append(exchangeOf(1))
  await store.close()
  const whole = await runCli(['check', 'recordings', directory])
  expect(whole).toMatchObject({ code: 0, stdout: `${directory}: 1 recording, 1 exchange.\n` })
})
