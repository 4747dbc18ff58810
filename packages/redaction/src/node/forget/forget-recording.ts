import type { Exchange, Recording } from '@ringback/recording'
import { forgetCalls } from '../settle/call-knowledge.ts'
import type { ForgetWhere } from './forget-options.ts'
import { createMentions } from './mentions.ts'
import type { WithOriginals } from './places/forget-place.ts'
import { withForgetPlace } from './places/with-place.ts'

/** Which recording `forgetRecording` removes. */
export interface ForgetRecordingOptions extends ForgetWhere {
  /** An exchange of the recording. */
  readonly exchange: Pick<Exchange, 'id' | 'startedAt'>
}

/** What `forgetRecording` has removed. */
export interface ForgottenRecording {
  readonly recording: Recording
  /** Sealed originals. */
  readonly originals: number
}

/**
 * Removes the recording that has an exchange from a folder or a database: all of a call with its originals, what was remembered of it
 * on this machine, and its notes. The recording goes last, so what was interrupted can be repeated. Undefined when there is no such
 * recording.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function forgetRecording(
  options: ForgetRecordingOptions,
): Promise<ForgottenRecording | undefined> {
  return withForgetPlace(options, async (place) => {
    const found = await place.with(options.exchange)
    if (found === undefined) return undefined
    const { recording } = found
    const sids = sidsOf(found)
    const tell = await place.teller()
    if (sids.length > 0) await tell?.({ values: [], calls: sids })
    await forgetCalls(options, createMentions(sids))
    const exchanges = new Set(recording.exchanges.map(({ id }) => id))
    await place.removeNotes({ isAbout: () => false, exchanges, dryRun: false })
    return { recording, originals: await place.remove(recording.exchanges) }
  })
}

/** The CallSids of a recording, with the real ones that its originals have: what is remembered of a call is remembered under those. */
function sidsOf({ recording, originals }: WithOriginals): readonly string[] {
  const opened = [...originals.values()].filter((original) => original !== 'sealed')
  const sids = [...recording.exchanges, ...opened].map(({ callSid }) => callSid)
  return [...new Set(sids.filter((callSid) => callSid !== null))]
}
