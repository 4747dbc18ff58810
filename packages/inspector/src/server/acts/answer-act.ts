import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRunInTurn, RingbackError, withoutCredentials } from '@ringback/common'
import type { Exchange, Recording } from '@ringback/recording'
import type { EdgeCaseView, SentView } from '../../model/act-view.ts'
import type { CallIndex } from '../../calls/call-index.ts'
import type { NotesView } from '../../model/call-notes.ts'
import type { CallView, Copyable } from '../../model/call-view.ts'
import type { CallViewOptions } from '../../view/call-view-of.ts'
import { copyAs, type CopyFormat } from '../../view/copies/copy-as.ts'
import type { FindingReplayView } from '../../model/reports.ts'
import { isWrite } from '../access.ts'
import { abilitiesOf } from './abilities-of.ts'
import { badAct, pairsField, textField, textsField, type ActFields } from './act-fields.ts'
import type { InspectedDatabase } from '../../calls/database/database-index.ts'
import type { ActOptions, AppToAsk } from './act-options.ts'
import type { DeletedCall } from './delete-call.ts'
import { editedExchange } from './edited-exchange.ts'
import { readJsonObject } from './read-json.ts'
import { replaySeveralTimes } from './replay-finding.ts'
import { revealCall } from './reveal-call.ts'

/** What acts need of the server. */
export interface ActContext {
  readonly options: ActOptions &
    CallViewOptions & {
      readonly directory: string | null
      readonly database?: InspectedDatabase | undefined
    }
  readonly calls: Pick<CallIndex, 'read' | 'notesOf' | 'writeNotes' | 'notesChanged'>
}

/** An act under way. */
interface Act extends ActContext {
  readonly fields: ActFields
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

const acts: ReadonlyMap<string, (act: Act) => Promise<unknown>> = new Map<
  string,
  (act: Act) => Promise<unknown>
>([
  ['GET /api/abilities', async ({ options }) => abilitiesOf(options)],
  ['GET /api/edge-cases', listEdgeCases],
  ['GET /api/copies', copy],
  ['POST /api/replay', replayCall],
  ['POST /api/send', sendEdited],
  ['POST /api/reveal', reveal],
  ['POST /api/findings/replay', replayFindingAct],
  ['POST /api/notes', note],
  ['DELETE /api/recording', remove],
])

/** Whether a request is for `performAct`: it changes something, or it is about what can be changed. */
export function isAct(request: IncomingMessage, { pathname }: URL): boolean {
  return isWrite(request) || acts.has(`${request.method} ${pathname}`)
}

/**
 * Carries out an act; the request has been let in already. Resolves to what is answered, as JSON.
 * @throws {RingbackError} that `statusOf` has a status for.
 */
export async function performAct(
  request: IncomingMessage,
  response: ServerResponse,
  context: ActContext,
): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const perform = acts.get(`${request.method} ${pathname}`)
  if (perform === undefined) {
    throw new RingbackError('no-such-act', `${request.method} ${pathname} does nothing.`)
  }
  const fields = isWrite(request) ? await readJsonObject(request) : Object.fromEntries(searchParams)
  const ended = new AbortController()
  response.on('close', () => ended.abort())
  return perform({ ...context, fields, signal: ended.signal })
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['act-not-json', 400],
  ['bad-act', 400],
  ['no-such-act', 404],
  ['no-such-call', 404],
  ['act-too-large', 413],
  ['bad-notes', 422],
  ['private-notes', 422],
])

/** The HTTP status of an act that failed. */
export function statusOf(error: unknown): number {
  return error instanceof RingbackError ? (statuses.get(error.code) ?? 409) : 500
}

async function listEdgeCases(act: Act): Promise<readonly EdgeCaseView[]> {
  const exchange = exchangeOf(await recordingOf(act), act)
  // What an act needs takes time to load, and most pages only show.
  const { edgeCasesFor } = await import('./edge-cases-for.ts')
  return edgeCasesFor(exchange)
}

async function copy(act: Act): Promise<Copyable> {
  const format = formats.find((each) => each === act.fields['as'])
  if (format === undefined) throw badAct(`Nothing is copied as ${String(act.fields['as'])}.`)
  const recording = await recordingOf(act)
  const { app } = act.options
  const options = app === undefined ? {} : { app: withoutCredentials(app.url) }
  return copyAs(format, { recording, exchange: exchangeOf(recording, act) }, options)
}

