import { spawn } from 'node:child_process'
import process from 'node:process'
import { messageOf } from '@ringback/common'
import type { Io } from '../shell/io.ts'

/** The program that opens an address in the browser of the user, and its arguments; no shell is involved. */
function openerOf(platform: NodeJS.Platform): readonly [command: string, ...args: readonly string[]] {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}

/** Opens an address in the browser. Calls back with the reason when that fails. */
export function openInBrowser(url: string, { env, cwd }: Io, onFailure: (reason: string) => void): void {
  const [command, ...args] = openerOf(process.platform)
  const child = spawn(command, [...args, url], { env, cwd, stdio: 'ignore', detached: true })
  child.on('error', (error: NodeJS.ErrnoException) => {
    onFailure(error.code === 'ENOENT' ? `${command} is not installed` : messageOf(error))
  })
  child.on('exit', (code) => {
    if (code !== null && code !== 0) onFailure(`${command} ended with code ${code}`)
  })
  child.unref()
}
