import { join } from 'node:path'
import type { FileChange } from '../changes/file-change.ts'
import { linesOf } from '../changes/plan-file.ts'
import { readProjectFile } from '../project/project-file.ts'
import type { Project } from '../project/read-project.ts'

/** What git must not take, and why. */
interface Ignored {
  readonly pattern: string
  readonly why: string
  /** Lines that do the same. */
  readonly same: readonly string[]
}

/**
 * The key and the state of recorders. Sealed originals are not among them: their folder has a `.gitignore` of its own, which
 * `ringback originals commit` removes.
 */
const state: Ignored = {
  pattern: '.ringback/',
  why: 'The key of ringback, and what it has not yet redacted',
  same: ['.ringback', '**/.ringback', '**/.ringback/'],
}
const env: Ignored = {
  pattern: '.env',
  why: 'Auth tokens',
  same: ['.env*', '*.env', '.env.*', '/.env', '**/.env'],
}

/** The lines that `.gitignore` has to get; undefined where it has them. */
export async function planGitIgnore({ directory, environment }: Project): Promise<FileChange | undefined> {
  const path = '.gitignore'
  const existing = await readProjectFile(join(directory, path))
  const has = new Set(linesOf(existing ?? ''))
  const wanted = environment.hasEnvFile ? [state, env] : [state]
  const missing = wanted.filter(({ pattern, same }) => ![pattern, ...same].some((line) => has.has(line)))
  if (missing.length === 0) return undefined
  const lines = missing.flatMap(({ pattern, why }) => [`# ${why}`, pattern])
  if (existing === undefined) return { type: 'create', path, text: `${lines.join('\n')}\n` }
  const lineBreak = existing.includes('\r\n') ? '\r\n' : '\n'
  const isOpen = existing !== '' && !existing.endsWith('\n')
  return {
    type: 'append',
    path,
    text: `${isOpen ? lineBreak : ''}${lines.join(lineBreak)}${lineBreak}`,
    context: existing.trimEnd().split(/\r?\n/).slice(-2),
  }
}
