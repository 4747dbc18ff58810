import { debuggerCodeRow, kindRow, parametersFromRecord, validate, type WebhookKind } from '@ringback/catalog'
import { describe, expect, test } from 'vitest'

const presenceOf = (kind: WebhookKind, name: string): string | undefined =>
  kindRow(kind).parameters.find((row) => row.name === name)?.presence

/** What is said of one parameter of a webhook that has these values and no others. */
function saidOf(
  kind: WebhookKind,
  name: string,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return validate(kind, parametersFromRecord(values))
    .filter((finding) => 'parameter' in finding && finding.parameter === name)
    .map(({ message }) => message)
}

describe('what was seen to be absent is no error', () => {
  test('what is always sent is missed', () => {
    expect(saidOf('enqueue.wait-url', 'CallSid', {})).toHaveLength(1)
    expect(saidOf('transcribe.callback', 'CallSid', { CallSid: '' })).toHaveLength(1)
  })

  test.each([
    ['enqueue.wait-url', 'MaxQueueSize', 'conditional'],
    ['status.dial-number', 'CalledVia', 'conditional'],
    ['status.dial-number', 'ForwardedFrom', 'conditional'],
    ['transcribe.callback', 'TranscriptionUrl', 'conditional'],
  ] as const)('%s %s', (kind, name, presence) => {
    expect(presenceOf(kind, name)).toBe(presence)
    expect(saidOf(kind, name, {})).toEqual([])
  })

  test('a transcription that failed has no URL, and one that is there may have it', () => {
    const url =
      'https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Transcriptions/TR1'
    const failed = { TranscriptionStatus: 'failed' }
    expect(saidOf('transcribe.callback', 'TranscriptionUrl', failed)).toEqual([])
    expect(saidOf('transcribe.callback', 'TranscriptionUrl', { TranscriptionUrl: url })).toEqual([])
  })
})

test.each([
  ['transcribe.callback', 'Caller'],
  ['dial.client-url', 'To'],
] as const)('%s may have an empty %s', (kind, name) => {
  expect(saidOf(kind, name, { [name]: '' })).toEqual([])
})

describe('what was seen to be sent is known', () => {
  const partial = ['Caller', 'Called', 'FromCity', 'ToCountry', 'CallerZip', 'CalledState', 'Language']
  const relay = ['Caller', 'Called', 'FromCity', 'ToCountry', 'CallerZip', 'CalledState']

  test.each([
    ...partial.map((name) => ['gather.partial-result', name] as const),
    ...relay.map((name) => ['connect.conversationrelay-action', name] as const),
    ['status.dial-number', 'CalledVia'] as const,
    ['status.dial-number', 'ForwardedFrom'] as const,
  ])('%s has %s', (kind, name) => {
    expect(presenceOf(kind, name)).toBeDefined()
  })
})

test('every documented code of the two WebSocket protocols has a row', () => {
  const streams = [31900, 31901, 31902, 31903, 31904, 31910, 31920, 31921, 31922, 31923, 31924]
  const more = [31930, 31931, 31940, 31941, 31942, 31950, 31951, 31952, 31960]
  const relay = [64101, 64102, 64104, 64105, 64107, 64108, 64109, 64111, 64112]
  const missing = [...streams, ...more, ...relay].filter((code) => debuggerCodeRow(code) === undefined)
  expect(missing).toEqual([])
})
