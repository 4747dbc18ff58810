import type { JSX } from 'preact'
import type { BodyView, HeaderViews } from '../../model/call-view.ts'

/** The headers of a request or an answer, in order. */
export function Headers({ headers }: { readonly headers: HeaderViews }): JSX.Element {
  return (
    <pre class="raw" tabIndex={0}>
      {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
    </pre>
  )
}

/** A body as it was on the wire. */
export function BodyText({ body }: { readonly body: BodyView }): JSX.Element {
  if (body.bytes === 0) return <p class="quiet">Empty.</p>
  return (
    <>
      {body.truncatedAt !== null && (
        <p class="quiet">Only the first {body.truncatedAt} bytes were recorded.</p>
      )}
      {body.text === null ? (
        <p class="quiet">Not text.</p>
      ) : (
        <pre class="raw" tabIndex={0}>
          {body.text}
        </pre>
      )}
    </>
  )
}
