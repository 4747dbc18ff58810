import type { CoverageItem } from '@ringback/arbitraries'
import { isWebhookKind, kinds } from '@ringback/catalog'
import type { CoverageSummary, Missed } from './events.ts'
import type { Run } from './run.ts'

/** How much of the catalog was sent to the app, and why the rest was not. */
export function coverageSummary({ coverage }: Pick<Run, 'coverage'>): CoverageSummary {
  const { cases, hit, missed } = coverage.coverage()
  const ofValues = ({ value }: CoverageItem): boolean => value !== undefined
  const share = (wanted: (item: CoverageItem) => boolean) => {
    const hits = hit.filter(wanted).length
    return { hit: hits, total: hits + missed.filter(wanted).length }
  }
  const unsent = kinds
    .map(({ kind }) => kind)
    .filter((kind) => isWebhookKind(kind) && !cases.has(kind))
    .map((kind): Missed => ({
      kind,
      reason: 'no URL of the app is known to answer it; name one with --route',
    }))
  return {
    kinds: { hit: cases.size, total: cases.size + unsent.length },
    parameters: share((item) => !ofValues(item)),
    values: share(ofValues),
    missed: [
      ...missed.map(({ kind, parameter, value }): Missed => ({
        kind,
        parameter,
        ...(value !== undefined && { value }),
        reason: 'no document of the app makes Twilio send it, or the run ended before its turn',
      })),
      ...unsent,
    ],
  }
}
