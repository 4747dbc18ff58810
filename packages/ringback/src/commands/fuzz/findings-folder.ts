import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindingStore, StoredFinding } from '@ringback/fuzz'
import { parseRecording, serializeRecording } from '@ringback/recording'
import { messageOf, UserError } from '../../shell/user-error.ts'

const ending = '.finding.json'

/** Findings in a folder: what is known of each in one file, the recording beside it in another. */
export function findingsFolder(directory: string): FindingStore {
  return {
    async write({ finding, proof, location, recording }) {
      await mkdir(directory, { recursive: true })
      await writeFile(join(directory, `${finding.id}.json`), serializeRecording(recording))
      await writeFile(
        join(directory, finding.id + ending),
        `${JSON.stringify({ version: 2, finding, proof, location }, null, 2)}\n`,
      )
    },
    async read(id) {
      const names = await readdir(directory).catch(() => [] as string[])
      const found = names.filter((name) => name.endsWith(ending) && name.startsWith(id))
      const exact = found.find((name) => name === id + ending) ?? found[0]
      if (exact === undefined || (found.length > 1 && exact !== id + ending)) return undefined
      return readFinding(directory, exact.slice(0, -ending.length))
    },
  }
}

async function readFinding(directory: string, id: string): Promise<StoredFinding> {
  const path = join(directory, id + ending)
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as { version?: unknown }
    if (file.version !== 2) throw new Error('its version is not 2')
    const parsed = parseRecording(await readFile(join(directory, `${id}.json`), 'utf8'))
    if ('damage' in parsed) throw new Error(`its recording is damaged: ${parsed.damage.message}`)
    // The version says what is in it.
    const { finding, proof, location } = file as unknown as StoredFinding
    return { finding, proof, location, recording: parsed.recording }
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}`)
  }
}
