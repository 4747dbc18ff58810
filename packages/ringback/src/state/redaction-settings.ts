import type { RedactionSettings } from '@ringback/redaction/node'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RingbackConfig } from '../config/config.ts'
import type { LoadedConfig } from '../config/load-config.ts'

/** What a configuration says about redaction, and what of it an option replaces. */
type Given = {
  readonly [
    Name in
      | 'accountSid'
      | 'keep'
      | 'ownNumbers'
      | 'publicUrl'
      | 'redactPatterns'
      | 'redactValues'
      | 'routes'
      | 'statusCallback'
      | 'voiceFallbackUrl'
      | 'voiceUrl'
  ]?: RingbackConfig[Name] | undefined
}

/** How exchanges are redacted: what is one's own (numbers, account, URLs) and the parameters to keep stay as they are. */
export function redactionSettings(config: Given): RedactionSettings {
  const { keep = [], ownNumbers, accountSid, redactValues, redactPatterns, routes = {} } = config
  const { publicUrl, voiceUrl, voiceFallbackUrl, statusCallback } = config
  const urls = [publicUrl, voiceUrl, voiceFallbackUrl, statusCallback, ...Object.values(routes)]
  const ownUrls = urls.filter((url) => url !== undefined)
  return {
    keep,
    ...(ownNumbers !== undefined && { ownNumbers }),
    ...(accountSid !== undefined && { accountSid }),
    ...(ownUrls.length > 0 && { ownUrls }),
    ...(redactValues !== undefined && { redactValues }),
    ...(redactPatterns !== undefined && { redactPatterns }),
  }
}

/** The URL of the module that changes exchanges before they are redacted; undefined when there is none. */
export function redactHookOf({ config, directory }: LoadedConfig): string | undefined {
  return config.redactHook === undefined
    ? undefined
    : pathToFileURL(resolve(directory, config.redactHook)).href
}
