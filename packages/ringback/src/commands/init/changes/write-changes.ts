import { isMissingFile, messageOf, RingbackError } from '@ringback/common'
import { constants } from 'node:fs'
import { lstat, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileChange } from './file-change.ts'

type Written = Exclude<FileChange, { type: 'keep' }>

/** Refuses a path that leads through a link: it could lead out of the project. Throws a `RingbackError`. */
export async function refuseLinks(root: string, { path }: FileChange): Promise<void> {
  const names = path.split('/')
  for (let length = 1; length <= names.length; length += 1) {
    const at = join(root, ...names.slice(0, length))
    const status = await lstat(at).catch((error: unknown) => {
      if (isMissingFile(error)) return undefined
      throw notWritten(at, error)
    })
    if (status === undefined) return
    if (status.isSymbolicLink()) {
      throw new RingbackError('link-in-project', `${at} is a symbolic link; nothing was written.`, {
        remedy:
          'ringback init writes into the project only. Put a real file or folder there, or add the lines yourself.',
      })
    }
    if (length < names.length && !status.isDirectory()) throw notWritten(at, new Error('it is not a folder'))
  }
}

/** Writes a change. A file that has appeared meanwhile is not written over. Throws a `RingbackError`. */
export async function writeChange(root: string, change: Written): Promise<void> {
  const path = join(root, change.path)
  const { O_WRONLY, O_CREAT, O_EXCL, O_APPEND, O_NOFOLLOW } = constants
  const how = change.type === 'create' ? O_CREAT | O_EXCL : O_APPEND
  try {
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(path, O_WRONLY | O_NOFOLLOW | how)
    try {
      await handle.writeFile(change.text)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw notWritten(path, error)
  }
}

function notWritten(path: string, error: unknown): RingbackError {
  return new RingbackError('not-written', `Cannot write ${path}: ${messageOf(error)}`, {
    remedy: 'Repair that, and run the command again: what is written already stays as it is.',
    cause: error,
  })
}
