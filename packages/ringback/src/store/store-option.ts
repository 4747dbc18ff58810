import { RingbackError } from '@ringback/common'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { secretOf } from '../state/secret.ts'
import { storeAddress, type StoreAddress } from './store-address.ts'

/**
 * The database of the option, of RINGBACK_STORE or of the configuration.
 * @throws {RingbackError} `no-store` or `bad-store`
 */
export function requireStore(
  option: string | undefined,
  { config }: Pick<LoadedConfig, 'config'>,
  { env }: Pick<Io, 'env'>,
): StoreAddress {
  const address = storeOf(option, config.store, env)
  if (address !== undefined) return address
  throw new RingbackError('no-store', 'No database was given.', {
    remedy: 'Set RINGBACK_STORE or pass --store postgres://user@host/database',
  })
}

/** The database that is named, if any: by the option, else by RINGBACK_STORE, else by the configuration. */
export function storeOf(
  option: string | undefined,
  configured: string | undefined,
  env: Io['env'],
): StoreAddress | undefined {
  if (option !== undefined) return storeAddress(option, '--store')
  const given = secretOf(env, 'RINGBACK_STORE') ?? ''
  if (given !== '') return storeAddress(given, 'RINGBACK_STORE')
  return configured === undefined ? undefined : storeAddress(configured, '`store` in the configuration file')
}
