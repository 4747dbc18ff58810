import type { ParameterSetName } from '../model.ts'

/** The parameters that stand together on many kinds of webhook, in the order of the documentation. */
export const parameterSets: Readonly<Record<ParameterSetName, readonly string[]>> = {
  core: ['AccountSid', 'CallSid', 'From', 'To', 'CallStatus', 'ApiVersion', 'Direction'],
  alias: ['Caller', 'Called'],
  geo: ['FromCity', 'FromState', 'FromZip', 'FromCountry', 'ToCity', 'ToState', 'ToZip', 'ToCountry'],
  geoAlias: [
    'CallerCity',
    'CallerState',
    'CallerZip',
    'CallerCountry',
    'CalledCity',
    'CalledState',
    'CalledZip',
    'CalledCountry',
  ],
}
