import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseAppUrl, RingbackError } from '@ringback/common'
import { appAndName } from '../app/app-and-name.ts'
import { isAppModule } from '../app/app-module.ts'
import { loadConfig } from '../config/load-config.ts'
import { recordingsFolder } from '../recordings/folder.ts'
import type { ExitCode } from '../shell/exit-code.ts'
import type { Io } from '../shell/io.ts'
import { watchRun } from './watch-run.ts'
import { withoutWatchOptions } from './watch-options.ts'

/** Of the options of a command, those that say what is watched and what the command writes. */
interface WatchedOptions {
  readonly watch?: boolean | undefined
  readonly watchPath?: string | undefined
  readonly app?: string | undefined
  readonly call?: string | undefined
  readonly functions?: string | undefined
  readonly config?: string | undefined
  readonly recordings?: string | undefined
  readonly output?: readonly string[] | undefined
  readonly reporter?: readonly string[] | undefined
  readonly ui?: boolean | undefined
  readonly uiPort?: number | undefined
}

/**
 * Runs a command line again and again.
 * @throws {RingbackError} for options that do not go with it, and where it cannot be said where the app is.
 */
export async function watchCommand(
  argv: readonly string[],
  options: WatchedOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.ui === true || options.uiPort !== undefined) {
    throw new RingbackError('watch-with-ui', '--watch and --ui cannot be used together.', {
      remedy: 'Remove --ui. `ringback inspect` shows the recorded calls beside it.',
    })
  }
  const folder = await watchedFolder(options, io)
  const loaded = await loadConfig(io, options.config)
  // Where a call may be named as well, either may come first.
  const written = 'call' in options ? appAndName(options.app, options.call, 'call').app : options.app
  const app = options.functions === undefined ? (written ?? loaded.config.app) : undefined
  const files = [...(options.output ?? []), ...(options.reporter ?? []).flatMap(fileOfReporter)]
  return watchRun(
    {
      argv: withoutWatchOptions(argv),
      app: app === undefined || isAppModule(app) ? undefined : parseAppUrl(app),
      folder,
      ignored: [
        recordingsFolder(options.recordings, loaded, io),
        ...['pacts', 'findings'].map((name) => join(loaded.directory, name)),
        ...files.map((file) => resolve(io.cwd, file)),
      ],
    },
    io,
  )
}

async function watchedFolder({ watchPath }: WatchedOptions, { cwd }: Io): Promise<string> {
  const folder = resolve(cwd, watchPath ?? '.')
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() === true) return folder
  throw new RingbackError('no-watched-folder', `--watch-path ${String(watchPath)} is no folder.`, {
    remedy: 'Name the folder that the files of your app are in: --watch-path src',
  })
}

/** `junit=report.xml`. */
function fileOfReporter(reporter: string): readonly string[] {
  const at = reporter.indexOf('=')
  return at < 0 ? [] : [reporter.slice(at + 1)]
}
