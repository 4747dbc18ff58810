import { classify, encodeForm, parameter, valueOf } from '@ringback/catalog'
import { bodyOf } from '../body.ts'
import { bytesOfBase64 } from '../base64.ts'
import type { Body, Exchange, Headers } from '../exchange.ts'
import { parseExchange } from '../parse-recording.ts'
import { parametersOf } from '../parameters-of.ts'
import type { Recording } from '../recording.ts'
import { recordingsOf } from '../recordings-of.ts'

/** How a HAR file is read. */
export interface FromHarOptions {
  /** Makes the ids of entries that ringback did not write. */
  readonly nextId: () => string
  /** Version of the importing program. */
  readonly version: string
  /** Where the file comes from. */
  readonly source?: string
}

/** What was read from a HAR file: exchanges, and the entries that were skipped. */
export interface HarImport {
  readonly recordings: readonly Recording[]
  /** Entries that are no exchange, with the reason. */
  readonly skipped: readonly { readonly entry: number; readonly reason: string }[]
}

type Row = Readonly<Record<string, unknown>>

/**
 * Reads a HAR log: what ringback wrote comes back as it was, what a browser or another proxy wrote becomes exchanges
 * of the kinds the catalog recognises. Throws when the value is no HAR log at all; a bad entry is skipped and told.
 * Nothing is redacted: pass the exchanges through a redactor before they are kept.
 */
export function fromHar(har: unknown, options: FromHarOptions): HarImport {
  const { entries } = rowOf(rowOf(har)['log'])
  if (!Array.isArray(entries)) throw new Error('Not a HAR log: it has no list at log.entries.')
  const exchanges: Exchange[] = []
  const skipped: { entry: number; reason: string }[] = []
  entries.forEach((entry: unknown, index) => {
    try {
      exchanges.push(exchangeOf(rowOf(entry), options))
    } catch (error) {
      skipped.push({ entry: index, reason: error instanceof Error ? error.message : String(error) })
    }
  })
  return { recordings: recordingsOf(exchanges), skipped }
}

function exchangeOf(entry: Row, options: FromHarOptions): Exchange {
  const request = rowOf(entry['request'])
  const response = rowOf(entry['response'])
  const own = rowOf(entry['_ringback'])
  const headers = headersOf(request['headers'])
  const isOwn = own['id'] !== undefined
  const status = Number(response['status'] ?? 0)
  const hasAnswer = status > 0 && own['noAnswer'] !== true
  const observed = {
    startedAt: startOf(entry['startedDateTime'], isOwn),
    durationMs: Math.max(0, Number(entry['time'] ?? 0)) || 0,
    request: {
      method: requireString(request['method'], 'request.method'),
      url: requireString(request['url'], 'request.url'),
      headers,
      body: cutAt(
        requestBodyOf(rowOf(request['postData']), own['requestEncoding'] === 'base64'),
        own['requestTruncatedAt'],
      ),
    },
    response: hasAnswer
      ? {
          status,
          headers: headersOf(response['headers']),
          body: cutAt(contentOf(rowOf(response['content']), isOwn), own['responseTruncatedAt']),
        }
      : null,
  }
  if (isOwn) return parseExchange({ ...own, ...observed })
  const parameters = parametersOf(observed.request)
  const { method, url } = observed.request
  return {
    id: options.nextId(),
    kind: classify({ method, url, parameters }).kind,
    callSid: valueOf(parameters, parameter.CallSid) ?? null,
    parentCallSid: valueOf(parameters, parameter.ParentCallSid) ?? null,
    ...observed,
    signature: 'unchecked',
    problem: null,
    provenance: {
      recorder: 'import',
      version: options.version,
      ...(options.source !== undefined && { source: options.source }),
    },
  }
}

function requestBodyOf(postData: Row, isBase64: boolean): Body {
  const { text, params, encoding } = postData
  if (typeof text === 'string' && text !== '') {
    // mitmproxy writes `encoding` here too, though HAR has it for answers only.
    if (isBase64) return { base64: text }
    return encoding === 'base64' ? bodyOf(bytesOfBase64(text)) : { text }
  }
  // Some tools write the parameters and no text.
  if (!Array.isArray(params)) return { text: '' }
  const pairs = params.map((each: unknown) => pairOf(each))
  return { text: encodeForm(pairs, 'plus') }
}

function contentOf({ text, encoding }: Row, isOwn: boolean): Body {
  if (typeof text !== 'string') return { text: '' }
  if (encoding !== 'base64') return { text }
  // Other tools encode texts too; they are kept readable.
  return isOwn ? { base64: text } : bodyOf(bytesOfBase64(text))
}

function cutAt(body: Body, truncatedAt: unknown): Body {
  return typeof truncatedAt === 'number' ? { ...body, truncatedAt } : body
}

function headersOf(value: unknown): Headers {
  if (!Array.isArray(value)) return []
  // Browsers list the pseudo headers of HTTP/2, which no HTTP/1.1 request has.
  return value.map((each: unknown) => pairOf(each)).filter(([name]) => !name.startsWith(':'))
}

function pairOf(value: unknown): readonly [name: string, value: string] {
  const row = rowOf(value)
  return [requireString(row['name'], 'a name'), typeof row['value'] === 'string' ? row['value'] : '']
}

// Other tools write local time with an offset.
function startOf(value: unknown, isOwn: boolean): string {
  const text = requireString(value, 'startedDateTime')
  if (isOwn) return text
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new Error(`startedDateTime is not a date: ${text}`)
  return time.toISOString()
}

function rowOf(value: unknown): Row {
  if (typeof value !== 'object' || value === null) return {}
  return value as Row // any object can be asked for any key
}

function requireString(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is not a string`)
  return value
}
