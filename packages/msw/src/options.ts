import { RingbackError } from '@ringback/common'
import type { SimulationOptions } from '@ringback/simulator'
import { isSid, sidPrefix } from '@ringback/catalog'
import type { ConfiguredApplication, ConfiguredNumber } from './resources/configured.ts'

/** The options of a virtual account that answers the REST API and really places the calls. */
export interface TwilioOptions extends Omit<SimulationOptions, 'accountSid' | 'applications'> {
  /** `AC` and 32 hexadecimal digits: the account SID that the app passes to its client. */
  readonly accountSid: string
  readonly authToken: string
  /** Secrets by the SID of their API key, which may be used instead of the account's credentials. */
  readonly apiKeys?: Readonly<Record<string, string>>
  /**
   * IncomingPhoneNumbers of the account. When there are any, calls are placed only from them, or from clients and SIP
   * addresses (21210). Default: none, and calls may come from any number.
   */
  readonly numbers?: readonly (string | ConfiguredNumber)[]
  /** Applications of the account, which Calls.create may name. */
  readonly applications?: readonly ConfiguredApplication[]
  /** Calls placed per second; the others wait. Infinity: all at once. Default: Twilio's 1. */
  readonly callsPerSecond?: number
}

/** Throws a RingbackError that names every option that cannot be used. */
export function checkOptions(options: TwilioOptions): void {
  const { accountSid, authToken, apiKeys = {}, callsPerSecond = 1, app, transport } = options
  const problems = [
    ...(isSid(accountSid) && accountSid.startsWith(sidPrefix.account)
      ? []
      : [`accountSid must be AC followed by 32 hexadecimal digits, not ${JSON.stringify(accountSid)}`]),
    ...(authToken === '' ? ['authToken is empty'] : []),
    ...Object.keys(apiKeys)
      .filter((sid) => !isSid(sid) || !sid.startsWith(sidPrefix.apiKey))
      .map(
        (sid) => `apiKeys: a SID must be SK followed by 32 hexadecimal digits, not ${JSON.stringify(sid)}`,
      ),
    ...(callsPerSecond > 0 ? [] : [`callsPerSecond must be more than 0, not ${callsPerSecond}`]),
    ...(app !== undefined && transport !== undefined ? ['app and transport are both given'] : []),
  ]
  if (problems.length === 0) return
  throw new RingbackError('twilio-options', `Cannot set up the virtual Twilio: ${problems.join('; ')}.`)
}
