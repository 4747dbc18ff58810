import type { JSX } from 'preact'
import type { CallView } from '../../model/call-view.ts'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly call: CallView
  readonly sent: CallActs['sent']
  readonly onSelect: (index: number) => void
}

const verdictText = {
  same: 'same',
  changed: 'changed',
  'not-comparable': 'not comparable',
  skipped: 'not sent',
  failed: 'failed',
} as const

/** What became of each exchange that was sent again. */
export function ReplaySummary({ call, sent, onSelect }: Props): JSX.Element | null {
  if (sent.size === 0) return null
  return (
    <ul class="replayed" aria-label="Sent again">
      {call.exchanges.map(({ id, kind }, index) => {
        const view = sent.get(id)
        if (view === undefined) return null
        return (
          <li key={id}>
            <button type="button" class={view.verdict} onClick={() => onSelect(index)}>
              {index + 1} {kind ?? 'not recognised'}: <b>{verdictText[view.verdict]}</b>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
