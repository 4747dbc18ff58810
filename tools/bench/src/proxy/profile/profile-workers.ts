/**
 * Has threads profiled as their process is: loaded by `node --import`. ringback starts the thread that redacts with options of its
 * own, and so without those of the process.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { Worker, WorkerOptions } from 'node:worker_threads'

// Members of a built-in module can be replaced there, and only there.
const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker }
const flags = process.execArgv.filter((flag) => flag.startsWith('--cpu-prof'))

threads.Worker = class extends threads.Worker {
  constructor(path: string | URL, { execArgv = [], ...options }: WorkerOptions = {}) {
    super(path, { ...options, execArgv: [...execArgv, ...flags] })
  }
}
syncBuiltinESMExports()
