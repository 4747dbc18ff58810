import { parseAppUrl } from '@ringback/common'
import type { LoadedFunctions } from '@ringback/functions'
import type { App } from '@ringback/twilio-client/node'
import type { RingbackConfig } from '../config/config.ts'
import { requireThisMachine } from '../input/require-this-machine.ts'
import type { Io } from '../shell/io.ts'
import { resolve } from 'node:path'
import { isAppModule, loadApp } from './app-module.ts'
import { noApp } from './app-url.ts'
import { functionsFolder } from './functions-folder.ts'
import { functionsVoiceUrl } from './functions-voice-url.ts'
import { requireRunning } from './require-running.ts'
import { publicUrlOf, published } from './public-url.ts'

/** The app that a command talks to as Twilio does. */
export interface AppTarget {
  /** The file of the module that exports the app, as it was written; undefined for one that listens. */
  readonly module: string | undefined
  /** The folder of the Functions that are the app, as it was written; undefined for any other app. */
  readonly functions: string | undefined
  /** The token that requests are signed with. */
  readonly authToken: string
  /** What Twilio would request, where that is not the app's own address. */
  readonly publicUrl: string | undefined
  /** Where requests go: an address, or an app in this process. */
  readonly app: string | App
  /** The app's own address. */
  readonly origin: string
  /** The Voice URL as Twilio requests it. */
  readonly voiceUrl: string
  readonly reset: (() => void | Promise<void>) | undefined
  /** A path or URL of the app as Twilio requests it. */
  readonly published: (urlOrPath: string) => string
}

/** The options that say where the app is. */
export interface AppTargetOptions {
  readonly app?: string | undefined
  /** The folder of Twilio Functions that are called in place of an app. */
  readonly functions?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly publicUrl?: string | undefined
  readonly allowRemote: boolean
  /** Go on although nothing listens at this address: there is a fallback. */
  readonly mayBeDown?: boolean | undefined
}

interface Surroundings {
  readonly config: RingbackConfig
  readonly io: Pick<Io, 'cwd'>
  readonly authToken: string
  /** The words of the command line, for the message when there is no app. */
  readonly command: string
  /** Takes what Functions write to the console. Default: it is left out. */
  readonly onLog?: (text: string) => unknown
}

/**
 * Finds the app: the argument, an address or the file of a module that exports it, or a folder of Twilio Functions, else `app` or
 * `functions` of the configuration.
 * A path in the argument is that of the Voice URL. Throws a `RingbackError`.
 */
export async function appTarget(options: AppTargetOptions, around: Surroundings): Promise<AppTarget> {
  const { config, authToken, command } = around
  const folder = functionsFolder(options, config)
  if (folder !== undefined) return functionsTarget(folder, options, around)
  const written = options.app ?? config.app
  if (written === undefined) throw noApp(command)
  if (isAppModule(written)) return moduleTarget(written, options, around)
  const url = parseAppUrl(written)
  requireThisMachine(url.href, options.allowRemote)
  if (options.mayBeDown !== true) await requireRunning(url)
  const voice = options.voiceUrl ?? pathIn(url) ?? config.voiceUrl ?? '/'
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl) ?? originElsewhere(voice, url)
  const toPublic = (urlOrPath: string): string => published(urlOrPath, url, publicUrl)
  return {
    module: undefined,
    functions: undefined,
    authToken,
    publicUrl,
    app: url.origin,
    origin: url.origin,
    voiceUrl: toPublic(voice),
    reset: undefined,
    published: toPublic,
  }
}

/** The address of an app in this process, to which nothing is sent, when no public URL is given. */
const inProcessUrl = 'http://127.0.0.1'

async function moduleTarget(
  file: string,
  options: AppTargetOptions,
  { config, io, authToken }: Surroundings,
): Promise<AppTarget> {
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl) ?? inProcessUrl
  const { app, reset } = await loadApp(file, { authToken, publicUrl }, io)
  const base = new URL(publicUrl)
  const toPublic = (urlOrPath: string): string => published(urlOrPath, base, publicUrl)
  return {
    module: file,
    functions: undefined,
    authToken,
    publicUrl,
    app,
    origin: base.origin,
    voiceUrl: toPublic(options.voiceUrl ?? config.voiceUrl ?? '/voice'),
    reset,
    published: toPublic,
  }
}

/** The address of Functions that are called in this process. At Twilio it is https, and cookies are sent back over https only. */
const functionsUrl = 'https://functions.example'

/** Functions that are called in this process. */
export interface FunctionsInProcess {
  readonly app: LoadedFunctions
  readonly publicUrl: string
}

/** Loads the Functions of a folder. `written`: from the working directory. Throws a `RingbackError` with all their problems. */
export async function functionsInProcess(
  written: string,
  options: Pick<AppTargetOptions, 'publicUrl'>,
  { config, io, authToken, onLog = () => {} }: Omit<Surroundings, 'command'>,
): Promise<FunctionsInProcess> {
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl) ?? functionsUrl
  const folder = resolve(io.cwd, written)
  const { functionsApp } = await import('./functions-app.ts')
  const app = functionsApp({ folder, authToken, publicUrl, accountSid: config.accountSid, onLog })
  return { app, publicUrl }
}

async function functionsTarget(
  written: string,
  options: AppTargetOptions,
  around: Surroundings,
): Promise<AppTarget> {
  const { app, publicUrl } = await functionsInProcess(written, options, around)
  const base = new URL(publicUrl)
  const toPublic = (urlOrPath: string): string => published(urlOrPath, base, publicUrl)
  const voiceUrl = options.voiceUrl ?? options.app ?? around.config.voiceUrl
  return {
    module: undefined,
    functions: written,
    authToken: around.authToken,
    publicUrl,
    app,
    origin: base.origin,
    voiceUrl: toPublic(functionsVoiceUrl(voiceUrl, app, base)),
    reset: app.reset,
    published: toPublic,
  }
}

/** The path of an address with its query, if it has one. */
function pathIn(url: URL): string | undefined {
  const path = url.pathname + url.search
  return path === '/' ? undefined : path
}

/** The origin of a Voice URL that is another than the app's: the one that Twilio requests. */
function originElsewhere(voice: string, app: URL): string | undefined {
  const url = URL.parse(voice)
  return url === null || url.origin === app.origin ? undefined : url.origin
}
