import { RingbackError, visible } from '@ringback/common'
import { parseKeyPath, type Step } from '@ringback/simulator'
import type { LoadedConfig } from '../../../config/load-config.ts'
import { count } from '../../../format/count.ts'
import { recordingsPlace, type RecordingsPlace } from '../../../recordings/place.ts'
import { selectionOf } from '../../../recordings/select.ts'
import type { Io } from '../../../shell/io.ts'
import type { LoadCommandOptions } from '../options.ts'
import { readMapScripts } from './read-map.ts'
import { recordedScripts } from './recorded-scripts.ts'

/** What the callers of a load do. */
export interface Callers {
  /** Calls take them in turn; none: callers listen and do nothing. */
  readonly scripts: readonly (readonly Step[])[]
  /** Where they come from, a sentence each, for the user. */
  readonly notes: readonly string[]
}

type CallerOptions = Pick<LoadCommandOptions, 'keys' | 'keysFrom' | 'map' | 'recordings' | 'store'>

/** The callers that the options ask for. Throws a `RingbackError`. */
export async function callersOf(options: CallerOptions, loaded: LoadedConfig, io: Io): Promise<Callers> {
  const { keys, keysFrom, map } = options
  const given = [keys && '--keys', keysFrom && '--keys-from', map && '--map'].filter((name) => name)
  if (given.length > 1) {
    throw new RingbackError('several-callers', `${given.join(' and ')} cannot be used together.`, {
      remedy: 'Choose one: it says what all callers do.',
    })
  }
  if (map !== undefined) {
    const scripts = await readMapScripts(map, io)
    return {
      scripts,
      notes: [`Callers take ${count(scripts.length, 'way')} through ${map} in turn, each to its end.`],
    }
  }
  if (keysFrom === undefined) return { scripts: (keys ?? []).map(stepsOf), notes: [] }
  const name = keysFrom === 'all' ? undefined : keysFrom
  return recordedCallers(name, recordingsPlace(options, loaded, io), loaded, io)
}

async function recordedCallers(
  name: string | undefined,
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): Promise<Callers> {
  const selection = await selectionOf(name, place, loaded, io)
  const { scripts, distinct, skipped } = await recordedScripts(selection, io)
  if (scripts.length === 0) {
    throw new RingbackError(
      'no-callers',
      'No document of a call is in these recordings, so no caller did anything.',
      {
        remedy: 'Take recordings of whole calls, or say what callers do: --keys 1',
      },
    )
  }
  const notes = [
    `Callers do what those of ${count(scripts.length, 'recorded call')} did, in ${count(distinct, 'different way')}.`,
    ...(skipped === 0
      ? []
      : [`${count(skipped, 'recording')} without a document for the caller are left out.`]),
  ]
  return { scripts, notes: notes.map((note) => visible(note)) }
}

function stepsOf(text: string): readonly Step[] {
  const { steps, problems } = parseKeyPath(text)
  if (problems.length === 0) return steps
  throw new RingbackError('bad-steps', ['--keys:', ...problems.map((problem) => `- ${problem}`)].join('\n'), {
    remedy: 'See the steps: ringback load --help',
  })
}
