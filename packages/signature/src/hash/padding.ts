const blockLength = 64

/** How many bytes a message takes after SHA padding: whole blocks of 64. */
export function paddedLength(length: number): number {
  return Math.ceil((length + 9) / blockLength) * blockLength
}

/**
 * Writes SHA-1's and SHA-256's padding behind `length` bytes, in place. `before` counts bytes that were hashed
 * earlier and are not in the buffer.
 */
export function pad(bytes: Uint8Array, length: number, before = 0): number {
  const end = paddedLength(length)
  bytes.fill(0, length, end)
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const total = length + before
  view.setUint32(end - 8, Math.floor(total / 0x20000000))
  view.setUint32(end - 4, total << 3)
  return end
}
