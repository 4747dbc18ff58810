import { appTransport, httpTransport } from '@ringback/twilio-client'
import { connect } from 'node:net'
import { ContractError } from '../contract-error.ts'
import type { AppAccess } from '../edge/ask-app.ts'
import type { VerifyOptions } from './verify-options.ts'

const twiliosPatienceMs = 15_000

/** The way to the app. Throws a `ContractError` when the options name none, or nothing listens there. */
export async function accessTo(options: VerifyOptions): Promise<AppAccess> {
  const { app, providerBaseUrl, authToken, timeoutMs = twiliosPatienceMs } = options
  const upstreamUrl = providerBaseUrl ?? 'http://app.localhost'
  if (app === undefined && providerBaseUrl === undefined) {
    throw new ContractError(
      'It is not said where the app listens.',
      'Give providerBaseUrl, or the app itself.',
    )
  }
  for (const url of [upstreamUrl, options.publicUrl ?? upstreamUrl]) {
    if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
      throw new ContractError(`${url} is no http URL.`, 'Write it with its scheme: http://127.0.0.1:3000.')
    }
  }
  if (app === undefined) await knock(upstreamUrl, timeoutMs)
  return {
    transport: app === undefined ? httpTransport() : appTransport(app),
    upstreamUrl: upstreamUrl.replace(/\/$/, ''),
    publicUrl: (options.publicUrl ?? upstreamUrl).replace(/\/$/, ''),
    authToken,
    isForwarded: app === undefined && options.publicUrl !== undefined,
    timeoutMs,
  }
}

/** Whether anything listens. */
async function knock(url: string, timeoutMs: number): Promise<void> {
  const { hostname, port, protocol } = new URL(url)
  const socket = connect({
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    timeout: Math.min(timeoutMs, 5000),
  })
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new ContractError(`No app answers at ${url}: ${why}.`, 'Start the app before it is verified.'))
    socket.once('connect', resolve)
    socket.once('timeout', () => fail('the connection took too long'))
    socket.once('error', (error) => fail(error.message === '' ? 'nothing listens there' : error.message))
  }).finally(() => socket.destroy())
}
