import type { CoverageCounter, CoverageItem } from '@ringback/arbitraries'
import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'
import { callbackKinds, conferenceEventKinds, connectActionKinds } from '../routes/callback-kinds.ts'

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
  /** The command-line option that would have it sent; absent where the app alone decides. */
  readonly option?: string
}

/** How much of the catalog was sent to the app. */
export interface CoverageSummary {
  readonly kinds: Share
  readonly parameters: Share
  readonly values: Share
  /** What was not sent, and why. */
  readonly missed: readonly Missed[]
}

const noUrl = 'no URL for it is known'
const notAskedFor = 'no TwiML of the app asks for it'
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
    .map(missedKind)
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

const numberCallback: WebhookKind = 'status.incoming-number'

/** The kinds that TwiML asks for, by a verb or an attribute. */
const ofTwiml: ReadonlySet<WebhookKind> = new Set([
  'voice.redirect',
  ...Object.values(callbackKinds).flatMap((attributes) => Object.values(attributes).flat()),
  ...[...conferenceEventKinds.values()].flat(),
  ...Object.values(connectActionKinds),
])

function missedKind(kind: WebhookKind): Missed {
  if (kind === numberCallback) return { kind, reason: noUrl, option: '--status-callback <path>' }
  return { kind, reason: ofTwiml.has(kind) ? notAskedFor : noUrl, option: `--route ${kind}=<path>` }
}
