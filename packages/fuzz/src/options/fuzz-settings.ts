import { callValueProblems } from '@ringback/arbitraries'
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
    if (resolved === undefined)
      problems.push(
        `${name} ${url} is ${isPath(url) ? 'only a path, and no app is given' : 'not an http(s) URL'}`,
      )
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
  problems.push(...valueProblems(settings), ...callProblems(options.call))
  if (problems.length > 0) {
    throw new RingbackError('fuzz-options', `Cannot fuzz the app: ${problems.join('; ')}.`, {
      remedy:
        'Correct these options of fuzz(). `app` or an absolute `voiceUrl` gives the address of the app.',
    })
  }
  return settings
}

function isPath(url: string): boolean {
  return !/^[a-z][a-z\d+.-]*:/i.test(url)
}

function callProblems(call: FuzzOptions['call'] = {}): readonly string[] {
  return callValueProblems(call).map((problem) => problem.replace(/\.$/, ''))
}

function valueProblems({ authToken, runs, seed, concurrency, maxTimeMs, checks: wanted }: FuzzSettings) {
  const known = new Set([...checks, ...probes].map(({ name }) => name))
  const unknown = (wanted ?? []).filter((name) => !known.has(name))
  const rules: readonly (readonly [isBad: boolean, problem: string])[] = [
    [authToken === '', 'authToken is empty'],
    [!Number.isInteger(runs) || runs < 0, `runs must be a whole number of 0 or more, not ${runs}`],
    [!Number.isInteger(seed), `seed must be a whole number, not ${seed}`],
    [
      !Number.isInteger(concurrency) || concurrency < 1,
      `concurrency must be a whole number of 1 or more, not ${concurrency}`,
    ],
    [maxTimeMs !== undefined && !(maxTimeMs > 0), `maxTimeMs must be greater than 0, not ${maxTimeMs}`],
    [unknown.length > 0, `checks names unknown checks: ${unknown.join(', ')}`],
  ]
  return rules.flatMap(([isBad, problem]) => (isBad ? [problem] : []))
}
