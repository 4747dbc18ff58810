import { isSid } from '@ringback/catalog'
import { createRedactor } from '@ringback/redaction'
import type { KeyRing } from '@ringback/redaction/node'
import type { RingbackConfig } from '../config/config.ts'
import { redactionSettings } from '../state/redaction-settings.ts'

/** What a name may stand for in redacted recordings. */
export interface NamedCall {
  /** Whole CallSids. */
  readonly sids: readonly string[]
  /** Callers and numbers called. */
  readonly parties: readonly string[]
}

/**
 * What a real CallSid or number is called in recordings: itself, and its pseudonym under each key of the ring. Other
 * names stand for nothing.
 */
export function namedCall(name: string, config: RingbackConfig, ring: KeyRing | undefined): NamedCall {
  const sid = isSid(name) ? name : undefined
  const party = partyIn(name)
  const redactors = (ring === undefined ? [] : [ring.current, ...ring.older]).map(({ keyId, pseudonymKey }) =>
    createRedactor({ ...redactionSettings(config), key: pseudonymKey, keyId }),
  )
  const both = (parameter: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [value, ...redactors.map((redactor) => redactor.redactValue(parameter, value))]
  return { sids: both('CallSid', sid), parties: both('From', party) }
}

/** A number in E.164 as people write it, or a SIP URI. */
function partyIn(name: string): string | undefined {
  if (/^sips?:/i.test(name)) return name
  const digits = name.replaceAll(/[\s().-]/g, '')
  if (!/^\+?\d{7,15}$/.test(digits)) return undefined
  return digits.startsWith('+') ? digits : `+${digits}`
}
