import type { ReplayEvent } from '@ringback/replay'
import type { JunitCase, JunitSuite } from '../../format/junit.ts'

/** A suite a recording, a case an exchange. */
export function suitesOf(events: readonly ReplayEvent[]): readonly JunitSuite[] {
  const suites: { name: string; cases: JunitCase[] }[] = []
  for (const event of events) {
    if (event.type === 'recording') suites.push({ name: event.recording.callSid ?? 'no call', cases: [] })
    if (event.type !== 'exchange') continue
    const { exchange, verdict, differences, reason, problem, durationMs } = event
    const messages = differences.map(({ message }) => message)
    suites.at(-1)?.cases.push({
      name: `${exchange.kind ?? 'not recognised'} ${exchange.id}`,
      seconds: durationMs / 1000,
      ...(verdict === 'changed' && { failure: messages.join('\n') }),
      ...(verdict === 'failed' && { failure: problem?.message ?? 'It could not be sent.' }),
      ...(verdict === 'not-comparable' && { skipped: `not comparable: ${messages.join(' ')}` }),
      ...(verdict === 'skipped' && { skipped: reason ?? '' }),
    })
  }
  return suites
}
