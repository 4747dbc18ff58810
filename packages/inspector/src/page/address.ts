import { useEffect, useState } from 'preact/hooks'
import { everyCall, filterOf, queryOf, type CallFilter } from '../model/call-filter.ts'

/** What the page shows, as it stands behind the # of its address. */
export interface Address {
  /** The id of the call that is open; null: the list. */
  readonly call: string | null
  /** The id of the exchange that is open within the call; null: the first. */
  readonly exchange: string | null
  /** What is being done with the exchange; absent: it is looked at. */
  readonly act?: 'edit' | 'notes' | undefined
  /** The edge case that the edited request has. */
  readonly edgeCase?: string | undefined
  readonly filter: CallFilter
}

const acts = ['edit', 'notes'] as const

/** Reads the address. */
export function readAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const parameters = new URLSearchParams(query)
  const id = path.startsWith('/call/') ? path.slice('/call/'.length) : ''
  return {
    call: id === '' ? null : decoded(id),
    exchange: parameters.get('exchange'),
    act: acts.find((act) => act === parameters.get('act')),
    edgeCase: parameters.get('case') ?? undefined,
    filter: query === '' ? everyCall : filterOf(parameters),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function hashOf({ call, exchange, act, edgeCase, filter }: Address): string {
  const query = new URLSearchParams(queryOf(filter))
  if (call !== null && exchange !== null) query.set('exchange', exchange)
  if (call !== null && act !== undefined) query.set('act', act)
  if (call !== null && act !== undefined && edgeCase !== undefined) query.set('case', edgeCase)
  const text = query.toString()
  const path = call === null ? '/calls' : `/call/${encodeURIComponent(call)}`
  return `#${path}${text === '' ? '' : `?${text}`}`
}

/** The address and a function that changes it: as a new entry of the browser's history, or in place of the current one. */
export function useAddress(): readonly [Address, (address: Address, how: 'push' | 'replace') => void] {
  const [address, setAddress] = useState(() => readAddress(location.hash))
  useEffect(() => {
    const read = (): void => setAddress(readAddress(location.hash))
    addEventListener('hashchange', read)
    addEventListener('popstate', read)
    return () => {
      removeEventListener('hashchange', read)
      removeEventListener('popstate', read)
    }
  }, [])
  const go = (next: Address, how: 'push' | 'replace'): void => {
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hashOf(next))
    setAddress(next)
  }
  return [address, go]
}
