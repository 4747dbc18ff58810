import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The parts of Twilio's SDK that the runtime uses itself. */
export interface TwilioPackage {
  (accountSid: string | undefined, authToken: string | undefined, options: object): TwilioClientLike
  readonly twiml: Readonly<Record<string, unknown>>
}

/** A client of Twilio's SDK, as far as `Runtime.getSync` goes. */
export interface TwilioClientLike {
  readonly sync: { readonly v1: { readonly services: (name: string) => object } }
}

/** The package `twilio` of a project; undefined when it has none. */
export function projectTwilio(root: string): TwilioPackage | undefined {
  const require = createRequire(join(root, 'package.json'))
  try {
    require.resolve('twilio')
  } catch {
    return undefined
  }
  // What the package exports is known from its documentation.
  return require('twilio') as TwilioPackage
}
