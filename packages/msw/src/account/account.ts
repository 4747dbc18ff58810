import type { Simulation } from '@ringback/simulator/engine'
import { sidPrefix } from '@ringback/catalog'
import type { Credentials } from '../api/authenticate.ts'
import { apiRoot } from '../data/rest-values.ts'
import type { ConfiguredRow } from '../resources/configured.ts'
import type { CallRow } from './call-row.ts'
import type { ConferenceRow } from './conference-row.ts'
import type { RecordingRow } from './recording-row.ts'

/** Everything that the REST API knows about an account. */
export interface Account {
  readonly credentials: Credentials
  readonly simulation: Simulation
  /** Oldest first, by SID; those that the app deleted are gone. */
  readonly calls: Map<string, CallRow>
  readonly recordings: Map<string, RecordingRow>
  readonly conferences: Map<string, ConferenceRow>
  /** When a queue was created and last changed, by its SID. */
  readonly queueDates: Map<string, { readonly created: number; updated: number }>
  readonly streams: Map<string, StreamRow>
  readonly notifications: NotificationRow[]
  readonly numbers: Map<string, ConfiguredRow>
  readonly applications: Map<string, ConfiguredRow>
  readonly callsPerSecond: number
  /** When the last call was placed, or will be. */
  lastPlacedAt: number
}

/** A stream that the app started over the REST API. */
export interface StreamRow {
  readonly sid: string
  readonly callSid: string
  readonly name: string
  updatedAt: number
}

/** What Twilio's debugger logged about a call. */
export interface NotificationRow {
  readonly sid: string
  readonly callSid: string
  readonly code: number
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly at: number
}

/** The path of a resource in the account. */
export function uriOf({ simulation }: Account, ...parts: readonly string[]): string {
  return `${apiRoot}/Accounts/${simulation.accountSid}/${parts.join('/')}.json`
}

/** The paths of the subresources of a resource. */
export function subresourcesOf(
  account: Account,
  parts: readonly string[],
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(names).map(([field, end]) => [field, uriOf(account, ...parts, end)]),
  )
}

/** Logs what Twilio's debugger would say about a call. */
export function addNotification(account: Account, row: Omit<NotificationRow, 'sid' | 'at'>): void {
  const { simulation, notifications } = account
  notifications.push({ ...row, sid: simulation.ids.sid(sidPrefix.notification), at: simulation.clock.now() })
}
