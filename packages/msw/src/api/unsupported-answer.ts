import { nearest } from '@ringback/common'
import { apiRoot } from '../data/rest-values.ts'
import { routes } from '../routes.ts'
import type { Answer } from './answer.ts'
import type { Route } from './route.ts'

const mostNamed = 3
const whatIsAnswered = 'https://www.npmjs.com/package/@ringback/msw#what-is-answered'

/** Every route, as text. */
export function supportedRoutes(): readonly string[] {
  return routes.map(routeText)
}

/**
 * The answer to a request that no route takes: it names the nearest routes, or the resources that there are. `below`: the
 * path below the account, undefined for another path of Twilio's.
 */
export function unsupportedAnswer(
  request: Pick<Request, 'method' | 'url'>,
  below: string | undefined,
): Answer {
  const { origin, pathname } = new URL(request.url)
  const near = below === undefined ? [] : nearestRoutes(request.method, below)
  const known =
    near.length === 0
      ? `It answers the voice API of an account: ${resources().join(', ')}.`
      : `The nearest that it answers: ${near.map(routeText).join(', ')}.`
  const message =
    `ringback does not answer ${request.method} ${origin}${pathname}, and did not send it to Twilio. ` +
    `${known} All: ${whatIsAnswered}`
  return { status: 501, body: { code: null, message, more_info: whatIsAnswered, status: 501 } }
}

function routeText({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${apiRoot}/Accounts/{AccountSid}${path}.json`
}

/** The names of all resources that stand directly below an account. */
function resources(): readonly string[] {
  return [...new Set(routes.map(({ path }) => path.split('/')[1] ?? ''))]
}

/** The routes that begin as a path does, or are spelled much as it is: those that have the most in common, best first. */
function nearestRoutes(method: string, below: string): readonly Route[] {
  const parts = below.split('/').slice(1)
  return routes
    .map((route) => ({ route, likeness: likeness(route, method, parts) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, mostNamed)
    .map(({ route }) => route)
}

/** 0 when the first resource is another one. */
function likeness(route: Route, method: string, parts: readonly string[]): number {
  const wanted = route.path.split('/').slice(1)
  const alike = parts.map((part, place) => partLikeness(wanted[place], part))
  if ((alike[0] ?? 0) === 0) return 0
  const common = alike.findIndex((each) => each === 0)
  const sum = alike.slice(0, common < 0 ? undefined : common).reduce((total, each) => total + each, 0)
  return sum - Math.abs(wanted.length - parts.length) / 10 + (route.method === method ? 0.05 : 0)
}

function partLikeness(wanted: string | undefined, part: string): number {
  if (wanted === undefined || part === '') return 0
  if (wanted.startsWith('{') || wanted === part) return 1
  return nearest(part, [wanted]) === undefined ? 0 : 0.5
}
