import { messageOf, RingbackError } from '@ringback/common'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PactFile } from '@ringback/contract'
import { readRegularText } from '@ringback/recording/node'

/** What writing changed on the disk. */
export interface WrittenPacts {
  readonly written: readonly string[]
  readonly same: readonly string[]
  /** Files of the same contract that are no part of it any more. */
  readonly removed: readonly string[]
}

/** Writes a contract to a folder. Files of other contracts stay. */
export async function writePacts(files: readonly PactFile[], folder: string): Promise<WrittenPacts> {
  try {
    await mkdir(folder, { recursive: true })
    const written: string[] = []
    const same: string[] = []
    for (const { name, pact } of files) {
      const path = join(folder, name)
      const text = `${JSON.stringify(pact, null, 2)}\n`
      const isSame = (await readFile(path, 'utf8').catch(() => undefined)) === text
      if (!isSame) await writeFile(path, text)
      ;(isSame ? same : written).push(name)
    }
    const removed = await staleIn(folder, files)
    for (const name of removed) await rm(join(folder, name))
    return { written, same, removed }
  } catch (error) {
    throw new RingbackError('pacts-not-written', `Cannot write the pacts to ${folder}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function staleIn(folder: string, files: readonly PactFile[]): Promise<readonly string[]> {
  const names = new Set(files.map(({ name }) => name))
  const parties = new Set(files.map(({ pact }) => partiesOf(pact)))
  const stale: string[] = []
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json') || names.has(name)) continue
    const pact: unknown = await readRegularText(join(folder, name))
      .then((text) => JSON.parse(text) as unknown)
      .catch(() => undefined)
    if (isOurs(pact) && parties.has(partiesOf(pact))) stale.push(name)
  }
  return stale
}

interface Named {
  readonly consumer: { readonly name: string }
  readonly provider: { readonly name: string }
}

function partiesOf({ consumer, provider }: Named): string {
  return JSON.stringify([consumer.name, provider.name])
}

/** A pact that ringback wrote: every interaction has its note. */
function isOurs(value: unknown): value is Named {
  if (typeof value !== 'object' || value === null) return false
  const { consumer, provider, interactions } = value as Partial<Record<string, unknown>>
  const isParty = (party: unknown): boolean => typeof party === 'object' && party !== null && 'name' in party
  const isNoted = (row: unknown): boolean => JSON.stringify(row).includes('"ringback":')
  return isParty(consumer) && isParty(provider) && Array.isArray(interactions) && interactions.every(isNoted)
}
