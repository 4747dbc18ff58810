import type { McpOptions } from '../server/mcp-options.ts'
import type { LoopbackApp } from './loopback-app.ts'

/** How an app is reached and what is signed, as every engine takes it. */
export interface AppAccess {
  readonly app: string
  readonly authToken: string
  readonly allowRemote: false
  readonly publicUrl?: string
  readonly timeouts?: { readonly totalMs: number; readonly readMs: number }
}

/** What is signed with where no auth token is known: an app that checks signatures refuses it. */
const placeholderToken = '0'.repeat(32)

/** The access to an app with the settings that the server was started with. */
export function accessOf(
  { origin }: LoopbackApp,
  { authToken, publicUrl, timeoutMs }: McpOptions,
): AppAccess {
  return {
    app: origin,
    authToken: authToken ?? placeholderToken,
    allowRemote: false,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(timeoutMs !== undefined && { timeouts: { totalMs: timeoutMs, readMs: timeoutMs } }),
  }
}

/** What the agent should know where no auth token is set; null otherwise. */
export function tokenNote({ authToken }: McpOptions): string | null {
  if (authToken !== undefined) return null
  return 'No auth token is set, so requests are signed with a placeholder, and an app that checks signatures refuses them. A person can set TWILIO_AUTH_TOKEN for the server.'
}

/** Notes as one text; null where there are none. */
export function notesOf(...notes: readonly (string | null)[]): string | null {
  const given = notes.filter((note) => note !== null)
  return given.length === 0 ? null : given.join(' ')
}
