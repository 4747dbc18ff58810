import { isSid, sidPrefix } from '@ringback/catalog'
import { visible } from '@ringback/common'
import type { PhoneOptions } from '@ringback/simulator'
import { seededIds } from '@ringback/twilio-client'
import { appTarget } from '../../app/app-target.ts'
import { authTokenOf, placeholderToken } from '../../app/auth-token.ts'
import { callValuesOf } from '../../input/call-values.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import type { Io } from '../../shell/io.ts'
import { partiesOf, type Parties } from './caller.ts'
import type { LineOptions } from './options.ts'

/** An app to be called, and who calls it: options, configuration file, environment and defaults brought together. */
export interface LineSettings {
  readonly phone: PhoneOptions & { readonly voiceUrl: VoiceTarget }
  readonly parties: Parties
  readonly loaded: LoadedConfig
  /** What the user should know, a sentence each. */
  readonly notes: readonly string[]
}

interface VoiceTarget {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** The option wins over the configuration file, and that over the default. Throws a `RingbackError`. */
export async function lineSettings(options: LineOptions, command: string, io: Io): Promise<LineSettings> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const { parameters } = callValuesOf(options, config, 'call')
  const ownNumber = config.ownNumbers?.[0]
  const authToken = authTokenOf(options.authToken, config, io)
  const onLog = (text: string): void => void io.stderr.write(`${visible(text)}\n`)
  const token = authToken ?? placeholderToken
  const around = { config, io, authToken: token, command, ...(command === 'call' && { onLog }) }
  const fallback = options.voiceFallbackUrl ?? config.voiceFallbackUrl
  const target = await appTarget({ ...options, mayBeDown: fallback !== undefined }, around)
  const { publicUrl, app, published, voiceUrl } = target
  const { timeout, seed, allowRemote, method } = options
  const statusCallback = options.statusCallback ?? config.statusCallback
  const accountSid = accountSidOf(seed, config, io)
  return {
    loaded,
    parties: { ...partiesOf({ ...options, ownNumber }), ...(parameters !== undefined && { parameters }) },
    notes: authToken === undefined && target.functions === undefined ? [noToken] : [],
    phone: {
      app,
      authToken: around.authToken,
      voiceUrl: { url: voiceUrl, method },
      allowRemote,
      seed,
      ...(accountSid !== undefined && { accountSid }),
      answerPatienceMs: options.answerPatience * 1000,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(fallback !== undefined && { voiceFallbackUrl: published(fallback) }),
      ...(statusCallback !== undefined && { statusCallback: published(statusCallback) }),
      ...(timeout !== undefined && { timeouts: { totalMs: timeout * 1000, readMs: timeout * 1000 } }),
    },
  }
}

/** All calls are of one account: the configured one, else that of seed 1, which simulations draw themselves. */
function accountSidOf(seed: number, config: RingbackConfig, { env }: Io): string | undefined {
  const own = config.accountSid ?? env.TWILIO_ACCOUNT_SID
  if (own !== undefined && isSid(own) && own.startsWith(sidPrefix.account)) return own
  return seed === 1 ? undefined : seededIds(1).sid(sidPrefix.account)
}

const noToken =
  'No auth token given, so webhooks are signed with a placeholder token (32 zeros). An app that checks signatures refuses them. ' +
  'Set TWILIO_AUTH_TOKEN to the token that your app checks with.'
