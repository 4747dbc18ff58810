import type { Parameters } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import { pageOf, withoutQuery, type Route } from './routes/route.ts'
import type { Cause, Run } from './run.ts'

/** Findings about time, which it would take long to show again and again. */
export const lateCodes: ReadonlySet<string> = new Set([
  'answer-too-late',
  'no-answer-in-time',
  'total-timeout',
])

/** True when a webhook has what is known to make a page slow, so that sending it would only cost time. */
export function isKnownToBeSlow(run: Run, { url }: Route, parameters: Parameters): boolean {
  if (run.causes.size === 0) return false
  const path = ` ${pageOf(withoutQuery(url))}`
  return causesOf(
    run,
    (symptom) => lateCodes.has(symptom.split(' ', 1)[0] ?? '') && symptom.includes(path),
  ).some((cause) => explains(cause, parameters))
}

/** True when a page is known to write a parameter into documents that then break. */
export function isKnownToBreakDocuments(run: Run, { url }: Route, name: string): boolean {
  const page = ` ${pageOf(url)} `
  return causesOf(run, (symptom) => symptom.startsWith('twiml-') && symptom.includes(page)).some(
    ({ differences: [first, ...more] }) =>
      first?.type === 'parameter' && first.name === name && more.length === 0,
  )
}

/** True when a failure of the page is known that parameters such as these bring about. */
export function isExplained(run: Run, { url }: Route, parameters: Parameters, isReordered: boolean): boolean {
  const page = ` ${pageOf(url)} `
  return causesOf(run, (symptom) => symptom.includes(page)).some(
    (cause) =>
      cause.differences.length > 0 &&
      (explains(cause, parameters) ||
        (isReordered && cause.differences.every(({ type }) => type === 'order'))),
  )
}

/** True when the same is known of the path, with this query or another, and parameters such as these bring it about. */
export function isKnownOfPath(run: Run, finding: CheckFinding, url: string, parameters: Parameters): boolean {
  const start = `${finding.code} ${pageOf(withoutQuery(url))}`
  return causesOf(run, (symptom) => symptom.startsWith(start)).some((cause) => explains(cause, parameters))
}

/** The known causes of symptoms that are meant. */
function causesOf({ causes }: Run, isMeant: (symptom: string) => boolean): readonly Cause[] {
  return [...causes].flatMap(([symptom, known]) => (isMeant(symptom) ? known : []))
}

/** True when a webhook has all that a cause takes. */
export function explains({ differences, anywhere }: Cause, parameters: Parameters): boolean {
  if (anywhere?.isIn(parameters) === true) return true
  return differences.every((each) => {
    if (each.type === 'order') return false
    const values = parameters.filter(([name]) => name === each.name).map(([, value]) => value)
    return values.length === each.values.length && values.every((value, at) => value === each.values[at])
  })
}
