import { parameter, type Parameters, debuggerCode } from '@ringback/catalog'
import { answer } from '../world/leg-life.ts'
import { logProblem, passFailureTime, sendWebhookOf } from '../world/send.ts'
import { webhookParameters } from '../world/webhook-parameters.ts'
import { emit } from '../world/world.ts'
import { pass } from './pass.ts'
import { instructionsOf, readTwiml, type Instructions } from './read-document.ts'
import { runVerbs } from './run-verbs.ts'
import { mediaDuration, speechDuration } from './durations.ts'
import type { DocumentRun, DocumentSource, Failure, Next, RunEnd } from './verb.ts'

interface Loaded {
  readonly instructions: Instructions
  readonly baseUrl: string | undefined
  readonly failure: Failure | undefined
}

/** Runs a document, and those that it leads to, until there is nothing more to do. Throws `Interrupted`. */
export async function runDocuments(run: DocumentRun, first: DocumentSource): Promise<RunEnd> {
  const { world, leg, scope } = run
  let source = first
  let atOnce = { since: world.clock.now(), documents: 0 }
  for (;;) {
    const now = world.clock.now()
    atOnce =
      atOnce.since === now ? { since: now, documents: atOnce.documents + 1 } : { since: now, documents: 1 }
    if (atOnce.documents > world.maxDocumentsAtOnce) {
      logProblem(world, leg, endlessLoop(world.maxDocumentsAtOnce))
      return 'failed'
    }
    const loaded = await loadWithFallback(run, source)
    scope.check()
    if (loaded === undefined) return regret(run)
    const next = await follow(run, loaded)
    if (next.to === 'next-verb') return 'finished'
    if (next.to === 'hangup' || next.to === 'leave') return next.to
    if (next.to === 'document') {
      source = { type: 'request', request: next.request }
      continue
    }
    logProblem(world, leg, next.failure.problem)
    const fallback = fallbackOf(run, next.failure)
    if (fallback === undefined) return regret(run)
    source = fallback
  }
}

async function follow(run: DocumentRun, { instructions, baseUrl }: Loaded): Promise<Next> {
  const { world, leg, scope } = run
  switch (instructions.type) {
    case 'document':
      emit(world, leg, { type: 'document', url: baseUrl ?? null, twiml: instructions.twiml })
      for (const warning of instructions.warnings) logProblem(world, leg, warning)
      return runVerbs({ ...run, baseUrl, runDocuments }, instructions.document.root)
    case 'speech':
      answer(world, leg)
      emit(world, leg, { type: 'said', text: instructions.text, voice: '', language: '' })
      await pass(world, scope, speechDuration(instructions.text))
      return { to: 'hangup' }
    case 'audio':
      answer(world, leg)
      emit(world, leg, { type: 'played', url: baseUrl ?? '' })
      await pass(world, scope, mediaDuration(world))
      return { to: 'hangup' }
    case 'failure':
      return { to: 'hangup' }
  }
}

/** The document, or that of the fallback URL; undefined when neither can be had. */
async function loadWithFallback(run: DocumentRun, source: DocumentSource): Promise<Loaded | undefined> {
  const loaded = await load(run, source)
  if (loaded.failure === undefined) return loaded
  const fallback = fallbackOf(run, loaded.failure)
  if (fallback === undefined) return undefined
  run.scope.check()
  const second = await load(run, fallback)
  return second.failure === undefined ? second : undefined
}

async function load(run: DocumentRun, source: DocumentSource): Promise<Loaded> {
  const { world, leg, place } = run
  if (source.type === 'inline') {
    const instructions = readTwiml(source.twiml, place)
    if (instructions.type !== 'failure') return { instructions, baseUrl: undefined, failure: undefined }
    logProblem(world, leg, instructions.problem)
    return {
      instructions,
      baseUrl: undefined,
      failure: { problem: instructions.problem, url: '', parameters: [] },
    }
  }
  const { kind, url, method, values } = source.request
  const parameters = webhookParameters(world, leg, kind, values ?? {})
  const outcome = await sendWebhookOf(world, leg, {
    kind,
    url,
    method,
    parameters: source.request.parameters ?? parameters,
  })
  await passFailureTime(world, outcome)
  const instructions = instructionsOf(outcome, place)
  if (instructions.type !== 'failure')
    return { instructions, baseUrl: outcome.documentUrl, failure: undefined }
  if (outcome.problem === null) logProblem(world, leg, instructions.problem)
  const failure = { problem: instructions.problem, url, parameters }
  return { instructions, baseUrl: outcome.documentUrl, failure }
}

/** The fallback URL is asked with what the failed request said, and what went wrong with it. */
function fallbackOf({ leg }: DocumentRun, failure: Failure): DocumentSource | undefined {
  if (leg.fallback === undefined) return undefined
  const told: Parameters = [
    ...failure.parameters,
    // A problem without a code is, to an app, a fault of Twilio's own.
    [parameter.ErrorCode, String(failure.problem.twilioCode ?? debuggerCode.internalFailure)],
    [parameter.ErrorUrl, failure.url],
  ]
  return {
    type: 'request',
    request: { kind: 'voice.fallback', ...leg.fallback, values: {}, parameters: told },
  }
}

const apology = 'We are sorry, an application error has occurred. Goodbye.'

async function regret({ world, leg, scope }: DocumentRun): Promise<RunEnd> {
  answer(world, leg)
  emit(world, leg, { type: 'said', text: apology, voice: '', language: '' })
  await pass(world, scope, speechDuration(apology))
  return 'failed'
}

function endlessLoop(documents: number): { code: string; message: string } {
  return {
    code: 'endless-loop',
    message:
      `${documents} documents in a row let no time pass, so ringback stopped the call ` +
      '(this limit is its own, not one of Twilio)',
  }
}
