import {
  driftCollector,
  driftOf,
  type DriftReport,
  type DriftRow,
  type ObservedWebhook,
} from '@ringback/arbitraries'
import type { Exchange } from '@ringback/recording'
import { placeName } from '../../recordings/place.ts'
import { listSelected } from '../../recordings/select.ts'
import { withReader } from '../../recordings/with-reader.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import type { Io } from '../../shell/io.ts'
import { observedWebhook, type PassedOver } from './observed.ts'
import type { JudgeRows, RedactedRecordings } from './redacted-rows.ts'

/** Values of one parameter that redaction replaced, so that nobody can say whether they are drift. */
export interface NotJudged {
  readonly kind: string
  readonly parameter: string
  readonly webhooks: number
  /** The id of an exchange with such a value. */
  readonly example: string
}

/** What `ringback drift` found in a folder. */
export interface FolderDrift extends DriftReport {
  /** Its name; of a database the URL, without its password. */
  readonly folder: string
  /** Exchanges that are no voice webhook of Twilio, by why. */
  readonly passedOver: Readonly<Partial<Record<PassedOver, number>>>
  readonly notJudged: readonly NotJudged[]
}

/** So many recordings are compared between two looks at the progress line. */
const progressEvery = 250

/** Compares all webhooks of a folder or a database, a recording at a time. */
export async function compareFolder(recordings: RedactedRecordings, io: Io): Promise<FolderDrift> {
  const { place } = recordings
  const collector = driftCollector()
  const passedOver: Partial<Record<PassedOver, number>> = {}
  const notJudged = new Map<string, NotJudged>()
  const judge = lateJudge(recordings, io)
  const progress = createProgressLine(io)
  let read = 0
  const compare = async (exchange: Exchange): Promise<void> => {
    const webhook = observedWebhook(exchange)
    if (typeof webhook === 'string') passedOver[webhook] = (passedOver[webhook] ?? 0) + 1
    else {
      const judged = await judge(driftOf(webhook), webhook, exchange)
      collector.add(webhook, judged.rows)
      for (const row of judged.notJudged) note(notJudged, row, webhook)
    }
  }
  await withReader(place, io, async (reader) => {
    for (const listed of await listSelected(reader, { place })) {
      for (const exchange of (await reader.read(listed))?.exchanges ?? []) await compare(exchange)
      read += 1
      if (read % progressEvery === 0) progress.show(`compared ${read} recordings`)
    }
  })
  progress.clear()
  return { folder: placeName(place), ...collector.report(), passedOver, notJudged: [...notJudged.values()] }
}

function note(notes: Map<string, NotJudged>, { kind, parameter }: DriftRow, { id }: ObservedWebhook): void {
  const key = `${kind} ${parameter}`
  const known = notes.get(key)
  notes.set(
    key,
    known === undefined
      ? { kind: kind ?? '', parameter, webhooks: 1, example: id }
      : { ...known, webhooks: known.webhooks + 1 },
  )
}

/** Redaction takes time to load, and mostly nothing needs it. */
function lateJudge(recordings: RedactedRecordings, io: Io): JudgeRows {
  let made: Promise<JudgeRows> | undefined
  return async (rows, webhook, exchange) => {
    if (!isRedacted(exchange) || rows.every(({ value }) => value === undefined))
      return { rows, notJudged: [] }
    made ??= import('./redacted-rows.ts').then(({ judgeOfRedacted }) => judgeOfRedacted(recordings, io))
    return (await made)(rows, webhook, exchange)
  }
}

function isRedacted({ redaction }: Exchange): boolean {
  return redaction !== undefined && Object.values(redaction.replaced).some((count) => count > 0)
}
