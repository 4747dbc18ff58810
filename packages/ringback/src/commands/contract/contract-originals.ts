import {
  contractNote,
  loadPacts,
  type PactFile,
  type PactInteraction,
  type VerifyOptions,
} from '@ringback/contract'
import type { Exchange } from '@ringback/recording'
import { WrongKeyError } from '@ringback/redaction/node'
import type { LoadedConfig } from '../../config/load-config.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { keysForFolder, redactionMeans, type RedactionMeans } from '../../recordings/redaction-means.ts'
import type { Io } from '../../shell/io.ts'
import { pactSource } from './pact-source.ts'
import type { VerifyCommandOptions } from './verify-options.ts'

/** The pacts to verify, and what opens the originals of what was recorded. */
export interface ContractOriginals {
  readonly settings: Pick<VerifyOptions, 'pacts' | 'originalOf' | 'redactor'>
  /** That the key is missing and what follows from it; undefined where it is not missing. */
  readonly missing: string | undefined
  /** That an original needed another key, found out during the verification. */
  readonly wrongKey: () => WrongKeyError | undefined
}

/**
 * Reads the pacts and finds the key and the originals of their recorded interactions. The keys of a broker's pacts are
 * known only when they are verified.
 * @throws {WrongKeyError} when a key is at hand and it is another one.
 */
export async function contractOriginals(
  options: VerifyCommandOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<ContractOriginals> {
  const source = pactSource(options, io)
  const files = 'brokerUrl' in source ? undefined : await loadPacts(source)
  const place = recordingsPlace(options, loaded, io)
  const keyIds = files === undefined ? await keyIdsAtHand(place.folder, loaded, io) : keyIdsIn(files)
  const means = await redactionMeans(keyIds, { place, loaded, requireKey: options.requireKey }, io)
  let wrongKey: WrongKeyError | undefined
  return {
    settings: {
      pacts: files ?? source,
      ...(means.redactor !== undefined && { redactor: means.redactor }),
      async originalOf(interaction) {
        try {
          return await originalOf(interaction, means)
        } catch (error) {
          if (error instanceof WrongKeyError) wrongKey = error
          throw error
        }
      },
    },
    missing: means.missing,
    wrongKey: () => wrongKey,
  }
}

/** The original that travels in the pact; else the one in the folder. */
async function originalOf(interaction: PactInteraction, means: RedactionMeans): Promise<Exchange | null> {
  const recorded = contractNote(interaction)?.recorded
  if (means.originals === undefined || recorded === undefined) return null
  const { exchangeId, callSid, startedAt, original } = recorded
  const sealed = original === undefined ? null : means.originals.openSealed(original)
  return sealed ?? means.originalOf({ id: exchangeId, callSid, startedAt })
}

async function keyIdsAtHand(folder: string, loaded: LoadedConfig, io: Io): Promise<ReadonlySet<string>> {
  const ring = await keysForFolder(folder, loaded, io)
  return new Set(ring === undefined ? [] : [ring.current.keyId])
}

function keyIdsIn(files: readonly PactFile[]): ReadonlySet<string> {
  return new Set(
    files
      .flatMap(({ pact }) => pact.interactions)
      .flatMap((interaction) => contractNote(interaction)?.recorded?.redaction?.keyId ?? []),
  )
}
