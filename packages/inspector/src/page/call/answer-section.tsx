import type { JSX } from 'preact'
import type { AnswerView } from '../../model/call-view.ts'
import { FindingList } from '../findings.tsx'
import { BodyText, Headers } from './message-parts.tsx'

/** The answer of the app: status, TwiML with what is wrong on each line, headers, body as sent. */
export function AnswerSection({ answer }: { readonly answer: AnswerView }): JSX.Element {
  const { status, headers, body, twiml } = answer
  return (
    <>
      <p class={status >= 400 ? 'note bad' : 'note'}>Status {status}</p>
      {twiml !== null && (
        <ol class="twiml" aria-label="TwiML, pretty-printed" tabIndex={0}>
          {twiml.map(({ text, findings }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line has no name other than its number
            <li key={index} class={findings.length > 0 ? 'marked' : ''}>
              <code>{text}</code>
              <FindingList findings={findings} />
            </li>
          ))}
        </ol>
      )}
      <details open={twiml === null}>
        <summary>Answer body as sent ({body.bytes} bytes)</summary>
        <BodyText body={body} />
      </details>
      <details>
        <summary>Answer headers ({headers.length})</summary>
        <Headers headers={headers} />
      </details>
    </>
  )
}
