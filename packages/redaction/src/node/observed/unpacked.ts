import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

const unpack: ReadonlyMap<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer> = new Map(
  Object.entries({
    gzip: gunzipSync,
    'x-gzip': gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
  }),
)

/**
 * A body without its content coding, so that a recording can be read, redacted and compared. The bytes as they are
 * when the coding is not known, the body is cut or damaged, or it would grow beyond `limit`.
 */
export function unpacked(bytes: Buffer, coding: string | undefined, limit: number): Buffer {
  const decode = unpack.get(coding?.trim().toLowerCase() ?? '')
  if (decode === undefined || bytes.length === 0) return bytes
  try {
    return decode(bytes, { maxOutputLength: limit })
  } catch {
    return bytes
  }
}
