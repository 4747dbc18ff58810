import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, type Program } from 'oxc-parser'

/** A TypeScript file with its syntax tree. */
export interface SourceFile {
  /** From the root of the workspace, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly program: Program
  /** The line of an offset, from 1. */
  readonly lineOf: (offset: number) => number
}

/** Reads and parses a file. Throws when it is not valid TypeScript. */
export function readSource(root: string, path: string): SourceFile {
  return parseSource(path, readFileSync(join(root, path), 'utf8'))
}

/** Parses the text of a file. Throws when it is not valid TypeScript. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`)
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
  return { path, text, program, lineOf }
}
