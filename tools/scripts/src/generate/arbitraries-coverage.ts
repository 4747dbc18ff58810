import { coverageReport } from '@ringback/arbitraries'

/** What `packages/arbitraries/COVERAGE.md` has to say; the seed is fixed, so that it changes with the catalog only. */
export function arbitrariesCoverage(): string {
  return coverageReport({ seed: 20260610, limit: 10_000 })
}
