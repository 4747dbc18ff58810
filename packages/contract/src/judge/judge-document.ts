import {
  lintDocument,
  parseTwiml,
  reachableVerbs,
  type TwimlDocument,
  type TwimlFinding,
} from '@ringback/twiml'
import type { ContractNote } from '../pact/contract-note.ts'
import { compareTwiml } from './compare-twiml.ts'
import type { Judgement } from './judgement.ts'

/** What Twilio passes over: the caller does not get what the app meant. */
const skipping: ReadonlySet<string> = new Set([
  'twiml-unknown-element',
  'twiml-wrong-nesting',
  'twiml-child-refused',
])

type Expected = Pick<ContractNote, 'twiml' | 'url' | 'free'>

/** A body against the document that the contract holds, and against what Twilio takes. */
export function judgeDocument(
  expected: Expected,
  body: string | Uint8Array,
  url: string,
): readonly Judgement[] {
  const before = expectedDocument(expected)
  const { document, findings } = parseTwiml(body)
  if (document === null) return [noTwiml(findings, before)]
  const lost =
    before === null
      ? []
      : compareTwiml({ document: before, url: expected.url }, { document, url }, expected.free)
  return [...lost, ...newFindings(before, [...findings, ...lintDocument(document, { baseUrl: url })])]
}

/** The document that the contract holds; null when it holds none. */
export function expectedDocument({ twiml }: Pick<ContractNote, 'twiml'>): TwimlDocument | null {
  return twiml === undefined ? null : parseTwiml(twiml.join('\n')).document
}

/** What does not run any more, for messages about answers that give nothing: ` instead of Say, Gather`. */
export function insteadOf(expected: TwimlDocument | null): string {
  const names = expected === null ? [] : reachableVerbs(expected).map(({ name }) => name)
  return names.length === 0 ? '' : ` instead of ${[...new Set(names)].join(', ')}`
}

function noTwiml(findings: readonly TwimlFinding[], before: TwimlDocument | null): Judgement {
  const [first] = findings
  return {
    code: 'no-twiml',
    severity: 'breaking',
    message: `The answer is no TwiML that Twilio could run: ${first?.message ?? 'it has no Response.'} The caller hears that an application error has occurred${insteadOf(before)}.`,
    ...(first?.twilioCode !== undefined && { twilioCode: first.twilioCode }),
  }
}

/** What Twilio would log about this document and would not have logged about the expected one. */
function newFindings(before: TwimlDocument | null, findings: readonly TwimlFinding[]): readonly Judgement[] {
  const known = (before === null ? [] : lintDocument(before)).map(fingerprint)
  return findings.flatMap((finding): readonly Judgement[] => {
    if (finding.severity === 'info') return []
    const place = known.indexOf(fingerprint(finding))
    if (place !== -1) {
      known.splice(place, 1)
      return []
    }
    const { message, twilioCode, line, column, severity, code } = finding
    return [
      {
        code: 'lint',
        severity: severity === 'error' || skipping.has(code) ? 'breaking' : 'safe',
        message: `${message} (line ${line}, column ${column})`,
        ...(twilioCode !== undefined && { twilioCode }),
      },
    ]
  })
}

function fingerprint({ code, element, attribute }: TwimlFinding): string {
  return JSON.stringify([code, element, attribute])
}
