import { pagePath } from '../page-path.ts'
import type { PhoneMap } from '../phone-map.ts'
import type { Graph } from './graph.ts'

/** How many answers of the app were judged, and on how many pages it answered well. */
export function reachOf({
  edges,
  hangups,
}: Pick<Graph, 'edges' | 'hangups'>): Pick<PhoneMap, 'judged' | 'reachedPages'> {
  const webhooks = [...edges, ...hangups].flatMap(({ segment }) => segment.webhooks)
  const answered = webhooks.filter(({ status }) => status !== null)
  const good = answered.filter(({ problem }) => problem === null)
  // A page that answers calls and their input is two, since both were tested.
  const pages = new Set(
    good.map(({ kind, url }) => `${kind.startsWith('voice.') ? 'voice' : kind} ${pagePath(url)}`),
  )
  return { judged: answered.length, reachedPages: pages.size }
}
