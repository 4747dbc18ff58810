import { decodeForm } from '@ringback/catalog'
import { compareAnswers } from '@ringback/checks'
import { expectedAnswer } from '../compare/compare-with-contract.ts'
import { describeDifference } from '../compare/contract-difference.ts'
import { contractNote } from '../pact/contract-note.ts'
import type { PactFile, PactInteraction } from '../pact/pact.ts'

/** One difference between two contracts. */
export interface ContractChange {
  /** The interaction concerned. */
  readonly description: string
  readonly kind:
    | 'interaction-removed'
    | 'interaction-added'
    | 'request-changed'
    | 'answer-changed'
    | 'terms-changed'
  /** `breaking`: the caller, the called party or Twilio notices, or less is verified than before. */
  readonly severity: 'breaking' | 'safe'
  readonly message: string
}

/** What changed for the caller between two contracts, in the order of the old one, then what is new. */
export function diffPacts(
  before: readonly PactFile[],
  after: readonly PactFile[],
): readonly ContractChange[] {
  const [old, fresh] = [byKey(before), byKey(after)]
  const kept = [...old].flatMap(([key, interaction]): readonly ContractChange[] => {
    const now = fresh.get(key)
    if (now !== undefined) return diffInteraction(interaction, now)
    const { description } = interaction
    const message = `No longer verified: what the app answers to ${requestOf(interaction)}.`
    return [{ description, kind: 'interaction-removed', severity: 'breaking', message }]
  })
  const added = [...fresh].flatMap(([key, interaction]): readonly ContractChange[] => {
    if (old.has(key)) return []
    const { description } = interaction
    const message = `Now verified: what the app answers to ${requestOf(interaction)}.`
    return [{ description, kind: 'interaction-added', severity: 'safe', message }]
  })
  return [...kept, ...added]
}

function byKey(files: readonly PactFile[]): ReadonlyMap<string, PactInteraction> {
  return new Map(
    files.flatMap(({ pact }) =>
      pact.interactions.map(
        (interaction) =>
          [
            JSON.stringify([
              pact.consumer.name,
              pact.provider.name,
              interaction.description,
              (interaction.providerStates ?? []).map(({ name }) => name),
            ]),
            interaction,
          ] as const,
      ),
    ),
  )
}

function diffInteraction(before: PactInteraction, after: PactInteraction): readonly ContractChange[] {
  const { description } = before
  return [
    ...requestChanges(before, after).map((message) => ({
      description,
      kind: 'request-changed' as const,
      severity: 'breaking' as const,
      message,
    })),
    ...answerChanges(before, after),
    ...termChanges(before, after),
  ]
}

function requestChanges(before: PactInteraction, after: PactInteraction): readonly string[] {
  const [old, fresh] = [requestOf(before), requestOf(after)]
  const changes = old === fresh ? [] : [`Twilio requests ${fresh} instead of ${old}.`]
  const [was, is] = [valuesOf(before), valuesOf(after)]
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    if (was.get(name) === is.get(name)) continue
    changes.push(`Twilio sends ${shown(name, is.get(name))} instead of ${shown(name, was.get(name))}.`)
  }
  return changes
}

function shown(name: string, value: string | undefined): string {
  return value === undefined ? `no ${name}` : `${name}=${value}`
}

/** Every value of a request's form by its parameter; several values in one text. */
function valuesOf({ request }: PactInteraction): ReadonlyMap<string, string> {
  const content = typeof request.body?.content === 'string' ? request.body.content : ''
  const groups = Map.groupBy(decodeForm(content).parameters, ([name]) => name)
  return new Map([...groups].map(([name, pairs]) => [name, pairs.map(([, value]) => value).join(', ')]))
}

function answerChanges(before: PactInteraction, after: PactInteraction): readonly ContractChange[] {
  const { description } = before
  const kind = 'answer-changed'
  const [old, fresh] = [before.response.status ?? 200, after.response.status ?? 200]
  if (old !== fresh) {
    const severity = old < 300 && fresh < 300 ? 'safe' : 'breaking'
    return [{ description, kind, severity, message: `The app answers ${fresh} instead of ${old}.` }]
  }
  const [was, is] = [contractNote(before), contractNote(after)]
  if (was === undefined || is === undefined) {
    if (JSON.stringify(before.response) === JSON.stringify(after.response)) return []
    return [{ description, kind, severity: 'breaking', message: 'The expected answer changed.' }]
  }
  if (was.expects !== is.expects) {
    const message = `The expected kind of answer is ${is.expects} instead of ${was.expects}.`
    return [{ description, kind, severity: 'breaking', message }]
  }
  if (was.twiml === undefined && is.twiml === undefined) return []
  if (was.twiml === undefined) {
    const message = 'The contract now holds the TwiML of the answer; before, any TwiML passed.'
    return [{ description, kind, severity: 'safe', message }]
  }
  if (is.twiml === undefined) {
    const message = 'The contract no longer holds the TwiML of the answer: any TwiML passes.'
    return [{ description, kind, severity: 'breaking', message }]
  }
  return compareAnswers(expectedAnswer(was, before.response), expectedAnswer(is, after.response), {
    kind: was.kind,
    free: was.free,
  }).map((difference) => ({
    description,
    kind,
    severity: difference.severity === 'breaking' ? 'breaking' : 'safe',
    message: describeDifference(difference),
  }))
}

function termChanges(before: PactInteraction, after: PactInteraction): readonly ContractChange[] {
  const { description } = before
  const [was, is] = [contractNote(before), contractNote(after)]
  if (was === undefined || is === undefined) return []
  const loosened = is.free.filter((part) => !was.free.includes(part))
  const bound = was.free.filter((part) => !is.free.includes(part))
  const change = (severity: ContractChange['severity'], message: string): ContractChange => ({
    description,
    kind: 'terms-changed',
    severity,
    message,
  })
  return [
    ...(loosened.length > 0 ? [change('safe', `May now change: ${loosened.join(', ')}.`)] : []),
    ...(bound.length > 0 ? [change('safe', `May no longer change: ${bound.join(', ')}.`)] : []),
    ...(was.refusesForged && !is.refusesForged
      ? [change('breaking', 'No longer verified: that a forged request is refused.')]
      : []),
  ]
}

function requestOf(interaction: PactInteraction): string {
  const { method = 'GET', path = '/' } = interaction.request
  return `${method} ${contractNote(interaction)?.target ?? path}`
}
