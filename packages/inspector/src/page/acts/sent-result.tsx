import type { JSX } from 'preact'
import type { SentView } from '../../model/act-view.ts'
import type { AnswerView } from '../../model/call-view.ts'
import { FindingList } from '../findings.tsx'
import { durationText } from '../format.ts'
import { BodyText } from '../call/message-parts.tsx'

interface Props {
  readonly sent: SentView
  /** The recorded answer. */
  readonly recorded: AnswerView | null
}

/** In words, what the difference is to the caller. */
function headlineOf({ verdict, differences }: SentView): string {
  const isSafe = verdict === 'changed' && differences.every(({ severity }) => severity === 'safe')
  return isSafe ? 'The answer changed, and the caller notices nothing' : headline[verdict]
}

const headline: Readonly<Record<SentView['verdict'], string>> = {
  same: 'The caller notices no difference',
  changed: 'The caller notices a difference',
  'not-comparable': 'The answers cannot be compared in full',
  skipped: 'Not sent',
  failed: 'It could not be sent',
}

const what = {
  original: 'the original request',
  recorded: 'the request as it was recorded',
  edited: 'the edited request',
} as const

/** What came back on a request that was sent again, beside the recorded answer. */
export function SentResult({ sent, recorded }: Props): JSX.Element {
  const { verdict, reason, differences, findings, answer, problem, durationMs } = sent
  return (
    <section class={`sent ${verdict}`} aria-label="Answer now">
      <p role="status">
        <b>{headlineOf(sent)}</b>
        {sent.sent !== null && ` · sent: ${what[sent.sent]}, answered in ${durationText(durationMs)}`}
      </p>
      {reason !== null && <p class="quiet">{reason}</p>}
      {problem !== null && <p class="bad">{problem}</p>}
      {differences.length > 0 && (
        <ul class="differences">
          {differences.map(({ severity, message, where }) => (
            <li class={severity} key={`${where} ${message}`}>
              <b>{severity === 'not-comparable' ? 'not comparable' : severity}</b> {message}
              {where !== null && <span class="quiet"> {where}</span>}
            </li>
          ))}
        </ul>
      )}
      <FindingList findings={findings} />
      {sent.sent !== null && (
        <div class="beside">
          <ShortAnswer title="Recorded" answer={recorded} />
          <ShortAnswer title="Now" answer={answer} />
        </div>
      )}
    </section>
  )
}

function ShortAnswer({
  title,
  answer,
}: {
  readonly title: string
  readonly answer: AnswerView | null
}): JSX.Element {
  return (
    <div>
      <h4>
        {title}: {answer === null ? 'no answer' : `status ${answer.status}`}
      </h4>
      {answer !== null &&
        (answer.twiml === null ? (
          <BodyText body={answer.body} />
        ) : (
          <pre class="raw" tabIndex={0} aria-label={`TwiML, ${title.toLowerCase()}`}>
            {answer.twiml.map(({ text }) => text).join('\n')}
          </pre>
        ))}
    </div>
  )
}
