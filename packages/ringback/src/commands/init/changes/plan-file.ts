import { join } from 'node:path'
import { readProjectFile } from '../project/project-file.ts'
import type { FileChange } from './file-change.ts'

/** A file as it ought to be, below a root folder. */
export interface PlannedFile {
  /** From the root folder, with slashes. */
  readonly path: string
  readonly text: string
}

/** The change that brings a file about: a file that is there is never changed. */
export async function planFile(root: string, { path, text }: PlannedFile): Promise<FileChange> {
  const existing = await readProjectFile(join(root, path))
  if (existing === undefined) return { type: 'create', path, text }
  const has = new Set(linesOf(existing))
  const missing = text.split('\n').filter((line) => line.trim() !== '' && !has.has(line.trim()))
  return { type: 'keep', path, missing }
}

/** The lines of a text without the spaces around them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trim())
}
