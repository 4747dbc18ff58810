/**
 * Bundles the command line for publishing: `packages/ringback/dist/cli`, made of what `tsc -b` built. Node loads a command from
 * a few files then instead of some hundred modules. `npm pack` and `npm publish` run this in packages/ringback.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { commandLineBundle } from './command-line-bundle.ts'

const output = join(import.meta.dirname, '../../../packages/ringback/dist/cli')

rmSync(output, { recursive: true, force: true })
const bundle = await rolldown(commandLineBundle('dist'))
await bundle.write({ dir: output, format: 'esm', chunkFileNames: '[name]-[hash].js' })
await bundle.close()
