import type { Answer, WebhookOutcome } from '@ringback/twilio-client/node'
import type { Problem } from '@ringback/recording'
import type { TwilioContentRow } from '@ringback/catalog'
import { lintDocument, parseTwiml, type DocumentContext, type TwimlDocument } from '@ringback/twiml'

/** What Twilio does with an answer. */
export type Instructions =
  | {
      readonly type: 'document'
      readonly document: TwimlDocument
      readonly twiml: string
      readonly warnings: readonly Problem[]
    }
  /** Plain text that is not TwiML: spoken, then the call ends. */
  | { readonly type: 'speech'; readonly text: string }
  /** Audio: played, then the call ends. */
  | { readonly type: 'audio' }
  /** TwiML that Twilio serves itself: it takes the call over, and is not requested. */
  | { readonly type: 'twilio-content'; readonly row: TwilioContentRow }
  | { readonly type: 'failure'; readonly problem: Problem }

/** Documents that were read before, by where they run, so that a repeated menu is not parsed again. */
const known = new Map<DocumentContext, Map<string, Instructions>>()

/** For each context. */
const mostKnown = 500

/** What Twilio does with the outcome of a TwiML request. */
export function instructionsOf({ answer, problem }: WebhookOutcome, context: DocumentContext): Instructions {
  if (problem !== null) return { type: 'failure', problem }
  if (answer === null)
    return { type: 'failure', problem: { code: 'no-answer', message: 'The app gave no answer.' } }
  return answer.type === 'audio' ? { type: 'audio' } : readText(answer, context)
}

/** What Twilio does with TwiML that was not fetched over HTTP. */
export function readTwiml(twiml: string, context: DocumentContext): Instructions {
  const ofContext = knownIn(context)
  const kept = ofContext.get(twiml)
  if (kept !== undefined) return kept
  const read = judgeTwiml(twiml, context)
  if (ofContext.size >= mostKnown) ofContext.clear()
  ofContext.set(twiml, read)
  return read
}

function knownIn(context: DocumentContext): Map<string, Instructions> {
  const kept = known.get(context) ?? new Map<string, Instructions>()
  known.set(context, kept)
  return kept
}

function judgeTwiml(twiml: string, context: DocumentContext): Instructions {
  const { document, findings } = parseTwiml(twiml)
  if (document === null) {
    const finding = findings.find(({ severity }) => severity === 'error') ?? findings[0]
    return {
      type: 'failure',
      problem: {
        code: finding?.code ?? 'twiml-unreadable',
        message: finding?.message ?? 'the answer is not TwiML',
        ...(finding?.twilioCode !== undefined && { twilioCode: finding.twilioCode }),
      },
    }
  }
  const warnings = lintDocument(document, { context }).filter(({ twilioCode }) => twilioCode !== undefined)
  return { type: 'document', document, twiml, warnings }
}

function readText(answer: Exclude<Answer, { type: 'audio' }>, context: DocumentContext): Instructions {
  const read = readTwiml(answer.text, context)
  const isSpoken = answer.type === 'text' && read.type === 'failure'
  return isSpoken ? { type: 'speech', text: answer.text.trim() } : read
}
