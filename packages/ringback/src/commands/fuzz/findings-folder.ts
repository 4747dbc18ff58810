import { messageOf, RingbackError } from '@ringback/common'
import type { FindingStore, StoredFinding } from '@ringback/fuzz'
import { parseRecording, serializeRecording } from '@ringback/recording'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegularText } from '@ringback/recording/node'

const ending = '.finding.json'

/** A finding in a folder. */
export interface FiledFinding extends StoredFinding {
  /** The file of the module that exported the app, if it ran in this process. */
  readonly module?: string | undefined
  /** The folder of the Functions that were the app. */
  readonly functions?: string | undefined
}

/** Where an app that runs in this process is. */
export type InProcessApp = Pick<FiledFinding, 'module' | 'functions'>

/** Findings in a folder. */
export interface FindingsFolder extends FindingStore {
  read(id: string): Promise<FiledFinding | undefined>
  /** The ids of all findings in it. */
  ids(): Promise<readonly string[]>
}

/**
 * Findings in a folder: each in one file, its recording beside it in another. `app`: where the app is, if it runs
 * in this process.
 */
export function findingsFolder(directory: string, app: InProcessApp = {}): FindingsFolder {
  const { module, functions } = app
  return {
    async write({ finding, proof, location, recording }) {
      await mkdir(directory, { recursive: true })
      await writeFile(join(directory, `${finding.id}.json`), serializeRecording(recording))
      await writeFile(
        join(directory, finding.id + ending),
        `${JSON.stringify({ version: 2, finding, proof, location, module, functions }, null, 2)}\n`,
      )
    },
    async read(id) {
      const found = (await idsIn(directory)).filter((each) => each.startsWith(id))
      const exact = found.find((each) => each === id) ?? found[0]
      if (exact === undefined || (found.length > 1 && exact !== id)) return undefined
      return readFinding(directory, exact)
    },
    ids: () => idsIn(directory),
  }
}

/** Findings with their recordings. Links lead elsewhere and are no findings. */
async function idsIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name))
  return [...files]
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((id) => files.has(`${id}.json`))
    .toSorted()
}

async function readFinding(directory: string, id: string): Promise<FiledFinding> {
  const path = join(directory, id + ending)
  try {
    const file = JSON.parse(await readRegularText(path)) as { version?: unknown }
    if (file.version !== 2) throw new Error('its version is not 2')
    const parsed = parseRecording(await readRegularText(join(directory, `${id}.json`)))
    if ('damage' in parsed) throw new Error(`its recording is damaged: ${parsed.damage.message}`)
    // The version says what is in it.
    const { finding, proof, location, module, functions } = file as unknown as FiledFinding
    return { finding, proof, location, module, functions, recording: parsed.recording }
  } catch (error) {
    throw new RingbackError('finding-unreadable', `Cannot read the finding ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
