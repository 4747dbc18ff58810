import { join } from 'node:path'
import { readRegularFile, stateFolderOf } from '@ringback/recording/node'

/** A JSON file of the state folder of a recordings folder, before its content is looked at. */
export interface StateJson {
  readonly file: string
  /** Undefined: there is no such file; null: it cannot be read, or is no JSON. */
  readonly value: unknown
}

/** Reads a JSON file of the state folder. Never throws. */
export async function readStateJson(recordings: string, name: string): Promise<StateJson> {
  const file = join(stateFolderOf(recordings), name)
  try {
    return { file, value: JSON.parse((await readRegularFile(file)).toString('utf8')) }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { file, value: isMissing ? undefined : null }
  }
}
