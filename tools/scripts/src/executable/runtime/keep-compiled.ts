import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { privateFolder } from './private-folder.ts'

/** Keeps compiled code from one start to the next, where nobody else can change it. */
export function keepCompiled(): void {
  try {
    enableCompileCache(join(privateFolder(), 'compiled'))
  } catch {
    // Without it, commands start slower.
  }
}
