import { checks, probes } from '@ringback/checks'
import { RingbackError } from '@ringback/common'
import { resolveAppUrl } from './app-base.ts'
import type { FuzzOptions } from './fuzz-options.ts'

type WithDefaults = 'voiceUrl' | 'method' | 'routes' | 'runs' | 'seed' | 'concurrency' | 'recordings'

/** The options with every default filled in and every URL absolute. */
export type FuzzSettings = Omit<FuzzOptions, WithDefaults> & Required<Pick<FuzzOptions, WithDefaults>>

/** Fills in the defaults. Throws a RingbackError (`fuzz-options`) that names every option that cannot be used. */
export function readFuzzOptions(options: FuzzOptions): FuzzSettings {
  const { voiceUrl = '/voice', statusCallback, routes = [] } = options
  const problems: string[] = []
  const absolute = (name: string, url: string): string => {
    const resolved = resolveAppUrl(url, options)
    if (resolved === undefined) problems.push(`${name} ${url} is not a URL, nor a path of a known app`)
    return resolved ?? url
  }
  const settings = {
    ...options,
    voiceUrl: absolute('voiceUrl', voiceUrl),
    ...(statusCallback !== undefined && { statusCallback: absolute('statusCallback', statusCallback) }),
    routes: routes.map((route) => ({ ...route, url: absolute('routes', route.url) })),
    method: options.method ?? 'POST',
    runs: options.runs ?? 500,
    seed: options.seed ?? 0,
    concurrency: options.concurrency ?? 8,
    recordings: options.recordings ?? [],
  } as const
  problems.push(...valueProblems(settings))
  if (problems.length > 0) {
    throw new RingbackError('fuzz-options', `Cannot fuzz the app: ${problems.join('; ')}.`, {
      remedy: 'Correct these options of fuzz(). `app` or an absolute `voiceUrl` says where the app is.',
    })
  }
  return settings
}

function valueProblems({ authToken, runs, seed, concurrency, maxTimeMs, checks: wanted }: FuzzSettings) {
  const known = new Set([...checks, ...probes].map(({ name }) => name))
  const unknown = (wanted ?? []).filter((name) => !known.has(name))
  const rules: readonly (readonly [isBad: boolean, problem: string])[] = [
    [authToken === '', 'authToken is empty'],
    [!Number.isInteger(runs) || runs < 0, `runs is not a whole number from 0: ${runs}`],
    [!Number.isInteger(seed), `seed is not a whole number: ${seed}`],
    [
      !Number.isInteger(concurrency) || concurrency < 1,
      `concurrency is not a whole number from 1: ${concurrency}`,
    ],
    [maxTimeMs !== undefined && !(maxTimeMs > 0), `maxTimeMs is not above 0: ${maxTimeMs}`],
    [unknown.length > 0, `checks names unknown checks: ${unknown.join(', ')}`],
  ]
  return rules.flatMap(([isBad, problem]) => (isBad ? [problem] : []))
}
