import { isWebhookKind } from '@ringback/catalog'
import { messageOf } from '@ringback/common'
import type {
  Body,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Headers,
  Problem,
  Provenance,
  PseudonymVerdict,
  RedactionSummary,
  SignatureCause,
  SignatureVerdict,
} from './exchange.ts'
import {
  listAt,
  Misfit,
  nullableText,
  numberAt,
  objectAt,
  textAt,
  textsAt,
  urlAt,
  wordAt,
  type MisfitCode,
} from './json-fields.ts'
import { lineAt, lineOfJsonValue } from './json-line.ts'
import { recordingVersion, type Leg, type Recording } from './recording.ts'
import { parseSocket } from './socket/parse-socket.ts'
import { redactionOf } from './recordings-of.ts'

/** A recording, or why the text is none. */
export type ParsedRecording =
  | { readonly recording: Recording }
  | {
      readonly damage: {
        readonly code: MisfitCode
        readonly message: string
        /** The line of the text, from 1, that the message is about. */
        readonly line: number
      }
    }

/** Reads a recording file. Never throws: a damaged file is reported with what is wrong and where. */
export function parseRecording(text: string): ParsedRecording {
  const conflict = /^<{7} /m.exec(text)
  if (conflict) {
    return damaged('merge-conflict', 'an unresolved merge conflict', lineAt(text, conflict.index))
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return damaged('not-json', `not JSON: ${messageOf(error)}`, lineOfSyntaxError(error, text))
  }
  try {
    return recordingIn(value)
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    const line = lineOfJsonValue(text, error.where.match(/[^.[\]]+/g) ?? [])
    return damaged(error.code, error.message, line)
  }
}

function recordingIn(value: unknown): ParsedRecording {
  const file = objectAt(value, '')
  if (file['version'] !== recordingVersion) {
    const found = JSON.stringify(file['version']) ?? 'none'
    throw new Misfit(
      'version',
      `recording format version ${found}, but this ringback reads version ${recordingVersion}; use the ringback that wrote it, or a newer one`,
      'unknown-version',
    )
  }
  const exchanges = listAt(file['exchanges'], 'exchanges').map((row, index) =>
    exchangeAt(row, `exchanges[${index}]`),
  )
  const redaction = redactionOf(exchanges)
  return {
    recording: {
      version: recordingVersion,
      callSid: nullableText(file['callSid'], 'callSid'),
      legs: listAt(file['legs'], 'legs').map((row, index) => legAt(row, `legs[${index}]`)),
      ...(redaction && { redaction }),
      exchanges,
    },
  }
}

/** V8 names the line in the message; where the text just ends, it is the last one. */
function lineOfSyntaxError(error: unknown, text: string): number {
  const [, line] = /\(line (\d+) column \d+\)/.exec(messageOf(error)) ?? []
  return line === undefined ? lineAt(text, text.trimEnd().length) : Number(line)
}

/** Reads one exchange out of its JSON value. Throws an error that names the place when it is none. */
export function parseExchange(value: unknown): Exchange {
  return exchangeAt(value, 'exchange')
}

/** Reads an answer out of its JSON value. Throws an error that names the place when it is none. */
export function parseResponse(value: unknown): ExchangeResponse {
  return responseAt(value, 'response')
}

/** Reads the verdict on redacted requests; undefined for another word, which is of a later version. */
export function parsePseudonymVerdict(value: unknown): PseudonymVerdict | undefined {
  return pseudonymVerdicts.find((verdict) => verdict === value)
}

type Damage = Extract<ParsedRecording, { readonly damage: unknown }>

function damaged(code: MisfitCode, message: string, line: number): Damage {
  return { damage: { code, message, line } }
}

function exchangeAt(value: unknown, where: string): Exchange {
  const row = objectAt(value, where)
  const kind = nullableText(row['kind'], `${where}.kind`)
  const redaction =
    row['redaction'] === undefined ? undefined : redactionAt(row['redaction'], `${where}.redaction`)
  return {
    id: textAt(row['id'], `${where}.id`),
    // A kind that this catalog does not know (any more) is no kind to it.
    kind: kind !== null && isWebhookKind(kind) ? kind : null,
    callSid: nullableText(row['callSid'], `${where}.callSid`),
    parentCallSid: nullableText(row['parentCallSid'], `${where}.parentCallSid`),
    startedAt: textAt(row['startedAt'], `${where}.startedAt`),
    durationMs: numberAt(row['durationMs'], `${where}.durationMs`),
    request: requestAt(row['request'], `${where}.request`),
    response: row['response'] === null ? null : responseAt(row['response'], `${where}.response`),
    signature: wordAt(row['signature'], verdicts, `${where}.signature`),
    ...(row['signatureCause'] !== undefined && {
      signatureCause: causeAt(row['signatureCause'], `${where}.signatureCause`),
    }),
    problem: row['problem'] === null ? null : problemAt(row['problem'], `${where}.problem`),
    provenance: provenanceAt(row['provenance'], `${where}.provenance`),
    ...(row['socket'] !== undefined && { socket: parseSocket(row['socket'], `${where}.socket`) }),
    ...(redaction && { redaction }),
  }
}

