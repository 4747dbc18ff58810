import type { Problem } from '@ringback/recording'
import { connectionOverrides, edgeLocations, retryReasons } from '../facts.ts'
import { twilioProblem } from './problem.ts'

/** How one webhook is sent: Twilio's defaults and the overrides of the URL's fragment. */
export interface ConnectionSettings {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly retries: number
  readonly retryOn: ReadonlySet<string>
  readonly verifyTls: boolean
}

/** Settings, and what was wrong with the overrides; a bad one is ignored. */
export interface ReadOverrides {
  readonly settings: ConnectionSettings
  readonly problems: readonly Problem[]
}

/** Reads a URL fragment (`ct=2000&rc=3&rp=all`); what it leaves out keeps its default. */
export function connectionSettings(fragment: string, defaults: ConnectionSettings): ReadOverrides {
  const given = new Map(
    fragment.split('&').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 1 ? [] : [[part.slice(0, at), part.slice(at + 1)] as const]
    }),
  )
  const problems: Problem[] = []
  const number = (key: keyof typeof connectionOverrides, fallback: number): number => {
    const text = given.get(key)
    if (text === undefined) return fallback
    const { min, max } = connectionOverrides[key]
    if (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text)
    problems.push({
      code: 'bad-override',
      message: `#${key}=${text} is ignored: it takes a whole number from ${min} to ${max}`,
    })
    return fallback
  }
  const settings = {
    connectTimeoutMs: number('ct', defaults.connectTimeoutMs),
    readTimeoutMs: number('rt', defaults.readTimeoutMs),
    totalTimeoutMs: number('tt', defaults.totalTimeoutMs),
    retries: number('rc', defaults.retries),
    retryOn: retryOn(given.get('rp'), defaults.retryOn, problems),
    verifyTls: given.has('sni') ? given.get('sni') !== 'n' : defaults.verifyTls,
  }
  checkEdges(given.get('e'), problems)
  return { settings, problems }
}

function retryOn(
  text: string | undefined,
  fallback: ReadonlySet<string>,
  problems: Problem[],
): ReadonlySet<string> {
  if (text === undefined) return fallback
  const words = text.split(',')
  const unknown = words.filter((word) => word !== allReasons && !retryReasons.includes(word))
  if (unknown.length === 0) return new Set(words.includes(allReasons) ? retryReasons : words)
  problems.push(
    twilioProblem('bad-retry-policy', `#rp=${text} is ignored: ${unknown.join(', ')} is no retry policy`),
  )
  return fallback
}

const allReasons = 'all'

function checkEdges(text: string | undefined, problems: Problem[]): void {
  for (const edge of text?.split(',') ?? []) {
    if (edgeLocations.includes(edge)) continue
    const code = /^[a-z][a-z-]*$/.test(edge) ? 'unsupported-edge' : 'bad-edge'
    problems.push(twilioProblem(code, `#e=${text ?? ''} is ignored: "${edge}" is no edge location`))
  }
}
