import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainWebhook, type DriftReport } from '@ringback/arbitraries'
import { encodeForm, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import { createRedactor } from '@ringback/redaction'
import { claimFolderKey, openOriginals } from '@ringback/redaction/node'
import { expect, it } from 'vitest'
import { redactionKeys, redactorOptions } from '../../src/state/redaction-key.ts'
import { runCli, type CliResult } from '../run-cli.ts'
import { recordInto } from './captured-exchanges.ts'

const newStatus = 'lingering'

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ringback-drift-'))
}

/** An exchange with a plain webhook of a kind, changed. */
function exchangeOf(
  kind: WebhookKind,
  change: (parameters: Parameters) => Parameters = (parameters) => parameters,
  other: Partial<Exchange> = {},
): Exchange {
  const parameters = change(plainWebhook(kind).parameters)
  return {
    id: 'e1',
    kind,
    callSid: valueOf(parameters, 'CallSid') ?? null,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 1,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/voice?tenant=7',
      headers: [],
      body: { text: encodeForm(parameters) },
    },
    response: null,
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
    ...other,
  }
}

const withStatus = (parameters: Parameters): Parameters =>
  parameters.map(([name, value]) => [name, name === 'CallStatus' ? newStatus : value] as const)

async function driftOf(...exchanges: readonly Exchange[]): Promise<CliResult> {
  const cwd = newFolder()
  await recordInto(join(cwd, 'recordings'), exchanges)
  return runCli(['drift', '--format', 'json'], { cwd })
}

function reportIn({ stdout }: CliResult): DriftReport & { readonly passedOver: unknown } {
  // What the command prints.
  return JSON.parse(stdout) as DriftReport & { readonly passedOver: unknown }
}

it('counts webhooks, says when the first and the last were seen, and which rows to change', async () => {
  const times = ['2026-01-03T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-04T00:00:00.000Z']
  const result = await driftOf(
    ...times.map((startedAt, at) =>
      exchangeOf('gather.action', withStatus, {
        startedAt,
        id: `e${at}`,
        callSid: `CA${String(at).repeat(32)}`,
      }),
    ),
    exchangeOf('gather.action', undefined, { id: 'e9' }),
  )
  expect(result.code).toBe(1)
  expect(reportIn(result)).toMatchObject({
    webhooks: 4,
    differing: 3,
    findings: [
      {
        reason: 'new-value',
        kind: 'gather.action',
        parameter: 'CallStatus',
        value: newStatus,
        webhooks: 3,
        ofKind: 4,
        firstSeen: times[1],
        lastSeen: times[2],
        example: 'e1',
        rows: [
          {
            file: 'packages/catalog/src/data/kinds/action-requests.ts',
            row: 'gather.action, parameters, set core, rows, CallStatus',
            says: "values: ['in-progress']",
            shouldSay: `values with '${newStatus}' as well`,
          },
        ],
      },
    ],
  })
})

it.each([
  ['unknown-parameter', (all: Parameters): Parameters => [...all, ['CallMood', 'fine']]],
  [
    'unexpected-parameter',
    (all: Parameters): Parameters => [...all, ['ConferenceSid', `CF${'a'.repeat(32)}`]],
  ],
  ['missing', (all: Parameters): Parameters => all.filter(([name]) => name !== 'ApiVersion')],
  ['repeated', (all: Parameters): Parameters => [...all, ['ApiVersion', '2010-04-01']]],
])('finds %s', async (reason, change) => {
  const result = await driftOf(exchangeOf('gather.action', change))
  expect(reportIn(result).findings.map((finding) => finding.reason)).toEqual([reason])
  expect(result.code).toBe(1)
})

it('says which signed requests are of no kind, and passes over what is no voice webhook', async () => {
  const of = (id: string, text: string, other: Partial<Exchange> = {}): Exchange =>
    exchangeOf('gather.action', () => [], {
      id,
      kind: null,
      request: { method: 'POST', url: 'https://phone.example.com/new', headers: [], body: { text } },
      ...other,
    })
  const result = await driftOf(
    of('e1', 'Mood=fine&Weather=rain'),
    of('e2', 'MessageSid=SM1&Body=hello'),
    of('e3', 'Mood=fine', { signature: 'missing' }),
    of('e4', ''),
    of('e5', 'Mood=fine', { provenance: { recorder: 'proxy', version: '0', source: 'rest-api' } }),
  )
  const { findings, passedOver } = reportIn(result)
  expect(findings).toMatchObject([{ reason: 'unknown-kind', kind: null, example: 'e1', webhooks: 1 }])
  expect(findings[0]?.message).toContain('Mood, Weather')
  expect(passedOver).toEqual({ messaging: 1, 'not-signed': 1, media: 1, 'rest-api': 1 })
})

