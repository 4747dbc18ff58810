import { messageOf, RingbackError } from '@ringback/common'
import { FolderInUseError, lockFolder } from '@ringback/recording/node'
import { hasSpool, keyOfFolder } from '@ringback/redaction/node'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isSea } from 'node:sea'
import type { LoadedConfig } from '../../config/load-config.ts'
import { recordingsPlace, type PlaceOptions } from '../../recordings/place.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeysIfKept } from '../../state/redaction-key.ts'
import { secretOf } from '../../state/secret.ts'
import { withKeyedStore } from '../../store/with-keyed-store.ts'
import type { StoreAddress } from '../../store/store-address.ts'
import { version } from '../../version.ts'

/** One thing that was looked at, and what to change where it is not good. */
export interface SelfCheck {
  readonly name: 'versions' | 'key' | 'folder' | 'lock' | 'spool' | 'store' | 'token'
  readonly isGood: boolean
  readonly message: string
  readonly change?: string
}

/** Looks at what ringback itself works with: versions, key, recordings folder, token. Records nothing. */
export async function doctorSelf(
  options: PlaceOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<readonly SelfCheck[]> {
  const { folder, store } = recordingsPlace(options, loaded, io)
  return [
    versions(),
    await key(folder, loaded, io),
    ...(await folderChecks(folder)),
    ...(store === undefined ? [] : [await storeCheck(store, io)]),
    token(loaded, io),
  ]
}

const pact = ['@pact-foundation/pact-core', '@pact-foundation/pact-cli']
const peers = ['@modelcontextprotocol/server', ...pact, 'msw', 'pg', 'vitest']

function versions(): SelfCheck {
  // Tests and stores use the installed package, which has other peers than an executable.
  const found = (isSea() ? pact : peers).map((name) => `${name} ${installedVersion(name) ?? 'not installed'}`)
  const message = `ringback ${version}${isSea() ? ' (single executable)' : ''}, Node ${process.versions.node}; ${found.join(', ')}.`
  return { name: 'versions', isGood: true, message }
}

function installedVersion(name: string): string | undefined {
  const require = createRequire(import.meta.url)
  if (isSea()) return versionIn(() => require(`${name}/package.json`))
  const folders = require.resolve.paths(name) ?? []
  const file = folders.map((folder) => `${folder}/${name}/package.json`).find((path) => existsSync(path))
  return file === undefined ? undefined : versionIn(() => require(file))
}

function versionIn(load: () => unknown): string | undefined {
  try {
    // A package.json has a version.
    return (load() as { readonly version: string }).version
  } catch {
    return undefined
  }
}

async function key(folder: string, { directory }: LoadedConfig, io: Io): Promise<SelfCheck> {
  const name = 'key'
  try {
    const keys = await redactionKeysIfKept(directory, io.env)
    if (keys === undefined) {
      return { name, isGood: true, message: 'No redaction key yet: the first recording makes one.' }
    }
    const { keyId } = keys.ring.current
    const where = keys.keyFile ?? 'RINGBACK_REDACTION_KEY'
    const recorded = await keyOfFolder(folder)
    if (recorded === undefined || recorded.keyId === keyId) {
      return { name, isGood: true, message: `Redaction key ${keyId} of ${where}.` }
    }
    return {
      name,
      isGood: false,
      message: `${folder} was recorded with the key ${recorded.keyId}, and ${where} is ${keyId}.`,
      change: 'Set RINGBACK_REDACTION_KEY to the key of the folder.',
    }
  } catch (error) {
    return {
      name,
      isGood: false,
      message: messageOf(error),
      change: 'Set RINGBACK_REDACTION_KEY to a valid key.',
    }
  }
}

async function folderChecks(folder: string): Promise<readonly SelfCheck[]> {
  if (!existsSync(folder)) {
    return [{ name: 'folder', isGood: true, message: `No recordings yet: ${folder} does not exist.` }]
  }
  const spool = (await hasSpool(folder))
    ? 'Sealed exchanges wait to be recorded: the next command that reads the recordings does it.'
    : 'No sealed exchanges wait.'
  return [
    {
      name: 'folder',
      isGood: true,
      message: `Recordings are in ${folder}. Damage: ringback check recordings`,
    },
    await lockCheck(folder),
    { name: 'spool', isGood: true, message: spool },
  ]
}

async function lockCheck(folder: string): Promise<SelfCheck> {
  try {
    const lock = await lockFolder(folder)
    lock.release()
    return { name: 'lock', isGood: true, message: 'Nothing else records into this folder.' }
  } catch (error) {
    const isGood = error instanceof FolderInUseError
    return {
      name: 'lock',
      isGood,
      message: messageOf(error),
      ...(!isGood && { change: 'Make the folder writable.' }),
    }
  }
}

async function storeCheck(address: StoreAddress, io: Io): Promise<SelfCheck> {
  const name = 'store'
  try {
    return await withKeyedStore(address, io, async ({ where, postgres }) => {
      const keyId = await postgres.postgresKey(where)
      const of = keyId === undefined ? 'empty' : `of the redaction key ${keyId}`
      return {
        name,
        isGood: true,
        message: `The database ${address.name} has the tables of recordings, ${of}.`,
      }
    })
  } catch (error) {
    return failedCheck(name, error)
  }
}

/** What a check came to that threw. */
function failedCheck(name: SelfCheck['name'], error: unknown): SelfCheck {
  const { message, remedy } =
    error instanceof RingbackError ? error : { message: messageOf(error), remedy: undefined }
  return { name, isGood: false, message, ...(remedy !== undefined && { change: remedy }) }
}

function token({ config }: LoadedConfig, { env }: Io): SelfCheck {
  let given: string | undefined
  try {
    given = secretOf(env, 'TWILIO_AUTH_TOKEN')
  } catch (error) {
    return failedCheck('token', error)
  }
  const hasToken = [given, config.authToken, config.authTokens].some(
    (each) => each !== undefined && each !== '',
  )
  const missing = {
    message: 'No auth token: signatures are neither made nor checked.',
    change: 'Set TWILIO_AUTH_TOKEN to the token of the account.',
  }
  return { name: 'token', isGood: hasToken, ...(hasToken ? { message: 'An auth token is set.' } : missing) }
}
