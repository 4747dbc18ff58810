import type { CallSecrets } from '../../exchange/call-secrets.ts'
import { callersNeeded, createPathKnowledge, type PathKnowledge } from '../../exchange/path-knowledge.ts'
import type { Finding } from '../../finding.ts'
import { createLru } from '../../pseudonyms/lru.ts'
import type { LearnedOfCall } from '../store/shared-knowledge.ts'

/** What one frame of the file adds. */
export interface Learned {
  readonly calls: readonly (readonly [callSid: string, findings: readonly Finding[]])[]
  readonly paths: readonly (readonly [segment: string, caller: string])[]
}

/** Values of more calls are forgotten, those of the oldest first. */
const mostCalls = 2000
/** Segments of paths that are remembered. */
const mostPaths = 20_000

/** What is known of calls, and what of it is not written, or told, yet. */
export interface KnownOfCalls {
  readonly callSecrets: CallSecrets
  readonly paths: PathKnowledge
  learn(learned: Learned): void
  learnElsewhere(learned: readonly LearnedOfCall[]): void
  all(): Learned
  /** What was saved of calls since `wasTold`. */
  untold(): readonly LearnedOfCall[]
  wasTold(): void
  /** What was learned since the last time, as `textOf` has it; undefined when that is nothing. */
  takeNews(): Buffer | undefined
}

/** Findings of one call, as JSON: a text takes less memory than they do, and nothing to be kept. */
type FindingsText = string

/** Begins with nothing. `isShared`: what is saved is kept until it was told. */
export function createCallKnowledge(isShared: boolean): KnownOfCalls {
  const calls = createTextsOfCalls()
  const paths = createPathKnowledge()
  const notePath = createPathNotes()
  const elsewhere = createUnread()
  let news: { calls: [string, FindingsText][]; paths: [string, string][] } = { calls: [], paths: [] }
  let untold: LearnedOfCall[] = []

  return {
    learn(learned) {
      for (const [callSid, findings] of learned.calls) calls.learn(callSid, JSON.stringify(findings))
      for (const [segment, caller] of learned.paths)
        if (notePath(segment, caller)) paths.note(segment, caller)
    },
    learnElsewhere(learned) {
      for (const each of learned) elsewhere.add(each)
    },
    untold: () => untold,
    wasTold() {
      untold = []
    },
    all: () => ({
      calls: [...calls.known].map(([callSid, texts]) => [callSid, findingsIn(texts)] as const),
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
        const texts = calls.known.get(callSid)
        return texts && findingsIn(texts)
      },
      takeLearned(callSid, until) {
        const findings = elsewhere.take(callSid, until)
        if (findings.length > 0) calls.learn(callSid, JSON.stringify(findings))
        return findings
      },
      save(callSid, findings, at) {
        const text = JSON.stringify(findings)
        calls.learn(callSid, text)
        news.calls.push([callSid, text])
        if (isShared) untold.push({ callSid, answeredAt: at, findings })
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

/** What is known of the calls that were learned of last. */
function createTextsOfCalls(): {
  readonly known: ReadonlyMap<string, readonly FindingsText[]>
  readonly learn: (callSid: string, findings: FindingsText) => void
} {
  const known = new Map<string, FindingsText[]>()
  return {
    known,
    learn(callSid, findings) {
      const texts = known.get(callSid)
      if (texts === undefined) known.set(callSid, [findings])
      else texts.push(findings)
      const [oldest] = known.size > mostCalls ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
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

/** What was learned elsewhere and not asked for yet, of the calls that were learned of last. */
function createUnread(): {
  readonly add: (learned: LearnedOfCall) => void
  readonly take: (callSid: string, until: number) => readonly Finding[]
} {
  const unread = createLru<LearnedOfCall[]>(mostCalls)
  return {
    add(learned) {
      const all = unread.get(learned.callSid)
      if (all === undefined) unread.set(learned.callSid, [learned])
      else all.push(learned)
    },
    take(callSid, until) {
      const all = unread.get(callSid) ?? []
      if (all.length === 0) return []
      const isLater = ({ answeredAt: at }: LearnedOfCall): boolean => at > until
      unread.set(callSid, all.filter(isLater))
      return all.flatMap((each) => (isLater(each) ? [] : each.findings))
    },
  }
}

function findingsIn(texts: readonly FindingsText[]): readonly Finding[] {
  // `JSON.stringify` made them of findings.
  return texts.flatMap((text) => JSON.parse(text) as Finding[])
}
