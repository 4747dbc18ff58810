import { isSid } from '@ringback/catalog'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'

/** What a name may stand for in redacted recordings. */
export interface NamedCall {
  /** Whole CallSids. */
  readonly sids: readonly string[]
  /** Callers and numbers called. */
  readonly parties: readonly string[]
}

/** What a user names by its real name. */
export interface RealNames {
  readonly sid: string | undefined
  readonly party: string | undefined
}

/**
 * What a real CallSid or number is called in the recordings of a folder: itself, and its pseudonym under each of the
 * folder's keys. Other names stand for nothing.
 */
export async function namedCall(
  name: string,
  folder: string,
  loaded: LoadedConfig,
  io: Io,
): Promise<NamedCall> {
  const real: RealNames = { sid: isSid(name) ? name : undefined, party: partyIn(name) }
  if (real.sid === undefined && real.party === undefined) return { sids: [], parties: [] }
  // Redaction takes time to load, and the start of a CallSid needs none.
  const { withPseudonyms } = await import('./pseudonyms-of.ts')
  return withPseudonyms(real, folder, loaded, io)
}

/** A number in E.164 as people write it, or a SIP URI. */
function partyIn(name: string): string | undefined {
  if (/^sips?:/i.test(name)) return name
  const digits = name.replaceAll(/[\s().-]/g, '')
  if (!/^\+?\d{7,15}$/.test(digits)) return undefined
  return digits.startsWith('+') ? digits : `+${digits}`
}
