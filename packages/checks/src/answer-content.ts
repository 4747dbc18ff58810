import { createCache } from '@ringback/common'
import { bytesOf, type ExchangeResponse } from '@ringback/recording'
import {
  parseTwiml,
  type ContentTypeTreatment,
  type ParseResult,
  type TwimlDocument,
  type TwimlFinding,
} from '@ringback/twiml'
import { treatmentOf } from './answer.ts'
import { keepLast } from './keep-last.ts'

/** What Twilio makes of the body of an answer that it runs. */
export type AnswerContent =
  | {
      readonly type: 'document'
      readonly document: TwimlDocument
      readonly findings: readonly TwimlFinding[]
    }
  | { readonly type: 'speech'; readonly text: string }
  | { readonly type: 'audio' }
  /** Twilio can do nothing with it: the caller hears an application error. */
  | { readonly type: 'unusable'; readonly reason: TwimlFinding | null }
  /** It cannot be read here: it is packed, or was cut off by the recorder. */
  | { readonly type: 'unreadable'; readonly reason: string }

/** An app answers most webhooks with the same few documents. */
const contents = createCache<AnswerContent>()

/** The content of an answer, read as Twilio reads it. */
export const answerContent: (response: ExchangeResponse) => AnswerContent = keepLast((response) => {
  const treatment = treatmentOf(response)
  if (treatment === 'audio') return { type: 'audio' }
  if (treatment === 'missing' || treatment === 'refused') return { type: 'unusable', reason: null }
  if (response.body.truncatedAt !== undefined)
    return { type: 'unreadable', reason: 'it was cut off when it was recorded' }
  return 'text' in response.body
    ? contents(`${treatment}\n${response.body.text}`, () => contentOfBytes(response, treatment))
    : contentOfBytes(response, treatment)
})

function contentOfBytes(response: ExchangeResponse, treatment: ContentTypeTreatment): AnswerContent {
  const bytes = bytesOf(response.body)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { type: 'unreadable', reason: 'it is compressed (gzip)' }
  return contentOfText(parseTwiml(bytes), bytes, treatment)
}

function contentOfText(
  { document, findings }: ParseResult,
  bytes: Uint8Array,
  treatment: ContentTypeTreatment,
): AnswerContent {
  if (document !== null) return { type: 'document', document, findings }
  if (treatment === 'twiml-or-speech' && bytes.length > 0)
    return { type: 'speech', text: new TextDecoder().decode(bytes).replaceAll(/\s+/g, ' ').trim() }
  return { type: 'unusable', reason: findings.find(({ severity }) => severity === 'error') ?? null }
}
