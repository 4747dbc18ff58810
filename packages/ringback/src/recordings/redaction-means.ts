import { RingbackError } from '@ringback/common'
import type { Damage, Recording } from '@ringback/recording'
import { createRedactor, type Redactor } from '@ringback/redaction'
import {
  keysWithId,
  openOriginals,
  WrongKeyError,
  type KeyRing,
  type Originals,
} from '@ringback/redaction/node'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { redactionKeysIfKept, redactionKeysOfFolder } from '../state/redaction-key.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import { reportDamage } from './damage.ts'
import type { RecordingsPlace } from './place.ts'

/** What is at hand to compare answers that were recorded redacted. */
export interface RedactionMeans {
  /** Redacts with the key of the recordings; undefined where the key is missing or nothing is redacted. */
  readonly redactor: Redactor | undefined
  /** The sealed originals; undefined without the key. */
  readonly originals: Originals | undefined
  /** The original of a recorded exchange; null where it is not at hand. */
  readonly originalOf: Originals['originalOf']
  /** That the key is missing and what follows from it; undefined where it is not missing. */
  readonly missing: string | undefined
}

/** Whose redaction it is. */
export interface RedactedFolder {
  readonly place: RecordingsPlace
  readonly loaded: LoadedConfig
  /** True: a missing key is an error. */
  readonly requireKey: boolean
}

/** The ids of the keys that recordings were redacted with. */
export function keyIdsOf(recordings: Iterable<Recording>): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { exchanges } of recordings) {
    for (const { redaction } of exchanges) if (redaction !== undefined) ids.add(redaction.keyId)
  }
  return ids
}

/** The keys of a folder: of the environment, else of the file that the folder names, else beside the configuration. */
export async function keysForFolder(
  folder: string,
  { directory }: LoadedConfig,
  { env }: Io,
): Promise<KeyRing | undefined> {
  const found = (await redactionKeysOfFolder(folder, env)) ?? (await redactionKeysIfKept(directory, env))
  return found?.ring
}

/**
 * Finds the key and the originals for exchanges that were redacted with some keys.
 * @throws {WrongKeyError} when a key is at hand and it is another one.
 * @throws {RingbackError} `no-redaction-key` when there is none and it is required.
 */
export async function redactionMeans(
  keyIds: ReadonlySet<string>,
  { place, loaded, requireKey }: RedactedFolder,
  io: Io,
): Promise<RedactionMeans> {
  const [first] = keyIds
  if (first === undefined) return nothingRedacted
  const ring = await keysForFolder(place.folder, loaded, io)
  if (ring === undefined) {
    if (requireKey) throw keyRequired(keyIds)
    return { ...nothingRedacted, missing: missingKey(keyIds) }
  }
  const other = [...keyIds].find((id) => keysWithId(ring, id) === undefined)
  if (other !== undefined) throw new WrongKeyError('A recording', other, ring)
  // Recordings that are made with several keys are compared under the first; what was made with another one is
  // compared by its original.
  const { keyId, pseudonymKey } = keysWithId(ring, first) ?? ring.current
  const redactor = createRedactor({ ...redactionSettings(loaded.config), key: pseudonymKey, keyId })
  const originals = await originalsOf(place, ring, io)
  return {
    redactor,
    originals,
    originalOf: (exchange) => originals.originalOf(exchange),
    missing: undefined,
  }
}

/** The sealed originals of a place: the one place that decides whether those of a folder or of a database are opened. */
export async function originalsOf(
  { folder, store }: RecordingsPlace,
  ring: KeyRing,
  io: Io,
): Promise<Originals> {
  const options = { recordings: folder, ring, onDamage: (damage: Damage) => reportDamage(io, damage) }
  if (store === undefined) return openOriginals(options)
  const { storeOriginals } = await import('../store/store-originals.ts')
  return openOriginals({ ...options, database: await storeOriginals(store) })
}

const nothingRedacted: RedactionMeans = {
  redactor: undefined,
  originals: undefined,
  originalOf: async () => null,
  missing: undefined,
}

function missingKey(keyIds: ReadonlySet<string>): string {
  return (
    `The redaction key ${[...keyIds].join(', ')} is missing, so answers that depend on redacted values are compared with what your app answered to the redacted request, or not at all. ` +
    'Set RINGBACK_REDACTION_KEY to compare them with what was recorded.'
  )
}

function keyRequired(keyIds: ReadonlySet<string>): RingbackError {
  return new RingbackError(
    'no-redaction-key',
    `The redaction key ${[...keyIds].join(', ')} is missing, and --require-key was given.`,
    { remedy: 'Set RINGBACK_REDACTION_KEY to the content of .ringback/redaction.key.' },
  )
}
