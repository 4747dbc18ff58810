import { parseConnectionOverrides, type ConnectionSettings, type Finding } from '@ringback/catalog'
import { memoized } from '@ringback/common'
import type { Problem } from '@ringback/recording'

/** Limits in milliseconds that take the place of Twilio's where a URL does not say otherwise. */
export interface Timeouts {
  readonly connectMs?: number
  readonly readMs?: number
  readonly totalMs?: number
}

/** How a URL is requested, and what is wrong with its overrides; a bad one is ignored. */
export interface Connection {
  readonly settings: ConnectionSettings
  readonly problems: readonly Problem[]
}

const usual = parseConnectionOverrides('')

/** The settings of a URL: its fragment's overrides (`#ct=2000&rc=3&rp=all`), the given limits, Twilio's defaults. */
export function connectionOf(url: string, fragment: string, timeouts: Timeouts): Connection {
  if (fragment === '') return usualConnection(timeouts)
  const { settings, findings } = parseConnectionOverrides(`${url}#${fragment}`)
  const given = new Set(fragment.split('&').map((pair) => pair.split('=')[0]))
  return { settings: limited(settings, timeouts, given), problems: findings.map(problemOf) }
}

const usualConnection = memoized((timeouts: Timeouts): Connection => ({
  settings: limited(usual.settings, timeouts, new Set()),
  problems: [],
}))

/** Settings with the given limits, but for those that the URL itself gives. */
function limited(
  settings: ConnectionSettings,
  { connectMs, readMs, totalMs }: Timeouts,
  given: ReadonlySet<string | undefined>,
): ConnectionSettings {
  const limit = (key: string, own: number | undefined, before: number): number =>
    given.has(key) || own === undefined ? before : own
  return {
    ...settings,
    connectTimeoutMs: limit('ct', connectMs, settings.connectTimeoutMs),
    readTimeoutMs: limit('rt', readMs, settings.readTimeoutMs),
    totalTimeoutMs: limit('tt', totalMs, settings.totalTimeoutMs),
  }
}

function problemOf({ code, message, twilioCode }: Finding): Problem {
  return { code, message, ...(twilioCode !== undefined && { twilioCode }) }
}
