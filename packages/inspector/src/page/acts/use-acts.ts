import { useRef, useState } from 'preact/hooks'
import type { EdgeCaseView, ParameterPairs, SentView } from '../../model/act-view.ts'
import type { Copyable } from '../../model/call-view.ts'
import { useLoaded } from '../use-loaded.ts'
import type { Acts } from './acts-client.ts'

/** What was done in a call since it was opened, and what can be done. */
export interface CallActs {
  /** Where the app listens; null: nothing can be sent. */
  readonly app: string | null
  /** What is to be said about sending; null where there is nothing. */
  readonly note: string | null
  /** Whether originals can be asked for. */
  readonly canReveal: boolean
  readonly edgeCases: (exchange: string) => Promise<readonly EdgeCaseView[]>
  /** The call (`vitest`) or an exchange as code. */
  readonly copy: (exchange: string, as: 'vitest' | 'fast-check' | 'pact') => Promise<Copyable>
  /** What came back last, by the id of the recorded exchange. */
  readonly sent: ReadonlyMap<string, SentView>
  /** What is being done now; empty: nothing. */
  readonly busy: string
  /** Why the last act was not done; null after one that was. */
  readonly error: string | null
  readonly replay: (exchange?: string) => void
  readonly send: (exchange: string, parameters: ParameterPairs) => void
  /** Carries out another act, one at a time. */
  readonly perform: (what: string, work: (acts: Acts) => Promise<void>) => void
}

/** Null in a page that does nothing. */
export function useActs(acts: Acts | null, call: string): CallActs | null {
  const [sent, setSent] = useState<ReadonlyMap<string, SentView>>(new Map())
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<string | null>(null)
  const isBusy = useRef(false)
  const abilities = useLoaded(async () => acts?.abilities() ?? null, [acts])
  if (acts === null) return null
  const run = async (what: string, work: (of: Acts) => Promise<void>): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setBusy(what)
    setError(null)
    try {
      await work(acts)
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    } finally {
      isBusy.current = false
      setBusy('')
    }
  }
  const perform: CallActs['perform'] = (what, work) => void run(what, work)
  const keep = (views: readonly SentView[]): void =>
    setSent((before) => new Map([...before, ...views.map((view) => [view.exchange, view] as const)]))
  return {
    app: abilities.value?.app ?? null,
    note: abilities.error ?? abilities.value?.note ?? null,
    canReveal: abilities.value?.canReveal ?? false,
    edgeCases: (exchange) => acts.edgeCases(call, exchange),
    copy: (exchange, as) => acts.copy(call, exchange, as),
    sent,
    busy,
    error,
    perform,
    replay: (exchange) => perform('Sending…', async () => keep(await acts.replay(call, exchange))),
    send: (exchange, parameters) =>
      perform('Sending…', async () => keep(await acts.send(call, exchange, parameters))),
  }
}
