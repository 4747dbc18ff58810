import type { IncomingMessage } from 'node:http'
import { messageOf, RingbackError } from '@ringback/common'

/** No edited request and no note is longer, in bytes. */
export const longestAct: number = 2 ** 20

/**
 * The body of a request as an object.
 * @throws {RingbackError} `act-too-large`, before more than the limit was read, or `act-not-json`.
 */
export async function readJsonObject(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let bytes = 0
  if (Number(request.headers['content-length'] ?? 0) > longestAct) throw tooLarge()
  for await (const chunk of request) {
    // No encoding was set, so that chunks are buffers.
    const buffer = chunk as Buffer
    bytes += buffer.length
    if (bytes > longestAct) throw tooLarge()
    chunks.push(buffer)
  }
  const value = parsed(Buffer.concat(chunks).toString('utf8'))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // An object has no other keys than text.
    return value as Readonly<Record<string, unknown>>
  }
  throw new RingbackError('act-not-json', 'The request body is not a JSON object.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RingbackError('act-not-json', `The request body is not JSON: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

function tooLarge(): RingbackError {
  return new RingbackError('act-too-large', `The request body is longer than ${longestAct} bytes.`)
}
