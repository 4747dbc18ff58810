import { RingbackError } from '@ringback/common'
import { isAppModule } from './app-module.ts'
import { looksLikeAppUrl } from './looks-like-app-url.ts'

/** The app and a name (a call, a finding) out of the arguments of a command. */
export interface AppAndName {
  readonly app: string | undefined
  readonly name: string | undefined
}

/**
 * Tells the app from a name in `[app] [name]`, where the app may be left out because the configuration has it: an address and
 * a module's file are the app. Throws a `RingbackError` for two of a sort.
 */
export function appAndName(first: string | undefined, second: string | undefined, noun: string): AppAndName {
  const words = [first, second].filter((word) => word !== undefined)
  const apps = words.filter((word) => looksLikeAppUrl(word) || isAppModule(word))
  const names = words.filter((word) => !apps.includes(word))
  if (apps.length > 1) throw new RingbackError('two-apps', `More than one app given: ${apps.join(' and ')}.`)
  if (names.length > 1) {
    throw new RingbackError(
      'two-names',
      `More than one ${noun} given: ${names.join(' and ')}. Neither is the address of an app.`,
      {
        remedy: 'Write the app as http://127.0.0.1:3000, localhost:3000 or 3000.',
      },
    )
  }
  return { app: apps[0], name: names[0] }
}
