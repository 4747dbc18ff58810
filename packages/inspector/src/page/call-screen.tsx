import type { JSX } from 'preact'
import type { CallView } from '../model/call-view.ts'
import type { Address } from './address.ts'
import type { CallSource } from './call-source.ts'
import { CopyButton } from './copy-button.tsx'
import { ExchangePanel } from './exchange-panel.tsx'
import { timeText } from './format.ts'
import { useKeys } from './keys.ts'
import { Sequence } from './sequence.tsx'
import { useLoaded } from './use-loaded.ts'

interface Props {
  readonly source: CallSource
  /** Grows when the folder changes. */
  readonly changes: number
  readonly address: Address
  readonly id: string
  readonly go: (address: Address, how: 'push' | 'replace') => void
}

/** One call: its sequence of webhooks, and one of them in full. */
export function CallScreen({ source, changes, address, id, go }: Props): JSX.Element {
  const { value: call, error } = useLoaded(() => source.call(id), [source, changes, id])
  const exchanges = call?.exchanges ?? []
  const at = Math.max(
    0,
    exchanges.findIndex((exchange) => exchange.id === address.exchange),
  )
  const select = (index: number): void => {
    const exchange = exchanges[Math.max(0, Math.min(exchanges.length - 1, index))]
    if (exchange !== undefined) go({ ...address, exchange: exchange.id }, 'replace')
  }
  const back = (): void => go({ ...address, call: null, exchange: null }, 'push')
  useKeys({
    j: () => select(at + 1),
    ArrowDown: () => select(at + 1),
    k: () => select(at - 1),
    ArrowUp: () => select(at - 1),
    Home: () => select(0),
    End: () => select(exchanges.length - 1),
    Escape: back,
    Backspace: back,
  })
  const exchange = exchanges[at]
  return (
    <>
      <nav class="call-head" aria-label="Call">
        <button type="button" onClick={back}>
          ← All calls
        </button>
        {call !== null && <CallHead call={call} />}
      </nav>
      {error !== null && (
        <p class="damage" role="alert">
          {error}
        </p>
      )}
      {call !== null && (
        <div class="call">
          <Sequence call={call} selected={at} onSelect={select} />
          {exchange !== undefined && (
            <ExchangePanel exchange={exchange} limitMs={call.limitMs} key={exchange.id} />
          )}
        </div>
      )}
      <p class="keys">
        <kbd>j</kbd> <kbd>k</kbd> next, previous exchange · <kbd>Esc</kbd> back to all calls
      </p>
    </>
  )
}

function CallHead({ call }: { readonly call: CallView }): JSX.Element {
  return (
    <>
      <h2>{call.callSid ?? 'No call'}</h2>
      <p>
        {call.from ?? '?'} → {call.to ?? '?'} · {timeText(call.startedAt)} UTC ·{' '}
        {call.isRedacted ? 'redacted' : 'not redacted'}
      </p>
      <CopyButton label="Copy call as HAR" content={{ text: call.har, note: '' }} />
    </>
  )
}
