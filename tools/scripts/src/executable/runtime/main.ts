/** What the executable runs first, in the process, in processes that it forks, and in its threads. */
import { createRequire } from 'node:module'
import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { embeddedPath, embeddedUrl } from './embedded.ts'
import { keepCompiled } from './keep-compiled.ts'
import type * as loadModule from './load.ts'
import { registerEmbedded } from './register-embedded.ts'

registerEmbedded()
if (isMainThread) keepCompiled()
const { load } = createRequire(process.execPath)(embeddedUrl('load.js') ?? '') as typeof loadModule
void load(entry())

/** A process that was forked, or a thread, runs the module that it was given; else it is the command line. */
function entry(): string {
  const [, , script] = process.argv
  const embedded = embeddedPath(script)
  if (embedded !== undefined) return embedded
  if (process.channel != null && script !== undefined && isAbsolute(script) && /\.[cm]?js$/.test(script)) {
    // As `node script.js` has it.
    process.argv.splice(1, 1)
    return pathToFileURL(script).href
  }
  return embeddedUrl('start.js') ?? ''
}
