import { twimlFinding, type TwimlFinding } from '../finding.ts'
import { elementRow } from '../grammar.ts'
import { parseTwiml } from '../parse.ts'
import type { TwimlDocument } from '../tree.ts'
import { runnableChildren, type AnyKnownElement } from '../view/runnable-children.ts'
import { contentTypeTreatment } from './content-type.ts'
import { hint } from './hint.ts'
import type { ElementRule, LintOptions, Problem } from './options.ts'
import { attributesRule } from './rules/attributes.ts'
import { conferenceRule } from './rules/conference.ts'
import { contextRule } from './rules/context.ts'
import { dialRule, numberRule } from './rules/dial.ts'
import { flowRule } from './rules/flow.ts'
import { gatherRule } from './rules/gather.ts'
import { inlineRule } from './rules/inline.ts'
import { nestingRule } from './rules/nesting.ts'
import { payRule } from './rules/pay.ts'
import { recordRule } from './rules/record.ts'
import { sayRule } from './rules/say.ts'
import { sipRule } from './rules/sip.ts'
import { streamRule } from './rules/stream.ts'
import { taskRule } from './rules/task.ts'
import { textRule } from './rules/text.ts'
import { textUrlRule } from './rules/text-url.ts'

const rules: readonly ElementRule[] = [
  nestingRule,
  attributesRule,
  textRule,
  sayRule,
  textUrlRule,
  gatherRule,
  recordRule,
  dialRule,
  numberRule,
  conferenceRule,
  sipRule,
  taskRule,
  payRule,
  streamRule,
  inlineRule,
  contextRule,
  flowRule,
]

/** The REST API takes this many characters in its Twiml parameter. */
const LONGEST_INLINE = 4000

const START = { line: 1, column: 1, offset: 0 }

/**
 * Everything that Twilio would log about an answer, in the order of the document, and some advice of ringback's
 * own (severity `info`, no `twilioCode`). Never throws.
 */
export function lintTwiml(source: string | Uint8Array, options: LintOptions = {}): readonly TwimlFinding[] {
  const treatment = options.contentType === undefined ? 'twiml' : contentTypeTreatment(options.contentType)
  if (treatment === 'audio') return []
  if (treatment === 'missing' || treatment === 'refused')
    return [contentTypeFinding(options.contentType ?? '')]
  const { document, findings } = parseTwiml(source)
  if (document === null) return treatment === 'twiml-or-speech' ? [spokenHint()] : findings
  return [...findings, ...inlineLength(source, options), ...lintDocument(document, options)]
}

/** The same for a document that has been parsed. */
export function lintDocument(document: TwimlDocument, options: LintOptions = {}): readonly TwimlFinding[] {
  return problemsIn(document.root, undefined, options)
    .map(twimlFinding)
    .toSorted((a, b) => a.offset - b.offset)
}

function problemsIn(
  element: AnyKnownElement,
  parent: AnyKnownElement | undefined,
  options: LintOptions,
): Problem[] {
  const row = elementRow(element.id)
  if (row === undefined) return []
  const visit = { element, row, parent, options }
  const own = rules.flatMap((rule) => rule(visit)).map((problem) => ({ element: element.name, ...problem }))
  // What Twilio skips is not judged further.
  return [...own, ...runnableChildren(element).flatMap((child) => problemsIn(child, element, options))]
}

function contentTypeFinding(contentType: string): TwimlFinding {
  if (contentType.trim() === '') {
    const message = 'The answer has no Content-Type; Twilio treats it as a failed request. Answer text/xml.'
    return twimlFinding({ code: 'twiml-content-type-missing', message, position: START, twilioCode: 11200 })
  }
  const message = `The answer has Content-Type "${contentType}", which is neither XML nor text nor audio. Answer text/xml.`
  return twimlFinding({ code: 'twiml-content-type', message, position: START, twilioCode: 12300 })
}

function spokenHint(): TwimlFinding {
  return twimlFinding(
    hint('spoken', 'The answer is text/plain and not TwiML: Twilio reads it out and hangs up.', START),
  )
}

function inlineLength(source: string | Uint8Array, { inline }: LintOptions): TwimlFinding[] {
  if (inline !== true || source.length <= LONGEST_INLINE) return []
  const message = `The REST API takes at most ${LONGEST_INLINE} characters of TwiML; these are ${source.length}. Give a URL instead.`
  return [
    twimlFinding({
      code: 'twiml-inline-too-long',
      message,
      position: START,
      twilioCode: 32018,
      severity: 'error',
    }),
  ]
}
