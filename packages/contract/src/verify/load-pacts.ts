import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { messageOf } from '@ringback/common'
import { ContractError } from '../contract-error.ts'
import type { Pact, PactFile } from '../pact/pact.ts'

/**
 * Reads pact files, and all `.json` files of folders. Throws a `ContractError` that lists every path that holds no
 * pact.
 */
export async function loadPacts(paths: readonly string[]): Promise<readonly PactFile[]> {
  const problems: string[] = []
  const files: PactFile[] = []
  for (const path of paths) {
    for (const file of await filesIn(path, problems)) {
      const pact = await readPact(file, problems)
      if (pact !== undefined) files.push({ name: basename(file), pact })
    }
  }
  if (problems.length > 0) {
    throw new ContractError('no-pact', problems.join('\n'), {
      remedy: 'Write pacts with `ringback contract build`.',
    })
  }
  return files
}

async function filesIn(path: string, problems: string[]): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) {
    problems.push(`The pact file ${path} does not exist.`)
    return []
  }
  if (!found.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted()
  if (names.length === 0) problems.push(`The folder ${path} contains no pacts.`)
  return names.map((name) => join(path, name))
}

async function readPact(file: string, problems: string[]): Promise<Pact | undefined> {
  try {
    // A FIFO or a device would be waited for.
    if (!(await stat(file)).isFile()) {
      problems.push(`${file} is not a regular file.`)
      return undefined
    }
    const given: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (isPact(given)) return given
    problems.push(`${file} is not a pact: it has no consumer, provider and interactions.`)
  } catch (error) {
    problems.push(`${file} cannot be read as a pact: ${messageOf(error)}`)
  }
  return undefined
}

/** Whether a value has the outline of a pact; the verifier judges the rest. */
export function isPact(value: unknown): value is Pact {
  if (typeof value !== 'object' || value === null) return false
  const { consumer, provider, interactions } = value as Partial<Record<keyof Pact, unknown>>
  const isNamed = (party: unknown): boolean =>
    typeof party === 'object' && party !== null && 'name' in party && typeof party.name === 'string'
  const isInteraction = (row: unknown): boolean =>
    typeof row === 'object' && row !== null && 'description' in row && typeof row.description === 'string'
  return (
    isNamed(consumer) && isNamed(provider) && Array.isArray(interactions) && interactions.every(isInteraction)
  )
}
