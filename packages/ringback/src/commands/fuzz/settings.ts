import { checks as allChecks, probes } from '@ringback/checks'
import { nearest, RingbackError } from '@ringback/common'
import type { FuzzOptions, RouteOption } from '@ringback/fuzz'
import { resolve } from 'node:path'
import { appTarget } from '../../app/app-target.ts'
import { authTokenFor } from '../../app/auth-token.ts'
import { loadConfig } from '../../config/load-config.ts'
import { callValuesOf } from '../../input/call-values.ts'
import { webhookKind } from '../../input/webhook-kind.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import type { Io } from '../../shell/io.ts'
import { findingsFolder } from './findings-folder.ts'
import type { FuzzCommandOptions } from './options.ts'
import { reachOf } from './reach.ts'

/** The run that a command line asks for. Throws a `RingbackError`. */
export async function fuzzSettings(options: FuzzCommandOptions, io: Io): Promise<FuzzOptions> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const authToken = authTokenFor(options, config, io)
  const call = callValuesOf(options, config)
  const checks = options.checks === undefined ? undefined : checkNames(options.checks)
  const known = Object.entries(config.routes ?? {}).map(([kind, url]) => `${kind}=${url}`)
  const routes = [...(options.route ?? []), ...known].map(routeOf)
  const target = await appTarget(options, { config, io, authToken, command: 'fuzz' })
  const { published, reset, voiceUrl } = target
  const statusCallback = options.statusCallback ?? config.statusCallback
  const { runs, seed, maxTime, budget, concurrency, method, findings } = options
  return {
    ...reachOf(target, options),
    voiceUrl,
    method,
    call,
    ...(statusCallback !== undefined && { statusCallback: published(statusCallback) }),
    routes: routes.map(({ kind, url }) => ({ kind, url: published(url) })),
    runs,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    concurrency,
    ...(maxTime !== undefined && { maxTimeMs: maxTime * 1000 }),
    ...(budget !== undefined && { budgetMs: budget * 1000 }),
    ...(checks !== undefined && { checks }),
    ...((options.recordings ?? options.store) !== undefined && {
      recordings: await readRecordings({ place: recordingsPlace(options, loaded, io) }, io),
    }),
    ...(reset !== undefined && { reset }),
    store: findingsFolder(resolve(io.cwd, findings), target),
  }
}

function routeOf(written: string): RouteOption {
  const [, kind, url] = /^([^=]+)=(.+)$/s.exec(written) ?? []
  if (kind === undefined || url === undefined) {
    throw new RingbackError('bad-route', `--route ${written} is not of the form kind=url.`, {
      remedy: 'Write it as --route voice.fallback=/voice/fallback',
    })
  }
  return { kind: webhookKind(kind), url }
}

function checkNames(written: readonly string[]): readonly string[] {
  const known = [...allChecks, ...probes].map(({ name }) => name)
  const unknown = written.filter((name) => !known.includes(name))
  if (unknown.length === 0) return written
  const problems = unknown.map((name) => {
    const meant = nearest(name, known)
    return `Unknown check ${name}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  })
  throw new RingbackError('unknown-check', problems.join('\n'), { remedy: `The checks: ${known.join(', ')}` })
}
