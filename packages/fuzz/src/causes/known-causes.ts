import type { Parameters } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import { pageKey, withoutQuery } from '../routes/page-key.ts'
import type { Cause } from './cause.ts'
import { explains } from './explains.ts'
import { lateCodes } from './late-codes.ts'

/** The causes that were found so far, by symptom. They save requests and prevent that findings are reported twice. */
export interface KnownCauses {
  readonly add: (symptom: string, cause: Cause) => void
  readonly has: (symptom: string) => boolean
  /** Whether a known cause of the symptom explains that a webhook with these parameters fails. */
  readonly explain: (symptom: string, parameters: Parameters) => boolean
  /** Whether the webhook has a known cause of a slow answer, so that sending it would only cost time. */
  readonly makeSlow: (url: string, parameters: Parameters) => boolean
  /** Whether the page is known to write the parameter into TwiML that then breaks. */
  readonly breakDocument: (url: string, name: string) => boolean
  /** Whether a known failure of the page comes from this parameter alone. */
  readonly explainByName: (url: string, name: string) => boolean
  /** Whether a known failure of the page comes from parameters such as these, or from their order. */
  readonly explainOnPage: (url: string, parameters: Parameters, isReordered: boolean) => boolean
  /** Whether the same finding is known of the path, with this query or another, and these parameters cause it. */
  readonly explainOnPath: (finding: CheckFinding, url: string, parameters: Parameters) => boolean
}

/** Creates an empty store of causes. */
export function createKnownCauses(): KnownCauses {
  const causes = new Map<string, readonly Cause[]>()
  const whose = (isMeant: (symptom: string) => boolean): readonly Cause[] =>
    [...causes].flatMap(([symptom, known]) => (isMeant(symptom) ? known : []))
  return {
    add: (symptom, cause) => void causes.set(symptom, [...(causes.get(symptom) ?? []), cause]),
    has: (symptom) => causes.has(symptom),
    explain: (symptom, parameters) =>
      (causes.get(symptom) ?? []).some((cause) => explains(cause, parameters)),
    makeSlow(url, parameters) {
      if (causes.size === 0) return false
      const path = ` ${pageKey(withoutQuery(url))}`
      const isLate = (symptom: string): boolean =>
        lateCodes.has(symptom.split(' ', 1)[0] ?? '') && symptom.includes(path)
      return whose(isLate).some((cause) => explains(cause, parameters))
    },
    breakDocument(url, name) {
      const page = ` ${pageKey(url)} `
      return whose((symptom) => symptom.startsWith('twiml-') && symptom.includes(page)).some((cause) =>
        isOf(cause, name),
      )
    },
    explainByName(url, name) {
      const page = ` ${pageKey(url)} `
      return whose((symptom) => symptom.includes(page)).some((cause) => isOf(cause, name))
    },
    explainOnPage(url, parameters, isReordered) {
      const page = ` ${pageKey(url)} `
      return whose((symptom) => symptom.includes(page)).some(
        (cause) =>
          cause.differences.length > 0 &&
          (explains(cause, parameters) ||
            (isReordered && cause.differences.every(({ type }) => type === 'order'))),
      )
    },
    explainOnPath(finding, url, parameters) {
      const start = `${finding.code} ${pageKey(withoutQuery(url))}`
      return whose((symptom) => symptom.startsWith(start)).some((cause) => explains(cause, parameters))
    },
  }
}

/** Whether the cause is this parameter alone. */
function isOf({ differences: [first, ...more] }: Cause, name: string): boolean {
  return first?.type === 'parameter' && first.name === name && more.length === 0
}
