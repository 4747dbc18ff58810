import { headerName, debuggerCode } from '@ringback/catalog'
import { bytesOf, type ExchangeResponse } from '@ringback/recording'
import { contentTypeTreatment } from '@ringback/twiml'
import { headerOf } from '../build/answer-of.ts'
import type { ContractNote } from '../pact/contract-note.ts'
import type { PactResponse } from '../pact/pact.ts'
import { expectedDocument, insteadOf, judgeDocument } from './judge-document.ts'
import type { Judgement } from './judgement.ts'

/** What is expected of an answer. */
export interface ExpectedAnswer {
  readonly note: ContractNote
  readonly response: PactResponse
}

/** An answer against the contract: what the caller would notice. `url` is the public URL that was requested. */
export function judgeAnswer(
  { note, response }: ExpectedAnswer,
  answer: ExchangeResponse,
  url: string,
): readonly Judgement[] {
  const status = judgeStatus(note, response, answer)
  if (status.length > 0 || note.expects === 'nothing') return [...status, ...judgeLocation(response, answer)]
  const type = judgeType(note, answer)
  if (note.expects === 'sound' || type.some(({ severity }) => severity === 'breaking')) return type
  return [...type, ...judgeDocument(note, bytesOf(answer.body), url)]
}

function judgeStatus(
  note: ContractNote,
  { status = 200 }: PactResponse,
  answer: ExchangeResponse,
): readonly Judgement[] {
  if (answer.status === status) return []
  if (isSuccess(status) && isSuccess(answer.status)) return []
  const notice =
    note.expects === 'nothing'
      ? 'Twilio logs the callback as failed, and the app misses the event'
      : isSuccess(answer.status) || answer.status >= 400
        ? `the caller hears that an application error has occurred${insteadOf(expectedDocument(note))}`
        : `Twilio asks another URL${insteadOf(expectedDocument(note))}`
  const wanted = isSuccess(status) ? '2xx' : String(status)
  return [
    {
      code: 'status',
      severity: 'breaking',
      message: `The app answers ${answer.status} in place of ${wanted}: ${notice}.`,
      ...(answer.status >= 400 && { twilioCode: debuggerCode.httpRetrievalFailure }),
    },
  ]
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function judgeLocation(
  { status = 200, headers }: PactResponse,
  answer: ExchangeResponse,
): readonly Judgement[] {
  if (isSuccess(status) || answer.status !== status) return []
  const expected = [headers?.['Location'] ?? ''].flat()[0]
  const actual = headerOf(answer, 'location') ?? ''
  if (expected === actual) return []
  return [
    {
      code: 'location',
      severity: 'breaking',
      message: `The redirect leads to ${actual || 'nowhere'} instead of ${expected || 'nowhere'}: another URL decides what the caller hears.`,
    },
  ]
}

function judgeType(note: ContractNote, answer: ExchangeResponse): readonly Judgement[] {
  const type = headerOf(answer, headerName.contentType) ?? null
  const treatment = contentTypeTreatment(type)
  const wanted = note.expects === 'sound' ? 'audio' : 'twiml'
  if (treatment === wanted) return []
  // Twilio tries plain text as TwiML before it reads it out, and judgeDocument says whether that works.
  if (treatment === 'twiml-or-speech' && wanted === 'twiml') {
    return [
      {
        code: 'content-type',
        severity: 'safe',
        message: `The Content-Type is ${type}: Twilio runs the TwiML in it all the same.`,
      },
    ]
  }
  const what = {
    twiml: 'Twilio runs it as TwiML and plays no sound',
    'twiml-or-speech': 'Twilio reads it out and plays no sound',
    audio: 'Twilio plays it as a sound and hangs up',
    refused: 'Twilio refuses it, and the caller hears that an application error has occurred',
    missing:
      'Twilio takes it as a failed request, and the caller hears that an application error has occurred',
  }[treatment]
  return [
    {
      code: 'content-type',
      severity: 'breaking',
      message: `The Content-Type is ${type ?? 'missing'}: ${what}${insteadOf(expectedDocument(note))}.`,
      ...(treatment === 'refused' && { twilioCode: debuggerCode.invalidContentType }),
      ...(treatment === 'missing' && { twilioCode: debuggerCode.httpRetrievalFailure }),
    },
  ]
}
