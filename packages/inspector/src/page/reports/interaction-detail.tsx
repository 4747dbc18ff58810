import type { JSX } from 'preact'
import type { ContractDifferenceView, InteractionView } from '../../model/report-view.ts'
import { durationText } from '../format.ts'
import { verdictText } from './verdict-text.ts'

const sections = [
  {
    severity: 'breaking',
    title: 'Breaking differences',
    note: 'The caller, the called party or the course of the call notices.',
  },
  {
    severity: 'not-comparable',
    title: 'Not comparable',
    note: 'The recording or its redaction hides whether it changed.',
  },
  { severity: 'safe', title: 'Safe differences', note: 'Nobody in the call notices.' },
] as const

/** An interaction: what was expected, what the app answered, and how the two differ. */
export function InteractionDetail({ interaction }: { readonly interaction: InteractionView }): JSX.Element {
  const { verdict, description, consumer, provider, webhook, request, states, durationMs, differences } =
    interaction
  return (
    <>
      <h2>{description}</h2>
      <p>
        <b class={`verdict ${verdict}`}>{verdictText[verdict]}</b> in {durationText(durationMs)}
      </p>
      <p class="quiet">
        {consumer} and {provider}
        {webhook !== null && ` · ${webhook}`}
      </p>
      <p class="request-line">{request}</p>
      {states.length > 0 && <p>Given {states.join(' and ')}</p>}
      {sections.map(({ severity, title, note }) => {
        const own = differences.filter((difference) => difference.severity === severity)
        if (own.length === 0) return null
        return (
          <section key={severity} class={`changes ${severity}`} aria-label={title}>
            <h3>{title}</h3>
            <p class="quiet">{note}</p>
            <ul>
              {own.map((difference, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- two differences may say the same
                <Difference key={at} difference={difference} />
              ))}
            </ul>
          </section>
        )
      })}
      <Heard interaction={interaction} />
    </>
  )
}

function Difference({ difference }: { readonly difference: ContractDifferenceView }): JSX.Element {
  const { code, message, where, expected, actual, twilioCode, accepted } = difference
  return (
    <li>
      <b>{code}</b> {message}
      {twilioCode !== null && ` (Twilio ${twilioCode})`}
      {where !== null && <span class="quiet"> {where}</span>}
      {accepted !== null && <span class="quiet"> accepted: {accepted}</span>}
      {(expected !== null || actual !== null) && (
        <dl class="values">
          <dt>Expected</dt>
          <dd>{expected ?? <i>nothing</i>}</dd>
          <dt>Answered</dt>
          <dd>{actual ?? <i>nothing</i>}</dd>
        </dl>
      )}
    </li>
  )
}

/** What the caller hears, as the contract has it and as the app answered. */
function Heard({
  interaction: { expected, answered },
}: {
  readonly interaction: InteractionView
}): JSX.Element | null {
  if (expected === null && answered === null) return null
  return (
    <section class="heard-both" aria-label="What the caller hears">
      <HeardList title="The caller hears, by the contract" lines={expected} other={answered} />
      <HeardList title="The caller heard" lines={answered} other={expected} />
    </section>
  )
}

interface HeardProps {
  readonly title: string
  readonly lines: readonly string[] | null
  readonly other: readonly string[] | null
}

function HeardList({ title, lines, other }: HeardProps): JSX.Element {
  return (
    <div>
      <h3>{title}</h3>
      {lines === null ? (
        <p class="quiet">Not known.</p>
      ) : lines.length === 0 ? (
        <p class="quiet">Nothing.</p>
      ) : (
        <ol>
          {lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no name other than their place
            <li key={at}>{other === null || other.includes(line) ? line : <mark>{line}</mark>}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
