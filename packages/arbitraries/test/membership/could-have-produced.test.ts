import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { couldHaveProduced, edgeCasesOf, type DriftReason } from '@ringback/arbitraries'
import { isWebhookKind, type Parameters } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'

interface CapturedWebhook {
  readonly kind: string
  readonly method: string
  readonly parameters: Parameters | Readonly<Record<string, string>>
  readonly customParameters?: readonly string[]
}

const folder = join(import.meta.dirname, '../../../../fixtures/webhooks')
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

/** Why a captured webhook is outside the support of its kind: what its publisher, or whoever wrote it, did to it. */
const drift: Readonly<Record<string, readonly [why: string, ...reasons: DriftReason[]]>> = {
  'amd-001': [
    'a mock: no SIDs, "no value", a duration while it rings',
    'value',
    'unknown-parameter',
    'correlation',
  ],
  'client-outgoing-002': ['the SID was replaced by a word', 'value'],
  'conference-status-004': ['written by hand, in part', 'value', 'missing'],
  'dial-action-001': ['API of 2008: DialStatus, neither From nor To', 'missing'],
  'dial-action-012': ['only what a write-up quotes', 'missing'],
  'enqueue-004': ['the SID was replaced by a word', 'value'],
  'enqueue-006': ['the SID was replaced by a word', 'value'],
  'fallback-002': ['trimmed to the two parameters of fallbacks', 'missing'],
  'gather-action-014': ['edited by hand', 'value', 'correlation'],
  'incoming-005': ['numbers and SIDs cut short', 'value', 'correlation'],
  'incoming-025': ['a token replaced by words', 'value'],
  'incoming-048': ['only the parameters with literal values', 'missing'],
  'incoming-051': ['the SID is no longer hexadecimal', 'value'],
  'incoming-052': ["an emulator's event: an empty token, aliases that differ", 'value', 'correlation'],
  'incoming-061': ['half of the geo replaced', 'correlation'],
  'other-001': ['a clone of Twilio', 'value', 'unknown-parameter', 'missing'],
  'other-002': ['SIDs replaced by words', 'value'],
  'other-007': ['the SID was replaced by a word', 'value'],
  'other-010': ['only the payload', 'missing'],
  'record-action-006': ['SIDs replaced by words', 'value'],
  'record-action-008': ['a log line cut off', 'missing'],
  'recording-status-008': ['written by hand', 'value', 'missing'],
  'sip-inbound-001': ['SIDs replaced by words', 'value'],
  'sip-inbound-004': ['only what a test needs', 'missing'],
  'status-callback-003': ['a damaged SID', 'value'],
  'status-callback-004': ['a mock: no SIDs, "no value", a duration while it rings', 'value', 'correlation'],
  'status-callback-012': ['a day and a month that RFC 2822 does not have', 'value'],
  'status-callback-014': ['the SID was removed', 'missing'],
  'status-callback-020': ['before 2015, without the parameters of progress events', 'missing'],
  'status-callback-026': ['the number was replaced by one of another country', 'correlation'],
  'transcription-004': ['written by hand', 'value', 'missing'],
}

describe('captured webhooks', () => {
  it.each(files)('%s could have been produced, or what could not is listed', (file) => {
    // The files are this repository's own, with the fields their README lists.
    const {
      kind,
      method,
      parameters,
      customParameters = [],
    } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CapturedWebhook
    if (!isWebhookKind(kind)) throw new Error(`${file} has the unknown kind ${kind}`)
    const ordered = Array.isArray(parameters) ? parameters : Object.entries(parameters)
    const rows = couldHaveProduced(kind, method, ordered as Parameters, { customParameters })
    const [, ...reasons] = drift[file.replace('.json', '')] ?? ['']
    expect([...new Set(rows.map(({ reason }) => reason))].toSorted()).toEqual(reasons.toSorted())
    for (const { row, message } of rows) {
      expect(row.kind).toBe(kind)
      expect(message).not.toBe('')
    }
  })

  it('are all there', () => {
    expect(files.length).toBe(72)
    expect(Object.keys(drift).length).toBeLessThanOrEqual(31)
  })
})

describe('a partial result', () => {
  const [{ webhook } = { webhook: undefined }] = edgeCasesOf('gather.partial-result')
  const words = ['UnstableSpeechResult', 'StableSpeechResult']
  const without = (webhook?.parameters ?? []).filter(([name]) => !words.includes(name))

  it.each(words)('has its words in %s', (name) => {
    expect(couldHaveProduced('gather.partial-result', 'POST', [...without, [name, 'I want to']])).toEqual([])
  })

  it('could not have been produced without words', () => {
    const rows = couldHaveProduced('gather.partial-result', 'POST', without)
    expect(rows.map(({ parameter, reason }) => [parameter, reason])).toEqual([
      ['UnstableSpeechResult', 'correlation'],
    ])
  })
})
