import type { PhoneOptions } from '@ringback/simulator'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'
import { partiesOf, type Parties } from './caller.ts'
import type { LineOptions } from './options.ts'

/** An app to be called, and who calls it: options, configuration file, environment and defaults brought together. */
export interface LineSettings {
  readonly phone: Omit<PhoneOptions, 'app' | 'transport'> & { readonly voiceUrl: PhoneTarget }
  readonly parties: Parties
  readonly loaded: LoadedConfig
  /** What the user should know, a sentence each. */
  readonly notes: readonly string[]
}

interface PhoneTarget {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** The option wins over the configuration file, and that over the default. Throws a `UserError`. */
export async function lineSettings(options: LineOptions, io: Io): Promise<LineSettings> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const voice = voiceUrlOf(options.voiceUrl ?? config.voiceUrl, config.target)
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl)
  const upstreamUrl = publicUrl === undefined ? undefined : upstreamOf(voice, publicUrl, config.target)
  const address = upstreamUrl ?? voice.origin
  requireThisMachine(address, options.allowRemote, 'A call sends real requests.')
  const authToken = options.authToken ?? io.env['TWILIO_AUTH_TOKEN'] ?? config.authToken
  const target = (url: string): string => published(url, voice, publicUrl)
  const fallback = options.voiceFallbackUrl ?? config.voiceFallbackUrl
  const statusCallback = options.statusCallback ?? config.statusCallback
  return {
    loaded,
    parties: partiesOf(options),
    notes: authToken === undefined ? [noToken] : [],
    phone: {
      authToken: authToken ?? madeUpToken,
      voiceUrl: { url: target(voice.href), method: options.method },
      allowRemote: options.allowRemote,
      seed: options.seed,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(upstreamUrl !== undefined && { app: upstreamUrl }),
      ...(fallback !== undefined && { voiceFallbackUrl: target(fallback) }),
      ...(statusCallback !== undefined && { statusCallback: target(statusCallback) }),
      ...(options.timeout !== undefined && {
        timeouts: { totalMs: options.timeout * 1000, readMs: options.timeout * 1000 },
      }),
    },
  }
}

const madeUpToken = '0'.repeat(32)
const noToken =
  'There is no auth token, so the webhooks are signed with a made-up one: an app that checks signatures refuses ' +
  'them. Set TWILIO_AUTH_TOKEN to the token that the app checks with.'

function voiceUrlOf(written: string | undefined, target: string | undefined): URL {
  const url = URL.parse(written ?? '/', target)
  if (written === undefined && target === undefined) {
    throw new UserError(
      'Where does your app answer calls?',
      'Give its Voice URL, `http://127.0.0.1:3000/voice`, or `target` and `voiceUrl` in ringback.config.ts.',
    )
  }
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError(
      `${written} is no URL of an app.`,
      'Write it with its scheme: http://127.0.0.1:3000/voice.',
    )
  }
  return url
}

function publicUrlOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const url = URL.parse(written)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError(
      `--public-url ${written} is no URL.`,
      'Write it with its scheme: https://phone.example.com.',
    )
  }
  return written.replace(/\/$/, '')
}

/** Where requests below the public URL go: to where the Voice URL is, unless that is public itself. */
function upstreamOf(voice: URL, publicUrl: string, target: string | undefined): string {
  return voice.href.startsWith(publicUrl) && target !== undefined ? target : voice.origin
}

/** A URL of the app as Twilio would request it. */
function published(written: string, voice: URL, publicUrl: string | undefined): string {
  const url = new URL(written, voice)
  if (publicUrl === undefined || url.origin !== voice.origin || url.href.startsWith(publicUrl))
    return url.href
  return publicUrl + url.href.slice(url.origin.length)
}
