import { RingbackError } from '@ringback/common'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { inspect } from 'node:util'
import { answerOf } from './gateway/answer-of.ts'
import { handleRequest, type Gateway } from './gateway/handle-request.ts'
import { duplicatePaths, loadProblem } from './load-problems.ts'
import type { FunctionsOptions } from './options.ts'
import { projectTwilio, type TwilioPackage } from './project/project-twilio.ts'
import { readProject, type ReadProject } from './project/read-project.ts'
import type { Resource } from './project/resource.ts'
import { createRuntime, type Runtime } from './runtime/create-runtime.ts'
import { runIn } from './runtime/current-app.ts'
import { invoke, type Handler, type Outcome } from './runtime/invoke.ts'
import { useProcessHooks } from './runtime/process-hooks.ts'

/** Functions that run in this process: an app with a fetch handler. */
export interface LoadedFunctions {
  /** Answers a request. The URL is the one that Twilio requests and signs. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly functions: readonly Resource[]
  readonly assets: readonly Resource[]
  /** `context.ACCOUNT_SID`. */
  readonly accountSid: string | undefined
  /** Forgets what the modules of the project hold: the next invocation is a cold start. */
  readonly reset: () => void
  /** Takes the globals away. Not needed before the process ends. */
  readonly close: () => void
}

const defaultTimeLimitMs = 10_000

/**
 * Loads the Functions and assets of a folder: of a project that holds `functions/`, or of `functions/` itself. They are loaded
 * anew, also when they were loaded before.
 * @throws {RingbackError} that names all problems: no folder, no Function in it, two files for one path, a file that throws
 * when it is loaded or exports no handler, no package `twilio`.
 */
export function loadFunctions(folder: string, options: FunctionsOptions): LoadedFunctions {
  const project = readProject(folder, options)
  const { functions, assets } = project.resources
  const twilio = projectTwilio(project.root)
  const runtime = createRuntime(
    { twilio: twilio ?? noTwilio(), environment: project.environment, functions, assets },
    options,
  )
  const require = createRequire(join(project.root, 'package.json'))
  const load = ({ file }: Resource): unknown => (require(file) as { readonly handler?: unknown }).handler
  // What was loaded before may have changed since.
  forgetModules(require, project)
  const release = useProcessHooks()
  const problems = [
    ...(twilio === undefined
      ? [`the package twilio is not installed in ${project.root}: npm install twilio`]
      : []),
    ...duplicatePaths([...functions, ...assets], project),
    ...loadProblems(project, runtime, load),
  ]
  if (problems.length > 0) {
    release()
    const list = problems.map((each) => `- ${each}`).join('\n')
    throw new RingbackError('functions-not-loaded', `Cannot run the Functions of ${project.root}:\n${list}`)
  }
  const gateway: Gateway = {
    functions: byPath(functions),
    assets: byPath(assets),
    authToken: options.authToken,
    async call(resource, event, url) {
      const outcome = await invoke({
        app: runtime.app,
        // That it is a function was seen when it was loaded.
        load: () => load(resource) as Handler,
        context: runtime.contextFor(url),
        event,
        timeLimitMs: options.timeLimitMs ?? defaultTimeLimitMs,
      })
      noteEnd(outcome, resource.path, options)
      return answerOf(outcome, { isTwiml: runtime.isTwiml, now: Date.now() })
    },
  }
  return {
    fetch: (request) => handleRequest(request, gateway),
    functions,
    assets,
    accountSid: project.environment.ACCOUNT_SID,
    reset: () => forgetModules(require, project),
    close: release,
  }
}

/** Logs why an invocation failed, as Twilio's log of Functions does: the answer alone does not say it. */
function noteEnd(
  outcome: Outcome,
  path: string,
  { onLog, timeLimitMs = defaultTimeLimitMs }: FunctionsOptions,
): void {
  if (outcome.type === 'failed') onLog?.(`${path} failed: ${inspect(outcome.error)}`)
  if (outcome.type === 'timed-out')
    onLog?.(`${path} did not call its callback within ${timeLimitMs / 1000} s.`)
}

/** Stands in where the package is missing, until all problems of the project are known. */
function noTwilio(): TwilioPackage {
  return Object.assign(() => ({ sync: { v1: { services: () => ({}) } } }), { twiml: {} })
}

/** Loads each Function that has a URL, once: private ones are loaded by those that need them. */
function loadProblems(
  project: ReadProject,
  { app }: Runtime,
  load: (resource: Resource) => unknown,
): readonly string[] {
  return project.resources.functions.flatMap((each) => {
    if (each.access === 'private') return []
    const loadInApp = (): unknown => runIn({ ...app, fail: () => {} }, () => load(each))
    return loadProblem(each, project, loadInApp) ?? []
  })
}

function byPath(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.filter(({ access }) => access !== 'private').map((each) => [each.path, each]))
}

function forgetModules({ cache }: NodeJS.Require, { root }: ReadProject): void {
  for (const file of Object.keys(cache)) {
    const isOwn = file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`)
    if (isOwn) Reflect.deleteProperty(cache, file)
  }
}
