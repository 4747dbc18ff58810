import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isLoopback } from '@ringback/common'
import { parseRecording } from '@ringback/recording'
import { readRegularText } from '@ringback/recording/node'

/** So many files are read at most: calls made on this machine, such as those of `ringback call`, tell nothing. */
const mostFiles = 5

/**
 * The origin that Twilio requested in the last recorded call of a folder; undefined where there is none. File names begin with
 * the start of their call, so that few are read.
 */
export async function lastPublicOrigin(recordings: string): Promise<string | undefined> {
  const names = await readdir(recordings).catch(() => [])
  const newest = names
    .filter((name) => /^\d{8}.*\.json$/.test(name))
    .toSorted()
    .slice(-mostFiles)
    .toReversed()
  for (const name of newest) {
    const origin = await originIn(join(recordings, name))
    if (origin !== undefined) return origin
  }
  return undefined
}

async function originIn(path: string): Promise<string | undefined> {
  const parsed = parseRecording(await readRegularText(path).catch(() => ''))
  if (!('recording' in parsed)) return undefined
  // Of other kind are requests of the app to Twilio.
  const webhooks = parsed.recording.exchanges.filter(({ kind }) => kind !== null)
  const url = URL.parse(webhooks.at(-1)?.request.url ?? '')
  return url === null || isLoopback(url.hostname) ? undefined : url.origin
}
