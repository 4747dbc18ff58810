import { join } from 'node:path'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { decodeObserved } from '../observed/encoding.ts'
import { firstFrame, readSegment, type FramePosition } from '../spool/read-segment.ts'
import { segmentNameOf, segmentsIn, spoolOf, spoolsIn } from '../spool/spool-folder.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { SettledCount } from './batch/batch.ts'

/** How much is read of a segment at a time. */
const readBytes = 2 ** 22

/** How many exchanges of each segment wait in the spools of a folder. Opens all of them: a second for some 100 MB. */
export async function waitingInSpools(spoolFolder: string, ring: KeyRing): Promise<readonly SettledCount[]> {
  const counts: SettledCount[] = []
  for (const spool of await spoolsIn(spoolFolder)) {
    const folder = spoolOf(spoolFolder, spool)
    const checkpoint = await readCheckpoint(folder, ring)
    for (const segment of await segmentsIn(folder)) {
      if (segment < checkpoint.segment) continue
      const from = segment === checkpoint.segment ? checkpoint : firstFrame
      const exchanges = await exchangesIn(join(folder, segmentNameOf(segment)), ring, from)
      if (exchanges > 0) counts.push({ spool, segment, exchanges })
    }
  }
  return counts
}

async function exchangesIn(file: string, ring: KeyRing, from: FramePosition): Promise<number> {
  let exchanges = 0
  for (let at = from; ;) {
    const { frames, state } = await readSegment(file, ring, at, readBytes)
    for (const { text } of frames) if (text !== undefined) exchanges += [...decodeObserved(text)].length
    const next = frames.at(-1)?.next
    if (next === undefined || state !== 'more') return exchanges
    at = next
  }
}
