import type { Exchange } from '../exchange.ts'
import { socketSource } from './socket.ts'

/** What the kind of an exchange is called in lists: `socket` for a WebSocket, `unrecognised` for what is no known webhook. */
export function kindName({ kind, provenance }: Pick<Exchange, 'kind' | 'provenance'>): string {
  return kind ?? (provenance.source === socketSource ? 'socket' : 'unrecognised')
}
