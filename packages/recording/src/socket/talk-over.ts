import type { SocketLog, SocketSpeech } from './socket.ts'

/** The times at which caller and app spoke at once, in milliseconds since the socket was opened. */
export function talkOverOf({
  speech,
}: Pick<SocketLog, 'speech'>): readonly Omit<SocketSpeech, 'by' | 'text'>[] {
  const by = (who: SocketSpeech['by']): readonly SocketSpeech[] =>
    speech.filter((each) => each.by === who).toSorted((one, other) => one.atMs - other.atMs)
  const [callers, apps] = [by('caller'), by('app')]
  const both: { atMs: number; untilMs: number }[] = []
  let first = 0
  for (const caller of callers) {
    while ((apps[first]?.untilMs ?? Infinity) <= caller.atMs) first += 1
    for (let at = first; (apps[at]?.atMs ?? Infinity) < caller.untilMs; at += 1) {
      const app = apps[at]
      if (app === undefined) break
      const [atMs, untilMs] = [Math.max(caller.atMs, app.atMs), Math.min(caller.untilMs, app.untilMs)]
      if (atMs < untilMs) both.push({ atMs, untilMs })
    }
  }
  return both
}
