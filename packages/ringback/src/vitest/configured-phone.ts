import type { PhoneOptions } from '@ringback/simulator'
import process from 'node:process'
import { appTarget } from '../app/app-target.ts'
import { authTokenOf } from '../app/auth-token.ts'
import { loadConfig } from '../config/load-config.ts'

/** A token for apps that check no signature. */
const madeUpToken = '0'.repeat(32)

/**
 * The telephone of the configuration file in a folder: `app`, `voiceUrl`, `publicUrl` and so on. Throws a `RingbackError`
 * without an app.
 */
export async function configuredPhone(cwd: string = process.cwd()): Promise<PhoneOptions> {
  const io = { env: process.env, cwd }
  const { config } = await loadConfig(io)
  const authToken = authTokenOf(undefined, config, io) ?? madeUpToken
  const target = await appTarget({ allowRemote: false }, { config, io, authToken, command: 'call' })
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
