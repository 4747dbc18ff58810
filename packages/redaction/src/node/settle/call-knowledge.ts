import { appendFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { CallSecrets } from '../../exchange/call-secrets.ts'
import { callersNeeded, createPathKnowledge, type PathKnowledge } from '../../exchange/path-knowledge.ts'
import type { Finding } from '../../finding.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { sealFrame } from '../seal/segment.ts'
import { writeSealed } from '../seal/write-sealed.ts'
import type { LearnedOfCall, SharedKnowledge } from '../store/shared-knowledge.ts'
import { firstFrame, firstReadBytes, readSegment } from '../spool/read-segment.ts'

/** What the redactor learned from earlier exchanges and needs for later ones, kept sealed through restarts. */
export interface CallKnowledgeFile {
  readonly callSecrets: CallSecrets
  readonly paths: PathKnowledge
  /** Writes what was learned since, and tells others. Must be done before the exchanges that taught it are settled. */
  flush(): Promise<void>
  /** Asks others what they have learned of some calls. Must be done before exchanges of these calls are redacted. */
  ask(callSids: readonly string[]): Promise<void>
}

/** What one frame of the file adds. */
interface Learned {
  readonly calls: readonly LearnedOfCall[]
  readonly paths: readonly (readonly [segment: string, caller: string])[]
}

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

/** Values of more calls are forgotten, those of the oldest first. */
const mostCalls = 2000
/** Segments of paths that are remembered. */
const mostPaths = 20_000

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
  const memory = createCallKnowledge()
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
  /** What the others could not be told yet. */
  let untold: readonly LearnedOfCall[] = []
  return {
    callSecrets: memory.callSecrets,
    paths: memory.paths,
    async flush() {
      if (shared !== undefined) untold = [...untold, ...memory.newsOfCalls()]
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
      await shared?.tell(untold)
      untold = []
    },
    async ask(callSids) {
      if (shared !== undefined) memory.learnElsewhere(await shared.ask(callSids))
    },
  }
}

interface CallKnowledgeMemory extends Pick<CallKnowledgeFile, 'callSecrets' | 'paths'> {
  learn(learned: Learned): void
  learnElsewhere(learned: readonly LearnedOfCall[]): void
  all(): Learned
  /** What was learned of calls since `takeNews`. */
  newsOfCalls(): readonly LearnedOfCall[]
  /** What was learned since the last time, as `textOf` has it; undefined when that is nothing. */
  takeNews(): Buffer | undefined
}

/** Findings of one call, as JSON: a text takes less memory than they do, and nothing to be kept. */
type FindingsText = string

function createCallKnowledge(): CallKnowledgeMemory {
  const calls = new Map<string, FindingsText[]>()
  const paths = createPathKnowledge()
  const notePath = createPathNotes()
  let news: { calls: [string, FindingsText][]; paths: [string, string][] } = { calls: [], paths: [] }

  const elsewhere = createUnread()

  function learn(callSid: string, findings: FindingsText): void {
    const known = calls.get(callSid)
    if (known === undefined) calls.set(callSid, [findings])
    else known.push(findings)
    const [oldest] = calls.size > mostCalls ? calls.keys() : []
    if (oldest !== undefined) calls.delete(oldest)
  }

  return {
    learn(learned) {
      for (const [callSid, findings] of learned.calls) learn(callSid, JSON.stringify(findings))
      for (const [segment, caller] of learned.paths)
        if (notePath(segment, caller)) paths.note(segment, caller)
    },
    learnElsewhere(learned) {
      for (const [callSid, findings] of learned) {
        const text = JSON.stringify(findings)
        learn(callSid, text)
        elsewhere.add(callSid, text)
      }
    },
    newsOfCalls: () => news.calls.map(([callSid, text]) => [callSid, findingsIn([text])]),
    all: () => ({
      calls: [...calls].map(([callSid, texts]) => [callSid, findingsIn(texts)] as const),
      paths: paths
        .entries()
        .flatMap(([segment, callers]) => callers.map((caller) => [segment, caller] as const)),
    }),
    takeNews() {
      const taken = news
      news = { calls: [], paths: [] }
      if (taken.calls.length === 0 && taken.paths.length === 0) return undefined
      const learned = taken.calls.map(([callSid, findings]) => `[${JSON.stringify(callSid)},${findings}]`)
      return Buffer.from(`{"calls":[${learned.join(',')}],"paths":${JSON.stringify(taken.paths)}}`)
    },
    callSecrets: {
      load(callSid) {
        const texts = calls.get(callSid)
        return texts && findingsIn(texts)
      },
      takeLearned: (callSid) => findingsIn(elsewhere.take(callSid)),
      save(callSid, findings) {
        const text = JSON.stringify(findings)
        learn(callSid, text)
        news.calls.push([callSid, text])
      },
    },
    paths: {
      note(segment, caller) {
        if (notePath(segment, caller)) news.paths.push([segment, caller])
        return paths.note(segment, caller)
      },
    },
  }
}

/** Notes who has used a segment of a path. Returns whether that is new and of use. */
function createPathNotes(): (segment: string, caller: string) => boolean {
  const known = new Map<string, Set<string>>()
  return (segment, caller) => {
    const callers = known.get(segment) ?? new Set()
    if (callers.size >= callersNeeded || callers.has(caller) || known.size >= mostPaths) return false
    known.set(segment, callers.add(caller))
    return true
  }
}

/** What was learned elsewhere and not asked for yet. */
function createUnread(): {
  readonly add: (callSid: string, findings: FindingsText) => void
  readonly take: (callSid: string) => readonly FindingsText[]
} {
  const unread = new Map<string, FindingsText[]>()
  return {
    add: (callSid, findings) => void unread.set(callSid, [...(unread.get(callSid) ?? []), findings]),
    take(callSid) {
      const texts = unread.get(callSid) ?? []
      unread.delete(callSid)
      return texts
    },
  }
}

function findingsIn(texts: readonly FindingsText[]): readonly Finding[] {
  // `JSON.stringify` made them of findings.
  return texts.flatMap((text) => JSON.parse(text) as Finding[])
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
