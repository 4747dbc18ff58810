import { createRedactor } from '@ringback/redaction'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import type { NamedCall, RealNames } from './named-call.ts'
import { keysForFolder } from './redaction-means.ts'

/** Real names, and what stands for them in the recordings of a folder: their pseudonyms under each of its keys. */
export async function withPseudonyms(
  { sid, party }: RealNames,
  folder: string,
  loaded: LoadedConfig,
  io: Io,
): Promise<NamedCall> {
  const ring = await keysForFolder(folder, loaded, io)
  const redactors = (ring === undefined ? [] : [ring.current, ...ring.older]).map(({ keyId, pseudonymKey }) =>
    createRedactor({ ...redactionSettings(loaded.config), key: pseudonymKey, keyId }),
  )
  const both = (parameter: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [value, ...redactors.map((redactor) => redactor.redactValue(parameter, value))]
  return { sids: both('CallSid', sid), parties: both('From', party) }
}
