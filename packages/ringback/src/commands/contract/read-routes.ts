import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isWebhookKind } from '@ringback/catalog'
import type { Route } from '@ringback/contract'
import type { RingbackConfig } from '../../config/config.ts'
import type { Io } from '../../shell/io.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'

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
    throw new UserError(
      problems.join('\n'),
      'A route is written kind=url: --route voice.incoming-pstn=/voice.',
    )
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
      problems.push(`${file} is no list of routes.`)
      return []
    }
    return given.map((row: unknown, place) => checked(row, `${file}, route ${place + 1}`, problems))
  } catch (error) {
    problems.push(`The routes cannot be read: ${messageOf(error)}`)
    return []
  }
}

/** Parameters of a route as they may be written in a file. */
type Written = { readonly [Name in keyof Route]?: unknown }

function checked(row: unknown, where: string, problems: string[]): Route | undefined {
  const { kind, url, method, cases } = (typeof row === 'object' && row !== null ? row : {}) as Written
  const before = problems.length
  if (typeof kind !== 'string' || !isWebhookKind(kind)) {
    problems.push(`${where}: ${JSON.stringify(kind)} is no webhook kind; \`ringback catalog\` lists them.`)
  }
  if (typeof url !== 'string' || !(url.startsWith('/') || URL.canParse(url))) {
    problems.push(`${where}: ${JSON.stringify(url)} is no path and no URL.`)
  }
  if (method !== undefined && method !== 'GET' && method !== 'POST')
    problems.push(`${where}: Twilio sends no ${JSON.stringify(method)}.`)
  if (cases !== undefined && !['plain', 'representative', 'every'].some((known) => known === cases)) {
    problems.push(`${where}: cases are plain, representative or every, and not ${JSON.stringify(cases)}.`)
  }
  // Checked above; what else stands in the row is passed on as it is.
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
