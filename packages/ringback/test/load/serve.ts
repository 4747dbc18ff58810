import { createServer, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import type { LoadReport } from '@ringback/simulator/load'
import { WebSocketServer, type WebSocket } from 'ws'
import { listening } from '../listening.ts'
import { runCli, type CliOptions, type CliResult } from '../run-cli.ts'

const env = { TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef' }

/** Starts an app that answers TwiML, and returns its Voice URL. */
export async function serve(
  listener: RequestListener,
  onSocket?: (socket: WebSocket) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'text/xml')
    listener(request, response)
  })
  if (onSocket !== undefined) {
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', onSocket)
    onTestFinished(() => {
      for (const socket of sockets.clients) socket.terminate()
    })
  }
  const { url, close } = await listening(server)
  onTestFinished(close)
  return `${url}/voice`
}

/** Runs a command with an auth token. */
export function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return runCli(argv, { env, ...options })
}

/** Time for answers on a machine that does much else. */
const patient = ['--budget', '60000']

/**
 * Runs `ringback load` in a folder, with its report as JSON; nobody waits for Say, Play, Pause and Gather. Without a budget of its own
 * it is one that every answer meets.
 */
export function load(url: string, argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return cli(
    ['load', url, '--no-pauses', '--format', 'json', ...(argv.includes('--budget') ? [] : patient), ...argv],
    options,
  )
}

export type PrintedLoad = LoadReport & { readonly findings: readonly string[] }

/** The report that a load printed as JSON. */
export function reportIn({ stdout }: CliResult): PrintedLoad {
  return JSON.parse(stdout) as PrintedLoad
}

/** A menu of one key. */
export const menu: RequestListener = (request, response) =>
  response.end(
    request.url === '/voice'
      ? '<Response><Gather numDigits="1" action="/menu"/></Response>'
      : '<Response><Hangup/></Response>',
  )
