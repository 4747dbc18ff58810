import { messageOf, RingbackError } from '@ringback/common'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isWebhookKind } from '@ringback/catalog'
import type { Route } from '@ringback/contract'
import type { RingbackConfig } from '../../config/config.ts'
import { unknownKind } from '../../input/webhook-kind.ts'
import type { Io } from '../../shell/io.ts'

interface RouteOptions {
  readonly route?: readonly string[] | undefined
  readonly routes?: string | undefined
}

/** The routes of the options: those of the file, those given one by one; else those of the configuration. */
export async function readRoutes(
  options: RouteOptions,
  config: RingbackConfig,
  io: Io,
): Promise<readonly Route[]> {
  const problems: string[] = []
  const named = (options.route ?? []).map((text) => routeFrom(text, problems))
  const filed = options.routes === undefined ? [] : await routesIn(resolve(io.cwd, options.routes), problems)
  if (problems.length > 0) {
    throw new RingbackError('bad-route', problems.join('\n'), {
      remedy:
        'Write a route as kind=url: --route voice.incoming-pstn=/voice. List the kinds: ringback catalog',
    })
  }
  const given = [...filed, ...named].filter((route) => route !== undefined)
  return given.length > 0 ? given : configured(config)
}

function routeFrom(text: string, problems: string[]): Route | undefined {
  const [kind = '', ...rest] = text.split('=')
  const url = rest.join('=')
  return checked({ kind, url }, `--route ${text}`, problems)
}

async function routesIn(file: string, problems: string[]): Promise<readonly (Route | undefined)[]> {
  try {
    const given: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (!Array.isArray(given)) {
      problems.push(`${file} is not a list of routes.`)
      return []
    }
    return given.map((row: unknown, place) => checked(row, `${file}, route ${place + 1}`, problems))
  } catch (error) {
    problems.push(`Cannot read the routes: ${messageOf(error)}`)
    return []
  }
}

/** Parameters of a route as they may be written in a file. */
type Written = { readonly [Name in keyof Route]?: unknown }

function checked(row: unknown, where: string, problems: string[]): Route | undefined {
  const { kind, url, method, cases } = (typeof row === 'object' && row !== null ? row : {}) as Written
  const before = problems.length
  if (typeof kind !== 'string' || !isWebhookKind(kind)) {
    problems.push(`${where}: ${unknownKind(typeof kind === 'string' ? kind : JSON.stringify(kind))}`)
  }
  if (typeof url !== 'string' || !(url.startsWith('/') || URL.canParse(url))) {
    problems.push(`${where}: ${JSON.stringify(url)} is neither a path nor a URL.`)
  }
  if (method !== undefined && method !== 'GET' && method !== 'POST')
    problems.push(`${where}: method must be GET or POST, not ${JSON.stringify(method)}.`)
  if (cases !== undefined && !['plain', 'representative', 'every'].some((known) => known === cases)) {
    problems.push(`${where}: cases must be plain, representative or every, not ${JSON.stringify(cases)}.`)
  }
  // Checked above; other members of the row are not read.
  return problems.length === before ? (row as Route) : undefined
}

function configured({
  routes = {},
  voiceUrl,
  voiceFallbackUrl,
  statusCallback,
}: RingbackConfig): readonly Route[] {
  const known = Object.entries(routes).flatMap(([kind, url]) => (isWebhookKind(kind) ? [{ kind, url }] : []))
  const configuredUrls = {
    'voice.incoming-pstn': voiceUrl,
    'voice.fallback': voiceFallbackUrl,
    'status.incoming-number': statusCallback,
  } as const
  const byConfiguration = Object.entries(configuredUrls).flatMap(([kind, url]) =>
    isWebhookKind(kind) && url !== undefined && !known.some((route) => route.kind === kind)
      ? [{ kind, url }]
      : [],
  )
  return [...byConfiguration, ...known]
}