it('parameters that the app chose are no drift', async () => {
  const custom: Parameters = [['Favourite', 'blue']]
  const result = await driftOf(
    exchangeOf('voice.incoming-client-app', (all) => [...all, ...custom], { id: 'e1' }),
    exchangeOf('voice.incoming-sip-domain', (all) => [...all, ['SipHeader_X-Colour', 'blue']], { id: 'e2' }),
  )
  expect(reportIn(result).findings).toEqual([])
  expect(result.code).toBe(0)
})

/** A working directory whose recording has a new value, redacted, with its sealed original. */
async function redactedFolder(): Promise<string> {
  const cwd = newFolder()
  const recordings = join(cwd, 'recordings')
  const keys = await redactionKeys(cwd, {})
  const original = exchangeOf('gather.action', withStatus)
  const redacted = createRedactor(redactorOptions(keys)).redactExchange(original)
  await recordInto(recordings, [redacted])
  await claimFolderKey(recordings, keys.ring, keys.keyFile)
  const store = await openDirectoryStore({ directory: recordings, access: 'read' })
  const originals = await openOriginals({ recordings, ring: keys.ring })
  for await (const recording of store.list()) await originals.write(recording, [original])
  await store.close()
  return cwd
}

it('a value that redaction replaced is judged by its original, and shown on a terminal only', async () => {
  const cwd = await redactedFolder()
  const { code, stdout } = await runCli(['drift'], { cwd })
  expect(code).toBe(1)
  expect(stdout).toContain('CallStatus has a value that is not one of its values; redaction replaced it')
  expect(stdout).not.toContain(newStatus)
  expect((await runCli(['drift', '--reveal'], { cwd })).code).toBe(2)
  const revealed = await runCli(['drift', '--reveal'], { cwd, isTerminal: true })
  expect(revealed.stdout).toContain(newStatus)
})

it.each(['recordings/.originals', '.ringback'])(
  'a value that redaction replaced is no new one where %s is not there, and that is said',
  async (gone) => {
    const cwd = await redactedFolder()
    rmSync(join(cwd, gone), { recursive: true })
    const { code, stdout } = await runCli(['drift'], { cwd })
    expect(stdout).toContain('no drift')
    expect(stdout).toContain('Not judged: CallStatus in 1 webhook of gather.action, exchange e1')
    expect(code).toBe(0)
  },
)

it('exits 2 without recordings, and where nothing can be compared', async () => {
  const cwd = newFolder()
  const none = await runCli(['drift'], { cwd })
  expect([none.code, none.stdout]).toEqual([2, ''])
  expect(none.stderr).toContain('does not exist')
  mkdirSync(join(cwd, 'recordings'))
  const empty = await runCli(['drift'], { cwd })
  expect([empty.code, empty.stdout]).toEqual([2, ''])
  expect(empty.stderr).toContain('No recordings in')
  const unsigned = await driftOf(exchangeOf('gather.action', undefined, { signature: 'missing' }))
  expect([unsigned.code, unsigned.stdout]).toEqual([2, ''])
  expect(unsigned.stderr).toContain('No webhook of Twilio in')
})

it('tells a damaged file on stderr, compares the others and exits 2', async () => {
  const cwd = newFolder()
  const recordings = join(cwd, 'recordings')
  await recordInto(recordings, [
    exchangeOf('gather.action', undefined, { id: 'e1' }),
    exchangeOf('gather.action', undefined, { id: 'e2', callSid: `CA${'b'.repeat(32)}` }),
  ])
  const name = readdirSync(recordings).find((each) => each.endsWith('.json')) ?? ''
  writeFileSync(join(recordings, name), '{')
  const { code, stdout, stderr } = await runCli(['drift'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain(`damaged ${join(recordings, name)}`)
  expect(stdout).toContain('1 webhook of 1 kind, no drift.')
})
