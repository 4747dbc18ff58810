import { isLoopback, parseAppUrl } from '@ringback/common'
import { isAppModule } from './app-module.ts'

/**
 * The app of the configuration for what can only send to an address, by default of this machine. The setting is for other
 * commands too: undefined for a module, and for an app on another machine unless that is allowed.
 */
export function configuredAppUrl(app: string | undefined, allowRemote: boolean): string | undefined {
  if (app === undefined || isAppModule(app)) return undefined
  return allowRemote || isLoopback(parseAppUrl(app).hostname) ? app : undefined
}
