/** Builds ringback as one file that runs without Node: `build-executable.ts [folder]`. Prints the file. See docs/executable.md. */
import { join, resolve } from 'node:path'
import { buildExecutable } from './executable/build-executable.ts'

const [folder = join(import.meta.dirname, '../../../dist')] = process.argv.slice(2)
process.stdout.write(`${(await buildExecutable(resolve(folder))).file}\n`)
