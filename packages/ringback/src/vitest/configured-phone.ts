import type { PhoneOptions } from '@ringback/simulator'
import process from 'node:process'
import { appTarget } from '../app/app-target.ts'
import { authTokenOf, placeholderToken } from '../app/auth-token.ts'
import { loadConfig } from '../config/load-config.ts'

/**
 * The telephone of the configuration file in a folder: `app`, `voiceUrl`, `publicUrl` and so on. Throws a `RingbackError`
 * without an app.
 */
export async function configuredPhone(cwd: string = process.cwd()): Promise<PhoneOptions> {
  const io = { env: process.env, cwd }
  const { config } = await loadConfig(io)
  const authToken = authTokenOf(undefined, config, io) ?? placeholderToken
  const target = await appTarget(
    { allowRemote: false },
    { config, io, authToken, command: 'call', onLog: (text) => process.stdout.write(`${text}\n`) },
  )
  const { publicUrl, app, voiceUrl, published } = target
  return {
    app,
    authToken,
    voiceUrl,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(config.voiceFallbackUrl !== undefined && { voiceFallbackUrl: published(config.voiceFallbackUrl) }),
    ...(config.statusCallback !== undefined && { statusCallback: published(config.statusCallback) }),
  }
}
