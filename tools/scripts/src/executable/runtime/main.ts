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
  const url = embeddedPath(script) ?? forkedFile(script)
  if (url === undefined) return embeddedUrl('start.js') ?? ''
  // Its arguments stand where `node script.js` has them.
  process.argv.splice(1, 1)
  return url
}

/** A file outside of the executable, which `fork` names. */
function forkedFile(script: string | undefined): string | undefined {
  const isForked = process.channel != null && script !== undefined
  return isForked && isAbsolute(script) && /\.[cm]?js$/.test(script) ? pathToFileURL(script).href : undefined
}