const formats: readonly CopyFormat[] = ['vitest', 'fast-check', 'pact']

/** A call with its originals, which are read for this request only. */
async function reveal(act: Act): Promise<CallView> {
  const recording = await recordingOf(act)
  return revealCall(recording, (await act.options.replayMeans?.(recording)) ?? {}, act.options)
}

/** What changes recordings happens one after the other. */
const inTurn = createRunInTurn()

/** Writes tags and note of a call. */
async function note(act: Act): Promise<NotesView> {
  const { calls, fields } = act
  const recording = await recordingOf(act)
  const wanted = { tags: textsField(fields, 'tags'), note: textField(fields, 'note') }
  const seen = { tags: textsField(fields, 'seenTags'), note: textField(fields, 'seenNote') }
  await inTurn(placeOf(act), async () => {
    const present = await calls.notesOf(recording)
    const { writeCallNotes } = await import('./write-call-notes.ts')
    await writeCallNotes({ write: calls.writeNotes, recording, present, seen, wanted })
    await calls.notesChanged()
  })
  return wanted
}

/** Deletes a call with its originals and notes. */
async function remove(act: Act): Promise<DeletedCall> {
  const { keyRing } = act.options
  const seen = act.fields['exchanges']
  if (typeof seen !== 'number') throw badAct('The request has no number exchanges.')
  const recording = await recordingOf(act)
  const { deleteCall } = await import('./delete-call.ts')
  const { directory, database } = act.options
  const from = directory === null ? database?.removal : { recordings: directory }
  return inTurn(placeOf(act), async () => deleteCall({ from, recording, seen, keyRing }))
}

/** One exchange of a call, or all of them, as they were recorded. */
async function replayCall(act: Act): Promise<readonly SentView[]> {
  const recording = await recordingOf(act)
  const chosen = act.fields['exchange'] === undefined ? recording.exchanges : [exchangeOf(recording, act)]
  const means = (await act.options.replayMeans?.(recording)) ?? {}
  const { sendAgain } = await import('./send-again.ts')
  return sendAgain(recording, chosen, { ...target(act), means, signal: act.signal })
}

/** One exchange with other parameters. What is redacted in it is sent redacted. */
async function sendEdited(act: Act): Promise<readonly SentView[]> {
  const recording = await recordingOf(act)
  const edited = editedExchange(exchangeOf(recording, act), pairsField(act.fields, 'parameters'))
  const { redactor } = (await act.options.replayMeans?.(recording)) ?? {}
  const means = redactor === undefined ? {} : { redactor }
  const { sendAgain } = await import('./send-again.ts')
  const views = await sendAgain(recording, [edited], { ...target(act), means, signal: act.signal })
  return views.map((view) => (view.sent === null ? view : { ...view, sent: 'edited' }))
}

async function replayFindingAct({
  fields,
  options: { replayFinding },
  signal,
}: Act): Promise<FindingReplayView> {
  return replaySeveralTimes(textField(fields, 'finding'), replayFinding, signal)
}

function target({ options: { app, authToken } }: Act): {
  readonly app: AppToAsk
  readonly authToken?: string
} {
  if (app === undefined) {
    throw new RingbackError('no-app-url', 'No app is given, so nothing was sent.', {
      remedy: 'Start it with: ringback inspect --app http://127.0.0.1:3000',
    })
  }
  return { app, ...(authToken !== undefined && { authToken }) }
}

/** The name of what is changed. */
function placeOf({ options: { directory, database } }: Act): string {
  return database?.name ?? directory ?? ''
}

async function recordingOf({ fields, calls }: Act): Promise<Recording> {
  const recording = await calls.read(textField(fields, 'call'))
  if (recording !== undefined) return recording
  throw new RingbackError('no-such-call', 'This call is not recorded any more.')
}

function exchangeOf({ exchanges }: Recording, { fields }: Act): Exchange {
  const id = textField(fields, 'exchange')
  const exchange = exchanges.find((each) => each.id === id)
  if (exchange !== undefined) return exchange
  throw new RingbackError('no-such-call', 'This exchange is not in the recording any more.')
}
