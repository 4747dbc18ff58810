import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import type { StoreAddress } from '../store/store-address.ts'
import { storeOf } from '../store/store-option.ts'
import { recordingsFolder } from './folder.ts'

/** Where recordings are. */
export interface RecordingsPlace {
  /** The folder they are in; with a database, the one that holds what must be on this machine: sealed exchanges and state. */
  readonly folder: string
  /** The database they are in. */
  readonly store?: StoreAddress
}

/** The options that say where recordings are. */
export interface PlaceOptions {
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  /** The options that the environment gave, in kebab case. */
  readonly fromEnvironment?: readonly string[] | undefined
}

/**
 * Where recordings are: in the database of --store, else in the folder of --recordings, from the working directory, else in the database
 * of RINGBACK_STORE or the configuration, else in the configuration's folder, else in `recordings`. A folder of RINGBACK_RECORDINGS is
 * that of this machine beside a database of RINGBACK_STORE.
 * @throws {RingbackError} `bad-store`
 */
export function recordingsPlace(
  { recordings, store: option, fromEnvironment = [] }: PlaceOptions,
  loaded: LoadedConfig,
  io: Io,
): RecordingsPlace {
  const isGiven = recordings !== undefined && !fromEnvironment.includes('recordings')
  const isFolder = isGiven && option === undefined
  const store = isFolder ? undefined : storeOf(option, loaded.config.store, io.env)
  const folder = recordingsFolder(recordings, loaded, io)
  return store === undefined ? { folder } : { folder, store }
}

/** What a place is called in messages: the folder, or the URL of the database without its password. */
export function placeName({ folder, store }: RecordingsPlace): string {
  return store?.name ?? folder
}
