import type { CoverageCounter, CoverageItem } from '@ringback/arbitraries'
import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'

/** A count and its total. */
export interface Share {
  readonly hit: number
  readonly total: number
}

/** A kind, parameter or value that was not sent. */
export interface Missed {
  readonly kind: WebhookKind
  /** Undefined when the whole kind was not sent. */
  readonly parameter?: string
  readonly value?: string
  readonly reason: string
}

/** How much of the catalog was sent to the app. */
export interface CoverageSummary {
  readonly kinds: Share
  readonly parameters: Share
  readonly values: Share
  /** What was not sent, and why. */
  readonly missed: readonly Missed[]
}

const noUrl = 'no URL for it is known; add one with --route'
const notTriggered = 'no TwiML of the app causes it, or the run ended first'

/** Sums up what was sent. */
export function coverageSummary(counter: CoverageCounter): CoverageSummary {
  const { cases, hit, missed } = counter.coverage()
  const share = (isMeant: (item: CoverageItem) => boolean): Share => {
    const hits = hit.filter(isMeant).length
    return { hit: hits, total: hits + missed.filter(isMeant).length }
  }
  const isValue = ({ value }: CoverageItem): boolean => value !== undefined
  const unsent = kinds
    .map(({ kind }) => kind)
    .filter((kind) => isWebhookKind(kind) && !cases.has(kind))
    .map((kind): Missed => ({ kind, reason: noUrl }))
  const missing = missed.map(({ kind, parameter, value }): Missed => ({
    kind,
    parameter,
    ...(value !== undefined && { value }),
    reason: notTriggered,
  }))
  return {
    kinds: { hit: cases.size, total: cases.size + unsent.length },
    parameters: share((item) => !isValue(item)),
    values: share(isValue),
    missed: [...missing, ...unsent],
  }
}
