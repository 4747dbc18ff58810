import { headerName, kindRow } from '@ringback/catalog'
import { contentTypeTreatment, parseTwiml, printTwiml } from '@ringback/twiml'
import { headerOf } from '@ringback/recording'
import type { ContractNote } from '../pact/contract-note.ts'
import { type PactResponse, regexRule, rule } from '../pact/pact.ts'
import { responseSkeleton } from '../pact/response-skeleton.ts'
import { bodyText } from './answer-of.ts'
import type { PlannedInteraction } from './planned-interaction.ts'

/** What Twilio runs as TwiML. */
const twimlTypes = String.raw`^(?:text/xml|application/xml|text/html)(?:\s*;.*)?$`

interface ExpectedAnswer extends Pick<ContractNote, 'expects' | 'twiml'> {
  readonly response: PactResponse
}

/** What is expected of the app, as far as Pact can hold it, and the TwiML beside it. */
export function expectedAnswer({ kind, answer }: PlannedInteraction): ExpectedAnswer {
  if (answer !== null && answer.status >= 300) return { expects: 'nothing', response: redirect(answer) }
  const success = {
    status: 200,
    matchingRules: { status: { $: rule({ match: 'statusCode', status: 'success' }) } },
  }
  if (!kindRow(kind).synchronous) {
    return { expects: 'nothing', response: { ...success, status: answer?.status ?? 200 } }
  }
  const contentType =
    (answer === null ? undefined : headerOf(answer.headers, headerName.contentType)) ?? 'text/xml'
  if (answer !== null && contentTypeTreatment(contentType) === 'audio') {
    return { expects: 'sound', response: { ...success, ...header(contentType, '^audio/.+$', success) } }
  }
  const document = answer === null ? null : parseTwiml(bodyText(answer)).document
  const { xml, rules } = responseSkeleton(document)
  return {
    expects: 'twiml',
    ...(document !== null && { twiml: printTwiml(document).trimEnd().split('\n') }),
    response: {
      status: 200,
      headers: { 'Content-Type': ['text/xml'] },
      body: { content: xml, contentType: 'text/xml', encoded: false },
      matchingRules: {
        ...success.matchingRules,
        header: { 'Content-Type': regexRule(twimlTypes) },
        ...(Object.keys(rules).length > 0 && { body: rules }),
      },
    },
  }
}

function header(
  contentType: string,
  pattern: string,
  { matchingRules }: { matchingRules: NonNullable<PactResponse['matchingRules']> },
): PactResponse {
  return {
    headers: { 'Content-Type': [contentType] },
    matchingRules: { ...matchingRules, header: { 'Content-Type': regexRule(pattern) } },
  }
}

function redirect(answer: NonNullable<PlannedInteraction['answer']>): PactResponse {
  const location = headerOf(answer.headers, 'location')
  return { status: answer.status, ...(location !== undefined && { headers: { Location: [location] } }) }
}
