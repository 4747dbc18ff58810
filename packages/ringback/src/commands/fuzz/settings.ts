import { resolve } from 'node:path'
import { isWebhookKind } from '@ringback/catalog'
import { checks, probes } from '@ringback/checks'
import type { FuzzOptions, RouteOption } from '@ringback/fuzz'
import type { Recording } from '@ringback/recording'
import { loadConfig } from '../../config/load-config.ts'
import { openRecordings, readSelected } from '../../recordings/select.ts'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'
import { findingsFolder } from './findings-folder.ts'
import type { FuzzCommandOptions } from './options.ts'
import { reachOf } from './reach.ts'

/** The run that a command line asks for. Throws a `UserError`. */
export async function fuzzSettings(options: FuzzCommandOptions, io: Io): Promise<FuzzOptions> {
  const { config } = await loadConfig(io, options.config)
  const voiceUrl = voiceUrlOf(options.voiceUrl ?? config.voiceUrl, options, config.target)
  const { reach, reset } = await reachOf(options, voiceUrl.origin, config, io)
  const statusCallback = options.statusCallback ?? config.statusCallback
  const signed = (written: string): string => signedUrl(written, voiceUrl, reach.publicUrl)
  const { runs, seed, maxTime, budget, concurrency } = options
  problemsOf([
    [Number.isInteger(runs) && runs >= 0, '--runs must be a whole number from 0.'],
    [seed === undefined || Number.isInteger(seed), '--seed must be a whole number.'],
    [maxTime === undefined || maxTime > 0, '--max-time must be a number of seconds above 0.'],
    [Number.isInteger(concurrency) && concurrency >= 1, '--concurrency must be a whole number from 1.'],
  ])
  return {
    ...reach,
    voiceUrl: signed(voiceUrl.href),
    method: options.method,
    ...(statusCallback !== undefined && { statusCallback: signed(statusCallback) }),
    routes: [
      ...(options.route ?? []).map((route) => routeOf(route, signed)),
      ...Object.entries(config.routes ?? {}).map(([kind, url]) => routeOf(`${kind}=${url}`, signed)),
    ],
    runs,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    concurrency,
    ...(maxTime !== undefined && { maxTimeMs: maxTime * 1000 }),
    ...(budget !== undefined && { budgetMs: budget }),
    ...(options.checks !== undefined && { checks: checkNames(options.checks) }),
    ...(options.recordings !== undefined && { recordings: await recordingsIn(options.recordings, io) }),
    ...(reset !== undefined && { reset }),
    store: findingsFolder(resolve(io.cwd, options.findings)),
  }
}

function voiceUrlOf(
  written: string | undefined,
  { inProcess, publicUrl }: Pick<FuzzCommandOptions, 'inProcess' | 'publicUrl'>,
  target: string | undefined,
): URL {
  const base = target ?? (inProcess === undefined ? undefined : (publicUrl ?? 'http://127.0.0.1'))
  const url = URL.parse(written ?? (inProcess === undefined ? '' : '/voice'), base)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError(
      written === undefined ? 'Where does your app answer calls?' : `${written} is no URL of an app.`,
      'Give its Voice URL: `ringback fuzz http://127.0.0.1:3000/voice`.',
    )
  }
  return url
}

/** A URL of the app as Twilio would request and sign it. */
function signedUrl(written: string, voiceUrl: URL, publicUrl: string | undefined): string {
  const url = URL.parse(written, voiceUrl.href)
  if (url === null) throw new UserError(`${written} is no URL.`)
  if (publicUrl === undefined || url.origin !== voiceUrl.origin || url.href.startsWith(publicUrl))
    return url.href
  return publicUrl + url.href.slice(url.origin.length)
}

function routeOf(written: string, signed: (url: string) => string): RouteOption {
  const [, kind = '', url = ''] = /^([^=]+)=(.+)$/s.exec(written) ?? []
  if (!isWebhookKind(kind)) {
    throw new UserError(
      `--route ${written} names no webhook kind.`,
      'Write it as kind=URL: voice.fallback=/voice/fallback. `ringback catalog` lists the kinds.',
    )
  }
  return { kind, url: signed(url) }
}

function checkNames(written: readonly string[]): readonly string[] {
  const known = [...checks, ...probes].map(({ name }) => name)
  const wanted = written.flatMap((each) => each.split(',')).filter((name) => name !== '')
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new UserError(`There is no check ${unknown.join(', ')}.`, `There are: ${known.join(', ')}.`)
  }
  return wanted
}

async function recordingsIn(folder: string, io: Io): Promise<readonly Recording[]> {
  const directory = resolve(io.cwd, folder)
  const store = await openRecordings(directory, 'read', io)
  try {
    return await readSelected(store, { directory })
  } finally {
    await store.close()
  }
}

function problemsOf(rules: readonly (readonly [isGood: boolean, problem: string])[]): void {
  const problems = rules.flatMap(([isGood, problem]) => (isGood ? [] : [problem]))
  if (problems.length > 0) throw new UserError(problems.join('\n'))
}
