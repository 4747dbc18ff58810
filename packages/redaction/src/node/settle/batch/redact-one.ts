import type { Exchange } from '@ringback/recording'
import type { ObservedExchange } from '../../observed/observed-exchange.ts'
import { exchangeOf } from '../../observed/exchange-of.ts'
import { settledExchange } from '../../originals/original-text.ts'
import { setAside } from '../set-aside.ts'
import type { SpoolPosition, WaitingExchange } from '../spool-reader.ts'
import type { BatchOptions, Progress, SetAside, TakenExchange } from './batch.ts'

/** Reads an exchange; undefined when it is about somebody who was forgotten, or cannot be read, and was set aside. */
export async function read(
  options: BatchOptions,
  waiting: WaitingExchange,
  progress: Progress,
): Promise<Exchange | undefined> {
  const original = await orSetAside(options, waiting, () => exchangeOf(waiting.observed), progress)
  if (original === undefined) return undefined
  const { startedAt } = waiting.observed
  if (options.forgotten?.has({ startedAt, original: () => original }) !== true) return original
  progress.forgotten += 1
  return undefined
}

/** Redacts an exchange; undefined when that cannot be done, and it was set aside. */
export async function redacted(
  options: BatchOptions,
  waiting: WaitingExchange,
  redact: () => { readonly recorded: Exchange; readonly original: Exchange },
  progress: Progress,
): Promise<TakenExchange | undefined> {
  return orSetAside(
    options,
    waiting,
    () => {
      const { recorded, original } = redact()
      const settled =
        options.keepOriginals === undefined
          ? { recorded, original: undefined }
          : settledExchange(recorded, original)
      return { ...settled, observed: waiting.observed }
    },
    progress,
  )
}

/** What can be made of an exchange; undefined when it cannot be read and redacted, and was set aside. */
export async function orSetAside<Result>(
  options: BatchOptions,
  { observed, position }: WaitingExchange,
  make: () => Result,
  progress: Progress,
): Promise<Result | undefined> {
  if (options.poisonous.some((each) => isSame(each, position))) {
    progress.setAside.push(await setAsideOne(options, observed, 'reading it crashed the recorder twice'))
    return undefined
  }
  options.onReading(position)
  try {
    return make()
  } catch (error) {
    await setUnreadableAside(options, observed, error, progress)
    return undefined
  }
}

async function setUnreadableAside(
  options: Pick<BatchOptions, 'recordings' | 'ring'>,
  observed: ObservedExchange,
  error: unknown,
  progress: Progress,
): Promise<void> {
  // The message may quote what was to be redacted.
  const name = error instanceof Error ? error.name : typeof error
  const reason = `it could not be read and redacted (${name})`
  progress.setAside.push(await setAsideOne(options, observed, reason))
}

/** Keeps an exchange aside, sealed. */
export async function setAsideOne(
  { recordings, ring }: Pick<BatchOptions, 'recordings' | 'ring'>,
  observed: ObservedExchange,
  reason: string,
): Promise<SetAside> {
  return { id: observed.id, file: await setAside(recordings, ring.current, observed), reason }
}

function isSame(a: SpoolPosition, b: SpoolPosition): boolean {
  return a.spool === b.spool && a.segment === b.segment && a.frame === b.frame && a.exchange === b.exchange
}
