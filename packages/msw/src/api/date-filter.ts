import type { RestParameter } from '../data/rest-parameter.ts'
import { refused } from './answer.ts'
import type { RestParameters } from './api-request.ts'

const dayMs = 86_400_000

interface Span {
  readonly from: number
  /** The first moment after it. */
  readonly to: number
}

/**
 * Whether a time passes the filters of that name: the day or second itself, `<` up to and including it, `>` from it on.
 * Days are those of UTC. A row without a time passes only when there is no filter.
 */
export function passesDate(
  parameters: RestParameters,
  name: RestParameter,
  time: number | undefined,
): boolean {
  return parameters.pairs.every(([written, value]) => {
    const operator = written.slice(name.length)
    if (!written.startsWith(name) || !/^[<>]?$/.test(operator) || value === '') return true
    const span = spanOf(value)
    if (time === undefined) return false
    if (operator === '<') return time < span.to
    return operator === '>' ? time >= span.from : time >= span.from && time < span.to
  })
}

function spanOf(value: string): Span {
  const from = Date.parse(value)
  if (Number.isNaN(from)) throw refused('parameter', value)
  return { from, to: from + (/^\d{4}-\d{2}-\d{2}$/.test(value) ? dayMs : 1000) }
}
