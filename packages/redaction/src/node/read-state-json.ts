import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import { readRegularText, stateFolderOf } from '@ringback/recording/node'

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
    return { file, value: JSON.parse(await readRegularText(file)) }
  } catch (error) {
    return { file, value: isMissingFile(error) ? undefined : null }
  }
}
