import type { App } from '@ringback/twilio-client'
import type { WorldOptions } from '../world/create-world.ts'
import type { Target } from '../world/leg.ts'

/** A URL that POST is used for, or a URL with its method. */
export type TargetOption = string | { readonly url: string; readonly method?: 'GET' | 'POST' }

/** A telephone line to an app. */
export interface PhoneOptions extends Omit<WorldOptions, 'transport'> {
  /** The app, to be called in this process. Without it the app is reached over HTTP. */
  readonly app?: App
  readonly transport?: WorldOptions['transport']
  /** The Voice URL: absolute, or a path below the public URL. Default: `/voice`. */
  readonly voiceUrl?: TargetOption
  readonly fallbackUrl?: TargetOption
  readonly statusCallback?: TargetOption
  /** The number that the app answers. Default: +14155550199. */
  readonly number?: string
}

/** The public URL of an app in this process when none is given. */
const inProcessUrl = 'https://app.example.com'

/** The base that the phone's paths resolve against. */
export function publicUrlOf(options: PhoneOptions): string | undefined {
  if (options.publicUrl !== undefined) return options.publicUrl
  const written = typeof options.voiceUrl === 'object' ? options.voiceUrl.url : options.voiceUrl
  if (written !== undefined && URL.canParse(written)) return new URL(written).origin
  return options.app === undefined ? options.upstreamUrl : inProcessUrl
}

/** A target of the options, absolute. Throws a TypeError for a path without a public URL. */
export function targetOf(option: TargetOption, base: string | undefined): Target {
  const { url, method = 'POST' } = typeof option === 'string' ? { url: option } : option
  if (/^https?:\/\//i.test(url)) return { url, method }
  if (base === undefined) {
    throw new TypeError(`phone: ${url} is a path; give an absolute URL, or publicUrl, or upstreamUrl, or app`)
  }
  return { url: `${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`, method }
}
