import { createApp, newMemory, routes, type Bug, type bugs, type variants } from '@ringback/app-flawed'
import { isWebhookKind } from '@ringback/catalog'
import { fuzz, type FuzzFinding, type FuzzReport, type RouteOption } from '@ringback/fuzz'
import { appTransport } from '@ringback/simulator'

export const authToken = 'a-token-for-the-benchmark'
const publicUrl = 'https://phone.example.com'

type BugId = (typeof bugs)[number]['id']
type VariantId = (typeof variants)[number]['id']

/** The URLs that no document of the app leads to. */
const unlinked: readonly string[] = ['voice.outbound-api-twiml', 'voice.fallback', 'status.rest-call']

/** Fuzzes the flawed app in process, with one bug or in one variant. */
export async function fuzzApp(
  which: { readonly bug?: BugId; readonly variant?: VariantId },
  options: { readonly seed: number; readonly runs: number; readonly signal?: AbortSignal },
): Promise<FuzzReport> {
  const memory = newMemory()
  const app = createApp({ authToken, publicUrl, memory, ...which })
  const events = fuzz({
    ...options,
    voiceUrl: `${publicUrl}/voice`,
    statusCallback: `${publicUrl}/status`,
    routes: unlinked.flatMap((kind): readonly RouteOption[] =>
      isWebhookKind(kind) ? [{ kind, url: `${publicUrl}${routes[kind] ?? ''}` }] : [],
    ),
    authToken,
    publicUrl,
    transport: appTransport(app),
    reset: () => {
      memory.seen.clear()
      memory.counts.clear()
    },
  })
  for await (const event of events) if (event.type === 'finished') return event.report
  throw new Error('The fuzzer ended without a report.')
}

/** The finding that is about a bug: of its page, and about what shows it. */
export function findingOf(bug: Bug, { findings }: FuzzReport): FuzzFinding | undefined {
  return findings.find((finding) => isAbout(bug, finding))
}

function isAbout({ shows, severity }: Bug, { path, message, severity: found }: FuzzFinding): boolean {
  if (severity === 'error' && found !== 'error' && !message.includes('callback')) return false
  if ('request' in shows) return true
  if ('keys' in shows) return path.length > 0 && path.length <= shows.keys.length
  return message.includes(shows.parameter.replace('*', ''))
}
