import { appBaseOf } from '@ringback/twilio-client'
import { createCache, RingbackError } from '@ringback/common'
import type { SimulationOptions } from '../simulation/create-simulation.ts'
import type { Target } from '../legs/leg.ts'

/** A URL, requested with POST, or a URL with its method. */
export type TargetOption = string | { readonly url: string; readonly method?: 'GET' | 'POST' }

/** A telephone line to an app. */
export interface PhoneOptions extends SimulationOptions {
  /** The Voice URL: absolute, or a path below the public URL. Default: `/voice`. */
  readonly voiceUrl?: TargetOption
  /** The URL that is requested when the Voice URL or an action URL fails: absolute, or a path below the public URL. */
  readonly voiceFallbackUrl?: TargetOption
  /** The status callback URL: absolute, or a path below the public URL. */
  readonly statusCallback?: TargetOption
  /** The number of the app. Default: +14155550199. */
  readonly number?: string
}

/** The public URL of an app in this process when none is given. */
const inProcessUrl = 'https://app.example.com'

/** The base that the phone's paths resolve against. */
export function publicUrlOf(options: PhoneOptions): string | undefined {
  if (options.publicUrl !== undefined) return options.publicUrl
  const written = typeof options.voiceUrl === 'object' ? options.voiceUrl.url : options.voiceUrl
  const origin = written === undefined ? undefined : originOf(written)
  if (origin !== undefined) return origin
  const { app } = options
  if (typeof app === 'string') return appBaseOf(app)
  return app === undefined && options.transport === undefined ? undefined : inProcessUrl
}

/** Undefined for what is not an absolute URL. */
function originOf(url: string): string | undefined {
  return origins(url, () => URL.parse(url)?.origin)
}

/** Every call of a load is made with the same URL. */
const origins = createCache<string | undefined>()

/** A URL of the options, made absolute. Throws a RingbackError for a path without a public URL. */
export function targetOf(option: TargetOption, base: string | undefined): Target {
  const { url, method = 'POST' } = typeof option === 'string' ? { url: option } : option
  if (/^https?:\/\//i.test(url)) return { url, method }
  if (base === undefined) {
    throw new RingbackError('no-app-url', `No app URL given, and ${url} is only a path.`, {
      remedy:
        "Pass it to createPhone: createPhone({ app: 'http://127.0.0.1:3000' }), or pass the app itself.",
    })
  }
  return { url: `${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`, method }
}
