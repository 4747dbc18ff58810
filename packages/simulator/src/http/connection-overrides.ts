import { parseConnectionOverrides, type ConnectionSettings, type Finding } from '@ringback/catalog'
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
  const { settings, findings } = fragment === '' ? usual : parseConnectionOverrides(`${url}#${fragment}`)
  const given = new Set(fragment.split('&').map((pair) => pair.split('=')[0]))
  const limit = (key: string, own: number | undefined, usual: number): number =>
    given.has(key) || own === undefined ? usual : own
  return {
    settings: {
      ...settings,
      connectTimeout: limit('ct', timeouts.connectMs, settings.connectTimeout),
      readTimeout: limit('rt', timeouts.readMs, settings.readTimeout),
      totalTimeout: limit('tt', timeouts.totalMs, settings.totalTimeout),
    },
    problems: findings.map(problemOf),
  }
}

function problemOf({ code, message, twilioCode }: Finding): Problem {
  return { code, message, ...(twilioCode !== undefined && { twilioCode }) }
}
