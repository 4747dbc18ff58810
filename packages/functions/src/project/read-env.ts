import { isMissingFile } from '@ringback/common'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** The variables of `.env` in a folder; none when there is no such file. */
export function readEnv(folder: string): Readonly<Record<string, string>> {
  try {
    // Every name that it parses has a value.
    return parseEnv(readFileSync(join(folder, '.env'), 'utf8')) as Record<string, string>
  } catch (error) {
    if (isMissingFile(error)) return {}
    throw error
  }
}
