import { isMissingFile, RingbackError } from '@ringback/common'
import { realpath, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { findConfig, loadConfig } from '../../config/load-config.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { openQuestions, type Questions } from './ask.ts'
import { showChanges } from './changes/show-changes.ts'
import { writeChange } from './changes/write-changes.ts'
import { chooseSetup } from './choose-setup.ts'
import { describeProject } from './describe-project.ts'
import { hasRecordings } from './has-recordings.ts'
import { nextSteps } from './next-steps.ts'
import { initOptions, type InitOptions } from './options.ts'
import { planChanges } from './plan-changes.ts'
import { readProject, type Project } from './project/read-project.ts'
import type { Setup } from './setup.ts'

/** `ringback init`: sets a project up, and makes its first recording. */
export const initCommand: Command = command({
  positionals: {
    folder: { type: 'string', describe: 'The folder of your app (default: the working directory)' },
  },
  options: initOptions,
  examples: [
    ['ringback init', 'look at the project, ask, show what would be written, write it, call the app'],
    ['ringback init apps/voice --dry-run', 'only show it'],
    ['ringback init --yes --ci none --no-call', 'ask nothing; no workflow and no call'],
  ],
  sections: [
    {
      title: 'What is written',
      rows: [
        ['ringback.config.ts', 'where the app listens and which path answers calls'],
        ['.gitignore', 'the folders that hold the key and what is private'],
        ['test/phone.test.ts', 'a first test with vitest'],
        ['.github/workflows', 'replay, fuzz and contract in GitHub Actions'],
        ['recordings/', 'the first recorded call, redacted'],
      ],
    },
  ],
  run: async (options, io) => {
    const directory = await folderOf(options.folder, io)
    const canAsk = io.isTerminal.stdin && io.isTerminal.stderr && !options.yes && !options.dryRun
    const questions = canAsk ? openQuestions(io) : undefined
    try {
      return await init({ options, directory, questions }, io)
    } finally {
      questions?.close()
    }
  },
})

interface Run {
  readonly options: InitOptions
  readonly directory: string
  readonly questions: Questions | undefined
}

async function init({ options, directory, questions }: Run, io: Io): Promise<ExitCode> {
  const project = await readProject(directory, options.app !== undefined)
  const existing = findConfig(directory)
  const { config } = await loadConfig({ cwd: directory })
  const recorded = await hasRecordings(directory, config)
  const setup = await chooseSetup({ options, project, config, questions, hasRecordings: recorded })
  io.stdout.write(`${describeProject(project, setup)}\n\n`)
  const changes = await planChanges(project, setup, existing && basename(existing))
  showChanges(
    changes.map(({ change }) => change),
    io,
  )
  const written = changes.filter(({ change }) => change.type !== 'keep')
  if (written.length === 0 && !setup.call) {
    io.stdout.write('Everything is there already: nothing to write.\n')
    return exitCode.good
  }
  if (setup.call) io.stdout.write(`${callText(setup)}\n\n`)
  if (options.dryRun) return exitCode.good
  if (questions === undefined && !options.yes) throw nobodyToAsk()
  if (written.length > 0 && (await questions?.confirm('Write this?', true)) === false) {
    io.stderr.write('Nothing was written.\n')
    return exitCode.good
  }
  questions?.close()
  for (const { root, change } of written) if (change.type !== 'keep') await writeChange(root, change)
  return finish(project, setup, io)
}

function callText({ startsApp, start, voiceUrl }: Setup): string {
  const first = startsApp ? `the app is started (${start}) and called` : 'the app is called'
  return `Then ${first} at ${voiceUrl}, and the call is recorded.`
}

/** A script that was not told to write would go on as if everything were set up; so this is no success. */
function nobodyToAsk(): RingbackError {
  return new RingbackError(
    'nobody-to-ask',
    'Nothing was written: stdin is not a terminal, so nobody can be asked.',
    {
      remedy: 'Pass --yes to write it, or --dry-run to only see it.',
    },
  )
}

const callFailed =
  'The call failed, so it was not recorded. The files are written: change `app` or `voiceUrl` in the configuration if another is right.'

async function finish(project: Project, setup: Setup, io: Io): Promise<ExitCode> {
  const code = setup.call ? await firstCall(project, setup, io) : exitCode.good
  if (code === exitCode.findings) io.stderr.write(`${callFailed}\n`)
  const { bold } = stylesFor(io, 'stdout')
  io.stdout.write(`\n${bold('Next:')}\n`)
  for (const line of nextSteps(project, setup, io)) io.stdout.write(`  ${line}\n`)
  return code
}

/** What a call needs is loaded where one is made. */
async function firstCall(project: Project, setup: Setup, io: Io): Promise<ExitCode> {
  const { makeFirstCall } = await import('./first-call/make-first-call.ts')
  return makeFirstCall(project, setup, io)
}

async function folderOf(written: string | undefined, io: Io): Promise<string> {
  const folder = resolve(io.cwd, written ?? '.')
  try {
    if ((await stat(folder)).isDirectory()) return await realpath(folder)
  } catch (error) {
    if (!isMissingFile(error)) throw error
  }
  throw new RingbackError('no-folder', `${folder} is not a folder.`, {
    remedy: 'Pass the folder of your app: ringback init apps/voice',
  })
}
