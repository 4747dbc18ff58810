/** How files begin; a payload is bare mu-law (docs/facts/realtime.md, section 2.1). */
const headers: readonly (readonly [start: string, format: string])[] = [
  ['RIFF', 'a WAV file'],
  ['ID3', 'an MP3 file'],
  ['OggS', 'an Ogg file'],
  ['fLaC', 'a FLAC file'],
]

/** Bytes of a payload that is long enough to be judged: 20 ms. */
const shortest = 160

/** What a payload is in place of mu-law, where that is certain; else undefined. */
export function otherFormatOf(audio: Buffer): string | undefined {
  const start = audio.toString('latin1', 0, 4)
  const file = headers.find(([header]) => start.startsWith(header))
  if (file !== undefined) return file[1]
  return isPcm16(audio) ? '16-bit PCM' : undefined
}

/**
 * Quiet speech in 16-bit PCM: every second byte only says that the sample is small, and those between are of all sorts. In mu-law no
 * two neighbours differ like that.
 */
function isPcm16(audio: Buffer): boolean {
  if (audio.length < shortest || audio.length % 2 !== 0) return false
  const low = new Set<number>()
  const high = new Map<number, number>()
  for (let at = 0; at < audio.length; at += 2) {
    low.add(audio.readUInt8(at))
    const byte = audio.readUInt8(at + 1)
    high.set(byte, (high.get(byte) ?? 0) + 1)
  }
  const small = (high.get(0x00) ?? 0) + (high.get(0xff) ?? 0)
  return low.size >= 32 && high.size > 1 && small >= 0.9 * (audio.length / 2)
}
