import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A pact file with interactions that were built from certain exchanges. */
export interface PactAbout {
  readonly file: string
  readonly interactions: number
  /** How many of them carry the sealed original. */
  readonly originals: number
}

/** The pact files of a folder that have interactions built from these exchanges. `remove`: their originals are taken out. */
export async function pactsAbout(
  folder: string,
  exchangeIds: ReadonlySet<string>,
  remove: boolean,
): Promise<readonly PactAbout[]> {
  const found: PactAbout[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.json')) continue
    const file = join(folder, name)
    const pact = await readJson(file)
    const sources = sourcesIn(pact).filter(({ exchangeId }) => exchangeIds.has(String(exchangeId)))
    const sealed = sources.filter((source) => 'original' in source)
    if (sources.length === 0) continue
    found.push({ file, interactions: sources.length, originals: sealed.length })
    if (!remove || sealed.length === 0) continue
    for (const source of sealed) delete source['original']
    await writeFile(`${file}.unfinished`, `${JSON.stringify(pact, null, 2)}\n`)
    await rename(`${file}.unfinished`, file)
  }
  return found
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** What `comments.ringback.recorded` says in each interaction. */
function sourcesIn(pact: unknown): readonly Record<string, unknown>[] {
  const interactions = fieldOf(pact, 'interactions')
  if (!Array.isArray(interactions)) return []
  return interactions
    .map((interaction) => fieldOf(fieldOf(fieldOf(interaction, 'comments'), 'ringback'), 'recorded'))
    .filter(isObject)
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
