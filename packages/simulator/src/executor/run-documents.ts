import { parameter, twilioContent, type Parameters, debuggerCode } from '@ringback/catalog'
import { answer } from '../legs/leg-life.ts'
import { logProblem, passFailureTime, sendWebhookOf } from '../webhooks/send-webhook.ts'
import { noValues, webhookParameters } from '../webhooks/webhook-parameters.ts'
import { emit } from '../simulation/simulation.ts'
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

/** Runs a document and the documents that follow, until nothing is left to run. Throws `Interrupted`. */
export async function runDocuments(run: DocumentRun, first: DocumentSource): Promise<RunEnd> {
  const { simulation, leg, scope } = run
  let source = first
  let atOnce = { since: simulation.clock.now(), documents: 0 }
  for (;;) {
    const now = simulation.clock.now()
    atOnce =
      atOnce.since === now ? { since: now, documents: atOnce.documents + 1 } : { since: now, documents: 1 }
    if (atOnce.documents > simulation.maxDocumentsAtOnce) {
      logProblem(simulation, leg, endlessLoop(simulation.maxDocumentsAtOnce))
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
    logProblem(simulation, leg, next.failure.problem)
    const fallback = fallbackOf(run, next.failure)
    if (fallback === undefined) return regret(run)
    source = fallback
  }
}

async function follow(run: DocumentRun, { instructions, baseUrl }: Loaded): Promise<Next> {
  const { simulation, leg, scope } = run
  switch (instructions.type) {
    case 'document':
      emit(simulation, leg, { type: 'document', url: baseUrl ?? null, twiml: instructions.twiml })
      for (const warning of instructions.warnings) logProblem(simulation, leg, warning)
      return runVerbs({ ...run, baseUrl, runDocuments }, instructions.document.root)
    case 'speech':
      answer(simulation, leg)
      emit(simulation, leg, { type: 'said', text: instructions.text, voice: '', language: '' })
      await pass(simulation, scope, speechDuration(instructions.text))
      return { to: 'hangup' }
    case 'audio':
      answer(simulation, leg)
      emit(simulation, leg, { type: 'played', url: baseUrl ?? '' })
      await pass(simulation, scope, mediaDuration(simulation))
      return { to: 'hangup' }
    case 'twilio-content': {
      const { title, type } = instructions.row
      const url = baseUrl ?? ''
      answer(simulation, leg)
      emit(
        simulation,
        leg,
        type === 'media' ? { type: 'played', url } : { type: 'twilio-content', url, title },
      )
      await pass(simulation, scope, isWaiting(run) ? Infinity : mediaDuration(simulation))
      return { to: 'next-verb' }
    }
    case 'failure':
      return { to: 'hangup' }
  }
}

/** Music of Twilio's own goes on for as long as a caller waits. */
function isWaiting({ place }: DocumentRun): boolean {
  return place === 'wait-url' || place === 'conference-wait-url'
}

/** The document, or that of the fallback URL; undefined when both fail. */
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
  const { simulation, leg, place } = run
  if (source.type === 'inline') {
    const instructions = readTwiml(source.twiml, place)
    if (instructions.type !== 'failure') return { instructions, baseUrl: undefined, failure: undefined }
    logProblem(simulation, leg, instructions.problem)
    return {
      instructions,
      baseUrl: undefined,
      failure: { problem: instructions.problem, url: '', parameters: [] },
    }
  }
  const { kind, url, method, values } = source.request
  const row = twilioContent(url)
  if (row !== undefined)
    return { instructions: { type: 'twilio-content', row }, baseUrl: url, failure: undefined }
  const parameters = webhookParameters(simulation, leg, kind, values ?? noValues)
  const sentAt = simulation.clock.now()
  const outcome = await sendWebhookOf(simulation, leg, {
    kind,
    url,
    method,
    parameters: source.request.parameters ?? parameters,
  })
  await passFailureTime(simulation, outcome, sentAt)
  const instructions = instructionsOf(outcome, place)
  if (instructions.type !== 'failure')
    return { instructions, baseUrl: outcome.documentUrl, failure: undefined }
  if (outcome.problem === null) logProblem(simulation, leg, instructions.problem)
  const failure = { problem: instructions.problem, url, parameters }
  return { instructions, baseUrl: outcome.documentUrl, failure }
}

/** The request to the fallback URL: the parameters of the failed request, with its error code and URL. */
function fallbackOf({ leg }: DocumentRun, failure: Failure): DocumentSource | undefined {
  if (leg.fallback === undefined) return undefined
  const told: Parameters = [
    ...failure.parameters,
    // A problem without a code looks like an internal error of Twilio to the app.
    [parameter.ErrorCode, String(failure.problem.twilioCode ?? debuggerCode.internalFailure)],
    [parameter.ErrorUrl, failure.url],
  ]
  return {
    type: 'request',
    request: { kind: 'voice.fallback', ...leg.fallback, values: {}, parameters: told },
  }
}

const apology = 'We are sorry, an application error has occurred. Goodbye.'

async function regret({ simulation, leg, scope }: DocumentRun): Promise<RunEnd> {
  answer(simulation, leg)
  emit(simulation, leg, { type: 'said', text: apology, voice: '', language: '' })
  await pass(simulation, scope, speechDuration(apology))
  return 'failed'
}

function endlessLoop(documents: number): { code: string; message: string } {
  return {
    code: 'endless-loop',
    message:
      `${documents} documents ran in a row without a pause, so ringback stopped the call ` +
      '(this is a limit of ringback, not of Twilio)',
  }
}
