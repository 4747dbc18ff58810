import { defaultPort, type UrlParts } from '../../url/split-url.ts'
import { alternative, type Alternative } from './alternative.ts'
import type { KnownUrls } from './known-urls.ts'

const schemes = ['https://', 'http://', 'wss://', 'ws://']
const usualPorts = [8443, 8080, 3000, 8000, 5000, 4443, 3001, 8888, 9000, 1337]

/** Other schemes: TLS that ends at a proxy is the usual cause. */
export function* schemeAlternatives({ scheme }: UrlParts): Generator<Alternative<string>> {
  const isSocket = scheme.toLowerCase().startsWith('ws')
  for (const other of schemes) yield alternative(other, other.startsWith('ws') === isSocket ? 1 : 2, 'scheme')
}

/** Userinfo that was dropped or added. */
export function* userinfoAlternatives(_: UrlParts, known: KnownUrls): Generator<Alternative<string>> {
  yield alternative('', 1, 'userinfo')
  for (const { value, from } of known.userinfos) yield alternative(value, 1, 'userinfo', from)
}

/** Hosts that a proxy may have replaced. */
export function* hostAlternatives({ host }: UrlParts, known: KnownUrls): Generator<Alternative<string>> {
  for (const { value, from } of known.hosts) yield alternative(value, 1, 'host', from)
  yield alternative(host.toLowerCase(), 2, 'host')
}

/** Ports that were added, removed or changed. */
export function* portAlternatives({ scheme }: UrlParts, known: KnownUrls): Generator<Alternative<string>> {
  yield alternative('', 1, 'port')
  yield alternative(defaultPort(scheme), 1, 'port')
  for (const { value, from } of known.ports) yield alternative(value, 1, 'port', from)
  for (const port of [':443', ':80']) yield alternative(port, 2, 'port')
  for (const port of usualPorts) yield alternative(`:${port}`, 3, 'port')
}
