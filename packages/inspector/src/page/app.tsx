import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAddress } from './address.ts'
import { CallScreen } from './call-screen.tsx'
import { CallsScreen } from './calls-screen.tsx'
import type { CallSource, Connection } from './call-source.ts'
import type { ListPlace } from './use-call-list.ts'

const connectionText: Readonly<Record<Connection, string>> = {
  live: 'Live: new calls appear here',
  waiting: 'Not connected: start ringback inspect again',
  file: 'Exported file: nothing is sent, nothing changes',
}

/** The page: the list of calls, or one of them. */
export function App({ source }: { readonly source: CallSource }): JSX.Element {
  const [address, go] = useAddress()
  const [connection, setConnection] = useState<Connection>('waiting')
  const [changes, setChanges] = useState(0)
  const place = useRef<ListPlace | null>(null)
  useEffect(() => source.listen(() => setChanges((count) => count + 1), setConnection), [source])
  return (
    <>
      <header class="top">
        <h1>ringback</h1>
        <p class={`connection ${connection}`} role="status">
          {connectionText[connection]}
        </p>
      </header>
      <main>
        {address.call === null ? (
          <CallsScreen source={source} changes={changes} address={address} place={place} go={go} />
        ) : (
          <CallScreen source={source} changes={changes} address={address} id={address.call} go={go} />
        )}
      </main>
    </>
  )
}
