import { request as send, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Inspector } from '@ringback/inspector'
import { expect } from 'vitest'

/** What the inspector answered. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/** A request of an act, and what of it is unusual. */
export interface Asked {
  readonly method?: string
  /** Added to those of the page's own script; undefined takes one away. */
  readonly headers?: OutgoingHttpHeaders
  /** Sent as JSON; a string as it is. */
  readonly fields?: object | string
}

/** Asks an inspector as its own page does. */
export function ask(
  { port, url }: Inspector,
  path: string,
  { method = 'POST', headers = {}, fields = {} }: Asked = {},
): Promise<Answer> {
  const token = new URL(url).searchParams.get('token') ?? ''
  const all = {
    Cookie: `ringback-inspector-${port}=${token}`,
    ...(method !== 'GET' && {
      Origin: `http://127.0.0.1:${port}`,
      'Content-Type': 'application/json',
      'X-Ringback-Token': token,
    }),
    ...headers,
  }
  const body = typeof fields === 'string' ? fields : JSON.stringify(fields)
  // Node announces no body of a DELETE by itself.
  const length = method === 'GET' || 'Transfer-Encoding' in headers ? undefined : Buffer.byteLength(body)
  const given = Object.fromEntries(
    Object.entries({ 'Content-Length': length, ...all }).filter(([, value]) => value !== undefined),
  )
  return new Promise((resolve, reject) => {
    const request = send({ host: '127.0.0.1', port, path, method, headers: given }, (response) => {
      void text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
    request.end(method === 'GET' ? '' : body)
  })
}

/** What an act answers that is carried out. */
export async function done<Result>(inspector: Inspector, path: string, asked: Asked = {}): Promise<Result> {
  const { status, body } = await ask(inspector, path, asked)
  if (status !== 200) throw new Error(`${status}: ${body}`)
  return JSON.parse(body) as Result
}

/** Waits until a path is answered: a thread reads the folder after the inspector has started. */
export async function readable(inspector: Inspector, path: string): Promise<void> {
  const asked = { method: 'GET' }
  await expect.poll(async () => (await ask(inspector, path, asked)).status, { timeout: 60_000 }).toBe(200)
}
