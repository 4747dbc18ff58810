import {
  recordingsOf,
  type Exchange,
  type ListedRecording,
  type Recording,
  type RecordingsReader,
} from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { summaryOf, type RecordingSummary } from '../../src/reader/recording-summary.ts'
import { exchanges as anyExchanges } from '../exchanges.ts'

/** As one clock and Twilio tell them: ids and times ascend together, and a leg has one parent, itself no child of it. */
const exchanges = anyExchanges.map((given) => {
  const times = given.map(({ startedAt }) => startedAt).sort()
  const parents = new Map<string, string | null>()
  return given
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((each, at): Exchange => {
      const { callSid } = each
      const named = each.parentCallSid !== null && callSid !== null && each.parentCallSid < callSid
      const parent = parents.get(callSid ?? '') ?? (named ? each.parentCallSid : null)
      if (callSid !== null) parents.set(callSid, parent)
      return { ...each, parentCallSid: parent, startedAt: times[at] ?? each.startedAt }
    })
})

/** A place that exchanges can be written to and read from. */
export interface ReaderPlace {
  write(exchanges: readonly Exchange[]): Promise<void>
  open(): Promise<RecordingsReader>
  remove(): Promise<void>
}

/** Legs and parties are sets, and a time may be written in several ways. */
function comparable(summary: RecordingSummary): RecordingSummary {
  return {
    ...summary,
    startedAt: new Date(summary.startedAt).toISOString(),
    legs: summary.legs.toSorted(),
    parties: summary.parties.toSorted(),
  }
}

function inOrder(listed: Iterable<ListedRecording>): readonly RecordingSummary[] {
  return Array.from(listed, ({ summary }) => comparable(summary))
}

const byId = (a: { readonly firstId: string }, b: { readonly firstId: string }): number =>
  a.firstId < b.firstId ? -1 : 1

const byStart = (a: RecordingSummary, b: RecordingSummary): number =>
  a.startedAt === b.startedAt ? byId(a, b) : a.startedAt < b.startedAt ? -1 : 1

/** What everything that reads recordings has to do. */
export function recordingsReaderLaws(place: () => Promise<ReaderPlace>, numRuns: number): void {
  const withWritten = async (
    given: readonly Exchange[],
    use: (reader: RecordingsReader, expected: readonly Recording[]) => Promise<void>,
  ): Promise<void> => {
    const where = await place()
    try {
      await where.write(given)
      await use(await where.open(), recordingsOf(given))
    } finally {
      await where.remove()
    }
  }

  test('lists every recording as it is, the oldest first', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (given) => {
        await withWritten(given, async (reader, expected) => {
          const listed = inOrder(await reader.list())
          expect(listed.toSorted(byId)).toEqual(
            expected.map((each) => comparable(summaryOf(each))).toSorted(byId),
          )
          const starts = listed.map(({ startedAt }) => startedAt)
          expect(starts).toEqual(starts.toSorted())
          expect(reader.damage()).toEqual([])
        })
      }),
      { numRuns },
    )
  })

  test('gives pages of those that are wanted, the newest first', async () => {
    const part = fc.record({ offset: fc.nat(4), limit: fc.integer({ min: 1, max: 4 }) })
    await fc.assert(
      fc.asyncProperty(
        exchanges,
        part,
        fc.boolean(),
        fc.nat(36),
        async (given, wanted, isProblem, length) => {
          await withWritten(given, async (reader, expected) => {
            const summaries = expected.map(summaryOf).map(comparable)
            const parties = summaries.flatMap((each) => each.parties).slice(0, 2)
            const sids = summaries.flatMap(({ legs }) => legs).slice(0, 2)
            const texts = [
              ...parties.map((each) => each.slice(-4)),
              ...sids.map((sid) => sid.slice(0, length)),
            ]
            for (const text of ['', 'nobody', ...texts]) {
              const all = summaries.filter(
                (each) =>
                  (!isProblem || each.problems > 0) &&
                  (each.legs.some((sid) => sid.startsWith(text)) ||
                    each.parties.some((party) => party.includes(text)) ||
                    text === ''),
              )
              const page = await reader.page({ text, isProblem }, wanted)
              expect(page.total).toBe(all.length)
              const newest = all.toSorted(byStart).toReversed()
              expect(inOrder(page.listed)).toEqual(newest.slice(wanted.offset, wanted.offset + wanted.limit))
            }
          })
        },
      ),
      { numRuns },
    )
  })

  test('reads what it has listed, whole', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (given) => {
        await withWritten(given, async (reader, expected) => {
          const firstIdOf = ({ exchanges: [first] }: Recording): string => first?.id ?? ''
          for (const listed of await reader.list()) {
            const { firstId } = listed.summary
            expect(await reader.read(listed)).toEqual(expected.find((each) => firstIdOf(each) === firstId))
          }
        })
      }),
      { numRuns },
    )
  })

  test('finds calls by the start of the SID of a leg, and by who calls or is called', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, fc.integer({ min: 2, max: 34 }), async (given, length) => {
        await withWritten(given, async (reader, expected) => {
          const summaries = expected.map(summaryOf)
          for (const { legs, parties } of summaries.slice(0, 3)) {
            for (const text of [...legs.map((sid) => sid.slice(0, length)), ...parties].slice(0, 4)) {
              const wanted = summaries.filter(
                (each) => each.legs.some((sid) => sid.startsWith(text)) || each.parties.includes(text),
              )
              const found = inOrder(await reader.naming([text])).map(({ firstId }) => firstId)
              expect(found).toEqual(expect.arrayContaining(wanted.map(({ firstId }) => firstId)))
            }
          }
          expect(await reader.naming(['CAnobody'])).toEqual([])
        })
      }),
      { numRuns },
    )
  })
}
