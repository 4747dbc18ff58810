import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const card = '4242424242424242'

function exchangeOf(call: number, body: string, answer: string): Exchange {
  return {
    id: `e-${call}`,
    kind: 'voice.incoming-pstn',
    callSid: `CA${String(call).padStart(32, '0')}`,
    parentCallSid: null,
    startedAt: `2026-01-02T03:04:0${call}.000Z`,
    durationMs: 1,
    request: { method: 'POST', url: 'https://phone.example.com/voice', headers: [], body: { text: body } },
    response: { status: 200, headers: [], body: { text: answer } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
  }
}

/** A folder with a harmless call and one that holds a card number and a telephone number, without redaction. */
async function folder(): Promise<{ cwd: string; file: string; lineOf: (text: string) => number }> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-private-'))
  const store = await openDirectoryStore({ directory: join(cwd, 'recordings') })
  await store.append(exchangeOf(1, 'From=%2B14155550123', '<Response/>'))
  await store.append(exchangeOf(2, 'From=%2B12125557391', `<Response><Say>${card}</Say></Response>`))
  await store.close()
  const name = readdirSync(join(cwd, 'recordings')).find((each) => each.includes('0002')) ?? ''
  const file = join('recordings', name)
  const lines = readFileSync(join(cwd, file), 'utf8').split('\n')
  return { cwd, file, lineOf: (text) => lines.findIndex((line) => line.includes(text)) + 1 }
}

it('names the file and the line of what looks private, not the value, and exits 1', async () => {
  const { cwd, file, lineOf } = await folder()
  const { code, stdout, stderr } = await runCli(['check', 'recordings'], { cwd })
  expect(code).toBe(1)
  expect(stdout).toContain(`${file}:${lineOf(card)}  A card number (card)`)
  expect(stdout).toContain(`${file}:${lineOf('2125557391')}  A telephone number that may belong to somebody`)
  expect(stdout + stderr).not.toMatch(/4242|2125557391/)
})

it('is silent about own numbers', async () => {
  const { cwd } = await folder()
  writeFileSync(join(cwd, 'ringback.config.json'), JSON.stringify({ ownNumbers: ['+12125557391'] }))
  const { stdout } = await runCli(['check', 'recordings', '--config', 'ringback.config.json'], { cwd })
  expect(stdout).toContain('(card)')
  expect(stdout).not.toContain('(number)')
})

it('tells reporters a case a file', async () => {
  const { cwd, file } = await folder()
  const { stdout } = await runCli(['check', 'recordings', '--reporter', 'junit'], { cwd })
  expect(stdout).toContain('tests="2" failures="1"')
  expect(stdout).toContain(file)
  const sarif = await runCli(['check', 'recordings', '--reporter', 'sarif'], { cwd })
  expect(sarif.stdout).toContain('private-card')
})

it('exits 2 for a damaged file, which is a case as well', async () => {
  const { cwd, file } = await folder()
  writeFileSync(join(cwd, file), '{')
  const { code, stdout } = await runCli(['check', 'recordings', '--reporter', 'junit'], { cwd })
  expect(code).toBe(2)
  expect(stdout).toContain('not JSON')
})
