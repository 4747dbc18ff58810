import { RingbackError } from '@ringback/common'
import type { BrokerSource } from '@ringback/contract'
import { resolve } from 'node:path'
import type { Io } from '../../shell/io.ts'
import { brokerAccess } from './broker-options.ts'
import type { PactSourceOptions } from './verify-options.ts'

/** Where the pacts are that the options name: paths, or a broker. Throws a `RingbackError`. */
export function pactSource(options: PactSourceOptions, io: Io): readonly string[] | BrokerSource {
  const { pact, provider, selector, enablePending, includeWipSince, publish, appVersion, branch, buildUrl } =
    options
  if (!pact.includes('broker')) return pact.map((path) => resolve(io.cwd, path))
  if (provider === undefined) {
    throw new RingbackError('no-provider', 'Missing option --provider: the name of your app in the broker.')
  }
  return {
    ...brokerAccess(options, io),
    provider,
    publish,
    ...(selector !== undefined && { selectors: selector.map(selectorFrom) }),
    ...(enablePending !== undefined && { enablePending }),
    ...(includeWipSince !== undefined && { includeWipPactsSince: includeWipSince }),
    ...(appVersion !== undefined && { providerVersion: appVersion }),
    ...(branch !== undefined && { providerVersionBranch: branch }),
    ...(buildUrl !== undefined && { buildUrl }),
  }
}

function selectorFrom(text: string): Readonly<Record<string, string | boolean>> {
  try {
    const given: unknown = JSON.parse(text)
    // The broker checks the fields.
    if (typeof given === 'object' && given !== null) return given as Record<string, string | boolean>
  } catch {
    // Told below.
  }
  throw new RingbackError('bad-selector', `--selector ${text} is not a JSON object.`, {
    remedy: 'Write it as --selector \'{"mainBranch":true}\'',
  })
}
