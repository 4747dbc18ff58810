import { createAppServer, newMemory, routes, type AppOptions } from '@ringback/app-flawed'
import { isWebhookKind } from '@ringback/catalog'
import { fuzz, type FuzzEvent, type FuzzReport, type RouteOption } from '@ringback/fuzz'

const authToken = 'a-token-for-the-benchmark'
const publicUrl = 'https://phone.example.com'

/** A finding, with the plain request that it is to be compared to. */
export type FoundInApp = Omit<Extract<FuzzEvent, { type: 'finding' }>, 'type'>

export interface FuzzedApp {
  readonly report: FuzzReport
  readonly found: readonly FoundInApp[]
}

/** The URLs that no document of the app leads to. */
const unlinked: readonly string[] = ['voice.outbound-api-twiml', 'voice.fallback', 'status.rest-call']

/** Fuzzes the flawed app in process, with a bug, with several at once, or in one variant. */
export async function fuzzApp(
  which: Pick<AppOptions, 'bug' | 'variant'>,
  options: { readonly seed: number; readonly runs: number },
): Promise<FuzzedApp> {
  const memory = newMemory()
  const app = createAppServer({ authToken, publicUrl, memory, ...which })
  const events = fuzz({
    ...options,
    voiceUrl: `${publicUrl}/voice`,
    statusCallback: `${publicUrl}/status`,
    routes: unlinked.flatMap((kind): readonly RouteOption[] =>
      isWebhookKind(kind) ? [{ kind, url: `${publicUrl}${routes[kind] ?? ''}` }] : [],
    ),
    authToken,
    publicUrl,
    app,
    reset: () => {
      memory.seen.clear()
      memory.counts.clear()
      memory.values.clear()
    },
  })
  const found: FoundInApp[] = []
  for await (const event of events) {
    if (event.type === 'finding') found.push(event)
    if (event.type === 'finished') return { report: event.report, found }
  }
  throw new Error('The fuzzer ended without a report.')
}
