import dns from 'node:dns/promises'
import { isLoopback, parseAppUrl, RingbackError } from '@ringback/common'
import * as v from 'valibot'
import type { McpOptions } from '../server/mcp-options.ts'

/** How an app on this machine is written: no other name, no other way to write an address, no user name. */
const loopbackUrl =
  /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:\/[!-[\]-~]{0,500})?$/

/** The argument of a tool that calls an app. */
export const appInput: v.OptionalSchema<v.GenericSchema<string>, undefined> = v.optional(
  v.pipe(
    v.string(),
    v.regex(
      loopbackUrl,
      'Only an app on this machine can be called: http://localhost:3000/voice, http://127.0.0.1:3000 or http://[::1]:3000.',
    ),
    v.description(
      'The Voice URL of the app, on this machine only: http://127.0.0.1:3000/voice. Default: the app that the server was started with',
    ),
  ),
)

/** An app on this machine. */
export interface LoopbackApp {
  readonly origin: string
  /** The path and query of its Voice URL. */
  readonly voicePath: string
}

/**
 * The app to be called: the one asked for, else the one that the server was started with.
 * @throws {RingbackError} `no-app-url` without one, `remote-app` for one that is not on this machine.
 */
export async function loopbackApp(
  asked: string | undefined,
  { app, voiceUrl = '/' }: McpOptions,
): Promise<LoopbackApp> {
  const written = asked ?? app
  if (written === undefined) {
    throw new RingbackError('no-app-url', 'No app given.', {
      remedy:
        'Pass app, for example http://127.0.0.1:3000/voice. Or start the server with: ringback mcp --app <url>',
    })
  }
  const url = parseAppUrl(written)
  if (!isLoopback(url.hostname) || !(await leadsHere(url.hostname))) {
    throw new RingbackError('remote-app', `${url.host} is not on this machine, so it is not called.`, {
      remedy: 'Pass an app on this machine: http://127.0.0.1:3000/voice',
    })
  }
  const path = url.pathname + url.search
  return { origin: url.origin, voicePath: path === '/' ? voiceUrl : path }
}

/** Whether every address of a name is one of this machine: a name can be given another one. */
async function leadsHere(hostname: string): Promise<boolean> {
  if (hostname !== 'localhost') return true
  const addresses = await dns.lookup(hostname, { all: true }).catch(() => [])
  return addresses.length > 0 && addresses.every(({ address }) => isLoopback(address))
}
