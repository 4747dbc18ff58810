import type { Proxy, ProxyEvent, ProxyOptions } from '@ringback/proxy'
import { startRawApp, type RawApp } from '../support/raw-app.ts'
import { startProxy } from '../support/start-proxy.ts'

/** Two apps behind one proxy: `main` is its app, `other` that of its targets. */
export interface TwoApps {
  readonly main: RawApp
  readonly other: RawApp
  readonly proxy: Proxy
  readonly events: readonly ProxyEvent[]
  readonly close: () => Promise<void>
}

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')

/** Starts them. `targets`: of the URL of the other app. */
export async function startTwoApps(
  targets: (other: string) => NonNullable<ProxyOptions['targets']>,
  options: Partial<ProxyOptions> = {},
): Promise<TwoApps> {
  const [main, other] = await Promise.all([startRawApp(() => [answer]), startRawApp(() => [answer])])
  const proxy = await startProxy({ app: main.url, targets: targets(other.url), ...options })
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  return {
    main,
    other,
    proxy,
    events,
    close: async () => {
      await proxy.close({ drain: false })
      await Promise.all([main.close(), other.close()])
    },
  }
}
