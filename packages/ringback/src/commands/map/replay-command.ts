import type { MapMark } from '@ringback/map'
import type { LineOptions } from '../call/options.ts'

/** The command line that lets one hear what a mark is about; the auth token is left to the environment. */
export function replayCommand(options: LineOptions, { keys }: Pick<MapMark, 'keys'>): string {
  const given = [
    ['--public-url', options.publicUrl],
    ['--voice-fallback-url', options.voiceFallbackUrl],
    ['--status-callback', options.statusCallback],
    ['--from', options.from],
    ['--to', options.to],
    ['--method', options.method === 'POST' ? undefined : options.method],
  ] as const
  return [
    'ringback call',
    ...(options.voiceUrl === undefined ? [] : [quoted(options.voiceUrl)]),
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [name, quoted(value)])),
    ...(options.allowRemote ? ['--allow-remote'] : []),
    '--keys',
    quoted(keys),
  ].join(' ')
}

/** A word of a shell's command line. */
function quoted(word: string): string {
  return /^[\w:/.,+@%-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
