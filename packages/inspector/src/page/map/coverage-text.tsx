import type { JSX } from 'preact'
import { countText } from '../format.ts'

/** How many recorded calls came here: by sign, words and colour. */
export function CoverageText({ calls }: { readonly calls: number }): JSX.Element {
  return calls > 0 ? (
    <span class="coverage covered">✓ {countText(calls, 'recorded call')}</span>
  ) : (
    <span class="coverage uncovered">○ no recorded call</span>
  )
}
