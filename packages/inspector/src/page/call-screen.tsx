import type { JSX } from 'preact'
import type { CallView, ExchangeView } from '../model/call-view.ts'
import { CallActsBar, CallKeys } from './acts/call-acts.tsx'
import { ExchangeActs } from './acts/exchange-acts.tsx'
import { CallResults } from './acts/call-results.tsx'
import { useActKeys } from './acts/use-act-keys.ts'
import { useActs } from './acts/use-acts.ts'
import type { Address } from './address.ts'
import type { CallSource } from './call-source.ts'
import { CopyButton } from './copy-button.tsx'
import { ExchangePanel } from './call/exchange-panel.tsx'
import { timeText } from './format.ts'
import { useKeys } from './keys.ts'
import { RevealBar } from './call/reveal-bar.tsx'
import { useRevealed } from './call/use-revealed.ts'
import { Sequence } from './call/sequence.tsx'
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
  const { value: shown, error } = useLoaded(() => source.call(id), [source, changes, id])
  const acts = useActs(source.acts, id)
  const revealed = useRevealed(acts, shown)
  const call = revealed.call ?? shown
  const exchanges = call?.exchanges ?? []
  const at = placeOf(exchanges, address.exchange)
  const exchange = exchanges[at]
  const select = (index: number): void => {
    const next = exchanges[Math.max(0, Math.min(exchanges.length - 1, index))]
    if (next !== undefined) go({ ...address, exchange: next.id }, 'replace')
  }
  const back = (): void =>
    go({ ...address, call: null, exchange: null, act: undefined, edgeCase: undefined }, 'push')
  const isEditing = address.act === 'edit'
  const edit = (act: Address['act'], edgeCase?: string): void =>
    go({ ...address, exchange: exchange?.id ?? null, act, edgeCase }, 'replace')
  useKeys({
    j: () => select(at + 1),
    ArrowDown: () => select(at + 1),
    k: () => select(at - 1),
    ArrowUp: () => select(at - 1),
    Home: () => select(0),
    End: () => select(exchanges.length - 1),
    Escape: () => (address.act === undefined ? back() : edit(undefined)),
    Backspace: back,
  })
  useActKeys(acts, exchange, () => edit(isEditing ? undefined : 'edit'))
  return (
    <>
      <nav class="call-head" aria-label="Call">
        <button type="button" onClick={back}>
          ← All calls
        </button>
        {call !== null && <CallHead call={call} />}
        {shown !== null && acts !== null && (
          <CallActsBar acts={acts} call={shown} onNote={() => edit('notes')} onDeleted={back} />
        )}
        <RevealBar revealed={revealed} />
      </nav>
      {shown !== null && acts !== null && (
        <CallResults call={shown} acts={acts} address={address} onSelect={select} onEdit={edit} />
      )}
      <Failure error={error} />
      {call !== null && (
        <div class="call">
          <Sequence call={call} selected={at} onSelect={select} />
          {exchange !== undefined && (
            <ExchangePanel exchange={exchange} limitMs={call.limitMs} key={exchange.id}>
              {acts !== null && (
                <ExchangeActs exchange={exchange} acts={acts} address={address} onEdit={edit} />
              )}
            </ExchangePanel>
          )}
        </div>
      )}
      <CallKeys acts={acts} />
    </>
  )
}

function Failure({ error }: { readonly error: string | null }): JSX.Element | null {
  if (error === null) return null
  return (
    <p class="damage" role="alert">
      {error}
    </p>
  )
}

/** The place of the exchange that is open; the first where none is. */
function placeOf(exchanges: readonly ExchangeView[], id: string | null): number {
  return Math.max(
    0,
    exchanges.findIndex((exchange) => exchange.id === id),
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
