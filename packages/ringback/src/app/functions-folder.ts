import { RingbackError } from '@ringback/common'
import type { RingbackConfig } from '../config/config.ts'
import { isAppModule } from './app-module.ts'

/** What says whether the app is Twilio Functions. */
export interface FunctionsOption {
  readonly app?: string | undefined
  readonly functions?: string | undefined
}

/**
 * The folder of the Functions that are called in place of an app, as it was written: that of the option, else, when no app is
 * given either, `functions` of the configuration. Throws a `RingbackError` when an app and Functions are both given.
 */
export function functionsFolder(
  { app, functions }: FunctionsOption,
  config: RingbackConfig,
): string | undefined {
  const isApp = app !== undefined && !isPath(app)
  if (isApp && functions !== undefined) {
    throw new RingbackError('two-apps', `Both an app (${app}) and --functions ${functions} given.`, {
      remedy: 'Leave one of the two out.',
    })
  }
  return functions ?? (isApp ? undefined : config.functions)
}

/** Whether an app is written as a path alone, `/voice`: with Functions that is their Voice URL. */
export function isPath(app: string): boolean {
  return app.startsWith('/') && !isAppModule(app)
}
