import { useEffect, useState } from 'preact/hooks'
import type { ReportKind } from '../../model/report-view.ts'

/** The views of the page, as they stand in its address: `#/map`. */
export type ViewName = 'calls' | ReportKind

const reportViews: readonly string[] = [
  'map',
  'findings',
  'contract',
  'results',
] satisfies readonly ReportKind[]

/** The view that an address names; null when it names none. */
export function viewOf(hash: string): ViewName | null {
  const [path = ''] = hash.replace(/^#/, '').split('?', 1)
  const name = path.replace(/^\//, '')
  // The list holds the names of report views.
  if (reportViews.includes(name)) return name as ReportKind
  return path === '' || path === '/' ? null : 'calls'
}

/** What stands behind the # of the address, as long as links and the browser's history change it. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const read = (): void => setHash(location.hash)
    addEventListener('hashchange', read)
    addEventListener('popstate', read)
    return () => {
      removeEventListener('hashchange', read)
      removeEventListener('popstate', read)
    }
  }, [])
  return hash
}

/** Sets parameters of the address; an empty value removes one. */
export type SetParameters = (changes: Readonly<Record<string, string>>) => void

/** The parameters in the address of a report's view, and a function that changes them in place. */
export function useParameters(view: ReportKind): readonly [URLSearchParams, SetParameters] {
  const hash = useHash()
  const [own, setOwn] = useState<{ readonly from: string; readonly query: string } | null>(null)
  // What was set here holds until the address is changed from elsewhere.
  const query = own !== null && own.from === hash ? own.query : (hash.split('?', 2)[1] ?? '')
  const set: SetParameters = (changes) => {
    const next = new URLSearchParams(location.hash.split('?', 2)[1] ?? '')
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    const text = next.toString()
    history.replaceState(null, '', `#/${view}${text === '' ? '' : `?${text}`}`)
    setOwn({ from: hash, query: text })
  }
  return [new URLSearchParams(query), set]
}
