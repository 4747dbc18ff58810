import {
  textOfDifference,
  type VerifiedInteraction,
  type VerifyCounts,
  type VerifyEvent,
} from '@ringback/contract'
import type { JunitCase, JunitSuite } from '../../format/junit.ts'
import type { Styles } from '../../shell/styles.ts'

/** The lines that a person reads about one interaction. */
export function interactionLines(
  interaction: VerifiedInteraction,
  { green, red, yellow, dim }: Styles,
): readonly string[] {
  const { verdict, description, differences, states, durationMs } = interaction
  const mark = {
    passed: green('passed '),
    failed: red('FAILED '),
    pending: yellow('pending'),
    'not-comparable': yellow('unknown'),
  }[verdict]
  const label = { breaking: red('breaking'), safe: yellow('safe    '), 'not-comparable': yellow('unknown ') }
  const given = states.length === 0 ? '' : `given ${states.join(' and ')}, `
  return [
    `  ${mark} ${description}  ${dim(`${given}${Math.round(durationMs)} ms`)}`,
    ...differences.map(
      ({ severity, twilioCode, ...difference }) =>
        `          ${label[severity]} ${textOfDifference({ severity, ...difference })}${twilioCode === undefined ? '' : dim(` [${twilioCode}]`)}`,
    ),
  ]
}

/** The closing line. */
export function summaryLine(
  { judged, passed, failed, pending, notComparable, skipped }: VerifyCounts,
  { green, red, yellow }: Styles,
): string {
  const rest = [
    ...(notComparable > 0 ? [`${notComparable} not comparable`] : []),
    ...(skipped > 0 ? [`${skipped} not verified`] : []),
  ]
  const text = [`${passed} passed`, `${failed} failed`, `${pending} pending`, ...rest].join(', ')
  if (failed > 0) return red(text)
  return judged > 0 ? green(text) : yellow(text)
}

/** A suite a provider state, a case an interaction. */
export function suitesOf(events: readonly VerifyEvent[]): readonly JunitSuite[] {
  const interactions = events.filter((event) => event.type === 'interaction')
  const groups = Map.groupBy(
    interactions,
    ({ consumer, provider, kind }) => `${consumer} and ${provider}: ${kind ?? 'other'}`,
  )
  return [...groups].map(([name, members]) => ({ name, cases: members.map(caseOf) }))
}

function caseOf({ description, durationMs, verdict, differences }: VerifiedInteraction): JunitCase {
  const messages = differences.filter(({ severity }) => severity === 'breaking').map(textOfDifference)
  const notComparable = differences
    .filter(({ severity }) => severity === 'not-comparable')
    .map(textOfDifference)
  return {
    name: description,
    seconds: durationMs / 1000,
    ...(verdict === 'failed' && { failure: messages.join('\n') || 'It failed.' }),
    ...(verdict === 'not-comparable' && { skipped: `not comparable: ${notComparable.join(' ')}` }),
    ...(verdict === 'pending' && { skipped: `pending: ${messages.join(' ')}` }),
  }
}
