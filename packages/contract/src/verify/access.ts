import { appTransport, httpTransport } from '@ringback/twilio-client/node'
import { connect } from 'node:net'
import { limits } from '@ringback/catalog'
import { parseAppUrl } from '@ringback/common'
import { ContractError } from '../contract-error.ts'
import type { AppAccess } from '../signing-proxy/ask-app.ts'
import type { VerifyOptions } from './verify-options.ts'

/** How the app is reached. Throws a `RingbackError` when a URL is wrong or nothing listens at this address. */
export async function accessTo(options: VerifyOptions): Promise<AppAccess> {
  const { app, authToken, timeoutMs = limits.totalTimeoutMs } = options
  const isUrl = typeof app === 'string'
  const upstreamUrl = isUrl ? parseAppUrl(app).href : 'http://app.localhost'
  const publicUrl =
    options.publicUrl === undefined ? upstreamUrl : parseAppUrl(options.publicUrl, 'Public URL').href
  if (isUrl) await requireListener(upstreamUrl, timeoutMs)
  return {
    transport: isUrl ? httpTransport() : appTransport(app),
    upstreamUrl: upstreamUrl.replace(/\/$/, ''),
    publicUrl: publicUrl.replace(/\/$/, ''),
    authToken,
    isForwarded: isUrl && options.publicUrl !== undefined,
    timeoutMs,
  }
}

/** Rejects with a `ContractError` when nothing listens at a URL. */
async function requireListener(url: string, timeoutMs: number): Promise<void> {
  const { hostname, port, protocol } = new URL(url)
  const socket = connect({
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    timeout: Math.min(timeoutMs, 5000),
  })
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(
        new ContractError('app-down', `No app answers at ${url}: ${why}.`, {
          remedy: 'Start the app first.',
        }),
      )
    socket.once('connect', resolve)
    socket.once('timeout', () => fail('the connection took too long'))
    socket.once('error', (error) =>
      fail(error.message === '' ? 'nothing listens at this address' : error.message),
    )
  }).finally(() => socket.destroy())
}
