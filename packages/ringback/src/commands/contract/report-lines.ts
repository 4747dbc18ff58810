import type { VerifiedInteraction, VerifyCounts, VerifyEvent } from '@ringback/contract'
import type { JunitCase, JunitSuite } from '../../format/junit.ts'
import type { Styles } from '../../shell/styles.ts'

/** The lines that a person reads about one interaction. */
export function interactionLines(
  interaction: VerifiedInteraction,
  { green, red, yellow, dim }: Styles,
): readonly string[] {
  const { verdict, description, judgements, states, durationMs } = interaction
  const mark = { passed: green('passed '), failed: red('FAILED '), pending: yellow('pending') }[verdict]
  const given = states.length === 0 ? '' : `given ${states.join(' and ')}, `
  return [
    `  ${mark} ${description}  ${dim(`${given}${Math.round(durationMs)} ms`)}`,
    ...judgements.map(
      ({ severity, message, twilioCode }) =>
        `          ${severity === 'breaking' ? red('breaking') : yellow('safe    ')} ${message}${twilioCode === undefined ? '' : dim(` [${twilioCode}]`)}`,
    ),
  ]
}

/** The closing line. */
export function summaryLine({ passed, failed, pending }: VerifyCounts, { green, red }: Styles): string {
  const text = `${passed} passed, ${failed} failed, ${pending} pending`
  return failed === 0 ? green(text) : red(text)
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

function caseOf({ description, durationMs, verdict, judgements }: VerifiedInteraction): JunitCase {
  const messages = judgements.filter(({ severity }) => severity === 'breaking').map(({ message }) => message)
  return {
    name: description,
    seconds: durationMs / 1000,
    ...(verdict === 'failed' && { failure: messages.join('\n') || 'It failed.' }),
    ...(verdict === 'pending' && { skipped: `pending: ${messages.join(' ')}` }),
  }
}
