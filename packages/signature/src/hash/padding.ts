const blockLength = 64

/** How many bytes a message takes after SHA padding: whole blocks of 64. */
export function paddedLength(length: number): number {
  return Math.ceil((length + 9) / blockLength) * blockLength
}

/**
 * Writes the padding of SHA-1 and SHA-256 behind `length` bytes, in place, and gives the new length. `before` counts
 * bytes that were hashed earlier and are not in the buffer.
 */
export function pad(bytes: DataView, length: number, before = 0): number {
  const end = paddedLength(length)
  const total = length + before
  bytes.setUint8(length, 0x80)
  for (let at = length + 1; at < end - 8; at++) bytes.setUint8(at, 0)
  bytes.setUint32(end - 8, Math.floor(total / 0x20000000))
  bytes.setUint32(end - 4, total << 3)
  return end
}
