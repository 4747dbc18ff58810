import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import { WholeBody } from '../transport/whole-body.ts'

/** A body that was read up to a limit. */
export interface ReadBody {
  readonly bytes: Uint8Array
  /** True when the body was longer than the limit; the rest was not read. */
  readonly cut: boolean
}

/**
 * Reads a body, decompressed, up to `limit` bytes. Memory use stays near the limit, however long the answer is.
 * Ending the iteration early closes the connection.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  limit: number,
): Promise<ReadBody> {
  if (encoding === undefined && body instanceof WholeBody) {
    const { bytes } = body
    return bytes.length > limit ? { bytes: bytes.subarray(0, limit), cut: true } : { bytes, cut: false }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unpacked(body, encoding)) {
    chunks.push(chunk.length > limit - size ? chunk.subarray(0, limit - size) : chunk)
    size += chunk.length
    if (size > limit) return { bytes: Buffer.concat(chunks), cut: true }
  }
  return {
    bytes: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
    cut: false,
  }
}

function unpacked(body: AsyncIterable<Uint8Array>, encoding: string | undefined): AsyncIterable<Uint8Array> {
  const name = encoding?.trim().toLowerCase()
  if (name === 'gzip' || name === 'x-gzip') return through(body, createGunzip())
  if (name === 'deflate') return through(body, createInflate())
  return body
}

/** Whoever reads learns of the errors of both; `compose` lets an error of packed bytes that end too early end the process. */
function through(body: AsyncIterable<Uint8Array>, unpacking: Transform): AsyncIterable<Uint8Array> {
  pipeline(Readable.from(body), unpacking, () => {})
  return unpacking
}
