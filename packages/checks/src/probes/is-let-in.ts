import { roleOf } from '../answer.ts'
import { isAnswered } from '../is-answered.ts'
import type { ProbedExchange } from '../probe.ts'
import { noticeableDifference } from './noticeable-difference.ts'

/**
 * Whether a forged request was accepted. An app may also refuse with a document of its own, so only the answer that the genuine
 * request gets counts as accepted.
 */
export function isLetIn(exchange: ProbedExchange, genuine: ProbedExchange): boolean {
  if (!isAnswered(exchange)) return false
  if (roleOf(exchange) === 'callback') return true
  return noticeableDifference(genuine, exchange) === undefined
}
