import { apiVersion, sidPrefix } from '@ringback/catalog'
import type { Target, Simulation } from '@ringback/simulator/engine'
import { applicationFields, numberFields, type ConfiguredFields } from '../data/configured-fields.ts'

/** A resource that the options describe. */
export interface ConfiguredRow {
  readonly sid: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly createdAt: number
}

/** A number of the account; fields in the spelling of the official SDK. */
export interface ConfiguredNumber {
  /** E.164. */
  readonly phoneNumber: string
  readonly sid?: string
  readonly friendlyName?: string
  readonly voiceUrl?: string
  readonly voiceMethod?: 'GET' | 'POST'
  readonly voiceFallbackUrl?: string
  readonly voiceFallbackMethod?: 'GET' | 'POST'
  readonly voiceApplicationSid?: string
  readonly statusCallback?: string
  readonly statusCallbackMethod?: 'GET' | 'POST'
}

/** A TwiML application; fields in the spelling of the official SDK. */
export interface ConfiguredApplication {
  readonly sid: string
  readonly friendlyName?: string
  readonly voiceUrl?: string
  readonly voiceMethod?: 'GET' | 'POST'
  readonly voiceFallbackUrl?: string
  readonly voiceFallbackMethod?: 'GET' | 'POST'
  readonly statusCallback?: string
  readonly statusCallbackMethod?: 'GET' | 'POST'
}

/** The rows of the numbers, by SID. */
export function numberRows(
  simulation: Simulation,
  numbers: readonly (string | ConfiguredNumber)[],
): Map<string, ConfiguredRow> {
  const rows = numbers.map((number) => {
    const configured: ConfiguredNumber = typeof number === 'string' ? { phoneNumber: number } : number
    const { sid = simulation.ids.sid(sidPrefix.phoneNumber), friendlyName = configured.phoneNumber } =
      configured
    return rowOf(simulation, sid, { ...configured, sid, friendlyName }, numberFields)
  })
  return new Map(rows.map((row) => [row.sid, row]))
}

/** The rows of the applications, by SID. */
export function applicationRows(
  simulation: Simulation,
  applications: readonly ConfiguredApplication[],
): Map<string, ConfiguredRow> {
  return new Map(applications.map((each) => [each.sid, rowOf(simulation, each.sid, each, applicationFields)]))
}

/** The URLs of the applications, for calls that dial them. */
export function applicationTargets(
  applications: readonly ConfiguredApplication[],
): Readonly<Record<string, Target>> {
  return Object.fromEntries(
    applications.flatMap(({ sid, voiceUrl, voiceMethod = 'POST' }) =>
      voiceUrl === undefined ? [] : [[sid, { url: voiceUrl, method: voiceMethod }]],
    ),
  )
}

function rowOf(
  simulation: Simulation,
  sid: string,
  configured: object,
  defaults: ConfiguredFields,
): ConfiguredRow {
  const given = Object.entries(configured).filter(([, value]) => value !== undefined)
  return {
    sid,
    createdAt: simulation.clock.now(),
    fields: {
      ...defaults,
      api_version: apiVersion['2010-04-01'],
      ...Object.fromEntries(given.map(([name, value]) => [snakeCase(name), value])),
    },
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
