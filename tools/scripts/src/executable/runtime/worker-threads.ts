import { getAsset } from 'node:sea'
import { fileURLToPath } from 'node:url'
import * as threads from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'
import { isEmbedded } from './embedded.ts'

export * from 'node:worker_threads'

/** A thread that runs a module of the executable where the URL is that of one. */
export class Worker extends threads.Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    const url = String(file)
    if (isEmbedded(url)) {
      super(getAsset('main.js', 'utf8'), { ...options, eval: true, argv: [fileURLToPath(url)] })
    } else {
      super(file, options)
    }
  }
}
