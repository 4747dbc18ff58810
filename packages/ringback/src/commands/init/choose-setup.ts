import { messageOf, parseAppUrl, RingbackError } from '@ringback/common'
import { isAppModule } from '../../app/app-module.ts'
import type { RingbackConfig } from '../../config/config.ts'
import type { Questions } from './ask.ts'
import { isUp } from '../../app/is-up.ts'
import type { InitOptions } from './options.ts'
import { twilioFunctions } from './project/frameworks.ts'
import type { Project } from './project/read-project.ts'
import type { Setup } from './setup.ts'

/** What a setup is made of. */
export interface SetupSources {
  readonly options: InitOptions
  readonly project: Project
  /** The configuration that is there already. */
  readonly config: RingbackConfig
  readonly hasRecordings: boolean
  /** Undefined where nobody is asked. */
  readonly questions: Questions | undefined
}

/** An option wins over the configuration, and that over what was found in the project; the rest is asked for. */
export async function chooseSetup(sources: SetupSources): Promise<Setup> {
  const { options, project, config, questions, hasRecordings } = sources
  const { environment } = project
  const where = await whereTheAppIs(sources)
  const { app } = where
  const url = app === undefined || isAppModule(app) ? undefined : new URL(app)
  const test = options.test ?? (await wantsTest(project, questions))
  const ci = options.ci ?? (await wantsWorkflow(project, questions))
  const start = url === undefined ? undefined : (options.start ?? project.start)
  const call =
    options.call ??
    (!hasRecordings &&
      ((await questions?.confirm('Call the app for a first recording? It needs no account.', true)) ?? true))
  return {
    ...where,
    publicUrl: config.publicUrl ?? environment.publicUrl?.value.replace(/\/$/, ''),
    accountSid: config.accountSid ?? environment.accountSid?.value,
    ownNumbers: config.ownNumbers ?? (environment.ownNumber ? [environment.ownNumber.value] : []),
    test,
    ci,
    call,
    start,
    startsApp: call && url !== undefined && (await wantsStart(url, start, questions)),
    keys: options.keys,
  }
}

async function whereTheAppIs({
  options,
  project,
  config,
  questions,
}: SetupSources): Promise<Pick<Setup, 'app' | 'functions' | 'voiceUrl'>> {
  const isFunctions = project.framework?.name === twilioFunctions || config.functions !== undefined
  const functions =
    isFunctions && options.app === undefined && config.app === undefined
      ? (config.functions ?? '.')
      : undefined
  const written =
    functions === undefined
      ? (options.app ??
        config.app ??
        (await questions?.text('Where does your app listen?', defaultApp(project), problemOfApp)) ??
        defaultApp(project))
      : undefined
  const { app, path } = written === undefined ? {} : appOf(written)
  const voice =
    options.voiceUrl ??
    path ??
    config.voiceUrl ??
    (await questions?.text('Which path answers calls?', defaultPath(project), problemOfPath)) ??
    defaultPath(project)
  const problem = problemOfPath(voice)
  if (problem === undefined) return { app, functions, voiceUrl: voice }
  throw new RingbackError('bad-voice-url', `--voice-url ${voice}: ${problem}`)
}

async function wantsStart(
  url: URL,
  start: string | undefined,
  questions: Questions | undefined,
): Promise<boolean> {
  if (start === undefined || (await isUp(url))) return false
  const question = `Nothing listens at ${url.origin}. Start the app for the call by: ${start}?`
  return (await questions?.confirm(question, true)) ?? true
}

function defaultApp({ port }: Project): string {
  return `http://localhost:${port.value}`
}

function defaultPath({ voicePath }: Project): string {
  return voicePath?.value ?? '/voice'
}

function appOf(written: string): { readonly app?: string; readonly path?: string } {
  if (isAppModule(written)) return { app: written }
  const { origin, pathname, search } = parseAppUrl(written, '--app')
  return { app: origin, ...(pathname !== '/' && { path: pathname + search }) }
}

function problemOfApp(answer: string): string | undefined {
  try {
    appOf(answer)
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

function problemOfPath(answer: string): string | undefined {
  const isGood = !/\s/.test(answer) && (answer.startsWith('/') || /^https?:\/\//.test(answer))
  return isGood ? undefined : 'A path starts with /, as in /voice.'
}

async function wantsTest(project: Project, questions: Questions | undefined): Promise<boolean> {
  const { packageJson, language, testRunner } = project
  if (packageJson === undefined || language !== 'node') return false
  const likely = testRunner === undefined || testRunner === 'vitest'
  const other = likely ? '' : ` The project tests with ${testRunner}.`
  return (await questions?.confirm(`Write a first test with vitest?${other}`, likely)) ?? likely
}

async function wantsWorkflow(
  { repository }: Project,
  questions: Questions | undefined,
): Promise<'github' | 'none'> {
  const likely = !repository.usesOtherCi
  const isWanted = (await questions?.confirm('Write a workflow for GitHub Actions?', likely)) ?? likely
  return isWanted ? 'github' : 'none'
}
