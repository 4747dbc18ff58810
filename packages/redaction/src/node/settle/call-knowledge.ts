import { appendFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import { answeredAt, type CallSecrets } from '../../exchange/call-secrets.ts'
import type { PathKnowledge } from '../../exchange/path-knowledge.ts'
import type { RequestedExchange } from '../../redactor.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { sealFrame } from '../seal/segment.ts'
import { writeSealed } from '../seal/write-sealed.ts'
import type { LearnedOfCall, Meeting, SharedKnowledge } from '../store/shared-knowledge.ts'
import { createCallKnowledge, type Learned } from './known-of-calls.ts'
import { firstFrame, firstReadBytes, readSegment } from '../spool/read-segment.ts'

/** What the redactor learned from earlier exchanges and needs for later ones, kept sealed through restarts. */
export interface CallKnowledgeFile {
  readonly callSecrets: CallSecrets
  readonly paths: PathKnowledge
  /** Writes what was learned since. Must be done before the exchanges that taught it are settled. */
  flush(): Promise<void>
  /**
   * Tells others what the requests of some exchanges show, and what was learned since, and learns what the others tell. Must be done
   * before these exchanges are finished. Rejects when the others cannot be told or asked.
   */
  meet(requested: readonly RequestedExchange[], times: MeetingTimes): Promise<void>
}

/** When others are met; see `SharedKnowledge`. */
export type MeetingTimes = Pick<Meeting, 'until' | 'through' | 'oldestMs' | 'mayWait'>

/** Whose file of what was learned. */
export interface KnowledgeOptions {
  /** The recordings folder. */
  readonly recordings: string
  readonly ring: KeyRing
  /** True: nothing is removed. */
  readonly dryRun?: boolean
  /** True: begins with nothing. */
  readonly anew?: boolean
  /** Those who record other webhooks of the same calls. */
  readonly shared?: SharedKnowledge | undefined
  /** Is told when some of the file cannot be read. */
  readonly onDamage?: (damage: Damage) => void
}

/**
 * Removes what is known of the calls that a person is in; returns how many there were. A file that cannot be opened stays
 * as it is.
 */
export async function forgetCalls(
  { recordings, ring, dryRun = false, onDamage = () => undefined }: KnowledgeOptions,
  isAbout: (text: string) => boolean,
): Promise<number> {
  const file = fileOf(recordings)
  const learned = await learnedIn(file, ring, onDamage)
  if (learned === 'wrong-key') return 0
  const forgotten = new Set(
    learned
      .flatMap(({ calls }) => calls)
      .filter(([callSid, findings]) => isAbout(callSid) || findings.some(({ raw }) => isAbout(raw)))
      .map(([callSid]) => callSid),
  )
  if (dryRun || forgotten.size === 0) return forgotten.size
  const rest: Learned = {
    calls: learned.flatMap(({ calls }) => calls.filter(([callSid]) => !forgotten.has(callSid))),
    paths: learned.flatMap(({ paths }) => paths),
  }
  await writeSealed(file, ring.current, textOf(rest))
  return forgotten.size
}

/**
 * Opens the file of a recordings folder, without what is forgotten. `anew`: begins with nothing; what the file had of calls
 * that are not learned again stays in it.
 */
export async function openCallKnowledge({
  recordings,
  ring,
  anew = false,
  shared,
  onDamage = () => undefined,
}: KnowledgeOptions): Promise<CallKnowledgeFile> {
  await makeStateFolder(recordings)
  const file = fileOf(recordings)
  const memory = createCallKnowledge(shared !== undefined)
  const kept = await learnedIn(file, ring, onDamage)
  const earlier = kept === 'wrong-key' ? [] : kept
  if (kept === 'wrong-key') {
    const aside = file.replace(/sealed$/, 'other-key.sealed')
    await rename(file, aside)
    onDamage({
      where: file,
      reason: `it is under another redaction key, and was moved to ${aside}. ${consequence}`,
    })
  }
  if (!anew) for (const learned of earlier) memory.learn(learned)
  let key = anew ? undefined : await writeSealed(file, ring.current, textOf(memory.all()))
  let frame = 1
  return {
    callSecrets: memory.callSecrets,
    paths: memory.paths,
    async flush() {
      const news = memory.takeNews()
      if (key === undefined) {
        const { calls, paths } = memory.all()
        const known = new Set(calls.map(([callSid]) => callSid))
        const others = earlier.flatMap((each) => each.calls).filter(([callSid]) => !known.has(callSid))
        key = await writeSealed(file, ring.current, textOf({ calls: [...others, ...calls], paths }))
      } else if (news !== undefined) {
        await appendFile(file, sealFrame(key, frame, news), { mode: 0o600 })
        frame += 1
      }
    },
    async meet(requested, times) {
      if (shared === undefined) return
      const shown = requested.flatMap(shownBy)
      const learned = [...memory.untold(), ...shown]
      const callSids = [...new Set(shown.map(({ callSid }) => callSid))]
      memory.learnElsewhere(await shared.meet({ ...times, learned, callSids }))
      memory.wasTold()
    },
  }
}

/** What the request of an exchange shows to be private, in its call and in the one that dialled it. */
function shownBy({ original, findings }: RequestedExchange): readonly LearnedOfCall[] {
  const { callSid, parentCallSid } = original
  return [callSid, parentCallSid].flatMap((sid) =>
    sid === null ? [] : [{ callSid: sid, answeredAt: answeredAt(original), findings }],
  )
}

function fileOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'call-knowledge.sealed')
}

async function learnedIn(
  file: string,
  ring: KeyRing,
  onDamage: (damage: Damage) => void,
): Promise<readonly Learned[] | 'wrong-key'> {
  const learned: Learned[] = []
  let isDamaged = false
  try {
    for (let from = firstFrame; ;) {
      const { frames, state } = await readSegment(file, ring, from, firstReadBytes)
      for (const { text } of frames) {
        // Only `flush` writes what was sealed.
        if (text) learned.push(JSON.parse(text.toString('utf8')) as Learned)
        else isDamaged = true
      }
      if (state === 'wrong-key') return state
      if (state === 'damaged') isDamaged = true
      const next = frames.at(-1)?.next
      if (next === undefined || state !== 'more') break
      from = next
    }
  } catch (error) {
    if (isMissingFile(error)) return learned
    isDamaged = true
  }
  if (isDamaged) onDamage({ where: file, reason: `it is damaged. ${consequence}` })
  return learned
}

const consequence =
  'It says what is private in calls that go on: such values may stand in what is recorded of these calls from now on'

function textOf(learned: Learned): Buffer {
  return Buffer.from(JSON.stringify(learned))
}