function requestAt(value: unknown, where: string): ExchangeRequest {
  const row = objectAt(value, where)
  return {
    method: textAt(row['method'], `${where}.method`),
    url: urlAt(row['url'], `${where}.url`),
    headers: headersAt(row['headers'], `${where}.headers`),
    body: bodyAt(row['body'], `${where}.body`),
  }
}

function responseAt(value: unknown, where: string): ExchangeResponse {
  const row = objectAt(value, where)
  return {
    status: numberAt(row['status'], `${where}.status`),
    headers: headersAt(row['headers'], `${where}.headers`),
    body: bodyAt(row['body'], `${where}.body`),
  }
}

function headersAt(value: unknown, where: string): Headers {
  return listAt(value, where).map((pair, index) => {
    const [name, text] = listAt(pair, `${where}[${index}]`)
    return [textAt(name, `${where}[${index}][0]`), textAt(text, `${where}[${index}][1]`)] as const
  })
}

function bodyAt(value: unknown, where: string): Body {
  const row = objectAt(value, where)
  const cut =
    row['truncatedAt'] === undefined
      ? {}
      : { truncatedAt: numberAt(row['truncatedAt'], `${where}.truncatedAt`) }
  if (row['base64'] !== undefined) return { base64: textAt(row['base64'], `${where}.base64`), ...cut }
  if (row['form'] !== undefined) return { text: textsAt(row['form'], `${where}.form`).join('&'), ...cut }
  if (row['lines'] !== undefined) return { text: textsAt(row['lines'], `${where}.lines`).join('\n'), ...cut }
  return { text: textAt(row['text'], `${where}.text`), ...cut }
}

function legAt(value: unknown, where: string): Leg {
  const row = objectAt(value, where)
  return {
    callSid: textAt(row['callSid'], `${where}.callSid`),
    parentCallSid: nullableText(row['parentCallSid'], `${where}.parentCallSid`),
  }
}

function problemAt(value: unknown, where: string): Problem {
  const row = objectAt(value, where)
  const code = row['twilioCode']
  return {
    code: textAt(row['code'], `${where}.code`),
    message: textAt(row['message'], `${where}.message`),
    ...(code !== undefined && { twilioCode: numberAt(code, `${where}.twilioCode`) }),
  }
}

const recorders: readonly Provenance['recorder'][] = ['proxy', 'simulator', 'replay', 'fuzz', 'import']
const pseudonymVerdicts: readonly PseudonymVerdict[] = ['same', 'same-with-key', 'different']

const verdicts: readonly SignatureVerdict[] = ['valid', 'invalid', 'missing', 'unchecked']

function provenanceAt(value: unknown, where: string): Provenance {
  const row = objectAt(value, where)
  const { source } = row
  return {
    recorder: wordAt(row['recorder'], recorders, `${where}.recorder`),
    version: textAt(row['version'], `${where}.version`),
    ...(source !== undefined && { source: textAt(source, `${where}.source`) }),
  }
}

function causeAt(value: unknown, where: string): SignatureCause {
  const row = objectAt(value, where)
  const { publicUrl, change } = row
  return {
    codes: textsAt(row['codes'], `${where}.codes`),
    message: textAt(row['message'], `${where}.message`),
    ...(publicUrl !== undefined && { publicUrl: textAt(publicUrl, `${where}.publicUrl`) }),
    ...(change !== undefined && { change: textAt(change, `${where}.change`) }),
  }
}

function redactionAt(value: unknown, where: string): RedactionSummary {
  const row = objectAt(value, where)
  const replaced = Object.entries(objectAt(row['replaced'], `${where}.replaced`))
  const withPseudonyms = parsePseudonymVerdict(row['withPseudonyms'])
  const answer = row['answerToPseudonyms']
  return {
    keyId: textAt(row['keyId'], `${where}.keyId`),
    replaced: Object.fromEntries(
      replaced.map(([name, count]) => [name, numberAt(count, `${where}.replaced.${name}`)]),
    ),
    ...(withPseudonyms !== undefined && { withPseudonyms }),
    ...(answer !== undefined && { answerToPseudonyms: responseAt(answer, `${where}.answerToPseudonyms`) }),
  }
}
