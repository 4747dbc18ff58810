import { appBaseOf } from '@ringback/twilio-client'
import type { AppAccess } from './fuzz-options.ts'

/** The public URL of an app in this process when none is given. */
const inProcessUrl = 'https://app.example.com'

/** The base URL for paths of the app; undefined when the options have no address of the app. */
function appBase({ publicUrl, app, transport }: AppAccess): string | undefined {
  if (publicUrl !== undefined) return publicUrl
  if (typeof app === 'string') return appBaseOf(app)
  return app === undefined && transport === undefined ? undefined : inProcessUrl
}

/**
 * A URL of the app, absolute: a path is taken below the public URL. Undefined for a text that is not an http(s) URL.
 */
export function resolveAppUrl(url: string, access: AppAccess): string | undefined {
  if (/^https?:\/\//i.test(url)) return URL.parse(url)?.href
  const base = appBase(access)
  if (base === undefined || /^[a-z][a-z\d+.-]*:/i.test(url)) return undefined
  return URL.parse(`${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`)?.href
}
