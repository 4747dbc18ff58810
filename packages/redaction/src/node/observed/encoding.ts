import { memoized } from '@ringback/common'
import type { Provenance, SignatureVerdict } from '@ringback/recording'
import { createByteReader, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { ObservedExchange } from './observed-exchange.ts'

/** What most exchanges have in common, and is written as JSON. */
type Rest = Pick<ObservedExchange, 'problem' | 'signatureCause' | 'provenance'>

const nothing = new Uint8Array()
/** In place of the status where no answer came back. */
const noAnswer = -1
const requestIsTruncated = 1
const answerIsTruncated = 2
const timeIsOwn = 4
/** The texts before the header fields: id, method, URL, signature, rest. */
const ownTexts = 5

/** The rest of an exchange without a problem: the one who observes gives the same provenance again and again. */
const restOf = memoized((provenance: Provenance) => restText({ problem: null, provenance }))

function restText(rest: Rest): string {
  return JSON.stringify(rest)
}

/**
 * Writes an observed exchange: its numbers, its texts (everything that is short and the header fields, in one piece), then
 * the two bodies as they are. This runs on the thread that carries calls.
 */
export function encodeObserved(observed: ObservedExchange, writer: ByteWriter): void {
  const { headers, body, answer, problem, signatureCause, provenance } = observed
  const answerHeaders = answer === null ? [] : answer.headers
  writer.number(observed.startedAt)
  writer.number(observed.durationMs)
  writer.number(answer === null ? noAnswer : answer.status)
  writer.word(
    (body.truncated ? requestIsTruncated : 0) +
      (answer?.body.truncated === true ? answerIsTruncated : 0) +
      (observed.isOwnTime === true ? timeIsOwn : 0),
  )
  writer.word(headers.length)
  writer.word(answerHeaders.length)
  writer.beginTexts(ownTexts + headers.length + answerHeaders.length)
  writer.text(observed.id)
  writer.text(observed.method)
  writer.text(observed.url)
  writer.text(observed.signature)
  writer.text(
    problem === null && signatureCause === undefined
      ? restOf(provenance)
      : restText({ problem, ...(signatureCause && { signatureCause }), provenance }),
  )
  for (const text of headers) writer.text(text)
  for (const text of answerHeaders) writer.text(text)
  writer.endTexts()
  writer.bytes(body.bytes)
  writer.bytes(answer === null ? nothing : answer.body.bytes)
}

/** The exchanges that were written one after the other. The bodies share the memory of `bytes`. */
export function* decodeObserved(bytes: Buffer): Generator<ObservedExchange, undefined> {
  const reader = createByteReader(bytes)
  while (!reader.isAtEnd()) yield observedFrom(reader)
}

function observedFrom(reader: ByteReader): ObservedExchange {
  const startedAt = reader.number()
  const durationMs = reader.number()
  const status = reader.number()
  const flags = reader.word()
  const headerTexts = reader.word()
  const answerTexts = reader.word()
  const texts = reader.texts(ownTexts + headerTexts + answerTexts)
  const [id = '', method = '', url = '', signature = '', rest = ''] = texts
  const body = { bytes: reader.bytes(), truncated: (flags & requestIsTruncated) !== 0 }
  const answerBody = { bytes: reader.bytes(), truncated: (flags & answerIsTruncated) !== 0 }
  const answerHeaders = texts.slice(ownTexts + headerTexts)
  return {
    id,
    startedAt,
    durationMs,
    method,
    url,
    headers: texts.slice(ownTexts, ownTexts + headerTexts),
    body,
    answer: status === noAnswer ? null : { status, headers: answerHeaders, body: answerBody },
    // Only `encodeObserved` writes what was sealed.
    signature: signature as SignatureVerdict,
    ...(JSON.parse(rest) as Rest),
    ...((flags & timeIsOwn) !== 0 && { isOwnTime: true }),
  }
}
