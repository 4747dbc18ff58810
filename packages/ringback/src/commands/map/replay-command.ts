import { quoteForShell } from '@ringback/common'
import type { MapMark } from '@ringback/map'
import type { LineOptions } from '../call/options.ts'

/** The command line that makes the call that a mark is about; the auth token is left to the environment. */
export function replayCommand(options: LineOptions, { keys }: Pick<MapMark, 'keys'>): string {
  const given = [
    ['--functions', options.functions],
    ['--voice-url', options.voiceUrl],
    ['--public-url', options.publicUrl],
    ['--voice-fallback-url', options.voiceFallbackUrl],
    ['--status-callback', options.statusCallback],
    ['--from', options.from],
    ['--to', options.to],
    ['--answer-patience', options.answerPatience === 1 ? undefined : String(options.answerPatience)],
    ['--method', options.method === 'POST' ? undefined : options.method],
  ] as const
  return [
    'ringback call',
    ...(options.app === undefined ? [] : [quoteForShell(options.app)]),
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [name, quoteForShell(value)])),
    ...options.with.flatMap((value) => ['--with', quoteForShell(value)]),
    ...(options.allowRemote ? ['--allow-remote'] : []),
    '--keys',
    quoteForShell(keys),
  ].join(' ')
}
