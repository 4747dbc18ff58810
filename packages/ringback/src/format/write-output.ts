import { messageOf, RingbackError } from '@ringback/common'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Io } from '../shell/io.ts'

/** Writes a file that an option names, and makes its folder. Returns its whole path. Throws a `RingbackError`. */
export async function writeOutput(file: string, text: string, { cwd }: Pick<Io, 'cwd'>): Promise<string> {
  const path = resolve(cwd, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return path
  } catch (error) {
    throw new RingbackError('file-not-written', `Cannot write ${path}: ${messageOf(error)}`, { cause: error })
  }
}
