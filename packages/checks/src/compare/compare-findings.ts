import type { WebhookKind } from '@ringback/catalog'
import { lintDocument, type TwimlFinding } from '@ringback/twiml'
import type { AnswerContent } from '../answer-content.ts'
import { documentContext } from '../document-context.ts'
import type { AnswerDifference } from './answer-difference.ts'

/** A document, what was found when it was parsed, and the URL it came from. */
export interface LocatedContent {
  readonly content: Extract<AnswerContent, { type: 'document' }>
  readonly url: string
}

/** What Twilio skips: the caller does not get what the app meant. */
const skipping: ReadonlySet<string> = new Set([
  'twiml-unknown-element',
  'twiml-wrong-nesting',
  'twiml-child-refused',
])

/** What Twilio would log about a document and did not about the expected one (`lint`), and the reverse (`lint-fixed`). */
export function compareFindings(
  expected: LocatedContent | null,
  actual: LocatedContent,
  kind: WebhookKind | null,
): readonly AnswerDifference[] {
  const before = expected === null ? [] : findingsIn(expected, kind)
  const after = findingsIn(actual, kind)
  return [...beyond(after, before).map(newFinding), ...beyond(before, after).map(fixedFinding)]
}

function findingsIn({ content, url }: LocatedContent, kind: WebhookKind | null): readonly TwimlFinding[] {
  const context = kind === null ? undefined : documentContext[kind]
  const options = { baseUrl: url, ...(context !== undefined && { context }) }
  return [...content.findings, ...lintDocument(content.document, options)].filter(
    ({ severity }) => severity !== 'info',
  )
}

/** The findings of one list that the other has not, each as often as it is there more often. */
function beyond(findings: readonly TwimlFinding[], others: readonly TwimlFinding[]): readonly TwimlFinding[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(fingerprint(other), (left.get(fingerprint(other)) ?? 0) + 1)
  return findings.filter((finding) => {
    const count = left.get(fingerprint(finding)) ?? 0
    left.set(fingerprint(finding), count - 1)
    return count <= 0
  })
}

function fingerprint({ code, element, attribute }: TwimlFinding): string {
  return JSON.stringify([code, element, attribute])
}

function newFinding(finding: TwimlFinding): AnswerDifference {
  const { message, twilioCode, line, column, severity, code } = finding
  return {
    code: 'lint',
    severity: severity === 'error' || skipping.has(code) ? 'breaking' : 'safe',
    message: `${message} (line ${line}, column ${column})`,
    ...(twilioCode !== undefined && { twilioCode }),
  }
}

function fixedFinding({ message }: TwimlFinding): AnswerDifference {
  return { code: 'lint-fixed', severity: 'safe', message: `No longer in the answer: ${message}` }
}
