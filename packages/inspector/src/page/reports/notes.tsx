import type { JSX } from 'preact'

/** What a reader of a report has to know, a line each. */
export function Notes({ notes }: { readonly notes: readonly string[] }): JSX.Element | null {
  if (notes.length === 0) return null
  return (
    <ul class="notes" aria-label="Notes">
      {notes.map((note, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- notes have no name, and two may say the same
        <li key={at}>{note}</li>
      ))}
    </ul>
  )
}
