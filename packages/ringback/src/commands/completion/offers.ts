import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Offer } from './offer.ts'
import type * as CatalogOffers from './catalog-offers.ts'
import type { Io } from '../../shell/io.ts'
import type { OptionRow } from '../../shell/option-row.ts'

/** What may stand at the cursor, and what the shell may offer by itself. */
export interface Offers {
  readonly kind: 'files' | 'folders' | 'none'
  readonly offers: readonly Offer[]
}

/** Where a value is completed. */
export interface OfferContext {
  /** The words before it, behind the name of the command. */
  readonly words: readonly string[]
  readonly io: Pick<Io, 'cwd'>
}

/** So many recordings are looked at, the newest. */
const mostRecordings = 200

/** The values of an option or a positional argument; each begins with `head`, which is written already. */
export async function offered(
  name: string,
  row: OptionRow,
  head: string,
  context: OfferContext,
): Promise<Offers> {
  const listed = row.choices ?? row.suggests
  const source = sources[row.placeholder ?? ''] ?? sources[name]
  const { kind, offers } =
    listed === undefined
      ? ((await source?.(context)) ?? { kind: 'none', offers: [] })
      : { kind: 'none' as const, offers: listed.map((value) => ({ value, describe: '' })) }
  return { kind, offers: offers.map((offer) => ({ ...offer, value: head + offer.value })) }
}

type Source = (context: OfferContext) => Offers | Promise<Offers>

const files: Source = () => ({ kind: 'files', offers: [] })
const folders: Source = () => ({ kind: 'folders', offers: [] })
const calls: Source = async (context) => ({ kind: 'files', offers: await recordedCalls(context) })

/** The catalog takes time to load, and few values are of it. */
function fromCatalog(offersOf: (module: typeof CatalogOffers) => readonly Offer[]): Source {
  return async () => ({ kind: 'none', offers: offersOf(await import('./catalog-offers.ts')) })
}

/** By the placeholder of an option, or by the name of an argument. */
const sources: Readonly<Record<string, Source>> = {
  '<file>': files,
  '<folder>': folders,
  '<kind>': fromCatalog(({ kindOffers }) => kindOffers('')),
  '<kind=url>': fromCatalog(({ kindOffers }) => kindOffers('=')),
  '<parameter>': fromCatalog(({ parameterOffers }) => parameterOffers()),
  kind: fromCatalog(({ kindOffers }) => kindOffers('')),
  name: fromCatalog(({ kindOffers, parameterOffers }) => [...kindOffers(''), ...parameterOffers()]),
  app: files,
  call: calls,
  exchange: calls,
  finding: async (context) => ({ kind: 'none', offers: await findings(context) }),
  file: files,
  source: files,
  reports: files,
  pact: files,
  pacts: files,
  recordings: files,
  old: files,
  new: files,
  folder: folders,
}

/** The CallSids in the names of recordings, the newest first: nothing is read or settled, and no configuration is run. */
async function recordedCalls(context: OfferContext): Promise<readonly Offer[]> {
  const names = await namesIn('--recordings', 'recordings', context)
  return names
    .toSorted()
    .toReversed()
    .slice(0, mostRecordings)
    .flatMap((name) => {
      const [, year, month, day, hour, minute, sid] =
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d+Z-(CA[0-9a-f]{32})\.json$/.exec(name) ?? []
      return sid === undefined ? [] : [{ value: sid, describe: `${year}-${month}-${day} ${hour}:${minute}` }]
    })
}

async function findings(context: OfferContext): Promise<readonly Offer[]> {
  const names = await namesIn('--findings', 'fixtures/findings', context)
  return names.flatMap((name) => {
    const id = /^(.+)\.finding\.json$/.exec(name)?.[1]
    return id === undefined ? [] : [{ value: id, describe: '' }]
  })
}

async function namesIn(
  option: string,
  preset: string,
  { words, io }: OfferContext,
): Promise<readonly string[]> {
  const inline = words.findLast((word) => word.startsWith(`${option}=`))?.slice(option.length + 1)
  const folder = inline ?? words[words.lastIndexOf(option) + 1 || words.length] ?? preset
  return readdir(resolve(io.cwd, folder)).catch((): string[] => [])
}
