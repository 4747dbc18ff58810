import type { ExchangeResponse } from '@ringback/recording'
import { lengthOf, type Body } from '@ringback/recording'
import { describeForCaller, lintTwiml, parseTwiml, printTwiml } from '@ringback/twiml'
import type { AnswerView, BodyView, FindingView, TwimlLine } from '../model/call-view.ts'

/** The answer of the app, its TwiML printed one element a line. `findings`: what the checks found in the answer. */
export function answerView(
  { status, headers, body }: ExchangeResponse,
  findings: readonly FindingView[],
): AnswerView {
  const text = 'text' in body ? body.text : ''
  const { document } = text.includes('<') ? parseTwiml(text) : { document: null }
  return {
    status,
    headers,
    body: bodyView(body),
    twiml: document === null ? null : twimlLines(printTwiml(document), findings),
    heard: document === null ? [] : describeForCaller(document),
  }
}

/** A body with its text, where it is text. */
export function bodyView(body: Body): BodyView {
  return {
    text: 'text' in body ? body.text : null,
    bytes: lengthOf(body),
    truncatedAt: body.truncatedAt ?? null,
  }
}

/** Findings tell the line of the document as it was sent; the same finding is looked for in the document as it is printed. */
function twimlLines(printed: string, findings: readonly FindingView[]): readonly TwimlLine[] {
  const inPrinted = lintTwiml(printed)
  const left = [...findings]
  const onLine = new Map<number, FindingView[]>()
  for (const { line, message } of inPrinted) {
    const at = left.findIndex((finding) => finding.message === message)
    if (at < 0) continue
    onLine.set(line, [...(onLine.get(line) ?? []), ...left.splice(at, 1)])
  }
  return printed
    .trimEnd()
    .split('\n')
    .map((text, index) => ({ text, findings: onLine.get(index + 1) ?? [] }))
}
